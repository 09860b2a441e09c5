//! `receiver stats`: how much was received, and what is unusual about it. It has nobody's words.

use std::collections::BTreeMap;
use std::io::{self, Write};

use consultation::purpose::Purpose;
use consultation::time::instant::Instant;
use serde::Serialize;

use super::every_row::every_row;
use super::left_out::LeftOut;
use super::open_to_read::open_to_read;
use crate::cli::{Readable, StatsArgs};
use crate::deployer_error::DeployerError;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::outbox::{Channel, Left};
use crate::store::submission::StoredSubmission;

/// What there is of both forms.
#[derive(Debug, Default, Serialize)]
struct Stats {
    submissions: Counts,
    feedback: Counts,
    mail: Left,
    webhook: Left,
}

/// How many rows of one form there are, in all and of each sort.
#[derive(Debug, Default, Serialize)]
struct Counts {
    rows: usize,
    counts: usize,
    early: usize,
    late: usize,
    unknown_revision: usize,
    unstated_origin: usize,
    unknown_earlier: usize,
    replaced: usize,
    withdrawn: usize,
    withdrawals: usize,
    likely_repeats: usize,
    held: usize,
    first_received_at: Option<Instant>,
    last_received_at: Option<Instant>,
    by_day: BTreeMap<String, usize>,
}

/// Counts it.
///
/// # Errors
/// [`DeployerError`]; [`DeployerError::RowsLeftOut`] once everything else is written.
pub async fn stats(args: StatsArgs) -> Result<(), DeployerError> {
    let store = open_to_read(&args.database).await?;
    let stats = Stats::of(store.as_ref()).await;
    store.close().await;
    let database = args.database.to_string();
    let (stats, left_out) =
        stats.map_err(|reason| DeployerError::DatabaseUnreadable { database: database.clone(), reason })?;
    let said = match args.format {
        Readable::Text => stats.text(),
        Readable::Json => serde_json::to_string_pretty(&stats).expect("numbers are always JSON") + "\n",
    };
    io::stdout().write_all(said.as_bytes()).map_err(DeployerError::CannotWrite)?;
    left_out.end(database)
}

impl Stats {
    async fn of(store: &dyn Store) -> Result<(Self, LeftOut), StoreError> {
        let (mut stats, mut left_out) = (Self::default(), LeftOut::default());
        let count = |row| left_out.readable(row).into_iter().for_each(|row| stats.count(&row));
        every_row(store, store.last().await?, count).await?;
        (stats.mail, stats.webhook) = (store.left(Channel::Mail).await?, store.left(Channel::Webhook).await?);
        Ok((stats, left_out))
    }

    fn count(&mut self, row: &StoredSubmission) {
        match row.purpose {
            Purpose::Submission => self.submissions.count(row),
            Purpose::Feedback => self.feedback.count(row),
        }
    }

    fn text(&self) -> String {
        let left = |name: &str, Left { waiting, given_up }: Left| {
            format!("\n{name}\n{}{}", line("waiting", &waiting), line("given up", &given_up))
        };
        let forms = [self.submissions.text("submissions"), "\n".to_owned(), self.feedback.text("feedback")];
        forms.concat() + &left("mail", self.mail) + &left("webhook", self.webhook)
    }
}

impl Counts {
    fn count(&mut self, row: &StoredSubmission) {
        let (marks, standing) = (row.marks, &row.standing);
        let is_replaced = standing.decided_by.is_some() && !standing.is_withdrawn && !standing.withdraws;
        let is_withdrawn = standing.is_withdrawn && !standing.withdraws;
        for (number, is_one) in [
            (&mut self.rows, true),
            (&mut self.counts, standing.counts),
            (&mut self.early, marks.early),
            (&mut self.late, marks.late),
            (&mut self.unknown_revision, marks.unknown_revision),
            (&mut self.unstated_origin, marks.unstated_origin),
            (&mut self.unknown_earlier, marks.unknown_earlier),
            (&mut self.replaced, is_replaced),
            (&mut self.withdrawn, is_withdrawn),
            (&mut self.withdrawals, standing.withdraws),
            (&mut self.likely_repeats, row.likely_repeat_of.is_some()),
            (&mut self.held, marks.held),
        ] {
            *number += usize::from(is_one);
        }
        self.first_received_at.get_or_insert(row.received_at);
        self.last_received_at = Some(row.received_at);
        *self.by_day.entry(row.received_at.day().to_string()).or_default() += 1;
    }

    fn text(&self, name: &str) -> String {
        let numbers = [
            ("rows", self.rows),
            ("counts", self.counts),
            ("early", self.early),
            ("late", self.late),
            ("unknown revision", self.unknown_revision),
            ("unstated origin", self.unstated_origin),
            ("unknown earlier", self.unknown_earlier),
            ("replaced", self.replaced),
            ("withdrawn", self.withdrawn),
            ("withdrawals", self.withdrawals),
            ("likely repeats", self.likely_repeats),
            ("held", self.held),
        ];
        let numbers = numbers.into_iter().map(|(what, number)| line(what, &number));
        let moments = [("first", self.first_received_at), ("last", self.last_received_at)];
        let moments = moments.into_iter().filter_map(|(what, moment)| Some(line(what, &moment?)));
        let days = self.by_day.iter().map(|(day, number)| line(day, number));
        [format!("{name}\n")].into_iter().chain(numbers).chain(moments).chain(days).collect()
    }
}

fn line(what: &str, is: &dyn std::fmt::Display) -> String {
    format!("  {what:<18}{is}\n")
}
