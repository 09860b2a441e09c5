//! What is unusual about a submission: it is marked for whoever reads it, and never a reason to refuse.

use consultation::content::Content;
use consultation::content::stage::Stage;
use consultation::purpose::Purpose;
use consultation::time::instant::Instant;

use super::posted::Envelope;
use crate::store::submission::Marks;

/// Marks a submission. Feedback about the page has no opening and no closing. Revisions are numbered from 1.
pub fn of(purpose: Purpose, revision: u32, received_at: Instant, envelope: Envelope, content: &Content) -> Marks {
    let stage = Stage::at(received_at, &content.consultation);
    let is_at = |wanted| purpose == Purpose::Submission && stage == wanted;
    Marks {
        early: is_at(Stage::NotYetOpen),
        late: is_at(Stage::Closed),
        unknown_revision: !(1..=content.revision).contains(&revision),
        unstated_origin: envelope.unstated_origin,
        unknown_earlier: false,
    }
}
