//! What the hosts are told: all the same.

mod common;

use common::{endpoints, inputs};
use hosts::{HostFile, InputError, Inputs, Place, Policy};
use serde_json::Value;

fn file(inputs: &Inputs, path: &str) -> HostFile {
    let files = hosts::files(inputs).expect("the inputs are right");
    files.into_iter().find(|file| file.path == path).expect("it is among them")
}

fn json(inputs: &Inputs, path: &str) -> Value {
    serde_json::from_str(&file(inputs, path).text).expect("it is JSON")
}

fn under_a_path() -> Inputs {
    Inputs { address: "https://agency.example/treaty/".to_owned(), ..inputs() }
}

#[test]
fn only_what_a_host_reads_among_the_files_is_put_there() {
    let files = hosts::files(&inputs()).expect("the inputs are right");
    let in_site: Vec<&str> = files.iter().filter(|file| file.place == Place::InSite).map(|file| file.path).collect();
    let beside: Vec<&str> = files.iter().filter(|file| file.place == Place::BesideSite).map(|file| file.path).collect();
    assert_eq!(in_site, ["_headers", "staticwebapp.config.json"]);
    assert_eq!(beside, ["nginx.conf", "Caddyfile", "cloudfront.json"]);
}

#[test]
fn every_host_sends_every_header() {
    for (name, value) in Policy::new(&inputs()).expect("the inputs are right").headers() {
        for (path, line) in [
            ("_headers", format!("  {name}: {value}\n")),
            ("nginx.conf", format!("    add_header {name} \"{value}\" always;\n")),
            ("Caddyfile", format!("\t\t{name} \"{value}\"\n")),
        ] {
            assert!(file(&inputs(), path).text.contains(&line), "{path} lacks {line}");
        }
        assert_eq!(json(&inputs(), "staticwebapp.config.json")["globalHeaders"][name], value);
    }
}

#[test]
fn cloudfront_has_every_header_in_the_field_that_is_for_it() {
    let policy = &json(&inputs(), "cloudfront.json")["ResponseHeadersPolicyConfig"];
    let fields = &policy["SecurityHeadersConfig"];
    let custom = policy["CustomHeadersConfig"]["Items"].as_array().expect("it is a list");
    assert_eq!(policy["CustomHeadersConfig"]["Quantity"], custom.len());
    for (name, value) in Policy::new(&inputs()).expect("the inputs are right").headers() {
        let found = match name {
            "Content-Security-Policy" => &fields["ContentSecurityPolicy"]["ContentSecurityPolicy"],
            "X-Frame-Options" => &fields["FrameOptions"]["FrameOption"],
            "Referrer-Policy" => &fields["ReferrerPolicy"]["ReferrerPolicy"],
            "Strict-Transport-Security" | "X-Content-Type-Options" => continue,
            _ => custom.iter().find(|item| item["Header"] == name).map_or(&Value::Null, |item| &item["Value"]),
        };
        assert_eq!(*found, value, "{name}");
    }
    assert_eq!(fields["StrictTransportSecurity"]["AccessControlMaxAgeSec"], 63_072_000);
    assert_eq!(fields["ContentTypeOptions"]["Override"], true);
}

#[test]
fn names_with_a_digest_are_kept_for_ever_where_the_site_is() {
    for (path, line) in [
        ("nginx.conf", r#""/treaty/app-1a2b.js" "public, max-age=31536000, immutable";"#),
        ("Caddyfile", r#"header /treaty/app-1a2b.js Cache-Control "public, max-age=31536000, immutable""#),
    ] {
        let text = file(&under_a_path(), path).text;
        assert!(text.contains(line), "{text}");
    }
    let routes = &json(&under_a_path(), "staticwebapp.config.json")["routes"];
    let route = routes.as_array().expect("it is a list").iter().find(|route| route["route"] == "/treaty/app-1a2b.js");
    let caching = route.map(|route| &route["headers"]["Cache-Control"]);
    assert_eq!(caching, Some(&Value::from("public, max-age=31536000, immutable")));
}

#[test]
fn missing_files_are_answered_by_the_sites_own_page() {
    assert!(file(&under_a_path(), "nginx.conf").text.contains("error_page 404 /treaty/404.html;"));
    assert!(file(&under_a_path(), "Caddyfile").text.contains("rewrite * /treaty/404.html"));
    let overrides = &json(&under_a_path(), "staticwebapp.config.json")["responseOverrides"];
    assert_eq!(overrides["404"]["rewrite"], "/treaty/404.html");
}

#[test]
fn servers_pass_posts_on_to_the_receiver_when_it_is_on_the_same_host() {
    assert!(file(&inputs(), "nginx.conf").text.contains("location ^~ /api/submissions {"));
    assert!(file(&inputs(), "Caddyfile").text.contains("handle /api/feedback* {"));
}

#[test]
fn nginx_holds_back_who_posts_too_often_and_writes_no_receipts_address_into_a_log() {
    let conf = file(&under_a_path(), "nginx.conf").text;
    for line in [
        "limit_req zone=have_your_say_rate burst=400 nodelay;",
        "error_page 429 /treaty/429.html;",
        "access_log off;",
        "error_log /dev/null emerg;",
        "\"~^/api/submissions\" \"/api/submissions\";",
        "location = /treaty/404.html {\n        allow all;",
        "proxy_max_temp_file_size 0;",
    ] {
        assert!(conf.contains(line), "{line}");
    }
}

#[test]
fn a_receiver_that_does_not_answer_is_told_to_people_in_a_page_that_nobody_keeps() {
    let nginx = file(&under_a_path(), "nginx.conf").text;
    for line in ["error_page 502 504 /treaty/502.html;", "    502 60;\n", "    504 60;\n", "default \"no-store\";"] {
        assert!(nginx.contains(line), "{line}");
    }
    let caddy = file(&under_a_path(), "Caddyfile").text;
    assert!(caddy.contains("rewrite * /treaty/502.html") && caddy.contains("Cache-Control \"no-store\""), "{caddy}");
    assert!(!nginx.contains("proxy_intercept_errors"), "the receiver's own answers are passed on");
}

#[test]
fn no_log_of_a_server_has_the_addresses_of_people() {
    let nginx = file(&inputs(), "nginx.conf").text;
    let format = nginx.lines().find(|line| line.starts_with("log_format")).expect("it states one");
    for variable in ["$remote_addr", "$http_", "$request ", "$request_uri", "$args", "$uri"] {
        assert!(!format.contains(variable), "{format}");
    }
    let caddy = file(&inputs(), "Caddyfile").text;
    assert!(caddy.contains("request delete") && caddy.contains("error regexp \"[^ ]+->[^ ]+\""), "{caddy}");
}

#[test]
fn servers_pass_nothing_on_when_the_receiver_is_elsewhere() {
    let inputs = Inputs { endpoints: endpoints(&["https://intake.example/api/submissions"]), ..inputs() };
    for path in ["nginx.conf", "Caddyfile"] {
        let text = file(&inputs, path).text;
        assert!(!text.contains("8081") && !text.contains("limit_req"), "{path}");
    }
}

#[test]
fn names_that_mean_something_to_a_host_are_refused() {
    for name in ["a b.ics", "a\".ics", "a{b}.ics", "*.ics", "/a.ics", "../a.ics", ":a.ics", "a;b.ics", "a\n.ics"] {
        let inputs = Inputs { files: vec![name.to_owned()], ..inputs() };
        assert_eq!(hosts::files(&inputs), Err(InputError::FileName(name.to_owned())));
    }
}

#[test]
fn an_address_must_be_plain_and_end_with_a_slash() {
    for address in [
        "",
        "agency.example/",
        "https://agency.example",
        "https://a.example/a b/",
        "https://a.example/a?b/",
        "https://a;b/",
        "https://a.example/../",
        "https://a.example//",
    ] {
        let inputs = Inputs { address: address.to_owned(), ..inputs() };
        assert_eq!(hosts::files(&inputs), Err(InputError::Address(address.to_owned())));
    }
}
