//! `receiver open`: an export with what was sealed opened. It needs no database and no network, so that the key can stay on a
//! machine that has neither.

mod words;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};

use consultation::delivery::submission::SubmissionId;
use consultation::form::answers::Answers;
use consultation::purpose::Purpose;
use serde::Deserialize;
use serde_json::{Value, json};

use super::harmless::{in_json, in_text};
use super::new_file::NewFile;
use crate::cli::OpenArgs;
use crate::deployer_error::DeployerError;
use crate::private_key::PrivateKey;
use crate::sealed::{Bound, Jwe, NotSealed, digest_of_id};
use words::StaysClosed;

/// What has to stand beside a sealed submission in an export.
#[derive(Deserialize)]
struct Row {
    id_sha256: String,
    revision: u32,
    content_sha256: String,
    amends: Option<String>,
    unknown_earlier: bool,
    withdraws: bool,
}

/// What stands for the secret ids of those that were sealed, by their references.
struct Ids(HashMap<String, String>);

/// The body that the page would have posted without keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inside {
    id: SubmissionId,
    revision: u32,
    content_sha256: String,
    replaces: Option<SubmissionId>,
    withdraws: Option<SubmissionId>,
    answers: Answers,
}

/// Why a submission stays closed.
#[derive(Debug, thiserror::Error)]
enum NotOpened {
    #[error("its row is not as `receiver export --format json` writes it: {0}")]
    NoRow(serde_json::Error),
    #[error("it is not sealed as this program knows it: {0}")]
    NotSealed(#[from] NotSealed),
    #[error(transparent)]
    StaysClosed(#[from] StaysClosed),
    #[error("it was sealed as another submission than the one that it stands in")]
    OtherSubmission,
    #[error("it replaces or withdraws another submission than its row says")]
    AmendsOther,
    #[error("what was sealed is no submission: {0}")]
    NoSubmission(serde_json::Error),
}

/// Writes the export with everything opened that the key opens. What stays closed stands in it as before, and is named.
///
/// # Errors
/// [`DeployerError`]; [`DeployerError::NotOpened`] once everything else is written.
pub fn open(args: &OpenArgs) -> Result<(), DeployerError> {
    let unusable = |reason| DeployerError::KeyUnusable { path: args.key.clone(), reason };
    let key = PrivateKey::read(&args.key).map_err(unusable)?;
    let mut rows = read(args)?;
    let (mut closed, ids) = (0, Ids::of(&rows));
    for row in rows.iter_mut().filter(|row| row.get("sealed").is_some()) {
        if let Err(reason) = open_row(row, &ids, &key, args.what.into()) {
            closed += 1;
            let reference = row["reference"].as_str().unwrap_or("one without a reference");
            eprintln!("receiver: {}", in_text(&format!("{reference} stays closed: {reason}")));
        }
    }
    write(args, &Value::Array(rows))?;
    if closed == 0 { Ok(()) } else { Err(DeployerError::NotOpened { closed }) }
}

fn read(args: &OpenArgs) -> Result<Vec<Value>, DeployerError> {
    let mut json = String::new();
    let read = match &args.export {
        Some(path) => File::open(path).and_then(|mut file| file.read_to_string(&mut json)),
        None => io::stdin().lock().read_to_string(&mut json),
    };
    let rows = read.and_then(|_| Ok(serde_json::from_str(&json)?));
    rows.map_err(|reason| DeployerError::NoExport { reason })
}

/// Nobody has seen these words before: in a file, too, they may be shown in a terminal.
fn write(args: &OpenArgs, rows: &Value) -> Result<(), DeployerError> {
    let json = in_json(&format!("{rows:#}\n"));
    match &args.to {
        None => io::stdout().write_all(json.as_bytes()).map_err(DeployerError::CannotWrite),
        Some(path) => {
            let mut file = NewFile::begin(path)?;
            file.write_all(json.as_bytes()).map_err(DeployerError::CannotWrite)?;
            Ok(file.finish()?)
        }
    }
}

/// Puts the answers in the place of what was sealed.
fn open_row(row: &mut Value, ids: &Ids, key: &PrivateKey, purpose: Purpose) -> Result<(), NotOpened> {
    let beside = Row::deserialize(&*row).map_err(NotOpened::NoRow)?;
    let jwe = Jwe::read(&row["sealed"].to_string())?;
    let inside = words::open(&jwe, key)?;
    let inside: Inside = serde_json::from_slice(&inside).map_err(NotOpened::NoSubmission)?;
    if !inside.is_of(&beside, &jwe.bound()?, purpose) {
        return Err(NotOpened::OtherSubmission);
    }
    if !inside.amends_what(&beside, ids) {
        return Err(NotOpened::AmendsOther);
    }
    let fields = row.as_object_mut().expect("its fields were read");
    fields.retain(|name, _| name != "sealed" && name != "id_sha256");
    fields.insert("answers".to_owned(), json!(inside.answers));
    fields.insert("opened_with".to_owned(), json!(key.kid));
    Ok(())
}

impl Ids {
    fn of(rows: &[Value]) -> Self {
        let known = |row: &Value| Some((row["reference"].as_str()?.to_owned(), row["id_sha256"].as_str()?.to_owned()));
        Self(rows.iter().filter_map(known).collect())
    }

    fn may_be(&self, reference: &str, id: &str) -> bool {
        self.0.get(reference).map_or_else(|| !self.0.values().any(|other| other == id), |known| known == id)
    }
}

impl Inside {
    /// Whether the same stands inside, on the seal and beside it: who keeps submissions can put none in another's place.
    fn is_of(&self, row: &Row, bound: &Bound, purpose: Purpose) -> bool {
        bound.is_of(purpose, &self.id, self.revision, &self.content_sha256)
            && row.id_sha256 == digest_of_id(self.id.as_str())
            && (row.revision, &row.content_sha256) == (self.revision, &self.content_sha256)
            && row.withdraws == self.withdraws.is_some()
    }

    /// Whether the row names the very one that was to be replaced or withdrawn. One that came in the clear has no id in an
    /// export: then it is only known that it is none of the others.
    fn amends_what(&self, row: &Row, ids: &Ids) -> bool {
        let earlier = self.replaces.as_ref().or(self.withdraws.as_ref()).map(|id| digest_of_id(id.as_str()));
        match (earlier, &row.amends) {
            (None, amends) => amends.is_none() && !row.unknown_earlier,
            (Some(_), None) => row.unknown_earlier,
            (Some(id), Some(reference)) => ids.may_be(reference, &id),
        }
    }
}
