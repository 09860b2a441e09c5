//! One line in the log for each request: method, path, status, duration. Never words, ids or addresses.

use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

/// The digits of a submission's id.
const ID_LENGTH: usize = 32;

/// Logs a request once it is answered.
pub async fn log(request: Request, next: Next) -> Response {
    let (method, path, started) = (request.method().clone(), without_ids(request.uri().path()), Instant::now());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    // A probe asks every few moments, and would hide everything else; its failures are worth a line.
    if path == "/health" && status == 200 {
        return response;
    }
    tracing::info!("{method} {path} {status} {} ms", started.elapsed().as_millis());
    response
}

/// Who knows an id can read the receipt, so ids stay out of the log, wherever in a path they are.
fn without_ids(path: &str) -> String {
    let (mut shown, mut rest) = (String::new(), path);
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let digits = &rest[start..];
        let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        shown.push_str(&rest[..start]);
        shown.push_str(if length < ID_LENGTH { &digits[..length] } else { "{id}" });
        rest = &digits[length..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_left_out_and_names_stay() {
        for (path, shown) in [
            ("/api/submissions/00010f10ff00000000000000000000ab/receipt", "/api/submissions/{id}/receipt"),
            ("/00010F10FF00000000000000000000AB.html", "/{id}.html"),
            ("/have-your-say-23bbb0e47ad2be56_bg.wasm", "/have-your-say-23bbb0e47ad2be56_bg.wasm"),
            ("/", "/"),
        ] {
            assert_eq!(without_ids(path), shown);
        }
    }
}
