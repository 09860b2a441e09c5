//! The receipt as a page, with everything that was sent, and what can still be done about it.

use consultation::delivery::receipt::Receipt;
use consultation::delivery::submission::SubmissionId;
use consultation::form::Form;
use consultation::purpose::Purpose;
use consultation::text::wording::Phrase;
use consultation::transcript::{Transcript, amending};
use maud::{Markup, html};

use super::check::{lines, lines_of_other_forms};
use super::field::{self, Field};
use super::frame::{Frame, Page};
use super::rich::blocks;
use super::unseen::{self, unseen};
use crate::http::submissions::form_body::{FormStep, REPLACES, STEP, WITHDRAWS};
use crate::store::submission::StoredSubmission;

/// Draws it. Feedback is too short to be shown again.
pub fn received(frame: Frame, purpose: Purpose, receipt: &Receipt, stored: Option<&StoredSubmission>) -> Page {
    let form = purpose.form(&frame.publication.content);
    let is_withdrawal = stored.is_some_and(|stored| stored.standing.withdraws);
    let words = form.map(|form| &form.received).filter(|_| !is_withdrawal);
    let unnamed = if is_withdrawal { Phrase::Withdrawn } else { Phrase::YourReference };
    let title = words.map_or(frame.text(unnamed), |words| &words.title);
    let body = html! {
        h1 { (title) }
        (details(frame, receipt, stored.filter(|_| purpose == Purpose::Submission)))
        @if let Some(words) = words { (blocks(&words.next)) }
        @match (purpose, stored) {
            (Purpose::Submission, Some(stored)) if !is_withdrawal => (sent(frame, &receipt.id, stored)),
            (Purpose::Feedback, Some(stored)) if stored.sealed.is_none() => @if let Some(form) = form { (more(frame, form, &receipt.id, stored)) },
            _ => {},
        }
    };
    frame.page(title, &body)
}

fn details(frame: Frame, receipt: &Receipt, stored: Option<&StoredSubmission>) -> Markup {
    let wording = &frame.publication.wording;
    html! {
        p { (frame.text(Phrase::YourReference)) br; span.reference { (receipt.reference) } }
        p { (wording.moment(Phrase::ReceivedAt, receipt.received_at)) }
        @if receipt.late {
            p { strong { (frame.text(Phrase::ReceivedLate)) } }
        }
        @if let Some(stored) = stored {
            (standing(frame, stored))
            @if !stored.standing.withdraws {
                p { (wording.fill(Phrase::ReceiptRevision, &[("number", &wording.number(stored.revision))])) }
            }
            @if let Some(sha256) = &receipt.body_sha256 {
                p.digest-line { (wording.fill(Phrase::ReceiptDigest, &[("sha256", sha256)])) }
            }
            p { (frame.text(Phrase::ReceiptNotice)) }
        }
    }
}

/// What it does to an earlier one, and what a later one has done to it.
fn standing(frame: Frame, stored: &StoredSubmission) -> Markup {
    let wording = &frame.publication.wording;
    let amends = stored.standing.amends.as_ref();
    let amends = amends.map(|earlier| amending(earlier, stored.marks.late, stored.standing.withdraws, wording));
    let since = stored.standing.decided_by.as_ref().map(|reference| {
        let phrase = if stored.standing.is_withdrawn { Phrase::WithdrawnSince } else { Phrase::ReplacedSince };
        wording.fill(phrase, &[("reference", reference)])
    });
    html! {
        @if let Some(words) = amends { p { (words) } }
        @if let Some(words) = since { p { strong { (words) } } }
    }
}

fn sent(frame: Frame, id: &SubmissionId, stored: &StoredSubmission) -> Markup {
    let form = frame.publication.content.have_your_say().form.clone();
    html! {
        @if !stored.standing.is_withdrawn {
            @if stored.sealed.is_none() { (about(frame, REPLACES, id, FormStep::ChangeSent, Phrase::ChangeSent)) }
            (about(frame, WITHDRAWS, id, FormStep::Check, Phrase::Withdraw))
        }
        h2 { (frame.text(Phrase::ReceiptSent)) }
        @if stored.sealed.is_some() { p { (frame.text(Phrase::ReceiptSealed)) } } @else {
        (lines(frame, &Transcript::of_draft(form.clone(), &stored.answers), false))
        (lines_of_other_forms(&form, &stored.answers))
        }
    }
}

/// A button that begins to change or withdraw it.
fn about(frame: Frame, field: &str, id: &SubmissionId, step: FormStep, words: Phrase) -> Markup {
    html! {
        form method="post" action=(to_collection(Purpose::Submission)) {
            (unseen::present_revision(frame))
            (unseen(field, id.as_str()))
            button.button.button-quiet type="submit" name=(STEP) value=(step.name()) { (frame.text(words)) }
        }
    }
}

/// What else there is to say after one press; what the press has said is not asked again.
fn more(frame: Frame, form: &Form, id: &SubmissionId, stored: &StoredSubmission) -> Markup {
    let answers = &stored.answers;
    let is_left = form.one_press.is_some() && stored.standing.amends.is_none();
    let left: Vec<_> =
        form.questions().filter(|one| answers.asks(form, one) && !answers.has_answered(&one.id)).collect();
    html! {
        @if is_left && !left.is_empty() {
            form method="post" action=(to_collection(Purpose::Feedback)) {
                (unseen::present_revision(frame))
                (unseen(REPLACES, id.as_str()))
                (unseen::answers(form, answers))
                @for question in left { (field::draw(Field { frame, form, question, answers, problems: &[] })) }
                button.button type="submit" { (form.submit) }
            }
        }
    }
}

/// From a receipt's address to where the form posts, whatever a proxy puts before both.
fn to_collection(purpose: Purpose) -> String {
    ["../..", purpose.path().trim_start_matches("/api")].concat()
}
