//! One file a kind of question, and the one match that knows them all.

mod add_another;
mod address;
mod choices;
mod declaration;
mod frame;
mod line;
mod long_text;

use self::line::{Line, line};
use consultation::draft::Draft;
use consultation::form::answers::{Answer, Answers};
use consultation::form::kind::Kind;
use consultation::form::question::Question;
use consultation::session::Event as Happened;
use leptos::prelude::*;

use crate::erased::element::Listener;
use crate::erased::following::Following;
use crate::erased::view::ErasedView;
use crate::erased::words::words;

use crate::runtime::FormHandle;
use crate::state::State;

/// What a field is given: its question, the form's session to show, and one way to report edits.
#[derive(Clone, Copy)]
pub struct Field {
    /// What is asked.
    pub question: &'static Question,
    /// The form around it.
    pub handle: FormHandle,
}

/// Draws a question.
pub fn field(question: &'static Question, handle: FormHandle) -> ErasedView {
    let field = Field { question, handle };
    match &question.kind {
        Kind::ShortText(short) => line(field, Line { autocomplete: short.autocomplete.as_deref(), ..Line::default() }),
        Kind::LongText(long) => long_text::long_text(field, long),
        Kind::Email(_) => line(field, of_itself("email")),
        Kind::Telephone(_) => line(field, of_itself("tel")),
        Kind::Number(_) => line(field, Line { keyboard: Some("numeric"), ..Line::default() }),
        Kind::Date(_) => line(field, Line::default()),
        Kind::Address(_) => address::address(field),
        Kind::AddAnother(kind) => add_another::add_another(field, kind),
        Kind::ChooseOne(choices) => choices::choose_one(field, &choices.0),
        Kind::ChooseMany(choices) => choices::choose_many(field, &choices.0),
        Kind::Declaration(declaration) => declaration::declaration(field, declaration),
    }
}

/// HTML has one name for the field, its keyboard, and what is filled in.
fn of_itself(name: &'static str) -> Line {
    Line { kind: Some(name), keyboard: Some(name), autocomplete: Some(name) }
}

/// A listener for typing.
fn on_input(report: impl FnMut(String) + Send + 'static) -> Listener {
    reporting_input(Box::new(report))
}

/// Compiled once, and not for each field that reports.
fn reporting_input(mut report: Box<dyn FnMut(String) + Send>) -> Listener {
    Box::new(move |event| report(event_target_value(&event)))
}

/// A listener for a press that does only what `act` does.
pub fn on_click(act: impl Fn() + Send + 'static) -> Listener {
    doing(Box::new(act))
}

/// Compiled once, as [`reporting_input`] is.
fn doing(act: Box<dyn Fn() + Send>) -> Listener {
    Box::new(move |event| {
        event.prevent_default();
        act();
    })
}

/// A listener for ticking.
pub fn on_change(report: impl Fn(bool) + Send + 'static) -> Listener {
    reporting_change(Box::new(report))
}

fn reporting_change(report: Box<dyn Fn(bool) + Send>) -> Listener {
    Box::new(move |event| report(event_target_checked(&event)))
}

impl Field {
    /// What the person has written, in a state of the page.
    fn draft(self, state: &State) -> &Draft {
        self.handle.session(state).draft()
    }

    /// Reads the answers once.
    fn answers<T>(self, read: impl Fn(&Answers) -> T) -> T {
        self.handle.runtime.peek(|state| read(self.draft(state).answers()))
    }

    /// Reports an edit.
    fn edit(self, answer: Answer) {
        self.handle.tell(Happened::AnswerEdited(self.question.id.clone(), answer));
    }

    /// A text that follows this question alone, as the next two do.
    fn text(self, text: impl Fn(&State) -> String + Send + 'static) -> ErasedView {
        words(self.handle.of_question(&self.question.id, Box::new(text)))
    }

    fn flag(self, flag: impl Fn(&State) -> bool + Send + 'static) -> Following<bool> {
        self.handle.of_question(&self.question.id, Box::new(flag))
    }

    fn attribute(self, value: impl Fn(&State) -> Option<String> + Send + 'static) -> Following<Option<String>> {
        self.handle.of_question(&self.question.id, Box::new(value))
    }

    /// The id of one of the field's elements.
    fn element_id(self, part: &str) -> String {
        self.question.element_id(part)
    }

    /// What is wrong with the answer, as the person was told; empty while nothing is.
    fn problem(self, state: &State) -> String {
        let problem = self.draft(state).problem(&self.question.id);
        problem.map(|problem| problem.message(self.handle.form, &self.handle.page.wording)).unwrap_or_default()
    }

    /// Whether the person was told of a problem.
    fn is_wrong(self, state: &State) -> bool {
        self.draft(state).problem(&self.question.id).is_some()
    }

    /// Whether the question is asked now. Until the page is alive all are, as they are with scripts off.
    fn is_asked(self, state: &State) -> bool {
        let session = self.handle.session(state);
        !state.is_alive || session.draft().answers().asks(session.form(), self.question)
    }
}
