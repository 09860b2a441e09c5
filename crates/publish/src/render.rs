//! Renders the page's components natively.

use consultation::content::page::Page;
use have_your_say::runtime::Runtime;
use have_your_say::view::page::page as draw;
use leptos::prelude::*;

/// The page as HTML, exactly as a browser would first draw it. Leptos marks places with `<!>`, which parsers read as an
/// empty comment but call an error (HTML, 13.2.2); the empty comment written out is the same node.
pub fn render(page: &'static Page) -> String {
    Owner::new().with(|| draw(page, Runtime::new(page)).to_html()).replace("<!>", "<!---->")
}
