//! What a person must know, marked so that it is not skipped.

use consultation::content::page::Page;
use consultation::text::rich_text::Block;
use consultation::text::wording::Phrase;

use super::rich_text::blocks;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;

/// Draws it, where there is something to know.
pub fn warning(words: &'static [Block], page: &'static Page) -> Option<ErasedView> {
    let drawn = || {
        view! {
            <div class="warning">
                <span class="warning-mark" aria-hidden="true">"!"</span>
                <div>
                    <span class="visually-hidden">{page.wording.text(Phrase::Warning)}</span>
                    {blocks(words)}
                </div>
            </div>
        }
    };
    (!words.is_empty()).then(drawn)
}
