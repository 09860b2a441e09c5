//! Keeps the draft of a form on the person's device, and finds it there again. Feedback is a moment's work, and is not kept.

use consultation::content::page::Page;
use consultation::delivery::receipt::Receipt;
use consultation::json::Json;
use consultation::purpose::Purpose;
use consultation::session::Event;
use consultation::session::record::Record;
use consultation::text::wording::Phrase;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{FormHandle, forms};
use crate::browser::pauses::Pauses;
use crate::browser::records::Found;
use crate::browser::{clock, copy, fields, files, json, records};
use crate::state::State;

impl FormHandle {
    /// Keeps the draft, reports what came of that, and goes on, told whether it is kept. Where there is nothing to keep any
    /// more, what was kept is deleted.
    pub(super) fn keep(self, then: Box<dyn FnOnce(bool)>) {
        let Some((key, record)) = self.record() else {
            self.forget();
            return then(true);
        };
        records::keep(&key, &record, move |is_kept| {
            let at = clock::here().filter(|_| is_kept);
            self.tell(at.map_or(Event::DraftNotKept, Event::DraftKept));
            then(is_kept);
        });
    }

    /// Keeps it before the page goes, and says whether it could.
    pub(super) fn keep_at_once(self) -> bool {
        let Some((key, record)) = self.record() else {
            self.forget();
            return false;
        };
        records::keep_at_once(&key, &record)
    }

    /// Deletes the draft from the device.
    pub(super) fn forget(self) {
        if self.purpose == Purpose::Submission {
            records::remove(&key(self.page));
        }
    }

    /// Keeps the receipt, under its reference.
    pub(super) fn keep_receipt(self) {
        let Some(at) = clock::here().filter(|_| self.purpose == Purpose::Submission) else { return };
        let kept = self.runtime.peek(|state| {
            let (reference, record) = self.session(state).receipt_record(self.page.identity(), at)?;
            Some((receipt_key(self.page, reference), record))
        });
        if let Some((key, record)) = kept {
            // Whoever reloads the page at once, or leaves it, finds the receipt too. Where nothing can be kept, it is on the page.
            records::keep_at_once(&key, &record);
            records::keep(&key, &record, drop);
        }
    }

    /// Compares the file that was chosen in the field with that id with what was received, and with what the receiver says
    /// that it holds.
    pub fn check_copy(self, field: &str) {
        records::open(field, move |file| {
            spawn_local(async move {
                let Some(address) = self.runtime.peek(|state| self.receipt_address(state)) else { return };
                let held = files::read::<Receipt>(&address).await;
                let Page { wording, content, .. } = self.page;
                let title = &self.form.received.title;
                let result = self.runtime.peek(|state| {
                    let transcript = self.session(state).transcript();
                    transcript.check(&file, held.as_ref(), wording, &content.language, title)
                });
                self.tell(Event::CopyChecked(result));
            });
        });
    }

    pub(super) fn receipt_address(self, state: &State) -> Option<String> {
        let id = self.session(state).delivery().attempt()?.id();
        Some([self.endpoint(state), "/", id.as_str(), "/receipt"].concat())
    }

    /// Takes in whether others use this computer, for every form of the page.
    pub fn share_computer(self, is_shared: bool) {
        self.runtime.read_fields();
        for handle in forms(self.page, self.runtime) {
            handle.tell(Event::SharedComputerSaid(is_shared));
        }
    }

    /// Brings back the newest draft of this consultation that no other window has open, under this window's own key.
    /// Where a browser has brought back the tick for a shared computer, that is what the person said.
    pub fn look_for_draft(self) {
        if self.purpose != Purpose::Submission {
            return;
        }
        if fields::is_ticked(&self.element_id("shared-computer")) {
            self.share_computer(true);
            self.take_in_brought();
        } else {
            self.take_in_brought();
            // A slow database tells of it in the middle of writing: nothing is written into fields under somebody's hands.
            records::find(&prefix(self.page), move |found| {
                spawn_local(async move {
                    Pauses::until(|| !records::is_writing(false)).await;
                    self.choose(found);
                });
            });
        }
    }

    /// What the page in another language cannot find on the device: what was received, or what is written.
    #[cfg(feature = "hydrate")]
    pub(super) fn words_to_bring(self) -> Option<String> {
        let (identity, at) = (self.page.identity(), clock::here()?);
        let id = fields::id(&self.element_id("id"));
        let mut words = None;
        self.runtime.state.update_untracked(|state| {
            words = state.session_mut(self.purpose).words_to_bring(identity, id.as_ref(), at);
        });
        words
    }

    /// Takes in what the page in another language has given along.
    fn take_in_brought(self) {
        let brought = records::brought().and_then(|text| Record::read(&text, parse));
        if let Some(record) = brought.filter(|record| self.is_alive(record)) {
            self.tell(if record.is_receipt() { Event::ReceiptFound(record) } else { found(record) });
            self.return_to_step();
        }
    }

    /// Saves the draft as a file.
    pub(super) fn save_draft(self) {
        if let Some(at) = clock::here() {
            let draft = self.runtime.peek(|state| self.session(state).file(self.page.identity(), at));
            copy::to_file(&draft, "application/json", self.page.wording.text(Phrase::DraftName));
        }
    }

    /// Opens the draft in the file that was chosen in the field with that id.
    pub fn open_draft(self, field: &str) {
        records::open(field, move |text| {
            let record = Record::read(&text, parse).filter(|record| self.is_alive(record));
            self.read_and_tell(Event::DraftFileChosen(record));
        });
    }

    /// Those whose end has come are deleted. One that cannot be read is left as it is, and offered as a file: another version of
    /// the page may be able to read it, and somebody can.
    fn choose(self, found: Vec<Found>) {
        // Said while the database was slow.
        if self.is_shared() {
            return;
        }
        let mut is_elsewhere = false;
        let mut newest: Option<(Found, Record)> = None;
        let mut older: Vec<(Found, Record)> = Vec::new();
        let mut receipt: Option<Record> = None;
        for one in found {
            let Some(record) = Record::read(&one.text, parse) else {
                self.tell(Event::DamagedDraftFound(one.text));
                continue;
            };
            is_elsewhere |= one.is_held;
            // A window that was left a moment ago holds it for a moment still; it is looked at again.
            if one.is_held || !record.is_receipt() && !self.can_take(&record) {
                continue;
            }
            if !self.is_alive(&record) {
                records::remove(&one.key);
            } else if record.is_receipt() {
                if receipt.as_ref().is_none_or(|known| record.is_newer_than(known, false)) {
                    receipt = Some(record);
                }
            } else if newest.as_ref().is_none_or(|(of, known)| record.is_newer_than(known, of.key == one.key)) {
                older.extend(newest.replace((one, record)));
            } else {
                older.push((one, record));
            }
        }
        let finish = move || {
            if let Some(receipt) = receipt {
                self.tell(Event::ReceiptFound(receipt));
            }
            self.return_to_step();
        };
        let Some((Found { key, text, .. }, record)) = newest else {
            if is_elsewhere {
                self.tell(Event::DraftElsewhere);
            }
            return finish();
        };
        let id = record.id().map_or("", |id| id.as_str());
        // Two windows that look at one moment must not both go on with one draft, under its id.
        records::claim(&key.clone(), id, &text, move |text| {
            match Record::read(&text, parse).filter(|record| self.can_take(record)) {
                Some(record) => {
                    let id = record.id().cloned();
                    let taken = key.clone();
                    self.take_in(key, record);
                    // A window that was left before it had found the draft, and to which the browser gave its words back, has
                    // left it once more.
                    for (one, record) in older {
                        if one.key != taken && id.is_some() && record.id() == id.as_ref() {
                            self.take_in(one.key, record);
                        }
                    }
                }
                None => self.tell(Event::DraftElsewhere),
            }
            finish();
        });
    }

    /// A draft of before is this window's from now on.
    fn take_in(self, key: String, record: Record) {
        self.read_and_tell(found(record));
        // Whoever leaves the page before the database has both finds the words once.
        if self.keep_at_once() {
            records::keep_at_once(&key, "");
        }
        self.keep(Box::new(move |is_kept| {
            if is_kept {
                records::remove(&key);
            }
        }));
    }

    fn can_take(self, record: &Record) -> bool {
        self.runtime.peek(|state| self.session(state).can_take(record))
    }

    fn is_alive(self, record: &Record) -> bool {
        let closes = self.page.content.consultation.closes;
        record.is_alive(self.page.identity(), closes, self.runtime.peek(|state| state.now))
    }

    /// The key and the text of what there is to keep.
    fn record(self) -> Option<(String, String)> {
        if self.purpose != Purpose::Submission {
            return None;
        }
        let (identity, at) = (self.page.identity(), clock::here()?);
        let id = fields::id(&self.element_id("id"));
        let mut record = None;
        self.runtime
            .state
            .update_untracked(|state| record = state.session_mut(self.purpose).record(identity, id.as_ref(), at));
        Some((key(self.page), record?))
    }
}

fn found(record: Record) -> Event {
    Event::DraftFound(record, clock::seconds())
}

fn parse(line: &str) -> Option<Json> {
    json::syntax(&line.into()).ok()
}

/// Where the draft of this window is kept.
pub(super) fn key(page: &Page) -> String {
    [prefix(page), records::window()].concat()
}

/// Where a receipt is kept.
pub(super) fn receipt_key(page: &Page, reference: &str) -> String {
    [prefix(page), reference.to_owned()].concat()
}

/// What the keys of everything that is kept of this consultation start with.
pub(super) fn prefix(page: &Page) -> String {
    [page.identity(), "/"].concat()
}
