//! Reads what a browser posts by itself. It checks nothing: the rules do.

use consultation::content::updates::is_digest;
use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::kind::Kind;
use consultation::form::kind::add_another::AddAnother;
use consultation::id::Id;
use percent_encoding::percent_decode;

use super::signs::Signs;
use crate::intake::posted::{MAX_ANSWERS, PostedSubmission};

/// The hidden field with the submission's id. Scripts fill it; without them the first page leaves it empty.
pub const ID: &str = "id";

/// The hidden field with the content's revision.
pub const REVISION: &str = "revision";

/// The hidden field with the digest of the content's file.
pub const CONTENT_SHA256: &str = "content_sha256";

/// The hidden field with the id of an earlier submission that this one replaces.
pub const REPLACES: &str = "replaces";

/// The hidden field with the id of an earlier one that this one withdraws.
pub const WITHDRAWS: &str = "withdraws";

/// The field that no person sees: whoever fills it in is a program. No question's id has two hyphens in a row.
pub const TRAP: &str = "web--site";

/// The hidden field with the moment at which everything was shown before it is sent.
pub const SHOWN_AT: &str = "shown--at";

/// The button that was pressed, of the receiver's own pages.
pub const STEP: &str = "step";

/// The fields that a post may have: one for each answer, and the page's own.
const MAX_FIELDS: usize = MAX_ANSWERS + 8;

/// A form post that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPost {
    /// What was posted.
    pub submission: PostedSubmission,
    /// What for.
    pub step: FormStep,
    /// What tells a program from a person.
    pub signs: Signs,
}

/// What a form was posted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStep {
    /// To see everything before it is sent.
    Check,
    /// To change something first.
    Change,
    /// To be sent, after everything was seen.
    Send,
    /// To have what was sent in the form again.
    ChangeSent,
}

impl FormStep {
    /// The value of the button; the form itself has none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "",
            Self::Change => "change",
            Self::Send => "send",
            Self::ChangeSent => "change-sent",
        }
    }
}

/// A body that cannot be taken as it is, with what could be read of it, so that the person gets that back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong with it.
    pub fault: Fault,
    /// What could be read.
    pub submission: PostedSubmission,
}

/// What is wrong with the body of a form post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Some bytes are no UTF-8, so that nobody knows which letters they were.
    LettersLost,
    /// No revision, too many fields, or a field that none of our forms has.
    NotOurForm,
}

/// The digest of the content that the sender saw; empty where the body does not state it.
pub fn content_sha256(body: &[u8]) -> String {
    let stated = form_urlencoded::parse(body).find(|(name, _)| name == CONTENT_SHA256);
    stated.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Reads a body of the type `application/x-www-form-urlencoded`. Without an id of its own, it gets the fresh one.
///
/// Fields left empty are no answers. A field that the form does not ask is kept, so that the rules can name it and the
/// page can show it: a page of an earlier revision may have asked it.
///
/// # Errors
/// [`Misread`].
pub fn parse(body: &[u8], form: &Form, fresh: &SubmissionId) -> Result<FormPost, Box<Misread>> {
    let (id, answers) = (fresh.clone(), Answers::default());
    let (content_sha256, amendment, sealed) = (String::new(), None, None);
    let submission = PostedSubmission { id, revision: 0, content_sha256, amendment, answers, sealed };
    let mut posted = FormPost { submission, step: FormStep::Check, signs: Signs::default() };
    let (mut fault, mut has_revision) = (None, false);
    for (name, value) in form_urlencoded::parse(body).take(MAX_FIELDS) {
        has_revision |= name == REVISION;
        if take_in(&mut posted, &name, value.into_owned(), form).is_none() {
            fault = Some(Fault::NotOurForm);
        }
    }
    if !has_revision || form_urlencoded::parse(body).nth(MAX_FIELDS).is_some() {
        fault = Some(Fault::NotOurForm);
    }
    // The letters that separate fields and encode bytes are ASCII, so the whole can be looked at at once.
    if percent_decode(body).decode_utf8().is_err() {
        fault = Some(Fault::LettersLost);
    }
    match fault {
        None => Ok(posted),
        Some(fault) => Err(Box::new(Misread { fault, submission: posted.submission })),
    }
}

/// `None` for a field that none of our forms posts like that.
fn take_in(post: &mut FormPost, name: &str, value: String, form: &Form) -> Option<()> {
    let posted = &mut post.submission;
    match name {
        STEP => {
            let steps = [FormStep::Check, FormStep::Change, FormStep::Send, FormStep::ChangeSent];
            post.step = steps.into_iter().find(|step| step.name() == value)?;
        }
        TRAP => post.signs.is_trapped |= !value.is_empty(),
        SHOWN_AT => post.signs.shown_at = Some(value.parse().ok()?),
        ID if value.is_empty() => {}
        ID => posted.id = SubmissionId::try_from(value).ok()?,
        REPLACES | WITHDRAWS if posted.amendment.is_some() => return None,
        REPLACES => posted.amendment = Some(Amendment::Replaces(SubmissionId::try_from(value).ok()?)),
        WITHDRAWS => posted.amendment = Some(Amendment::Withdraws(SubmissionId::try_from(value).ok()?)),
        REVISION => posted.revision = value.parse().ok()?,
        CONTENT_SHA256 => posted.content_sha256 = Some(value).filter(|digest| is_digest(digest))?,
        _ => add(&mut posted.answers, form, Id::try_from(name).ok()?, value),
    }
    Some(())
}

/// Browsers send every text field, empty ones too: those are no answers.
fn add(answers: &mut Answers, form: &Form, id: Id, value: String) {
    let answer = match form.question(&id).map(|question| &question.kind) {
        Some(Kind::ChooseMany(_)) => Answer::Many([answers.groups(&id), &[value]].concat()),
        Some(Kind::Declaration(_)) => Answer::Agreed(!value.is_empty()),
        Some(Kind::AddAnother(kind)) => Answer::Many(with_next_field(answers.groups(&id), kind, &value)),
        // What another form has asked several times for is a list.
        None if answers.answer(&id).is_some() => Answer::Many(with_one_more(answers, &id, value)),
        Some(
            Kind::ShortText(_)
            | Kind::LongText(_)
            | Kind::Email(_)
            | Kind::ChooseOne(_)
            | Kind::Date(_)
            | Kind::Telephone(_)
            | Kind::Number(_)
            | Kind::Address(_),
        )
        | None => Answer::Text(value),
    };
    let is_group = matches!(answer, Answer::Many(_));
    if is_group || !answer.is_blank() {
        answers.set(id, answer);
    }
}

fn with_one_more(answers: &Answers, id: &Id, value: String) -> Vec<String> {
    let before = match answers.answer(id) {
        Some(Answer::Many(values)) => values.clone(),
        Some(Answer::Text(text)) => vec![text.clone()],
        Some(Answer::Agreed(_)) | None => Vec::new(),
    };
    [before, vec![value]].concat()
}

/// Fields come one after another, the groups one after another too. The receiver's own pages carry whole groups unseen.
fn with_next_field(groups: &[String], kind: &AddAnother, value: &str) -> Vec<String> {
    let value = value.replace("\r\n", "\n");
    let mut groups = groups.to_vec();
    match groups.last_mut().filter(|last| last.split('\n').count() < kind.fields.len()) {
        Some(last) if !value.contains('\n') => last.extend(["\n", &value]),
        _ => groups.push(value),
    }
    groups
}

#[cfg(test)]
mod tests {
    use consultation::content::Content;
    use serde_json::Value;

    use super::*;

    const FORM: &str = r#"{"parts": [{"id": "part", "questions": [
        {"id": "name", "label": "Name", "kind": {"short_text": {"max_characters": 9}}},
        {"id": "topics", "label": "Topics", "kind": {"choose_many": [
            {"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}},
        {"id": "agreed", "label": "Agreed", "kind": {"declaration": {"statement": "Yes"}}}]}],
        "submit": "Send", "received": {"title": "Thanks", "next": []}}"#;

    /// The shipped content with the form of the test.
    fn content() -> Content {
        let shipped = include_str!("../../../../../public/content/en-NZ.json");
        let mut content: Value = serde_json::from_str(shipped).expect("it is JSON");
        let sections = content["sections"].as_array_mut().expect("it has sections");
        let section = sections.iter_mut().find_map(|section| section.get_mut("have_your_say"));
        section.expect("it has the form")["form"] = serde_json::from_str(FORM).expect("the test states JSON");
        Content::parse(&content.to_string()).expect("the test states a form")
    }

    fn fresh() -> SubmissionId {
        SubmissionId::from_random([7; 16])
    }

    fn parse(body: &str) -> Result<PostedSubmission, Box<Misread>> {
        super::parse(body.as_bytes(), &content().have_your_say().form, &fresh()).map(|post| post.submission)
    }

    fn in_json(answers: &Answers) -> String {
        serde_json::to_string(answers).expect("answers are JSON")
    }

    fn answers(body: &str) -> String {
        in_json(&parse(body).expect(body).answers)
    }

    #[test]
    fn each_kind_of_question_is_read_as_its_kind_of_answer() {
        let body = "revision=3&name=K%C4%81i+1%0D%0A&topics=b&topics=a&agreed=yes";
        assert_eq!(answers(body), r#"{"name":"Kāi 1\r\n","topics":["b","a"],"agreed":true}"#);
        assert_eq!(parse(body).map(|post| post.revision), Ok(3));
    }

    #[test]
    fn fields_left_empty_are_not_answers() {
        assert_eq!(answers("revision=3&name=&agreed="), "{}");
    }

    #[test]
    fn a_field_that_is_not_asked_is_kept_for_the_rules_to_name() {
        assert_eq!(answers("revision=3&nickname=x"), r#"{"nickname":"x"}"#);
    }

    #[test]
    fn the_id_is_read_where_a_script_gave_one_and_is_fresh_elsewhere() {
        let id = "00010f10ff00000000000000000000ab";
        let given = parse(&format!("revision=3&id={id}")).expect("it is a form").id;
        assert_eq!(given.as_str(), id);
        assert_eq!(parse("revision=3&id=").expect("it is a form").id, fresh());
    }

    #[test]
    fn what_our_forms_never_post_is_refused_and_the_rest_of_it_read() {
        let many = ["revision=1&name=kept", &"&name=kept".repeat(MAX_FIELDS)].concat();
        for body in [
            "name=kept",
            "revision=x&name=kept",
            "name=kept&revision=-1",
            "revision=1&Full+Name=x&name=kept",
            "revision=1&content_sha256=x&name=kept",
            "revision=1&id=7&name=kept",
            "revision=1&step=7&name=kept",
            &many,
        ] {
            let misread = parse(body).expect_err(body);
            assert_eq!(
                (misread.fault, in_json(&misread.submission.answers)),
                (Fault::NotOurForm, r#"{"name":"kept"}"#.into())
            );
        }
    }

    #[test]
    fn bytes_that_are_no_letters_are_noticed_in_names_and_values() {
        for body in ["revision=1&name=M%E4ori", "revision=1&n%E4me=x", "revision=1&name=%C4"] {
            assert_eq!(parse(body).expect_err(body).fault, Fault::LettersLost, "{body}");
        }
        assert!(parse("revision=1&name=M%C4%81ori+100%").is_ok());
    }
}
