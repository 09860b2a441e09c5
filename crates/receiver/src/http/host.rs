//! Where a request is meant for: one host, and a path on it. It knows no paths, and no hosts by name.

use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{HeaderMap, HeaderValue, Uri, Version};
use axum::middleware::Next;
use axum::response::Response;

use super::failure::Failure;

/// Refuses requests that name no host, or more than one (RFC 9112, 3.2). Of any other's target only the path goes on.
pub async fn check(mut request: Request, next: Next) -> Response {
    if !names_one_host(request.headers(), request.version()) || is_host_alone(request.uri()) {
        return Failure::NoHost.problem();
    }
    // Who names the host in the target means that one, whatever the header says.
    let stated = request.uri().authority().map(|host| HeaderValue::from_str(host.as_str()));
    if let Some(host) = stated.transpose().expect("an authority is plain ASCII") {
        request.headers_mut().insert(HOST, host);
    }
    if let Some(path) = own_path(request.uri()) {
        *request.uri_mut() = path;
    }
    next.run(request).await
}

fn names_one_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host),
        // HTTP/1.0 knows no such header.
        (None, _) => version < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// `CONNECT host:port` is for proxies.
fn is_host_alone(target: &Uri) -> bool {
    target.authority().is_some() && target.scheme().is_none()
}

fn is_host(value: &HeaderValue) -> bool {
    Authority::try_from(value.as_bytes()).is_ok_and(|host| !host.as_str().contains('@'))
}

/// The target without a host. A path that begins with two slashes would name another one where it is sent back.
fn own_path(target: &Uri) -> Option<Uri> {
    let path = target.path_and_query().map_or("/", PathAndQuery::as_str);
    let own = ["/", path.trim_start_matches('/')].concat();
    own.parse().ok().filter(|own| own != target)
}
