//! What every store keeps to, as `receiver::store::Store` promises it. It knows no kind of store: each kind runs all of
//! it, as `store_sqlite` and `store_postgres` do. Each statement gets a store with nothing in it.

use std::collections::HashSet;

use consultation::content::Content;
use consultation::delivery::submission::{Amendment, SubmissionId};
use consultation::form::rules::{self, Checked};
use consultation::purpose::Purpose;
use consultation::time::instant::Instant;
use futures_util::future::join_all;
use receiver::digest;
use receiver::sealed::Sealed;
use receiver::store::Store;
use receiver::store::outbox::{Channel, Left};
use receiver::store::submission::{Inserted, Marks, NewSubmission, PostedAs, StoredReceipt, StoredSubmission};
use serde_json::json;

use crate::harness::{DIGEST, OPEN, answers, id};

/// Runs every statement with the stores of one kind, as a test each. `$opened` gives what keeps its files, and a store.
macro_rules! keeps_the_contract {
    ($opened:path) => {
        $crate::store_contract::keeps_the_contract!($opened:
            the_receipt_of_a_new_submission_is_found_again_by_its_id,
            an_id_is_stored_once_and_the_receipt_of_the_first_time_comes_back,
            other_words_under_an_id_are_told_by_the_digest_and_change_nothing,
            of_many_that_come_with_one_id_at_once_one_is_stored,
            what_comes_together_may_be_the_same_and_may_amend_one_another,
            every_reference_is_another,
            what_comes_out_is_what_went_in,
            what_is_sealed_comes_out_as_it_came_and_without_its_id,
            forms_are_kept_apart_and_the_order_is_that_of_arrival,
            more_than_fit_into_memory_come_in_pieces,
            whoever_reads_up_to_a_number_sees_nothing_newer,
            the_same_words_within_an_hour_name_the_first_and_later_ones_do_not,
            the_last_in_time_of_those_that_amend_one_another_counts,
            a_late_change_never_displaces_one_in_time,
            a_withdrawal_leaves_nothing_that_counts_until_something_is_sent_again,
            what_amends_something_unknown_is_kept_and_a_withdrawal_of_it_is_not,
            a_change_that_arrives_while_others_are_read_changes_nothing_for_them,
            what_is_to_be_told_is_added_once_with_its_submission,
            what_somebody_tells_is_nobody_elses_before_its_time,
            what_was_told_or_given_up_has_no_turn,
            a_store_that_takes_submissions_says_so,
        );
    };
    ($opened:path: $($statement:ident),* $(,)?) => {
        $(#[tokio::test]
        async fn $statement() {
            let (_files, store) = $opened().await;
            $crate::store_contract::$statement(&store).await;
        })*
    };
}
pub(crate) use keeps_the_contract;

/// A submission to be stored that lives as long as a test.
pub struct Sent {
    pub id: SubmissionId,
    purpose: Purpose,
    answers: Checked,
    received_at: Instant,
    amendment: Option<Amendment>,
    sealed: Option<Sealed>,
    late: bool,
    to_tell: &'static [Channel],
}

impl Sent {
    pub fn new(number: u32, words: &str) -> Self {
        let content = Content::parse(include_str!("../../../../public/content/en-NZ.json")).expect("it is right");
        let answers = serde_json::from_value(answers(words)).expect("they are answers");
        let answers = rules::check(&answers, &content.have_your_say().form).expect("they break no rule");
        let id = SubmissionId::try_from(id(number)).expect("it is an id");
        let received_at = OPEN.parse().expect("it is a moment");
        let (amendment, sealed) = (None, None);
        Self { id, purpose: Purpose::Submission, answers, received_at, amendment, sealed, late: true, to_tell: &[] }
    }

    pub fn in_time(self) -> Self {
        Self { late: false, ..self }
    }

    pub fn replacing(self, earlier: &Self) -> Self {
        Self { amendment: Some(Amendment::Replaces(earlier.id.clone())), ..self }
    }

    pub fn withdrawing(self, earlier: &Self) -> Self {
        Self { amendment: Some(Amendment::Withdraws(earlier.id.clone())), answers: Checked::nothing(), ..self }
    }

    pub fn of_form(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    pub fn telling(self, to_tell: &'static [Channel]) -> Self {
        Self { to_tell, ..self }
    }

    pub fn at(self, moment: &str) -> Self {
        Self { received_at: moment.parse().expect("the test states a moment"), ..self }
    }

    pub fn new_submission(&self) -> NewSubmission<'_> {
        NewSubmission {
            id: &self.id,
            purpose: self.purpose,
            revision: 1,
            content_sha256: DIGEST,
            received_at: self.received_at,
            marks: Marks { late: self.late, unstated_origin: true, ..Marks::default() },
            amendment: self.amendment.as_ref(),
            posted_as: PostedAs::Form,
            answers: self.answers.answers(),
            sealed: self.sealed.as_ref(),
            digest: digest::of_answers(self.purpose, 1, self.amendment.as_ref(), self.answers.answers()),
            body_digest: digest::of_bytes(b"what arrived"),
            to_tell: self.to_tell,
        }
    }

    pub async fn to(&self, store: &dyn Store) -> Inserted {
        store.insert(&self.new_submission()).await.expect("it can be stored")
    }

    fn receipt(&self, reference: &str) -> StoredReceipt {
        let new = self.new_submission();
        StoredReceipt { receipt: new.receipt(reference, None), purpose: self.purpose, digest: new.digest }
    }
}

/// The reference of one that was stored now.
pub fn reference(inserted: Inserted) -> String {
    match inserted {
        Inserted::New(receipt) => receipt.reference,
        other => panic!("{other:?} instead of a new one"),
    }
}

async fn all(store: &dyn Store) -> Vec<StoredSubmission> {
    let last = store.last().await.expect("it can be read");
    next(store, Purpose::Submission, 0, last).await
}

/// The next ones, none of which is damaged.
pub async fn next(store: &dyn Store, purpose: Purpose, after: i64, last: i64) -> Vec<StoredSubmission> {
    let rows = store.next(purpose, after, last).await.expect("it can be read");
    rows.into_iter().collect::<Result<_, _>>().expect("none is damaged")
}

pub async fn the_receipt_of_a_new_submission_is_found_again_by_its_id(store: &dyn Store) {
    let (sent, another) = (Sent::new(1, "Kia ora"), Sent::new(2, "Tēnā koe"));
    let reference = reference(sent.to(store).await);
    assert_eq!(store.receipt(&sent.id).await.expect("it can be read"), Some(sent.receipt(&reference)));
    assert_eq!(store.receipt(&another.id).await.expect("it can be read"), None);
}

pub async fn an_id_is_stored_once_and_the_receipt_of_the_first_time_comes_back(store: &dyn Store) {
    let (sent, again) = (Sent::new(1, "Kia ora"), Sent::new(1, "Kia ora").at("2022-08-02T09:00:00+12:00"));
    let reference = reference(sent.to(store).await);
    assert_eq!(again.to(store).await, Inserted::IdTaken(sent.receipt(&reference)));
    assert_eq!(all(store).await.len(), 1);
}

pub async fn other_words_under_an_id_are_told_by_the_digest_and_change_nothing(store: &dyn Store) {
    let (sent, other) = (Sent::new(1, "Kia ora"), Sent::new(1, "Haere rā"));
    let reference = reference(sent.to(store).await);
    assert_eq!(other.to(store).await, Inserted::IdTaken(sent.receipt(&reference)));
    assert_ne!(other.new_submission().digest, sent.new_submission().digest);
    assert_eq!(&all(store).await[0].answers, sent.answers.answers());
}

pub async fn of_many_that_come_with_one_id_at_once_one_is_stored(store: &dyn Store) {
    let sent = Sent::new(1, "Kia ora");
    let inserted = join_all((0..20).map(|_| sent.to(store))).await;
    let new = inserted.iter().filter(|inserted| matches!(inserted, Inserted::New(_)));
    assert_eq!((new.count(), all(store).await.len()), (1, 1));
}

pub async fn what_comes_together_may_be_the_same_and_may_amend_one_another(store: &dyn Store) {
    let first = Sent::new(1, "Kia ora");
    let (other, change) = (Sent::new(0, "first"), Sent::new(2, "Tēnā koe").replacing(&first));
    // Polled in this order before the queue has its turn, they are one group.
    let inserted = join_all([&other, &first, &change, &first].map(|sent| sent.to(store))).await;
    let [Inserted::New(_), Inserted::New(first), Inserted::New(change), Inserted::IdTaken(again)] = &inserted[..]
    else {
        panic!("{inserted:?}");
    };
    assert_eq!((&change.amends, &again.receipt), (&Some(first.reference.clone()), first));
    assert_eq!(all(store).await.len(), 3);
}

pub async fn every_reference_is_another(store: &dyn Store) {
    let mut references = HashSet::new();
    for number in 0..50 {
        assert!(references.insert(reference(Sent::new(number, "Kia ora").to(store).await)));
    }
}

pub async fn what_comes_out_is_what_went_in(store: &dyn Store) {
    let sent = Sent::new(1, "Ma\u{304}ori 👩‍🌾 \0 \u{202e} '); DROP TABLE submissions; --\r\n\u{feff}");
    let reference = reference(sent.to(store).await);
    let new = sent.new_submission();
    let [stored] = &all(store).await[..] else { panic!("it is one") };
    assert_eq!(&stored.answers, sent.answers.answers());
    let own = (&stored.reference, stored.received_at.to_string(), stored.marks, &stored.likely_repeat_of);
    assert_eq!(own, (&reference, OPEN.to_owned(), new.marks, &None));
    let stated = (stored.revision, stored.content_sha256.as_str(), stored.posted_as);
    assert_eq!(stated, (new.revision, DIGEST, PostedAs::Form));
}

pub async fn what_is_sealed_comes_out_as_it_came_and_without_its_id(store: &dyn Store) {
    let json = "{ \"b\": 1,\n \"a\": \"\\u0000\" }";
    let sealed = Some(Sealed::stored(json.to_owned()).expect("it is JSON"));
    Sent { sealed, answers: Checked::nothing(), ..Sent::new(1, "Kia ora") }.to(store).await;
    let [stored] = &all(store).await[..] else { panic!("it is one") };
    assert_eq!(stored.sealed.as_ref().map(Sealed::as_str), Some(json));
    let digest = digest::in_hexadecimal(&digest::of_bytes(id(1).as_bytes()));
    assert_eq!((stored.id_sha256.as_ref(), &stored.answers), (Some(&digest), Checked::nothing().answers()));
}

pub async fn forms_are_kept_apart_and_the_order_is_that_of_arrival(store: &dyn Store) {
    for number in [3, 1, 2] {
        let purpose = if number == 1 { Purpose::Feedback } else { Purpose::Submission };
        Sent { purpose, ..Sent::new(number, &number.to_string()) }.to(store).await;
    }
    let last = store.last().await.expect("it can be read");
    for (purpose, words) in [(Purpose::Submission, vec!["3", "2"]), (Purpose::Feedback, vec!["1"])] {
        let submissions = next(store, purpose, 0, last).await;
        let found = submissions.iter().map(|stored| json!(stored.answers)["anything-else"].clone());
        assert_eq!(found.collect::<Vec<_>>(), words);
    }
}

pub async fn more_than_fit_into_memory_come_in_pieces(store: &dyn Store) {
    for number in 0..250 {
        Sent::new(number, "Kia ora").to(store).await;
    }
    let (mut after, mut read, last) = (0, Vec::new(), store.last().await.expect("it can be read"));
    loop {
        let piece = next(store, Purpose::Submission, after, last).await;
        assert!(piece.len() <= 100, "{} at once", piece.len());
        let Some(end) = piece.last() else { break };
        after = end.sequence;
        read.extend(piece.into_iter().map(|stored| stored.reference));
    }
    assert_eq!((read.len(), read.iter().collect::<HashSet<_>>().len()), (250, 250));
}

pub async fn whoever_reads_up_to_a_number_sees_nothing_newer(store: &dyn Store) {
    assert_eq!(store.last().await.expect("it can be read"), 0);
    Sent::new(1, "Kia ora").to(store).await;
    let last = store.last().await.expect("it can be read");
    Sent::new(2, "Haere rā").to(store).await;
    assert_eq!(next(store, Purpose::Submission, 0, last).await.len(), 1);
    assert_eq!(next(store, Purpose::Submission, last, last).await.len(), 0);
}

pub async fn the_same_words_within_an_hour_name_the_first_and_later_ones_do_not(store: &dyn Store) {
    let moments = ["2022-08-01T09:00:00+12:00", "2022-08-01T09:59:59+12:00", "2022-08-01T10:59:59+12:00"];
    for (number, moment) in (0..).zip(moments) {
        Sent::new(number, "Kia ora").at(moment).to(store).await;
    }
    let [first, second, later] = &all(store).await[..] else { panic!("they are three") };
    assert_eq!(first.likely_repeat_of, None);
    assert_eq!(second.likely_repeat_of.as_ref(), Some(&first.reference));
    assert_eq!(later.likely_repeat_of, None);
}

/// Which ones count, in the order of arrival, and which decide instead of the others.
fn standings(stored: &[StoredSubmission]) -> Vec<(bool, Option<usize>)> {
    let place = |reference: &String| stored.iter().position(|other| other.reference == *reference);
    let of = |one: &StoredSubmission| (one.standing.counts, one.standing.decided_by.as_ref().and_then(place));
    stored.iter().map(of).collect()
}

pub async fn the_last_in_time_of_those_that_amend_one_another_counts(store: &dyn Store) {
    let first = Sent::new(1, "Kia ora").in_time();
    let second = Sent::new(2, "Tēnā koe").in_time().replacing(&first);
    let (third, other) = (Sent::new(3, "Tēnā koutou").in_time().replacing(&second), Sent::new(4, "Kia ora").in_time());
    for sent in [&first, &second, &third, &other] {
        reference(sent.to(store).await);
    }
    let stored = all(store).await;
    assert_eq!(standings(&stored), [(false, Some(2)), (false, Some(2)), (true, None), (true, None)]);
    let amends: Vec<_> = stored.iter().map(|one| one.standing.amends.as_ref()).collect();
    assert_eq!(amends, [None, Some(&stored[0].reference), Some(&stored[1].reference), None]);
    let answers = stored[0].answers.clone();
    assert_eq!(&answers, first.answers.answers(), "the earlier one stays what it was");
    let found = store.submission(&first.id).await.expect("it can be read").expect("it is there");
    assert_eq!(found, stored[0]);
}

pub async fn a_late_change_never_displaces_one_in_time(store: &dyn Store) {
    let first = Sent::new(1, "Kia ora").in_time();
    let late = Sent::new(2, "Tēnā koe").replacing(&first);
    let withdrawal = Sent::new(3, "-").withdrawing(&first);
    for sent in [&first, &late, &withdrawal] {
        reference(sent.to(store).await);
    }
    assert_eq!(standings(&all(store).await), [(true, None), (false, Some(0)), (false, Some(0))]);
}

pub async fn a_withdrawal_leaves_nothing_that_counts_until_something_is_sent_again(store: &dyn Store) {
    let first = Sent::new(1, "Kia ora");
    for sent in [&first, &Sent::new(2, "-").withdrawing(&first)] {
        reference(sent.to(store).await);
    }
    let stored = all(store).await;
    assert_eq!(standings(&stored), [(false, Some(1)), (false, None)]);
    assert!(stored[0].standing.is_withdrawn && stored[1].standing.withdraws);
    reference(Sent::new(3, "Tēnā koe").replacing(&first).to(store).await);
    assert_eq!(standings(&all(store).await), [(false, Some(2)), (false, Some(2)), (true, None)]);
}

pub async fn what_amends_something_unknown_is_kept_and_a_withdrawal_of_it_is_not(store: &dyn Store) {
    let unknown = Sent::new(9, "Never sent");
    let of_feedback = Sent { purpose: Purpose::Feedback, ..Sent::new(8, "Other form") };
    reference(of_feedback.to(store).await);
    for (number, earlier) in [(1, &unknown), (2, &of_feedback)] {
        reference(Sent::new(number, "Kia ora").replacing(earlier).to(store).await);
        assert_eq!(Sent::new(number + 2, "-").withdrawing(earlier).to(store).await, Inserted::NothingToWithdraw);
    }
    let stored = all(store).await;
    assert_eq!(standings(&stored), [(true, None), (true, None)]);
    assert!(stored.iter().all(|one| one.marks.unknown_earlier && one.standing.amends.is_none()));
}

pub async fn a_change_that_arrives_while_others_are_read_changes_nothing_for_them(store: &dyn Store) {
    let first = Sent::new(1, "Kia ora");
    reference(first.to(store).await);
    let last = store.last().await.expect("it can be read");
    reference(Sent::new(2, "Tēnā koe").replacing(&first).to(store).await);
    let stored = next(store, Purpose::Submission, 0, last).await;
    assert_eq!(standings(&stored), [(true, None)]);
}

pub async fn a_store_that_takes_submissions_says_so(store: &dyn Store) {
    assert_eq!(store.check_writable().await, Ok(()));
}

/// Moments for the outbox: whatever was added is due by now, and the rest is still to come.
const NOW: i64 = 4_000_000_000_000;
const LATER: i64 = NOW + 1000;

pub async fn what_is_to_be_told_is_added_once_with_its_submission(store: &dyn Store) {
    let sent = Sent::new(1, "one").telling(&Channel::ALL);
    sent.to(store).await;
    sent.to(store).await;
    Sent::new(2, "nobody is told").to(store).await;
    Sent::new(1, "other words under the same id").telling(&Channel::ALL).to(store).await;
    for channel in Channel::ALL {
        assert_eq!(store.left(channel).await.expect("it can be read"), Left { waiting: 1, given_up: 0 });
        let task = store.take(channel, NOW, LATER).await.expect("it can be taken").expect("it is there");
        assert_eq!((task.submission, task.tries), (sent.id.clone(), 0));
    }
}

pub async fn what_somebody_tells_is_nobody_elses_before_its_time(store: &dyn Store) {
    for number in [1, 2] {
        Sent::new(number, "words").telling(&[Channel::Webhook]).to(store).await;
    }
    let take = |now: i64| async move { store.take(Channel::Webhook, now, now + 1000).await.expect("it can be taken") };
    let taken: Vec<_> = join_all((0..6).map(|_| take(NOW))).await.into_iter().flatten().collect();
    assert_eq!(taken.iter().map(|task| &task.number).collect::<HashSet<_>>().len(), 2);
    assert_eq!((taken.len(), take(NOW + 999).await), (2, None));
    assert_eq!(take(LATER).await.map(|task| task.tries), Some(1));
    assert_eq!(store.take(Channel::Mail, LATER, LATER).await.expect("it can be taken"), None);
}

pub async fn what_was_told_or_given_up_has_no_turn(store: &dyn Store) {
    for number in [1, 2, 3] {
        Sent::new(number, "words").telling(&[Channel::Mail]).to(store).await;
    }
    let mut numbers = Vec::new();
    while let Some(task) = store.take(Channel::Mail, NOW, LATER).await.expect("it can be taken") {
        numbers.push(task.number);
    }
    store.done(numbers[0]).await.expect("it can be noted");
    store.put_off(numbers[1], None).await.expect("it can be noted");
    store.put_off(numbers[2], Some(NOW)).await.expect("it can be noted");
    assert_eq!(store.left(Channel::Mail).await.expect("it can be read"), Left { waiting: 1, given_up: 1 });
    let next = store.take(Channel::Mail, LATER, i64::MAX).await.expect("it can be taken");
    assert_eq!(next.map(|task| (task.number, task.tries)), Some((numbers[2], 1)));
    assert_eq!(store.take(Channel::Mail, LATER, i64::MAX).await.expect("it can be taken"), None);
}
