//! Keeping a draft on the person's device: what is known about that, and what it leads to.

use std::sync::Arc;

use super::record::{Record, Writing};
use super::{Change, Effect, Seen, Session, Step};
use crate::delivery::attempt::Attempt;
use crate::delivery::submission::SubmissionId;
use crate::delivery::{Delivery, Doubt};
use crate::form::Form;
use crate::form::answers::{Answer, Answers};
use crate::form::kind::Kind;
use crate::id::Id;
use crate::text::wording::{Phrase, Wording};
use crate::time::instant::Instant;

/// What is known about keeping a draft on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// There was nothing to keep yet.
    NotYet,
    /// It was last kept at that moment.
    Kept(Instant),
    /// What had been kept at that moment is back.
    Back(Instant),
    /// A draft of theirs is open in another window; what is written here is kept beside it.
    Elsewhere,
    /// The browser does not let the page keep anything: its storage is blocked, or full.
    Impossible,
    /// The person said that others use this computer: nothing is kept.
    SharedComputer,
}

impl Keeping {
    /// Says it.
    pub fn words(self, wording: &Wording) -> String {
        match self {
            Keeping::NotYet => String::new(),
            Keeping::Kept(at) => wording.fill(Phrase::DraftKept, &[("time", &wording.time(at))]),
            Keeping::Back(at) => wording.moment(Phrase::DraftBack, at),
            Keeping::Elsewhere => wording.text(Phrase::DraftElsewhere).to_owned(),
            Keeping::Impossible => wording.text(Phrase::DraftNotKept).to_owned(),
            Keeping::SharedComputer => wording.text(Phrase::NothingKept).to_owned(),
        }
    }

    /// Once everything has arrived there is no draft.
    pub(super) fn after_arrival(self) -> Self {
        if self == Self::SharedComputer { self } else { Self::NotYet }
    }
}

/// A draft on the device, and whether it is what is written now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) keeping: Keeping,
    /// How often it has been kept.
    count: u32,
    /// When the words that it holds were first kept: to keep them again makes them no newer than another window's.
    since: Option<Instant>,
    /// Whether something was written after that.
    edited_since: bool,
    /// Whether the person has written since what had been kept came back.
    written_since_back: bool,
}

impl Default for Kept {
    fn default() -> Self {
        Self { keeping: Keeping::NotYet, count: 0, since: None, edited_since: false, written_since_back: false }
    }
}

impl Session {
    /// What is known about keeping the draft on the device.
    pub fn keeping(&self) -> Keeping {
        self.kept.keeping
    }

    /// Whether everything written is on the device, so that leaving loses nothing.
    pub(super) fn is_kept(&self) -> bool {
        matches!(self.kept.keeping, Keeping::Kept(_) | Keeping::Back(_)) && !self.kept.edited_since
    }

    /// The record of what there is to keep, at that moment; none when nothing is, or nothing may be kept.
    pub fn record(&mut self, consultation: &str, id: Option<&SubmissionId>, now: Instant) -> Option<String> {
        let attempt = match &self.delivery {
            Delivery::InFlight { attempt, .. } | Delivery::Unknown { attempt, .. } => Some(&**attempt),
            Delivery::Idle | Delivery::Refused { .. } | Delivery::Received { .. } => None,
        };
        let answers = self.draft.answers();
        if self.kept.keeping == Keeping::SharedComputer || attempt.is_none() && answers.is_blank() {
            return None;
        }
        self.kept.count += 1;
        let kept_at = self.kept.since.filter(|_| !self.kept.edited_since).unwrap_or(now);
        self.kept.since = Some(kept_at);
        self.kept.edited_since = false;
        let (revision, count) = (&self.draft.revision, self.kept.count);
        Some(
            Writing {
                consultation,
                revision,
                count,
                kept_at,
                id,
                amends: self.amends(),
                answers,
                attempt,
                receipt: None,
            }
            .text(),
        )
    }

    /// What an edit by hand leads to. Of a draft that has become blank nothing is said to be saved.
    pub(super) fn keep_written(&mut self) -> Option<Effect> {
        self.kept.written_since_back = true;
        if self.is_nothing_there() {
            self.kept.keeping = self.kept.keeping.after_arrival();
        }
        self.keep()
    }

    /// Whether there is nothing to keep.
    pub(super) fn is_nothing_there(&self) -> bool {
        self.draft.answers().is_blank() && !self.delivery.is_open()
    }

    /// What any other change of what there is to keep leads to.
    pub(super) fn keep(&mut self) -> Option<Effect> {
        self.kept.edited_since = true;
        (self.kept.keeping != Keeping::SharedComputer).then_some(Effect::Keep)
    }

    /// Answers of before, beside those that are already there: nothing of either is lost.
    pub(super) fn bring_back(&mut self, record: Record) -> Change {
        self.kept.count = self.kept.count.max(record.count());
        (self.kept.keeping, self.kept.written_since_back) = (Keeping::Back(record.kept_at()), false);
        self.kept.since = Some(record.kept_at());
        let is_all_of_it = self.is_nothing_there();
        self.amends = self.amends.take().or(record.amends());
        let mut change = self.merge(&record, Effect::TellKeeping);
        self.kept.edited_since &= !is_all_of_it;
        change.effects.extend(record.id().filter(|_| is_all_of_it).map(|id| Effect::UseId(id.clone())));
        if let (Delivery::Idle, Some((body, submission, first_tried))) = (&self.delivery, record.into_attempt()) {
            let attempt = Arc::new(Attempt::kept(body, submission, self.form.clone(), first_tried));
            self.delivery = Delivery::Unknown { attempt, because: Doubt::NoAnswer };
        }
        change.seen.keeping = true;
        change
    }

    /// The draft for another device, or for somebody else. Neither an attempt is in it nor what it changes: who has an id
    /// can read the receipt.
    pub fn file(&self, consultation: &str, kept_at: Instant) -> String {
        let (revision, count, answers) = (&self.draft.revision, self.kept.count, self.draft.answers());
        Writing {
            consultation,
            revision,
            count,
            kept_at,
            id: None,
            amends: None,
            answers,
            attempt: None,
            receipt: None,
        }
        .text()
    }

    /// The revision of the content in which the draft was written, where that is an earlier one than the person sees.
    pub fn written_in(&self) -> Option<u32> {
        self.written_in
    }

    /// Short answers of a draft that was added, where others stand: which of the two is right, only the person knows.
    pub fn others(&self) -> &[(Id, Answer)] {
        &self.others
    }

    pub(super) fn note_revision(&mut self, written_in: u32, now: u32) {
        let earliest = self.written_in.unwrap_or(written_in).min(written_in);
        self.written_in = Some(earliest).filter(|earliest| *earliest < now);
    }

    /// Answers of elsewhere, beside those that are already there.
    pub(super) fn merge(&mut self, record: &Record, tell: Effect) -> Change {
        self.note_revision(record.revision(), self.draft.revision.number);
        self.others = Vec::new();
        for (question, answer) in record.answers().iter() {
            let there = self.draft.answers().answer(question).filter(|there| !there.is_blank());
            if there.is_some_and(|there| there != answer) && !answer.is_blank() && !is_long(&self.form, question) {
                self.others.push((question.clone(), answer.clone()));
            }
            let both = both(&self.form, question, self.draft.answers(), answer);
            self.draft.set(question, &both, |_| Vec::new());
        }
        self.look_at_parts();
        let questions = self.form.questions().map(|question| question.id.clone()).collect();
        let effects = [Effect::ShowAnswers, tell].into_iter().chain(self.keep()).collect();
        Change { effects, seen: Seen { questions, outcome: true, parts: true, ..Seen::default() } }
    }

    pub(super) fn note_kept(&mut self, keeping: Keeping) -> Change {
        if matches!(self.kept.keeping, Keeping::SharedComputer) {
            return Change::only(Effect::Forget);
        }
        if matches!(keeping, Keeping::Kept(_)) && self.is_nothing_there() {
            return Change::only(Effect::Forget);
        }
        if let (Keeping::Back(_), Keeping::Kept(_), false) = (self.kept.keeping, keeping, self.kept.written_since_back)
        {
            return Change::default();
        }
        let is_news = !matches!(keeping, Keeping::Kept(_)) && self.kept.keeping != keeping;
        self.kept.keeping = keeping;
        Change { effects: is_news.then_some(Effect::TellKeeping).into_iter().collect(), seen: Seen::keeping() }
    }

    pub(super) fn share_computer(&mut self, is_shared: bool) -> Change {
        self.kept.keeping = if is_shared { Keeping::SharedComputer } else { Keeping::NotYet };
        let kept = if is_shared { Some(Effect::Forget) } else { self.keep() };
        let receipt = match &self.delivery {
            Delivery::Received { receipt, .. } if is_shared => Some(Effect::ForgetReceipt(receipt.reference.clone())),
            _ => None,
        };
        let effects = kept.into_iter().chain(receipt).chain([Effect::LetBrowserRestore(!is_shared)]).collect();
        Change { effects, seen: Seen::keeping() }
    }

    /// What may have arrived is no draft any more: it stays known until it is resolved.
    pub(super) fn delete(&mut self) -> Change {
        self.clear_draft();
        self.kept.keeping = self.kept.keeping.after_arrival();
        let mut effects = vec![Effect::Forget, Effect::EmptyForm, Effect::Tell(Phrase::DraftDeleted)];
        effects.extend(self.delivery.is_open().then_some(Effect::Keep));
        Change { effects, seen: self.everything() }
    }

    pub(super) fn clear_draft(&mut self) {
        self.draft.clear();
        (self.written_in, self.others, self.amends) = (None, Vec::new(), None);
    }

    pub(super) fn everything(&mut self) -> Seen {
        self.look_at_parts();
        let questions = self.form.questions().map(|question| question.id.clone()).collect();
        Seen { questions, outcome: true, problems: true, keeping: true, parts: true }
    }

    /// The page goes out of sight, perhaps for good. On a shared computer no cache may show what was written, or the
    /// receipt of it.
    pub(super) fn leave(&mut self, is_left: bool) -> Change {
        match (self.kept.keeping, is_left) {
            (Keeping::SharedComputer, true) => {
                self.clear_draft();
                if let Delivery::Received { .. } = self.delivery {
                    self.delivery = Delivery::Idle;
                }
                let effects = [Effect::EmptyForm].into_iter().chain(self.go(Step::Writing)).collect();
                Change { effects, seen: self.everything() }
            }
            (Keeping::SharedComputer, false) => Change::default(),
            _ => Change::only(Effect::KeepAtOnce),
        }
    }
}

/// Long texts that differ are both kept, one after the other; of others the one that is there stands.
fn both(form: &Form, question: &Id, there: &Answers, before: &Answer) -> Answer {
    let Some(there) = there.answer(question).filter(|answer| !answer.is_blank()) else { return before.clone() };
    match (there, before) {
        (Answer::Text(there), Answer::Text(before)) if is_long(form, question) => Answer::Text(joined(there, before)),
        _ => there.clone(),
    }
}

fn is_long(form: &Form, question: &Id) -> bool {
    form.question(question).is_some_and(|question| matches!(question.kind, Kind::LongText(_)))
}

fn joined(there: &str, before: &str) -> String {
    if there.starts_with(before) {
        return there.to_owned();
    }
    if before.starts_with(there) { before.to_owned() } else { [before, "\n\n", there].concat() }
}
