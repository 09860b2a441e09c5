//! What the person writes, and what looks different then.

use super::{Change, Effect, Seen, Session, check_asked};
use crate::form::Form;
use crate::form::answers::Answer;
use crate::form::condition::Chosen;
use crate::form::kind::add_another::part_name;
use crate::form::question::Question;
use crate::id::Id;

impl Session {
    pub(super) fn edit(&mut self, question: &Id, answer: &Answer) -> Change {
        let form = self.form.clone();
        let mut questions =
            self.draft.set(question, answer, |draft| check_asked(draft.answers(), &form).err().unwrap_or_default());
        let problems = !questions.is_empty();
        questions
            .extend(form.questions().filter(|other| is_about(other, question, &form)).map(|other| other.id.clone()));
        let effects = self.keep_written().into_iter().collect();
        let keeping = self.is_nothing_there();
        let parts = self.note_edit(question);
        Change { effects, seen: Seen { questions, problems, keeping, parts, ..Seen::default() } }
    }

    /// A quotation stands on its own, with room below to write about it.
    pub(super) fn quote(&mut self, question: &Id, words: &str) -> Change {
        let written = self.draft.answers().text(question);
        let before = if written.is_empty() { "" } else { "\n\n" };
        let answer = Answer::Text([written, before, words, "\n\n"].concat());
        let mut change = self.edit(question, &answer);
        change.effects.extend([Effect::ShowAnswers, Effect::FocusField(question.to_string())]);
        change
    }

    pub(super) fn add_another(&mut self, question: &Id) -> Change {
        let mut groups = self.draft.answers().groups(question).to_vec();
        if groups.is_empty() {
            // The first is always shown.
            groups.push(String::new());
        }
        groups.push(String::new());
        let control = self.form.question(question).map(|one| one.element_id(&part_name(groups.len() - 1, 0)));
        let mut change = self.edit(question, &Answer::Many(groups));
        change.effects.extend(control.map(Effect::FocusField));
        change
    }

    pub(super) fn go_to(&self, question: &Id) -> Change {
        let control = self.form.question(question).map(Question::first_control_id);
        control.map(|control| Change::only(Effect::FocusField(control))).unwrap_or_default()
    }
}

/// Whether a field depends on an answer: it is that question's own, or shown after it, also at several removes.
fn is_about(question: &Question, edited: &Id, form: &Form) -> bool {
    let depends_on =
        |chosen: &Chosen| form.question(&chosen.question).is_some_and(|earlier| is_about(earlier, edited, form));
    question.id == *edited || question.show_when.as_ref().is_some_and(|condition| condition.of.iter().any(depends_on))
}
