//! What is unusual about a submission: it is marked for whoever reads it, and never a reason to refuse.

use consultation::content::Content;
use consultation::content::stage::Stage;
use consultation::purpose::Purpose;
use consultation::time::instant::Instant;

use super::posted::{Envelope, PostedSubmission};
use crate::store::submission::Marks;

/// Marks a submission; `content` is that of now. Feedback about the page has no opening and no closing. Revisions are
/// numbered from 1, and a number counts where the sender does not state the digest of what they saw.
pub fn of(
    purpose: Purpose,
    posted: &PostedSubmission,
    received_at: Instant,
    envelope: Envelope,
    content: &Content,
) -> Marks {
    let (stage, is_submission) = (Stage::at(received_at, content), purpose == Purpose::Submission);
    Marks {
        early: is_submission && stage == Stage::NotYetOpen,
        late: is_submission && stage.is_over(),
        unknown_revision: posted.content_sha256.is_empty() && !(1..=content.revision).contains(&posted.revision),
        unstated_origin: envelope.unstated_origin,
        held: envelope.held,
        unknown_earlier: false,
    }
}
