//! The built page, served from the same origin.

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

#[tokio::test]
async fn files_have_their_types_and_their_caching() {
    let site = site();
    let receiver = serving(&site).await;
    let forever = "public, max-age=31536000, immutable";
    for (path, kind, caching) in [
        ("/", "text/html", "no-cache"),
        ("/content/en-NZ.json", "application/json", "no-cache"),
        ("/page-0123456789abcdef.js", "text/javascript", forever),
        ("/page-0123456789abcdef_bg.wasm", "application/wasm", forever),
    ] {
        let reply = receiver.read(path).await;
        let found = (reply.status, reply.header("content-type"), reply.header("cache-control"));
        assert_eq!(found, (200, kind, caching), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
    }
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
    let site = site();
    let receiver = serving(&site).await;
    for path in ["/nowhere", "/gone-0123456789abcdef.js", "/..%2f..%2fetc/passwd", "/api/nowhere"] {
        let reply = receiver.read(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(["no-cache", "no-store"].contains(&reply.header("cache-control")), "{path}");
    }
}

#[tokio::test]
async fn the_sites_own_page_for_missing_files_is_used() {
    let site = site();
    write(site.path(), "404.html", "<!doctype html><title>Not here</title>");
    let reply = serving(&site).await.read("/nowhere").await;
    assert_eq!((reply.status, reply.header("content-type")), (404, "text/html"));
    assert!(reply.body.contains("Not here"));
}

#[tokio::test]
async fn submissions_are_taken_beside_the_site() {
    let site = site();
    assert_eq!(serving(&site).await.post_json(SUBMISSIONS, &submission(1, "Kia ora")).await.status, 201);
}
