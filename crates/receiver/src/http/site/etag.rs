//! Tells by its bytes whether a browser has a file already. Times and lengths tell nothing: a build that can be
//! repeated gives all files one time, and a corrected digit leaves the length.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    IF_RANGE, IF_UNMODIFIED_SINCE, LAST_MODIFIED, RANGE,
};
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use crate::digest;

/// How many files are read at once.
pub const MAX_READS: usize = 16;

/// What the library would answer by time and length, or in parts. Without parts, the whole is sent.
const CONDITIONS: [HeaderName; 6] = [IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, RANGE];

/// What the library says of time and length, and of parts.
const UNTRUE: [HeaderName; 3] = [ACCEPT_RANGES, ETAG, LAST_MODIFIED];

/// The files that are being sent, by their tags. Files may be replaced at any time, so each is read for each answer;
/// but as long as its bytes are the same, slow readers share them.
#[derive(Debug)]
pub struct Sending {
    reads: Semaphore,
    files: Mutex<HashMap<String, Weak<[u8]>>>,
}

impl Default for Sending {
    fn default() -> Self {
        Self { reads: Semaphore::new(MAX_READS), files: Mutex::default() }
    }
}

/// Gives each file an `ETag` of its bytes, compressed or not, and answers 304 to who has them.
pub async fn with_digest(State(sending): State<Arc<Sending>>, mut request: Request, next: Next) -> Response {
    let conditions = request.headers().clone();
    CONDITIONS.iter().for_each(|name| drop(request.headers_mut().remove(name)));
    let is_head = request.method() == Method::HEAD;
    if is_head {
        *request.method_mut() = Method::GET;
    }
    let (mut head, bytes) = match sending.read(request, next).await {
        Ok(read) => read,
        Err(no_file) => return no_file,
    };
    let tag = ["\"", &digest::in_hexadecimal(&digest::of_bytes(&bytes)), "\""].concat();
    head.headers.insert(ETAG, HeaderValue::from_str(&tag).expect("digits are ASCII"));
    if is_known(&conditions, &tag) {
        return not_modified(head);
    }
    head.headers.insert(CONTENT_LENGTH, bytes.len().into());
    Response::from_parts(head, if is_head { Body::empty() } else { sending.share(tag, &bytes).into() })
}

impl Sending {
    /// A file with its headers, or else what is answered instead of one. No file stays open while a client reads.
    async fn read(&self, request: Request, next: Next) -> Result<(Parts, Bytes), Response> {
        let _reading = self.reads.acquire().await.expect("the semaphore is never closed");
        let (mut head, body) = next.run(request).await.into_parts();
        UNTRUE.iter().for_each(|name| drop(head.headers.remove(name)));
        let bytes = to_bytes(body, usize::MAX).await;
        let bytes = bytes.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
        if head.status == StatusCode::OK { Ok((head, bytes)) } else { Err(Response::from_parts(head, bytes.into())) }
    }

    /// The bytes with this tag, once for everybody.
    fn share(&self, tag: String, bytes: &[u8]) -> Bytes {
        // A panic elsewhere cannot leave the map half changed, so a poisoned lock is used like any other.
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|_, file| file.strong_count() > 0);
        let sent = files.get(&tag).and_then(Weak::upgrade);
        Bytes::from_owner(sent.unwrap_or_else(|| {
            let file = Arc::from(bytes);
            files.insert(tag, Arc::downgrade(&file));
            file
        }))
    }
}

/// Whether `If-None-Match` lists the file. A weak tag counts like a strong one (RFC 9110, 13.1.2).
fn is_known(conditions: &HeaderMap, tag: &str) -> bool {
    let lists = conditions.get_all(IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    let mut known = lists.flat_map(|list| list.split(',')).map(str::trim);
    known.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn not_modified(mut head: Parts) -> Response {
    head.status = StatusCode::NOT_MODIFIED;
    for name in [CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE] {
        head.headers.remove(name);
    }
    Response::from_parts(head, Body::empty())
}
