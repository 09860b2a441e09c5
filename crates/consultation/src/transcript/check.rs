//! Whether a file is a copy of what was sent, and whether the receiver holds the same.

use super::Transcript;
use crate::delivery::receipt::Receipt;
use crate::form::answers::Answer;
use crate::text::language::Language;
use crate::text::wording::{Phrase, Wording};

impl Transcript {
    /// What to say of the text of a file, and of the receipt that the receiver gives now; none where it gives none.
    /// The file may have been saved with other line ends.
    pub fn check(
        &self,
        file: &str,
        held: Option<&Receipt>,
        wording: &Wording,
        language: &Language,
        title: &str,
    ) -> Phrase {
        let file = Answer::Text(file.to_owned()).with_plain_line_ends();
        let copies = [self.in_words(wording), self.as_page(wording, language, title)];
        let is_copy = copies.map(Answer::Text).contains(&file);
        let ours = self.sent.as_ref().and_then(|sent| sent.receipt.body_sha256.as_ref());
        let is_same = ours.zip(held.and_then(|held| held.body_sha256.as_ref())).map(|(ours, theirs)| ours == theirs);
        match (is_copy, is_same) {
            (false, _) => Phrase::CopyDiffers,
            (true, None) => Phrase::CopyOfSent,
            (true, Some(true)) => Phrase::CopyOfHeld,
            (true, Some(false)) => Phrase::ReceiptDiffers,
        }
    }
}
