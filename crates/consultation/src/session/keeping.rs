//! Keeping a draft on the person's device: what is known about that, and what it leads to.

use std::sync::Arc;

use super::record::{Record, Writing};
use super::{Change, Effect, Seen, Session, Step};
use crate::delivery::Delivery;
use crate::delivery::attempt::Attempt;
use crate::delivery::submission::SubmissionId;
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
        if self.kept.keeping == Keeping::SharedComputer {
            return None;
        }
        self.record_of_all(consultation, id, now)
    }

    /// What is lost to the page in another language unless it is given along, since nothing may be kept on the device or
    /// nothing can be: the receipt that is shown, or the draft.
    pub fn words_to_bring(&mut self, consultation: &str, id: Option<&SubmissionId>, now: Instant) -> Option<String> {
        if !matches!(self.kept.keeping, Keeping::SharedComputer | Keeping::Impossible) {
            return None;
        }
        match self.record_of_receipt(consultation, now) {
            Some((_, receipt)) if self.step == Step::Receipt => Some(receipt),
            _ => self.record_of_all(consultation, id, now),
        }
    }

    fn record_of_all(&mut self, consultation: &str, id: Option<&SubmissionId>, now: Instant) -> Option<String> {
        let attempt = self.under_way().or(self.held()).cloned();
        let accepted = self.delivery.accepted_as();
        // What is on its way may have arrived, whatever was known before.
        let known = if self.under_way().is_none() { self.delivery.known() } else { "" };
        let answers = self.draft.answers();
        if attempt.is_none() && answers.is_blank() {
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
                attempt: attempt.as_deref(),
                known,
                next_try: self.trying.next_at(now),
                is_stopped: self.trying.is_stopped(),
                accepted,
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
        self.draft.answers().is_blank() && !self.delivery.is_open() && self.held().is_none()
    }

    /// What the person still holds the words of. Those of what was refused for good are the ones in the form: what they take out
    /// of it is nowhere.
    pub fn held(&self) -> Option<&Arc<Attempt>> {
        let is_for_good = matches!(&self.delivery, Delivery::Refused { because, .. } if !because.passes());
        self.delivery.held().filter(|attempt| !is_for_good || self.is_all_in(attempt))
    }

    /// What any other change of what there is to keep leads to.
    pub(super) fn keep(&mut self) -> Option<Effect> {
        self.kept.edited_since = true;
        (self.kept.keeping != Keeping::SharedComputer).then_some(Effect::Keep)
    }

    /// Answers of before, beside those that are already there: nothing of either is lost.
    pub(super) fn bring_back(&mut self, record: Record, now: u32) -> Change {
        self.kept.count = self.kept.count.max(record.count());
        // On a shared computer it came with the person from the page in another language.
        if self.kept.keeping != Keeping::SharedComputer {
            self.kept.keeping = Keeping::Back(record.kept_at());
        }
        self.kept.written_since_back = false;
        self.kept.since = Some(record.kept_at());
        let is_all_of_it = self.is_nothing_there();
        self.amends = self.amends.take().or(record.amends());
        let mut change = self.merge(&record, Effect::TellKeeping);
        self.kept.edited_since &= !is_all_of_it;
        change.effects.extend(record.id().filter(|_| is_all_of_it).map(|id| Effect::UseId(id.clone())));
        let (known, accepted, asked) = (record.known().to_owned(), record.accepted(), record.waits(now));
        if record.is_stopped() {
            self.trying.stay_stopped();
        }
        if let (true, Some(attempt)) = (self.is_free(), record.into_attempt(self.form.clone())) {
            let attempt = Arc::new(attempt);
            self.is_of_before = false;
            self.delivery = match accepted {
                Some(reference) => Delivery::Accepted { attempt, reference },
                None => Delivery::of_before(attempt, &known),
            };
            change.effects.extend(self.plan(asked));
        }
        change.seen.keeping = true;
        change
    }

    /// Whether a record can be taken in now. One with an attempt stays where it is while another is known of: an attempt that was
    /// forgotten would be sent once more under another id.
    pub fn can_take(&self, record: &Record) -> bool {
        self.is_free() || !record.has_attempt()
    }

    /// Whether nothing is known of an attempt of this visit.
    fn is_free(&self) -> bool {
        self.delivery == Delivery::Idle || self.is_of_before
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
            known: "",
            next_try: 0,
            is_stopped: false,
            accepted: None,
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
        let effects = Change::effects(&mut [Some(Effect::ShowAnswers), Some(tell), self.keep()]);
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
        let kept = if is_shared { Some(self.forget_all()) } else { self.keep() };
        let receipt = match &self.delivery {
            Delivery::Received { receipt, .. } if is_shared => Some(Effect::ForgetReceipt(receipt.reference.clone())),
            _ => None,
        };
        let effects = Change::effects(&mut [kept, receipt, Some(Effect::LetBrowserRestore(!is_shared))]);
        Change { effects, seen: self.everything() }
    }

    /// What may have arrived is no draft any more: it stays known until it is resolved. Nothing is sent by itself any more, and
    /// what has never left the device goes with the draft.
    pub(super) fn delete(&mut self) -> Change {
        self.clear_draft();
        self.forget_tries();
        let is_settled = matches!(self.delivery, Delivery::Refused { .. } | Delivery::Accepted { .. });
        if self.under_way().is_none() && is_settled {
            self.delivery = Delivery::Idle;
        }
        self.kept.keeping = self.kept.keeping.after_arrival();
        let mut effects = vec![self.forget_all(), Effect::EmptyForm, Effect::Tell(Phrase::DraftDeleted)];
        effects.extend(self.delivery.is_open().then_some(Effect::Keep));
        Change { effects, seen: self.everything() }
    }

    fn forget_all(&mut self) -> Effect {
        self.damaged = None;
        Effect::ForgetAll
    }

    pub(super) fn clear_draft(&mut self) {
        self.draft.clear();
        (self.written_in, self.others, self.amends) = (None, Vec::new(), None);
    }

    pub(super) fn everything(&mut self) -> Seen {
        self.look_at_parts();
        let questions = self.form.questions().map(|question| question.id.clone()).collect();
        Seen { questions, outcome: true, problems: true, sending: true, keeping: true, parts: true }
    }

    /// The page goes out of sight, perhaps for good. On a shared computer no cache may show what was written, or the
    /// receipt of it.
    pub(super) fn leave(&mut self, is_left: bool) -> Change {
        match (self.kept.keeping, is_left) {
            (Keeping::SharedComputer, true) => {
                self.clear_draft();
                self.forget_tries();
                // What is on its way ends without a word.
                if self.under_way().is_none() {
                    self.delivery = Delivery::Idle;
                }
                let effects = Change::effects(&mut [Some(Effect::EmptyForm), self.go(Step::Writing)]);
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
