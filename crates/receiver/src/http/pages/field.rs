//! One field with its label, hint, problem and what was typed. The ids are those of the page's own fields.

use consultation::form::Form;
use consultation::form::answers::Answers;
use consultation::form::choice::Choice;
use consultation::form::kind::Kind;
use consultation::form::kind::add_another::{AddAnother, part_name};
use consultation::form::kind::declaration::Declaration;
use consultation::form::problem::Problem;
use consultation::form::question::Question;
use consultation::text::wording::Phrase;
use maud::{Markup, html};

use super::frame::Frame;
use super::rich::rich;

/// What a ticked declaration posts.
const AGREED: &str = "yes";

/// A field to draw.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The page's words.
    pub frame: Frame<'a>,
    /// The form of the question.
    pub form: &'a Form,
    /// The question.
    pub question: &'a Question,
    /// What was typed.
    pub answers: &'a Answers,
    /// The problems of all fields.
    pub problems: &'a [Problem],
}

/// Draws a field.
pub fn draw(field: Field) -> Markup {
    match &field.question.kind {
        Kind::ShortText(short) => line(field, "text", None, short.autocomplete.as_deref()),
        Kind::Email(_) => line(field, "email", Some("email"), Some("email")),
        Kind::Telephone(_) => line(field, "tel", Some("tel"), Some("tel")),
        Kind::Number(_) => line(field, "text", Some("numeric"), None),
        Kind::Date(_) => line(field, "text", None, None),
        Kind::LongText(long) => long_text(field, long.rows),
        Kind::Address(_) => address(field),
        Kind::AddAnother(kind) => add_another(field, kind),
        Kind::ChooseOne(choices) => choose(field, "radio", &choices.0),
        Kind::ChooseMany(choices) => choose(field, "checkbox", &choices.0),
        Kind::Declaration(declaration) => declare(field, declaration),
    }
}

fn line(field: Field, kind: &str, inputmode: Option<&str>, autocomplete: Option<&str>) -> Markup {
    let id = field.id();
    labelled(
        field,
        &html! {
            input type=(kind) dir="auto" inputmode=[inputmode] enterkeyhint="next" id=(id) name=(id) autocomplete=[autocomplete] value=(field.typed())
                aria-describedby=[field.described_by(false)] aria-invalid=[field.is_wrong()];
        },
    )
}

/// HTML drops the first line end of a textarea, so one is given to be dropped.
fn long_text(field: Field, rows: u32) -> Markup {
    let (id, wording) = (field.id(), &field.frame.publication.wording);
    labelled(
        field,
        &html! {
            textarea dir="auto" id=(id) name=(id) rows=(rows)
                aria-describedby=[field.described_by(true)] aria-invalid=[field.is_wrong()] { "\n" (field.typed()) }
            @if let Some(limit) = field.question.kind.max_characters() {
                p.hint id=(field.question.element_id("limit")) {
                    (wording.fill(Phrase::CharacterLimit, &[("limit", &wording.number(limit))]))
                }
            }
        },
    )
}

fn address(field: Field) -> Markup {
    labelled(
        field,
        &html! {
            textarea dir="auto" id=(field.id()) name=(field.id()) rows="4" autocomplete="street-address"
                aria-describedby=[field.described_by(false)] aria-invalid=[field.is_wrong()] { "\n" (field.typed()) }
        },
    )
}

/// With scripts off nothing could be added, so all groups are there.
fn add_another(field: Field, kind: &AddAnother) -> Markup {
    let groups = field.answers.groups(&field.question.id);
    grouped(
        field,
        &html! {
            @for group in 0..kind.most as usize {
                div.group {
                    @for (place, one) in kind.fields.iter().enumerate() {
                        @let id = field.question.element_id(&part_name(group, place));
                        label for=(id) { (one.label) " " (group + 1) }
                        input type="text" dir="auto" enterkeyhint="next" id=(id) name=(field.id()) autocomplete=[&one.autocomplete]
                            value=(AddAnother::typed_in(groups, group, place)) aria-invalid=[field.is_wrong()];
                    }
                }
            }
        },
    )
}

fn choose(field: Field, kind: &str, choices: &[Choice]) -> Markup {
    grouped(
        field,
        &html! {
            @for choice in choices {
                @let id = field.question.choice_id(&choice.value);
                @let is_chosen = field.answers.has_chosen(&field.question.id, &choice.value);
                div.choice {
                    input type=(kind) id=(id) name=(field.id()) value=(choice.value) checked[is_chosen];
                    label for=(id) { (rich(&choice.label)) }
                }
            }
        },
    )
}

fn declare(field: Field, declaration: &Declaration) -> Markup {
    let (id, has_agreed) = (field.id(), field.answers.has_agreed(&field.question.id));
    grouped(
        field,
        &html! {
            div.choice {
                input type="checkbox" id=(id) name=(id) value=(AGREED) checked[has_agreed] aria-invalid=[field.is_wrong()];
                label for=(id) { (rich(&declaration.statement)) }
            }
        },
    )
}

/// The frame of a field with one control, whose id is the question's.
fn labelled(field: Field, control: &Markup) -> Markup {
    html! {
        div.field.field-wrong[field.problem().is_some()] {
            label for=(field.id()) { (label(field)) }
            (hint_and_problem(field))
            (control)
        }
    }
}

/// The frame of a field with several controls.
fn grouped(field: Field, controls: &Markup) -> Markup {
    html! {
        fieldset.field.field-wrong[field.problem().is_some()] aria-describedby=[field.described_by(false)] {
            legend { (label(field)) }
            (hint_and_problem(field))
            (controls)
        }
    }
}

/// A question that depends on another, or is one of several to choose from, is not called optional.
fn label(field: Field) -> Markup {
    let Question { label, required, show_when, .. } = field.question;
    let is_optional = required.is_none() && show_when.is_none() && field.form.choice_with(&field.question.id).is_none();
    html! { (rich(label)) @if is_optional { " " (field.frame.text(Phrase::Optional)) } }
}

fn hint_and_problem(field: Field) -> Markup {
    html! {
        @if let Some(hint) = &field.question.hint {
            p.hint id=(field.question.element_id("hint")) { (rich(hint)) }
        }
        @if let Some(problem) = field.problem() {
            p.problem id=(field.question.element_id("problem")) {
                span.visually-hidden { (field.frame.text(Phrase::ErrorPrefix)) }
                (problem.message(field.form, &field.frame.publication.wording))
            }
        }
    }
}

impl<'a> Field<'a> {
    fn id(self) -> &'a str {
        self.question.id.as_str()
    }

    fn typed(self) -> &'a str {
        self.answers.text(&self.question.id)
    }

    fn problem(self) -> Option<&'a Problem> {
        self.problems.iter().find(|problem| problem.question == self.question.id)
    }

    fn is_wrong(self) -> Option<&'static str> {
        self.problem().map(|_| "true")
    }

    /// The elements that describe the control, in the order of reading.
    fn described_by(self, has_limit: bool) -> Option<String> {
        let parts =
            [(self.question.hint.is_some(), "hint"), (self.problem().is_some(), "problem"), (has_limit, "limit")];
        let ids = parts.iter().filter(|(applies, _)| *applies).map(|(_, part)| self.question.element_id(part));
        let ids: Vec<String> = ids.collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
