//! `receiver show`: one submission, with everything that is known of it but its secret id.

use std::io::{self, Write};
use std::sync::Arc;

use consultation::form::Form;
use consultation::form::answers::Answer;
use consultation::id::Id;

use super::every_row::every_row;
use super::harmless::{in_json, in_text};
use super::open_to_read::open_to_read;
use crate::cli::{Readable, ShowArgs};
use crate::deployer_error::DeployerError;
use crate::digest::in_hexadecimal;
use crate::publication::{Publication, Sources};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::submission::{DamagedRow, Standing, StoredSubmission};

/// Shows it.
///
/// # Errors
/// [`DeployerError`].
pub async fn show(args: ShowArgs) -> Result<(), DeployerError> {
    let publication = Publication::load(&Sources { content: args.content, ..Sources::default() })?;
    let (store, database) = (open_to_read(&args.database).await?, args.database.to_string());
    let found = find(store.as_ref(), &args.reference).await;
    store.close().await;
    let found = found.map_err(|reason| DeployerError::DatabaseUnreadable { database: database.clone(), reason })?;
    let submission = found.ok_or(DeployerError::NoSuchReference { reference: args.reference, database })?;
    let shown = match args.format {
        Readable::Text => text(&submission, submission.purpose.form(&publication.content).map(Arc::as_ref)),
        Readable::Json => in_json(&serde_json::to_string_pretty(&submission).expect("strings are always JSON")) + "\n",
    };
    io::stdout().write_all(shown.as_bytes()).map_err(DeployerError::CannotWrite)
}

/// Reads all rows until it: a reference is asked for by hand, and a database has some thousands.
async fn find(store: &dyn Store, reference: &str) -> Result<Option<StoredSubmission>, StoreError> {
    let mut found = None;
    every_row(store, store.last().await?, |row| {
        let its_own = row.as_ref().map_or_else(|damaged| &damaged.reference, |row| &row.reference);
        if its_own == reference {
            found = Some(row);
        }
    })
    .await?;
    found.transpose().map_err(|DamagedRow { reference, .. }| StoreError::Damaged { reference })
}

fn text(submission: &StoredSubmission, form: Option<&Form>) -> String {
    let known = known(submission).into_iter().map(|(what, is)| format!("{what:<18}{}\n", in_text(&is)));
    let answers = submission.answers.iter().map(|(question, answer)| answered(question, answer, form));
    known.chain(answers).collect()
}

/// What the receiver knows of it.
fn known(submission: &StoredSubmission) -> Vec<(&'static str, String)> {
    let body = submission.body_digest.as_ref().map(in_hexadecimal);
    let lines = [
        ("reference", Some(submission.reference.clone())),
        ("form", Some(submission.purpose.name().to_owned())),
        ("received at", Some(submission.received_at.to_string())),
        ("counts", Some(counts(&submission.standing))),
        ("amends", submission.standing.amends.clone()),
        ("marks", Some(marks(submission)).filter(|marks| !marks.is_empty())),
        ("likely repeat of", submission.likely_repeat_of.clone()),
        ("revision", Some(submission.revision.to_string())),
        ("content SHA-256", Some(submission.content_sha256.clone()).filter(|digest| !digest.is_empty())),
        ("posted as", Some(submission.posted_as.name().to_owned())),
        ("body SHA-256", body),
        (
            "sealed",
            submission.sealed.as_ref().map(|_| "yes: export it as JSON, and open that with receiver open".to_owned()),
        ),
    ];
    lines.into_iter().filter_map(|(what, is)| Some((what, is?))).collect()
}

fn counts(standing: &Standing) -> String {
    match (&standing.decided_by, standing.is_withdrawn) {
        (None, false) => "yes".to_owned(),
        (None, true) => "no: it withdraws the earlier ones".to_owned(),
        (Some(reference), false) => format!("no: replaced by {reference}"),
        (Some(reference), true) => format!("no: withdrawn by {reference}"),
    }
}

fn marks(submission: &StoredSubmission) -> String {
    let marks = submission.marks;
    let named = [
        (marks.early, "early"),
        (marks.late, "late"),
        (marks.unknown_revision, "unknown revision: no rule has checked it"),
        (marks.unstated_origin, "unstated origin"),
        (marks.held, "held: a program seems to have sent it"),
        (marks.unknown_earlier, "replaces one that was never stored"),
    ];
    named.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

/// A question, and below it each line of the answer, indented, so that no answer can pass for a question.
fn answered(question: &Id, answer: &Answer, form: Option<&Form>) -> String {
    let asked = form.and_then(|form| form.question(question));
    let head = asked.map_or_else(|| question.to_string(), |asked| format!("{} ({question})", asked.label.plain()));
    let lines: Vec<&str> = match answer {
        Answer::Text(text) => text.split('\n').collect(),
        Answer::Many(values) => values.iter().flat_map(|value| value.split('\n')).collect(),
        Answer::Agreed(true) => vec!["yes"],
        Answer::Agreed(false) => vec!["no"],
    };
    let lines: String = lines.into_iter().map(|line| format!("    {}\n", in_text(line))).collect();
    format!("\n{head}\n{lines}")
}
