//! One line in the log for each request: method, path, status, duration. Never words, ids or addresses.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// Logs a request once it is answered.
pub async fn log(request: Request, next: Next) -> Response {
    let (method, started) = (name(request.method()), Instant::now());
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let path = shown(route, method, &path, status);
    // A probe asks every few moments, and would hide everything else; its failures are worth a line.
    if path == "/health" && status == StatusCode::OK {
        return response;
    }
    tracing::info!("{method} {path} {} {} ms", status.as_u16(), started.elapsed().as_millis());
    response
}

/// What of a path nobody can have written into it: a route with `{id}` for whoever's id it is, or a file that is there. Only
/// who reads finds that out: `OPTIONS` gets 200 at every path.
fn shown(route: Option<String>, method: &str, path: &str, status: StatusCode) -> String {
    let is_there = matches!(method, "GET" | "HEAD") && (status.is_success() || status.is_redirection());
    route.unwrap_or_else(|| if is_there { path.to_owned() } else { "(no such path)".to_owned() })
}

/// A method can be any word.
fn name(method: &Method) -> &'static str {
    const NAMES: [&str; 7] = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"];
    NAMES.into_iter().find(|name| *name == method.as_str()).unwrap_or("(another method)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_and_files_are_named_and_what_somebody_made_up_is_not() {
        let route = || Some("/api/submissions/{id}/receipt".to_owned());
        for (route, method, status, expected) in [
            (route(), "GET", 200, "/api/submissions/{id}/receipt"),
            (route(), "GET", 404, "/api/submissions/{id}/receipt"),
            (route(), "OPTIONS", 200, "/api/submissions/{id}/receipt"),
            (None, "GET", 200, "/mere"),
            (None, "HEAD", 304, "/mere"),
            (None, "GET", 404, "(no such path)"),
            (None, "GET", 400, "(no such path)"),
            (None, "OPTIONS", 200, "(no such path)"),
            (None, "(another method)", 200, "(no such path)"),
        ] {
            let status = StatusCode::from_u16(status).expect("the test states a status");
            assert_eq!(shown(route, method, "/mere", status), expected, "{method} {status}");
        }
    }

    #[test]
    fn a_method_that_nobody_knows_is_not_named() {
        for (method, expected) in [("POST", "POST"), ("HEAD", "HEAD"), ("MERE", "(another method)")] {
            let method = Method::from_bytes(method.as_bytes()).expect("it is a token");
            assert_eq!(name(&method), expected);
        }
    }
}
