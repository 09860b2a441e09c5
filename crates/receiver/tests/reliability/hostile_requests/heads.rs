//! Heads of requests that are wrong, or strange.

use super::{RefusedBy, Request};
use crate::submissions::{SUBMISSIONS, id, submission};

/// A post with a body of the length that it states.
pub fn post(headers: &str, body: &[u8]) -> Vec<u8> {
    let length = format!("content-length: {}\r\n", body.len());
    [head(&format!("POST {SUBMISSIONS} HTTP/1.1"), &[headers, &length].concat()).as_bytes(), body].concat()
}

fn head(first_line: &str, headers: &str) -> String {
    format!("{first_line}\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n")
}

pub fn all() -> Vec<Request> {
    media_types().chain(paths_and_methods()).chain(broken_heads()).chain(broken_lengths()).collect()
}

fn right() -> Vec<u8> {
    submission(&id(1), "Kia ora").to_string().into_bytes()
}

/// A right body by a wrong name.
fn media_types() -> impl Iterator<Item = Request> {
    const TYPES: [&str; 14] = [
        "",
        "text/plain",
        "text/html",
        "text/json",
        "application/xml",
        "application/jsonx",
        "application/json-patch+json",
        "application/problem+json",
        "application/octet-stream",
        "application/x-www-form-urlencoded2",
        "multipart/form-data; boundary=x",
        "*/*",
        "application/*",
        "json",
    ];
    let typed = TYPES.map(|name| (format!("the type “{name}”"), format!("content-type: {name}\r\n")));
    typed.into_iter().chain([("no type".to_owned(), String::new())]).map(|(name, header)| Request {
        name,
        bytes: post(&header, &right()),
        refused_by: RefusedBy::Receiver,
    })
}

fn paths_and_methods() -> impl Iterator<Item = Request> {
    let lines =
        ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "GET", "X"].map(|method| format!("{method} {SUBMISSIONS}"));
    let paths = ["/api/../api/submissions", "/api//submissions", "/api/submissions%2f", "/API/submissions", "/api/%00"];
    let posts = paths.map(|path| format!("POST {path}"));
    let receipts = ["x", "%ff", "..%2f..%2fetc%2fpasswd", "'%20OR%201=1--", "0"]
        .map(|id| format!("GET {SUBMISSIONS}/{id}/receipt"));
    lines.into_iter().chain(posts).chain(receipts).map(|line| Request {
        bytes: head(&format!("{line} HTTP/1.1"), "content-length: 0\r\n").into_bytes(),
        name: line,
        refused_by: RefusedBy::Receiver,
    })
}

fn broken_heads() -> impl Iterator<Item = Request> {
    let json = "content-type: application/json\r\n";
    let many: String = (0..500).map(|number| format!("x-{number}: y\r\n")).collect();
    let headers = [
        ("a header without a colon", "nonsense\r\n".to_owned()),
        ("a header without a name", ": x\r\n".to_owned()),
        ("a header's name with a space", "content type: x\r\n".to_owned()),
        ("a null character in a header", "x: a\0b\r\n".to_owned()),
        ("hundreds of headers", many),
        ("a header of a megabyte", format!("x: {}\r\n", "y".repeat(1 << 20))),
    ];
    let headers = headers.map(|(name, header)| (name, post(&[json, &header].concat(), &right())));
    let lines = [
        ("no HTTP", "\0\0\0\0\r\n\r\n".to_owned()),
        ("the beginning of TLS", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\r\n\r\n".to_owned()),
        ("HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()),
        ("HTTP of no version", head(&format!("POST {SUBMISSIONS} HTTP/9.9"), "")),
        ("a path with a space", head("POST /api/ submissions HTTP/1.1", "")),
        ("a path of a megabyte", head(&format!("POST /{} HTTP/1.1", "a".repeat(1 << 20)), "")),
    ];
    let lines = lines.map(|(name, bytes)| (name, bytes.into_bytes()));
    headers.into_iter().chain(lines).map(protocol)
}

/// Where two programs in a row could see two different bodies.
fn broken_lengths() -> impl Iterator<Item = Request> {
    let lengths = [
        ("a negative length", "content-length: -1\r\n"),
        ("a length that is no number", "content-length: x\r\n"),
        ("a length beyond all numbers", "content-length: 99999999999999999999999\r\n"),
        ("two lengths", "content-length: 5\r\ncontent-length: 6\r\n"),
        ("an unknown transfer coding", "transfer-encoding: gzip\r\n"),
        ("a chunk without a size", "transfer-encoding: chunked\r\n"),
    ];
    lengths.into_iter().map(|(name, headers)| {
        let headers = ["content-type: application/json\r\n", headers].concat();
        let head = head(&format!("POST {SUBMISSIONS} HTTP/1.1"), &headers).into_bytes();
        protocol((name, [head, right()].concat()))
    })
}

fn protocol((name, bytes): (&str, Vec<u8>)) -> Request {
    Request { name: name.to_owned(), bytes, refused_by: RefusedBy::Protocol }
}
