//! Which questions of a form are asked, given the answers to earlier ones, and what is sent of them.

use super::Form;
use super::answers::Answers;
use super::question::Question;

impl Answers {
    /// Whether a question is asked, given the answers to earlier ones.
    ///
    /// A question that depends on one which is itself not asked is not asked either.
    pub fn asks(&self, form: &Form, question: &Question) -> bool {
        question.show_when.as_ref().is_none_or(|condition| condition.holds(self, form))
    }

    /// The answers as they are sent and stored: the same for the same words, whether a browser's own form or a program
    /// sends them. Blank ones say nothing, and are left out.
    pub fn normal(&self, form: &Form) -> Self {
        let normal = self.iter().filter_map(|(id, answer)| {
            let Some(question) = form.question(id) else {
                return Some((id.clone(), answer.with_plain_line_ends()));
            };
            let says_nothing = question.kind.takes(answer) && answer.is_blank();
            (!says_nothing).then(|| (id.clone(), question.kind.normal(answer)))
        });
        normal.collect()
    }

    /// Only the answers to questions that are asked: what a browser sends.
    ///
    /// What stays behind is not lost; it returns when the question is asked again.
    pub fn of_asked_questions(&self, form: &Form) -> Self {
        let asked = form.questions().filter(|question| self.asks(form, question));
        let answered = asked.filter_map(|question| {
            let answer = self.answer(&question.id).filter(|answer| !answer.is_blank())?;
            Some((question.id.clone(), answer.clone()))
        });
        answered.collect()
    }
}
