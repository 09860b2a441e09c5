//! The receipt on the person's device: kept, found again, deleted.

use std::sync::Arc;

use super::record::{Record, Writing};
use super::{Change, Effect, Keeping, Session, Step};
use crate::delivery::Delivery;
use crate::form::answers::Answers;
use crate::text::wording::Phrase;
use crate::time::instant::Instant;

impl Session {
    /// The record of what has arrived, and the reference under which it is kept; none where nothing has, or nothing may be
    /// kept.
    pub fn receipt_record(&self, consultation: &str, kept_at: Instant) -> Option<(&str, String)> {
        self.record_of_receipt(consultation, kept_at).filter(|_| self.kept.keeping != Keeping::SharedComputer)
    }

    pub(super) fn record_of_receipt(&self, consultation: &str, kept_at: Instant) -> Option<(&str, String)> {
        let Delivery::Received { attempt, receipt } = &self.delivery else { return None };
        let (revision, answers) = (&self.draft.revision, &Answers::default());
        let (attempt, kept) = (Some(&**attempt), Some(receipt));
        let record = Writing {
            consultation,
            revision,
            count: 0,
            kept_at,
            id: None,
            amends: None,
            answers,
            attempt,
            known: "",
            next_try: 0,
            is_stopped: false,
            accepted: None,
            receipt: kept,
        };
        Some((&receipt.reference, record.text()))
    }

    /// What had arrived on an earlier visit is back, beside whatever is written now.
    pub(super) fn bring_back_receipt(&mut self, record: Record) -> Change {
        if self.delivery != Delivery::Idle {
            return Change::default();
        }
        let Some((attempt, receipt)) = record.into_received(self.form.clone()) else { return Change::default() };
        self.delivery = Delivery::Received { attempt: Arc::new(attempt), receipt };
        self.is_of_before = true;
        Change::outcome(Vec::new())
    }

    /// The receipt is deleted from the device, and the person is at the page again.
    pub(super) fn delete_receipt(&mut self) -> Change {
        let Delivery::Received { receipt, .. } = &self.delivery else { return Change::default() };
        let reference = receipt.reference.clone();
        self.delivery = Delivery::Idle;
        let (forget, tell) = (Some(Effect::ForgetReceipt(reference)), Some(Effect::Tell(Phrase::ReceiptDeleted)));
        let effects = Change::effects(&mut [forget, self.go(Step::Writing), tell, Some(Effect::FocusOutcome)]);
        Change { effects, seen: self.everything() }
    }
}
