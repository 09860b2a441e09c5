//! Puts the rendered page into the `index.html` that Trunk has written.

use consultation::content::languages::{Direction, Edition};
use consultation::time::instant::Instant;
use maud::{PreEscaped, html};

use crate::bundle::App;
use crate::error::PublishError;
use crate::service_worker;
use crate::services;
use crate::staged::Staged;
use crate::statements::NAV;

const ROOT: &str = r#"<div id="app"></div>"#;
const LANGUAGE: &str = r#"<html lang="">"#;
const HEAD: &str = r#"<meta name="page-head" content="">"#;
const SCRIPT: &str = "<script data-app></script>";

/// What may come before the root.
const SWITCH: &str = "<nav class=\"languages\"";

/// What only the page for paper adds to the styles.
const ON_PAPER: &str = include_str!("../../../style/paper.css");

/// Trunk's `index.html`, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Shell {
    /// Everything, without styles.
    html: String,
    /// All styles, joined: one hash stands for them in the policy.
    style: String,
    /// The same for the page for paper.
    paper_style: String,
}

impl Shell {
    /// Reads `index.html`.
    ///
    /// # Errors
    /// [`PublishError::Shell`] when a place is missing or there twice.
    pub fn read(staged: &Staged) -> Result<Self, PublishError> {
        Self::of(&staged.read_text("index.html")?)
    }

    fn of(html: &str) -> Result<Self, PublishError> {
        let (html, style) = without_styles(html);
        for place in [ROOT, LANGUAGE, HEAD, SCRIPT] {
            if html.matches(place).count() != 1 {
                return Err(PublishError::Shell(place));
            }
        }
        Ok(Self::new(without_comment(&html.replace(SCRIPT, "")), style))
    }

    /// The same with other styles.
    pub fn with_style(self, style: String) -> Self {
        Self::new(self.html, style)
    }

    /// The styles of its pages.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The shell of a built page, for another page. None of what is no such page.
    pub fn of_page(html: &str) -> Option<Self> {
        let (start, rest) = html.split_once("<html ")?;
        let (_, rest) = rest.split_once('>')?;
        let (before_head, rest) = rest.split_once("<script type=\"module\"")?;
        let (_, rest) = rest.split_once("<style>")?;
        let (style, rest) = rest.split_once("</style>\n")?;
        let (between, rest) = rest.split_once("<div id=\"app\">")?;
        let between = between.split(SWITCH).next().unwrap_or_default();
        let (_, after) = rest.rsplit_once("</div>")?;
        // What comes before the links is made with them.
        let links = after.split_once(NAV).and_then(|(_, links)| links.split_once("</nav>\n"));
        let after = links.map_or(after, |(_, after)| after);
        let after = services::without(after);
        let html = [start, LANGUAGE, before_head, HEAD, between, ROOT, &after].concat();
        Some(Self::new(html, style.to_owned()))
    }

    fn new(html: String, style: String) -> Self {
        let paper_style = [&style, ON_PAPER].concat();
        Self { html, style, paper_style }
    }

    /// The text of each `<style>` that pages made of this shell have.
    pub fn styles(&self) -> impl Iterator<Item = &str> {
        [self.style.as_str(), &self.paper_style].into_iter()
    }

    /// The page. No white space may come between the root element and its HTML: hydration would trip over it.
    /// The script comes before the policy, which it does not need: its `integrity` says more. Behind one, Chromium 156
    /// no longer looks ahead for it and fetches it later.
    /// `html` is what comes before the root, what is in it, and what comes after it.
    pub fn page(
        &self,
        edition: &Edition,
        head: &str,
        html: &[String; 3],
        script: &str,
        policy: Option<&str>,
    ) -> String {
        let head = html! { (PreEscaped(script)) "\n" (meta(policy)) (PreEscaped(head)) (style(&self.style)) };
        self.fill(edition, &head.into_string(), [&html[0], &html[1], &html[2]])
    }

    /// The page for printing, and for answering by hand. It has no scripts.
    pub fn print_page(&self, edition: &Edition, head: &str, html: &str, policy: Option<&str>) -> String {
        let head = html! {
            (meta(policy))
            meta name="robots" content="noindex"; "\n"
            (PreEscaped(head)) (style(&self.paper_style))
        };
        self.fill(edition, &head.into_string(), ["", html, ""])
    }

    /// A page that stands beside the page, and has no scripts.
    pub fn page_beside(
        &self,
        edition: &Edition,
        title: &str,
        icon: &str,
        html: [&str; 2],
        policy: Option<&str>,
    ) -> String {
        let head = html! {
            (meta(policy))
            title { (title) } "\n"
            link rel="icon" type="image/svg+xml" href=(icon); "\n"
            (style(&self.style))
        };
        self.fill(edition, &head.into_string(), ["", html[0], html[1]])
    }

    fn fill(&self, edition: &Edition, head: &str, [above, html, below]: [&str; 3]) -> String {
        let root = html! { div id="app" { (PreEscaped(html)) } }.into_string();
        let filled = self.html.replace(LANGUAGE, &opening_tag(edition.tag.as_str(), edition.direction));
        // These two last: what they bring in could hold any of the places as words.
        let (before, after) = filled.split_once(ROOT).expect("Shell::of has counted the places");
        [&before.replace(HEAD, head), above, &root, below, after].concat()
    }
}

/// Whether it is a language is checked where content is read; that it stays in its attribute, here.
fn opening_tag(language: &str, direction: Direction) -> String {
    let element = html! { html lang=(language) dir=[direction.attribute()] {} }.into_string();
    element.strip_suffix("</html>").expect("an element ends with its closing tag").to_owned()
}

/// The policy, for hosts that cannot send it as a header.
fn meta(policy: Option<&str>) -> maud::Markup {
    html! { @if let Some(policy) = policy { meta http-equiv="Content-Security-Policy" content=(policy); "\n" } }
}

fn style(text: &str) -> maud::Markup {
    html! { style { (PreEscaped(text)) } "\n" }
}

/// The element that starts the app. Its files are named from a page that finds the site's root by `to_root`; a page that is
/// sent in its stage alone says the moment that it was rendered for.
pub fn script(app: &App, to_root: &str, current: Option<Instant>) -> String {
    let at_root = |name: &str| [to_root, name].concat();
    let worker = app.script.integrity.as_ref().map(|_| at_root(service_worker::FILE));
    html! {
        script type="module" src=(at_root(&app.script.name)) integrity=[&app.script.integrity]
            data-wasm=(at_root(&app.wasm.name)) data-integrity=[&app.wasm.integrity]
            data-page=(at_root(&app.data.name)) data-page-integrity=[&app.data.integrity] data-worker=[worker]
            data-current=[current.map(|moment| moment.to_string())] {}
    }
    .into_string()
}

/// Without what the file says of itself to whoever changes it.
fn without_comment(html: &str) -> String {
    let rest = html.split_once("<!-- ").and_then(|(before, after)| Some((before, after.split_once("-->\n")?.1)));
    rest.map_or_else(|| html.to_owned(), |(before, after)| [before, after].concat())
}

/// Takes the styles out of the shell.
fn without_styles(html: &str) -> (String, String) {
    let (mut rest, mut page, mut styles) = (html, String::new(), String::new());
    while let Some((before, from_style)) = rest.split_once("<style") {
        let (_, from_text) = from_style.split_once('>').unwrap_or_default();
        let (text, after) = from_text.split_once("</style>").unwrap_or_default();
        page.push_str(before);
        styles.push_str(text);
        rest = after;
    }
    (page + rest, styles)
}

#[cfg(test)]
mod tests {
    use consultation::content::languages::Languages;

    use super::*;
    use crate::bundle::Asset;

    fn shell() -> String {
        [LANGUAGE, HEAD, "<style>a{}</style><style media=x>b{}</style>", SCRIPT, ROOT].concat()
    }

    #[test]
    fn a_place_that_is_missing_or_there_twice_is_an_error() {
        for place in [ROOT, LANGUAGE, HEAD, SCRIPT] {
            for html in [shell().replace(place, ""), shell() + place] {
                assert!(matches!(Shell::of(&html), Err(PublishError::Shell(missing)) if missing == place), "{html}");
            }
        }
    }

    #[test]
    fn a_built_page_gives_back_its_shell_and_its_app() {
        let shell = Shell::of(&shell()).expect("every place is there");
        let asset = |name: &str| Asset { name: name.to_owned(), integrity: Some(format!("sha256-{name}")) };
        let app = App { script: asset("app-1.js"), wasm: asset("app-2.wasm"), data: asset("app-3.json") };
        let language = Languages::parse(r#"{"languages": [{"tag": "ar", "name": "A", "direction": "rtl"}]}"#);
        let language = language.expect("it is right").first().clone();
        let words = "<div><script></script></div>";
        let html = [format!("{SWITCH}></nav>\n"), words.to_owned(), format!("{NAV}></nav>\n")];
        let page =
            shell.page(&language, "<title>T</title>", &html, &script(&app, "", None), Some("default-src 'self'"));
        assert_eq!(Shell::of_page(&page), Some(shell));
        assert_eq!(App::of_page(&page), Some(app));
    }

    #[test]
    fn what_the_file_says_of_itself_is_in_no_page() {
        let said = ["<!doctype html>\n<!-- It holds no words. -->\n", &shell()].concat();
        let without = ["<!doctype html>\n", &shell()].concat();
        assert_eq!(Shell::of(&said).ok(), Shell::of(&without).ok());
        assert!(Shell::of(&without).is_ok());
    }

    #[test]
    fn a_language_stays_in_its_attribute() {
        let opening_tag = |language| opening_tag(language, Direction::LeftToRight);
        assert_eq!(opening_tag("mi"), r#"<html lang="mi">"#);
        assert_eq!(opening_tag(r#"x"><script>"#), r#"<html lang="x&quot;&gt;&lt;script&gt;">"#);
    }

    #[test]
    fn all_styles_become_one() {
        let shell = Shell::of(&shell()).expect("every place is there");
        assert_eq!(shell.styles().next(), Some("a{}b{}"));
        assert!(!shell.html.contains("style"), "{}", shell.html);
    }
}
