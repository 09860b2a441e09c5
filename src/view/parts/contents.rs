//! The list of sections beside the text, with the one being read marked.

use consultation::content::page::Page;
use consultation::content::section::Section;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use crate::runtime::Runtime;
use crate::view::parts::rich_text::rich;

/// Links to every section.
pub fn contents(page: &'static Page, runtime: Runtime) -> ErasedView {
    let entries = page.content.sections.iter().map(|section| entry(section, runtime)).collect::<ErasedView>();
    view! {
        <nav class="contents" aria-labelledby="page--contents">
            <h2 class="contents-title" id="page--contents">{page.wording.text(Phrase::OnThisPage)}</h2>
            <ul>{entries}</ul>
        </nav>
    }
}

fn entry(section: &'static Section, runtime: Runtime) -> ErasedView {
    let id = section.id().as_str();
    let is_current = runtime.attribute(move |state| (state.current_section == Some(id)).then(|| "true".to_owned()));
    view! { <li><a href={["#", id].concat()} aria-current=is_current>{rich(section.title())}</a></li> }
}
