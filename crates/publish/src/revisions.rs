//! The revisions of the content: that what is published is the one listed last, and that each can be found by its digest.

use consultation::content::languages::Languages;
use consultation::content::page::Page;
use consultation::content::updates::{Revision, Updates};

use crate::digest;
use crate::error::PublishError;
use crate::staged::Staged;

/// Refuses content that has changed since its last revision was listed: readers would be told the digest of other words.
/// Ends of lines are written as everywhere, so that no editor's system changes a digest.
///
/// # Errors
/// [`PublishError::NotRevised`], and those of reading.
pub fn check(staged: &Staged) -> Result<(), PublishError> {
    let (_, languages) = staged.parsed(Languages::PATH, Languages::parse)?;
    for language in languages.languages.iter().map(|edition| &edition.tag) {
        let path = language.content_path();
        let text = staged.read_text(&path)?.replace("\r\n", "\n");
        let (_, updates) = staged.parsed(&language.updates_path(), Updates::parse)?;
        match updates.last() {
            Some(last) if last.sha256 == digest::of(&text) => staged.write(&path, text)?,
            last => {
                return Err(PublishError::NotRevised { path: path.into(), last: last.map_or(0, |last| last.revision) });
            }
        }
    }
    Ok(())
}

/// Puts the content of a page where it is found by the digest that the page states. The receiver checks by it what was written
/// on this page, also when the page is another one by then. Of a page that is being edited the digest is that of the words
/// before, and what lies there are the words that it shows.
///
/// # Errors
/// [`PublishError::File`].
pub fn keep(staged: &Staged, page: &Page) -> Result<(), PublishError> {
    let content = &page.content;
    let Revision { sha256, .. } = page.updates.revision(content.revision);
    // A number that was raised by hand is not listed yet; the receiver takes that for the words of now.
    if sha256.is_empty() {
        return Ok(());
    }
    staged.write(&format!("content/published/{sha256}.json"), staged.read(&content.language.content_path())?)
}
