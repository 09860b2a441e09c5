//! What a person is written once their submission is stored: the reference, the moment and what happens next, in the content's
//! own words. It never has answers: a mail is read by others more easily than a receipt.

use consultation::form::Form;
use consultation::form::answers::Answers;
use consultation::form::kind::Kind;
use consultation::text::rich_text::Block;
use consultation::text::wording::Phrase;
use consultation::transcript::amending;

use crate::publication::Publication;
use crate::store::submission::StoredSubmission;

/// A mail to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// To whom, as the person gave it.
    pub to: String,
    /// The reference, by which a mail that comes twice is known.
    pub reference: String,
    /// What it is about.
    pub subject: String,
    /// Its words.
    pub text: String,
}

/// The address that a person gave: the answer to the first question of the form that asks for one. What is sealed has none.
pub fn address<'a>(form: &Form, answers: &'a Answers) -> Option<&'a str> {
    let asked = form.questions().filter(|question| matches!(question.kind, Kind::Email(_)));
    asked.map(|question| answers.text(&question.id).trim()).find(|address| !address.is_empty())
}

/// The mail about a submission, in the words of the publication that its sender saw. None where no address was given, and none
/// about what was withdrawn before it could be written.
pub fn of(stored: &StoredSubmission, seen: &Publication) -> Option<Acknowledgement> {
    let form = stored.purpose.form(&seen.content)?;
    let to = address(form, &stored.answers).filter(|_| !stored.standing.is_withdrawn)?;
    let (wording, received) = (&seen.wording, &form.received);
    let reference = format!("{}: {}", wording.text(Phrase::YourReference), stored.reference);
    let mut paragraphs = vec![reference, wording.moment(Phrase::ReceivedAt, stored.received_at)];
    if stored.marks.late {
        paragraphs.push(wording.text(Phrase::ReceivedLate).to_owned());
    }
    if let Some(earlier) = &stored.standing.amends {
        paragraphs.push(amending(earlier, stored.marks.late, stored.standing.withdraws, wording));
    }
    paragraphs.extend(received.next.iter().map(plain));
    Some(Acknowledgement {
        to: to.to_owned(),
        reference: stored.reference.clone(),
        subject: format!("{} – {}", received.title, stored.reference),
        text: paragraphs.join("\n\n") + "\n",
    })
}

fn plain(block: &Block) -> String {
    let lines: Vec<String> = match block {
        Block::Paragraph(text) => vec![text.plain()],
        Block::List(items) => items.iter().map(|item| format!("- {}", item.plain())).collect(),
        Block::NumberedList(items) => {
            items.iter().zip(1..).map(|(item, number)| format!("{number}. {}", item.plain())).collect()
        }
    };
    lines.join("\n")
}
