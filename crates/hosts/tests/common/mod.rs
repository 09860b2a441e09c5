//! A site as the build would describe it.

use consultation::content::config::Endpoint;
use hosts::Inputs;

pub const THE_SCRIPT: &str = "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC";
pub const STYLE: &str = "sha256-Xe6240JO+iL5qB8Sa4LPd+AS634E7cIUH809l2iHuQ8=";

pub fn inputs() -> Inputs {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    Inputs {
        address: "https://agency.example/".to_owned(),
        script_hashes: owned(&[THE_SCRIPT]),
        style_hashes: owned(&[STYLE]),
        endpoints: endpoints(&["/api/submissions", "/api/feedback"]),
        is_sealed: false,
        is_unread: false,
        files: owned(&[
            "index.html",
            "404.html",
            "app-1a2b.js",
            "app-1a2b_bg.wasm",
            "closes.ics",
            "content/en-NZ.json",
            "feed.json",
            "feed.xml",
            "icon.svg",
            ".well-known/security.txt",
        ]),
        hashed: owned(&["app-1a2b.js", "app-1a2b_bg.wasm"]),
    }
}

pub fn endpoints(addresses: &[&str]) -> Vec<Endpoint> {
    addresses.iter().map(|&address| address.to_owned().try_into().expect("the test states endpoints")).collect()
}
