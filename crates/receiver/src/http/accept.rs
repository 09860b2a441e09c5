//! Whether who asks wants a page or JSON, by `Accept` (RFC 9110, 12.5.1). It knows nothing of either.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// The ranges that a type is in, from the widest to its own name.
type Ranges = [&'static str; 3];

const HTML: Ranges = ["*/*", "text/*", "text/html"];
const JSON: [Ranges; 2] =
    [["*/*", "application/*", "application/json"], ["*/*", "application/*", "application/problem+json"]];

/// How much a type is wanted, 0 to 1, and how closely it was named: an old browser wants pages and anything else alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Wish {
    weight: f32,
    closeness: usize,
}

/// Whether pages are named in `Accept`, and wanted more than JSON. Who accepts anything gets JSON.
pub fn prefers_html(headers: &HeaderMap) -> bool {
    let html = Wish::of(headers, HTML);
    html.is_named() && html > Wish::of_json(headers)
}

/// Whether JSON or problem details are named in `Accept`, and pages not wanted more.
pub fn prefers_json(headers: &HeaderMap) -> bool {
    JSON.iter().any(|ranges| Wish::of(headers, *ranges).is_named()) && !prefers_html(headers)
}

impl Wish {
    fn of_json(headers: &HeaderMap) -> Self {
        JSON.map(|ranges| Self::of(headers, ranges)).into_iter().fold(Self::default(), more)
    }

    /// By the range that names a type most closely (RFC 9110, 12.5.1).
    fn of(headers: &HeaderMap, ranges: Ranges) -> Self {
        let lines = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok());
        let wishes = lines.flat_map(|line| line.split(',')).filter_map(|range| Self::read(range, ranges));
        let (closeness, weight) = wishes.map(|wish| (wish.closeness, wish.weight)).fold((0, 0.0), more);
        Self { weight, closeness }
    }

    fn read(range: &str, ranges: Ranges) -> Option<Self> {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next()?;
        let closeness = ranges.iter().position(|own| own.eq_ignore_ascii_case(name))?;
        let weight = parts.find_map(|part| part.strip_prefix(['q', 'Q'])?.strip_prefix('=')?.parse().ok());
        Some(Self { weight: weight.unwrap_or(1.0), closeness })
    }

    fn is_named(self) -> bool {
        self.weight > 0.0 && self.closeness == 2
    }
}

fn more<T: PartialOrd>(one: T, other: T) -> T {
    if other > one { other } else { one }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn prefers_html_with(accept: &'static str) -> bool {
        prefers_html(&HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]))
    }

    #[test]
    fn who_names_pages_and_wants_json_no_more_gets_a_page() {
        for (accept, is_page) in [
            ("text/html", true),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("text/html, application/xhtml+xml, */*", true),
            ("application/json;q=0.5, Text/HTML", true),
            ("text/html; q=0.5, application/*;Q=0.4", true),
            ("", false),
            ("*/*", false),
            ("text/*", false),
            ("application/json", false),
            ("application/json, text/html", false),
            ("application/json, text/html;q=0.9", false),
            ("application/problem+json, text/html;q=0.1", false),
            ("application/*, text/html;q=0.5", false),
            ("*/*, text/html;q=0.1", false),
            ("*/*;q=0.1, application/*;q=0.9, text/html;q=0.5", false),
            ("text/html;q=0", false),
            ("text/html;Q=0", false),
            ("text/html;q=NaN, */*;q=NaN", false),
        ] {
            assert_eq!(prefers_html_with(accept), is_page, "{accept}");
        }
        assert!(!prefers_html(&HeaderMap::new()));
    }

    #[test]
    fn the_closest_range_says_how_much_a_type_is_wanted() {
        assert!(prefers_html_with("application/json;q=0, application/problem+json;q=0, */*, text/html;q=0.1"));
        assert!(prefers_html_with("application/*;q=0.1, */*, text/html;q=0.5"));
    }

    #[test]
    fn every_line_is_read() {
        let mut headers = HeaderMap::new();
        for line in ["text/html;q=0.5", "application/json"] {
            headers.append(ACCEPT, HeaderValue::from_static(line));
        }
        assert!(!prefers_html(&headers));
    }
}
