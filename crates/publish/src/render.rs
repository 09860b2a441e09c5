//! Renders the page's components natively.

use consultation::content::page::Page;
use consultation::delivery::submission::SubmissionId;
use have_your_say::app::app;
use have_your_say::live::Live;
use leptos::prelude::*;

/// The page as HTML, exactly as a browser would first draw it. Leptos marks places with `<!>`, which parsers read as an
/// empty comment but call an error (HTML, 13.2.2); the empty comment written out is the same node.
pub fn render(page: &'static Page) -> String {
    // The ids of the sessions are made in each person's browser; nothing of them is drawn.
    let nobody = || SubmissionId::from_random([0; 16]);
    Owner::new().with(|| app(page, Live::new(page, [nobody(), nobody()])).to_html()).replace("<!>", "<!---->")
}
