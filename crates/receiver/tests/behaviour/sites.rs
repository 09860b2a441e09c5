//! The built page, served from the same origin with the headers that were built with it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Receiver, Reply, SUBMISSIONS, Setup, submission};

const FILES: &[(&str, &str)] = &[
    ("index.html", "<!doctype html><title>Page</title>"),
    ("page-0123456789abcdef.js", "export {}"),
    ("page-0123456789abcdef_bg.wasm", "\0asm"),
    ("page-0123456789abcdef_bg.wasm.br", "smaller"),
    ("content/en-NZ.json", "{}"),
];

fn site() -> TempDir {
    let folder = TempDir::new().expect("there is room for temporary files");
    for (name, text) in FILES {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the folder can be written");
}

async fn serving(site: &TempDir) -> Receiver {
    Setup::new().site(site.path()).start().await
}

/// The headers as the build writes them.
fn built_headers() -> String {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let inputs = hosts::Inputs {
        address: "https://agency.example/".to_owned(),
        files: owned(&["closes.ics", "feed.xml", "page-0123456789abcdef_bg.wasm"]),
        hashed: owned(&["page-0123456789abcdef.js", "page-0123456789abcdef_bg.wasm", "gone-0123456789abcdef.js"]),
        ..hosts::Inputs::default()
    };
    let files = hosts::files(&inputs).expect("the inputs are right");
    files.into_iter().find(|file| file.path == "_headers").expect("it is among them").text
}

fn built_site() -> TempDir {
    let site = site();
    write(site.path(), "_headers", &built_headers());
    site
}

#[tokio::test]
async fn files_have_their_types_and_their_caching() {
    let site = built_site();
    write(site.path(), "feed.xml", "<feed/>");
    write(site.path(), "closes.ics", "BEGIN:VCALENDAR");
    write(site.path(), "site.webmanifest", "{}");
    let receiver = serving(&site).await;
    let forever = "public, max-age=31536000, immutable";
    for (path, kind, caching) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/content/en-NZ.json", "application/json", "no-cache"),
        ("/feed.xml", "application/atom+xml; charset=utf-8", "no-cache"),
        ("/closes.ics", "text/calendar; charset=utf-8", "no-cache"),
        ("/site.webmanifest", "application/manifest+json", "no-cache"),
        ("/page-0123456789abcdef.js", "text/javascript; charset=utf-8", forever),
        ("/page-0123456789abcdef_bg.wasm", "application/wasm", forever),
    ] {
        let reply = receiver.read(path).await;
        let found = (reply.status, reply.header("content-type"), reply.header("cache-control"));
        assert_eq!(found, (200, kind, caching), "{path}");
    }
}

#[tokio::test]
async fn every_answer_of_the_site_carries_the_headers_that_were_built_with_it() {
    let receiver = serving(&built_site()).await;
    let file: hosts::HeadersFile = built_headers().parse().expect("it is right");
    for path in ["/", "/page-0123456789abcdef.js", "/nowhere"] {
        let reply = receiver.read(path).await;
        for (name, value) in file.for_path("/") {
            let found = reply.headers.get(name).map(|value| value.as_bytes());
            assert_eq!(found, Some(value.as_bytes()), "{path} {name}");
        }
    }
}

#[tokio::test]
async fn answers_to_posts_keep_headers_of_their_own() {
    let receiver = serving(&built_site()).await;
    let reply = receiver.post_form(SUBMISSIONS, &[("revision", "1")]).await;
    assert!(!reply.header("content-security-policy").contains("script-src"), "they run nothing");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("referrer-policy"), "strict-origin");
}

#[tokio::test]
async fn a_site_without_headers_is_one_under_development_and_nothing_of_it_is_kept() {
    let reply = serving(&site()).await.read("/page-0123456789abcdef.js").await;
    assert_eq!((reply.header("cache-control"), reply.header("content-security-policy")), ("no-cache", ""));
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn a_file_that_was_compressed_before_is_sent_so() {
    let site = site();
    let receiver = serving(&site).await;
    let request = receiver.get("/page-0123456789abcdef_bg.wasm").header("accept-encoding", "br, gzip");
    let reply = Reply::to(request).await;
    assert_eq!((reply.header("content-encoding"), reply.header("content-type")), ("br", "application/wasm"));
    assert_eq!(reply.body, "smaller");
}

#[tokio::test]
async fn a_missing_file_is_missing_even_if_its_name_has_a_digest() {
    let receiver = serving(&built_site()).await;
    for path in ["/nowhere", "/gone-0123456789abcdef.js", "/..%2f..%2fetc/passwd", "/api/nowhere"] {
        let reply = receiver.read(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(["no-cache", "no-store"].contains(&reply.header("cache-control")), "{path}");
    }
}

#[tokio::test]
async fn the_sites_own_page_for_missing_files_is_used() {
    let site = built_site();
    write(site.path(), "404.html", "<!doctype html><title>Not here</title>");
    let receiver = serving(&site).await;
    for path in ["/nowhere", "/nowhere/deeper/", "/closes.ics", "/gone-0123456789abcdef.js"] {
        let reply = receiver.read(path).await;
        let found = (reply.status, reply.header("content-type"), reply.header("cache-control"));
        assert_eq!(found, (404, "text/html; charset=utf-8", "no-cache"), "{path}");
        assert!(reply.body.contains("Not here"), "{path}");
    }
}

#[tokio::test]
async fn submissions_are_taken_beside_the_site() {
    let site = site();
    assert_eq!(serving(&site).await.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.status, 201);
}
