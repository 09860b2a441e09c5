//! What a preview adds to each page that it serves: a panel with what is to be mended, and a script that follows the words.
//! It is added to the copy that is served, and to its policy; the built site never has it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{PreEscaped, html};
use sha2::{Digest, Sha256};

/// Whether the page that somebody has open is the one of now; the script asks for it.
pub const STATE: &str = "preview.txt";

const SCRIPT: &str = include_str!("follow.js");
const STYLE: &str = include_str!("panel.css");

/// What stands above a page: nothing that one sees, while there is nothing to mend.
pub fn panel(findings: &[String], state: &str) -> String {
    let count = if findings.len() == 1 { "1 thing".to_owned() } else { format!("{} things", findings.len()) };
    html! {
        aside id="xtask-preview" aria-label="To mend" data-state=(state) hidden[findings.is_empty()] {
            @if !findings.is_empty() {
                p { (count) " to mend. Below is the page as it was before." }
                ul { @for finding in findings { li { (finding) } } }
            }
        }
        script type="module" { (PreEscaped(SCRIPT)) }
    }
    .into_string()
}

/// A page with the panel. No service worker is to keep it: a page that is still there once the preview has ended misleads.
pub fn page(html: &str, panel: &str) -> String {
    let style = ["<style>", STYLE, "</style>\n</head>"].concat();
    let html = without_worker(&policy(html)).replacen("</head>", &style, 1);
    html.replacen("<body>", &["<body>\n", panel].concat(), 1)
}

/// A text with the first policy in it allowing script and style of the panel.
pub fn policy(text: &str) -> String {
    [("script-src ", SCRIPT), ("style-src ", STYLE)].iter().fold(text.to_owned(), |text, (directive, allowed)| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(allowed));
        text.replacen(directive, &format!("{directive}'sha256-{hash}' "), 1)
    })
}

fn without_worker(html: &str) -> String {
    let cut = html.split_once(" data-worker=\"").and_then(|(before, rest)| Some((before, rest.split_once('"')?.1)));
    cut.map_or_else(|| html.to_owned(), |(before, after)| [before, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><script data-page=\"a\" data-worker=\"../service-worker.js\"></script>\
                        <meta content=\"script-src 'a'; style-src 'b'\"></head><body><p>script-src </p></body></html>";

    #[test]
    fn what_is_found_is_shown_as_text() {
        let panel = panel(&["a.json:1:2: “<script>alert(1)</script>” & more".to_owned()], "7");
        assert!(panel.contains("<li>a.json:1:2: “&lt;script&gt;alert(1)&lt;/script&gt;” &amp; more</li>"), "{panel}");
        assert!(panel.contains("<p>1 thing to mend. ") && !panel.contains(" hidden"), "{panel}");
    }

    #[test]
    fn with_nothing_to_mend_nothing_is_seen() {
        let panel = panel(&[], "7");
        let start = "<aside id=\"xtask-preview\" aria-label=\"To mend\" data-state=\"7\" hidden></aside><script";
        assert!(panel.starts_with(start), "{panel}");
    }

    #[test]
    fn the_panel_stands_before_the_page_and_its_own_policy_allows_it() {
        let page = page(PAGE, "<aside></aside>");
        assert!(page.contains("<body>\n<aside></aside><p>script-src </p>"), "{page}");
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let allowed = format!("script-src 'sha256-{}' 'a'; style-src 'sha256-{}' 'b'", hash(SCRIPT), hash(STYLE));
        assert!(page.contains(&allowed), "{page}");
    }

    #[test]
    fn no_service_worker_keeps_the_page() {
        assert!(page(PAGE, "").contains("<script data-page=\"a\"></script>"));
    }
}
