//! Where a request is meant for: hosts and paths as clients really write them.

use std::fs;

use tempfile::TempDir;

use crate::harness::{Receiver, Setup};
use crate::wire::{Wire, get, status};

/// A site with a folder, and a receiver that serves it.
async fn serving() -> (TempDir, Receiver) {
    let site = TempDir::new().expect("there is room for temporary files");
    fs::create_dir(site.path().join("content")).expect("the folder can be made");
    fs::write(site.path().join("index.html"), "<!doctype html>").expect("the folder can be written");
    let receiver = Setup::new().site(site.path()).start().await;
    (site, receiver)
}

#[tokio::test]
async fn a_request_names_one_host() {
    let (_site, receiver) = serving().await;
    for (hosts, expected) in [
        ("Host: here\r\n", 200),
        ("Host: here:8081\r\n", 200),
        ("Host: [::1]:8081\r\n", 200),
        ("", 400),
        ("Host: here\r\nHost: here\r\n", 400),
        ("Host: here\r\nHost: there\r\n", 400),
        ("Host: \r\n", 400),
        ("Host: here there\r\n", 400),
        ("Host: someone@here\r\n", 400),
        ("Host: here/there\r\n", 400),
    ] {
        for path in ["/", "/health"] {
            let request = format!("GET {path} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n");
            let answer = Wire::asked(receiver.address(), request).await;
            assert_eq!(status(&answer), expected, "{hosts} {answer}");
        }
    }
}

#[tokio::test]
async fn http_1_0_needs_no_host() {
    let (_site, receiver) = serving().await;
    let answer = Wire::asked(receiver.address(), "GET / HTTP/1.0\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.0 200"), "{answer}");
}

#[tokio::test]
async fn nobody_is_sent_on_to_another_host() {
    let (_site, receiver) = serving().await;
    for target in [
        "/content",
        "//content",
        "///content",
        "//content?a=//b",
        "/./content",
        "//./content",
        "http://there/content",
        "http://there//content",
        "/%2fcontent",
        "/%2F%2Fcontent",
        "/%5ccontent",
        "/\\content",
        "\\content",
        "//content%2f",
        "/content/../content",
    ] {
        let answer = Wire::asked(receiver.address(), get(target)).await;
        let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
        let is_ours = location.is_none_or(|path| path.starts_with('/') && !path[1..].starts_with(['/', '\\']));
        assert!(is_ours, "{target}: {answer}");
        assert!([307, 404, 400].contains(&status(&answer)), "{target}: {answer}");
    }
}

#[tokio::test]
async fn a_host_in_the_target_is_the_one_that_counts() {
    let (_site, receiver) = serving().await;
    for (target, expected) in [("http://there/", 200), ("http://there", 200), ("http://there/nowhere", 404)] {
        assert_eq!(status(&Wire::asked(receiver.address(), get(target)).await), expected, "{target}");
    }
}

#[tokio::test]
async fn targets_that_are_no_paths_get_an_answer_and_no_page() {
    let (_site, receiver) = serving().await;
    for line in ["OPTIONS *", "CONNECT there:80", "GET content", "GET ", "GET /a b", "GET *"] {
        let answer =
            Wire::asked(receiver.address(), format!("{line} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"));
        let answer = answer.await;
        assert!((400..500).contains(&status(&answer)) || line == "OPTIONS *", "{line}: {answer}");
    }
}

#[tokio::test]
async fn paths_that_no_file_can_have_are_missing() {
    let (_site, receiver) = serving().await;
    for path in [
        ["/", &"x".repeat(256)].concat(),
        ["/", &"x".repeat(60_000)].concat(),
        "/x".repeat(30_000),
        "/%00".to_owned(),
        "/index.html%00".to_owned(),
        "/index.html/".to_owned(),
        "/index.html/x".to_owned(),
        "/%ff".to_owned(),
        "/..".to_owned(),
        "/%2e%2e/".to_owned(),
        "/..%5c..%5cetc".to_owned(),
    ] {
        let answer = Wire::asked(receiver.address(), get(&path)).await;
        assert_eq!(status(&answer), 404, "{path:.40}: {answer:.200}");
    }
    let endless = Wire::asked(receiver.address(), get(&["/", &"x".repeat(70_000)].concat())).await;
    assert!([414, 431].contains(&status(&endless)), "{endless}");
}
