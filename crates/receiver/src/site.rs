//! Serves the built page. It knows files, not content.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{self, Next};
use axum::response::Response;
use tower_http::services::{ServeDir, ServeFile};

use crate::problem_response::Failure;

/// A file whose name carries a digest of its bytes never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Everything else is asked for each time; unchanged files cost a 304.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");

/// The files of a folder. There is no fallback to `index.html`: a missing file is missing.
pub fn service(folder: &Path) -> Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let not_found = folder.join("404.html");
    let router = match not_found.is_file() {
        true => Router::new().fallback_service(files.not_found_service(ServeFile::new(not_found))),
        false => {
            let missing = Router::new().fallback(async || Failure::NotFound.problem());
            Router::new().fallback_service(files.fallback(missing))
        }
    };
    router.layer(middleware::from_fn(with_cache_control))
}

async fn with_cache_control(request: Request, next: Next) -> Response {
    let is_hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let is_there = response.status().is_success() || response.status().is_redirection();
    let caching = if is_hashed && is_there { FOREVER } else { ASK_EACH_TIME };
    response.headers_mut().insert(CACHE_CONTROL, caching);
    response
}

/// Whether a name is one that Trunk made: `name-0123456789abcdef.js`, `…_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let Some((stem, "js" | "wasm" | "css")) = path.rsplit_once('.') else {
        return false;
    };
    let digest = stem.strip_suffix("_bg").unwrap_or(stem).rsplit_once('-').map(|(_, digest)| digest);
    digest.is_some_and(|digest| digest.len() >= 16 && digest.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_digest_are_told_from_others() {
        for path in
            ["/have-your-say-23bbb0e47ad2be56.js", "/have-your-say-23bbb0e47ad2be56_bg.wasm", "/a-23bbb0e47ad2be56.css"]
        {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["/", "/start.js", "/have-your-say.js", "/a-23bbb0e47ad2be56.json", "/23bbb0e47ad2be56.js"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
