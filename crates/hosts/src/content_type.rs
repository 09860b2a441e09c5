//! What kind of file is what: one table for every host.

/// Pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// By the end of the name. Of two ends that fit, the first counts.
const BY_END: [(&str, &str); 18] = [
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
    (".atom", "application/atom+xml; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".html", HTML),
    (".ico", "image/vnd.microsoft.icon"),
    (".ics", "text/calendar; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    (".mjs", "text/javascript; charset=utf-8"),
    (".pdf", "application/pdf"),
    (".png", "image/png"),
    (".svg", "image/svg+xml"),
    (".txt", "text/plain; charset=utf-8"),
    (".wasm", "application/wasm"),
    (".webmanifest", "application/manifest+json"),
    (".woff2", "font/woff2"),
    (".xml", "application/xml"),
];

/// The type of a file; none for what the site never has.
pub fn of(path: &str) -> Option<&'static str> {
    BY_END.iter().find_map(|(end, kind)| path.ends_with(end).then_some(*kind))
}

/// The type of a file that some host would send with another.
pub(crate) fn unusual(path: &str) -> Option<&'static str> {
    let ends = ["feed.xml", "feed.json", ".atom", ".ics", ".wasm", ".webmanifest", "security.txt"];
    if ends.iter().any(|end| path.ends_with(end)) { of(path) } else { None }
}

/// Extensions, each with its type without parameters.
pub(crate) fn by_extension() -> impl Iterator<Item = (&'static str, &'static str)> {
    BY_END.iter().filter_map(|(end, kind)| Some((end.strip_prefix('.')?, without_parameters(kind))))
}

/// `text/html` of `text/html; charset=utf-8`.
pub(crate) fn without_parameters(kind: &'static str) -> &'static str {
    kind.split(';').next().unwrap_or(kind)
}
