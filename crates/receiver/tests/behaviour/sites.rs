//! The built page, served from the same origin with the headers that were built with it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Receiver, Reply, SUBMISSIONS, Setup, submission};
use crate::wire::{Wire, get, status};

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
    let site = built_site();
    let receiver = serving(&site).await;
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
    let site = built_site();
    let receiver = serving(&site).await;
    let reply = receiver.post_form(SUBMISSIONS, &[("revision", "1")]).await;
    assert!(!reply.header("content-security-policy").contains("script-src"), "they run nothing");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("referrer-policy"), "strict-origin");
}

#[tokio::test]
async fn a_site_without_headers_is_one_under_development_and_nothing_of_it_is_kept() {
    let site = site();
    let reply = serving(&site).await.read("/page-0123456789abcdef.js").await;
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
    let site = built_site();
    let receiver = serving(&site).await;
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
async fn a_program_that_names_json_is_told_of_a_missing_file_in_it() {
    let site = built_site();
    write(site.path(), "404.html", "<!doctype html><title>Not here</title>");
    let receiver = serving(&site).await;
    for (accept, kind) in [
        ("application/json", "application/problem+json"),
        ("application/problem+json, text/html;q=0.1", "application/problem+json"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/html,*/*;q=0.8", "text/html; charset=utf-8"),
    ] {
        let reply = Reply::to(receiver.get("/gone-0123456789abcdef.js").header("accept", accept)).await;
        assert_eq!((reply.status, reply.header("content-type")), (404, kind), "{accept}");
        assert!(reply.headers.get_all("vary").iter().any(|value| value == "accept"), "{accept}: {:?}", reply.headers);
    }
}

#[tokio::test]
async fn submissions_are_taken_beside_the_site() {
    let site = site();
    assert_eq!(serving(&site).await.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.status, 201);
}

#[tokio::test]
async fn what_is_the_hosts_and_not_the_publics_is_missing_and_what_is_well_known_is_not() {
    let site = built_site();
    for name in [
        ".env",
        ".git/config",
        "content/.hidden",
        "_redirects",
        "_headers.br",
        "staticwebapp.config.json",
        ".well-known/.env",
        ".well-known/security.txt",
    ] {
        write(site.path(), name, "secret");
    }
    let receiver = serving(&site).await;
    for path in [
        "/.env",
        "/%2eenv",
        "/%2Eenv",
        "/.git/config",
        "/.git%2fconfig",
        "/%2egit%2Fconfig",
        "/.git/",
        "/.git",
        "/content/.hidden",
        "/./.env",
        "/content/./.hidden",
        "/content/../.env",
        "/content/%2e%2e/.env",
        "/_headers",
        "/%5fheaders",
        "/_headers.br",
        "/_redirects",
        "/staticwebapp.config.json",
        "/.well-known/.env",
    ] {
        // A client that leaves paths as they are: others take the dots out before they ask.
        let answer = Wire::asked(receiver.address(), get(path)).await;
        assert_eq!(status(&answer), 404, "{path}: {answer}");
    }
    let reply = receiver.read("/.well-known/security.txt").await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "secret"));
}

#[cfg(unix)]
#[tokio::test]
async fn links_stay_in_the_folder_and_the_folder_may_be_a_link_itself() {
    use std::os::unix::fs::symlink;
    let (site, elsewhere) = (site(), site());
    write(elsewhere.path(), "secret.txt", "secret");
    write(site.path(), ".env", "secret");
    let at = |name: &str| site.path().join(name);
    symlink(elsewhere.path().join("secret.txt"), at("file.txt")).expect("it can be linked");
    symlink(elsewhere.path(), at("folder")).expect("it can be linked");
    symlink(elsewhere.path().join("secret.txt"), at("index.html.br")).expect("it can be linked");
    symlink(at(".env"), at("env.txt")).expect("it can be linked");
    symlink(at("circle"), at("circle")).expect("it can be linked");
    symlink(at("content"), at("inside")).expect("it can be linked");
    let release = elsewhere.path().join("release");
    symlink(site.path(), &release).expect("it can be linked");
    let receiver = Setup::new().site(&release).start().await;
    for path in ["/file.txt", "/folder/secret.txt", "/folder", "/env.txt", "/circle", "/circle/x"] {
        assert_eq!(receiver.read(path).await.status, 404, "{path}");
    }
    let page = Reply::to(receiver.get("/").header("accept-encoding", "br")).await;
    assert_eq!((page.status, page.header("content-encoding")), (200, ""));
    assert_eq!(receiver.read("/inside/en-NZ.json").await.body, "{}");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_waits_for_what_is_no_file() {
    let site = site();
    let made = std::process::Command::new("mkfifo").arg(site.path().join("pipe.txt")).status();
    assert!(made.expect("the system has it").success());
    assert_eq!(serving(&site).await.read("/pipe.txt").await.status, 404);
}

/// Replaces a file by one with the same length and the same time.
fn replace(site: &TempDir, name: &str, text: &str) {
    let path = site.path().join(name);
    let before = fs::metadata(&path).expect("it is there");
    fs::write(&path, text).expect("it can be written");
    let file = fs::File::options().write(true).open(&path).expect("it can be opened");
    file.set_modified(before.modified().expect("it has a time")).expect("it can be set");
    assert_eq!(file.metadata().expect("it is there").len(), before.len(), "the test is about the same length");
}

fn with_tags(receiver: &Receiver, path: &str, tags: &str) -> reqwest::RequestBuilder {
    receiver.get(path).header("if-none-match", tags)
}

#[tokio::test]
async fn a_file_of_the_same_time_and_length_is_another_one_if_its_bytes_are() {
    let site = site();
    let receiver = serving(&site).await;
    let old = receiver.read("/").await;
    replace(&site, "index.html", "<!doctype html><title>Edge</title>");
    let new = Reply::to(with_tags(&receiver, "/", old.header("etag"))).await;
    assert_eq!((new.status, new.body.as_str()), (200, "<!doctype html><title>Edge</title>"));
    assert_ne!(new.header("etag"), old.header("etag"));
    replace(&site, "index.html", "<!doctype html><title>Page</title>");
    assert_eq!(Reply::to(with_tags(&receiver, "/", old.header("etag"))).await.status, 304);
}

#[tokio::test]
async fn who_has_the_bytes_is_told_so_however_the_tag_is_written() {
    let site = built_site();
    let receiver = serving(&site).await;
    for path in ["/", "/page-0123456789abcdef.js"] {
        let whole = receiver.read(path).await;
        let tag = whole.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() == 66, "{tag} is strong");
        for tags in [tag.clone(), format!("W/{tag}"), format!(r#""x", {tag}"#), format!("{tag},\"x\""), "*".to_owned()]
        {
            let reply = Reply::to(with_tags(&receiver, path, &tags)).await;
            assert_eq!((reply.status, reply.body.as_str(), reply.header("etag")), (304, "", tag.as_str()), "{tags}");
            for name in ["cache-control", "vary", "x-content-type-options"] {
                assert_eq!(reply.header(name), whole.header(name), "{path} {name}");
            }
        }
        for tags in [r#""x""#, "W/\"x\"", "", tag.trim_matches('"')] {
            assert_eq!(Reply::to(with_tags(&receiver, path, tags)).await.status, 200, "{tags}");
        }
    }
}

#[tokio::test]
async fn each_way_of_compressing_has_a_tag_of_its_own() {
    let site = site();
    write(site.path(), "index.html.br", "br");
    write(site.path(), "index.html.gz", "gz");
    let receiver = serving(&site).await;
    let mut tags = Vec::new();
    for (accepted, encoding) in [("br", "br"), ("gzip", "gzip"), ("identity", ""), ("br;q=0, gzip", "gzip")] {
        let reply = Reply::to(receiver.get("/").header("accept-encoding", accepted)).await;
        assert_eq!((reply.header("content-encoding"), reply.header("vary")), (encoding, "accept-encoding"));
        tags.push(reply.header("etag").to_owned());
        let again = with_tags(&receiver, "/", reply.header("etag")).header("accept-encoding", accepted);
        assert_eq!(Reply::to(again).await.status, 304);
    }
    assert_eq!(tags[1], tags[3]);
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
    let other = with_tags(&receiver, "/", &tags[0]).header("accept-encoding", "gzip");
    assert_eq!(Reply::to(other).await.status, 200);
}

#[tokio::test]
async fn times_decide_nothing_and_are_not_stated() {
    let site = site();
    let receiver = serving(&site).await;
    let reply = receiver.read("/").await;
    assert_eq!((reply.header("last-modified"), reply.header("accept-ranges")), ("", ""));
    for (name, value) in [
        ("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"),
        ("if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("range", "bytes=0-3"),
        ("range", "bytes=900-"),
    ] {
        let found = Reply::to(receiver.get("/").header(name, value)).await;
        assert_eq!((found.status, &found.body), (200, &reply.body), "{name}: {value}");
    }
}

#[tokio::test]
async fn asking_for_the_head_alone_gets_the_same_headers() {
    let site = built_site();
    let receiver = serving(&site).await;
    for (path, expected) in [("/", 200), ("/nowhere", 404)] {
        let (whole, head) = (receiver.read(path).await, Reply::to(receiver.request("HEAD", path)).await);
        assert_eq!((whole.status, head.status, head.body.as_str()), (expected, expected, ""));
        for name in ["etag", "content-length", "content-type", "vary", "cache-control"] {
            assert_eq!(head.header(name), whole.header(name), "{path} {name}");
        }
    }
    let known = receiver.request("HEAD", "/").header("if-none-match", receiver.read("/").await.header("etag"));
    assert_eq!(Reply::to(known).await.status, 304);
}

#[tokio::test]
async fn the_page_of_the_stage_is_sent_and_of_a_site_without_one_the_file() {
    let site = site();
    write(site.path(), "stages/open.html", "open");
    write(site.path(), "stages/mi/open.html", "kua tuwhera");
    for (moment, path, expected) in [
        ("2022-08-23T16:59:59+12:00", "/", "open"),
        ("2022-08-23T16:59:59+12:00", "/mi/", "kua tuwhera"),
        ("2022-08-23T17:00:00+12:00", "/", FILES[0].1),
        ("2022-08-23T16:59:59+12:00", "/index.html", FILES[0].1),
    ] {
        let receiver = Setup::new().site(site.path()).rehearsing(moment).start().await;
        assert_eq!(receiver.read(path).await.body, expected, "{path} at {moment}");
    }
}
