//! Stores a group of submissions in one transaction. The database alone decides whether an id is new, so that no two
//! requests can both store it, also of different receivers.

use futures_util::future::BoxFuture;
use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};

use super::connections::Connections;
use super::{outbox, rows};
use crate::failpoint;
use crate::store::error::StoreError;
use crate::store::group_commit::{Commit, Earlier, Outcomes, REFERENCES_TRIED, REPEATS_WITHIN_SECONDS, Row};
use crate::store::reference;
use crate::store::submission::Inserted;

/// One receiver commits at a time, so that numbers appear in their order: an export that has read up to one would never see
/// a lower one that was committed later. The key is this program's own: “receiver” in ASCII.
pub const TAKE_TURN: &str = "SELECT pg_advisory_xact_lock(x'7265636569766572'::bigint); SAVEPOINT submission";
const NEXT: &str = "RELEASE submission; SAVEPOINT submission";
const TAKE_BACK: &str = "ROLLBACK TO submission";

impl Commit for Connections {
    fn commit<'a>(&'a self, rows: &'a [Row]) -> BoxFuture<'a, Result<Outcomes, StoreError>> {
        Box::pin(async move {
            let mut lent = self.lend().await?;
            let mut transaction = lent.begin().await?;
            transaction.execute(TAKE_TURN).await?;
            let mut outcomes = Vec::with_capacity(rows.len());
            for row in rows {
                let outcome = insert(&mut transaction, row).await?;
                // After an error that was not taken back, PostgreSQL takes COMMIT for ROLLBACK, and says nothing.
                transaction.execute(if outcome.is_ok() { NEXT } else { TAKE_BACK }).await?;
                outcomes.push(outcome);
            }
            failpoint::reach(failpoint::BEFORE_COMMIT);
            failpoint::reach(failpoint::IN_COMMIT);
            transaction.commit().await?;
            failpoint::reach(failpoint::AFTER_COMMIT);
            lent.give_back();
            Ok(outcomes)
        })
    }
}

/// Stores one of a group, and makes the receipt of what was bound: only where the id is taken is a row read. The inner
/// error is this one's alone; after the outer one the transaction is lost.
async fn insert(connection: &mut PgConnection, row: &Row) -> Result<Result<Inserted, StoreError>, StoreError> {
    let earlier = match earlier(connection, row).await {
        Ok(earlier) => earlier,
        Err(error) => return Ok(Err(error)),
    };
    if row.is_withdrawal() && earlier.is_none() {
        return Ok(Ok(Inserted::NothingToWithdraw));
    }
    for _ in 0..REFERENCES_TRIED {
        let reference = reference::random()?;
        match insert_row(connection, row, &reference, earlier.as_ref()).await {
            Ok(true) => {
                let added = outbox::add(connection, row).await;
                return Ok(added.map(|()| Inserted::New(row.receipt(reference, earlier))));
            }
            Ok(false) => return Ok(stored_before(connection, row).await),
            Err(error) if is_reference_taken(&error) => connection.execute(TAKE_BACK).await.map(drop)?,
            Err(error) => return Ok(Err(error.into())),
        }
    }
    Ok(Err(StoreError::NoFreeReference))
}

async fn stored_before(connection: &mut PgConnection, row: &Row) -> Result<Inserted, StoreError> {
    Ok(Inserted::IdTaken(rows::receipt(connection, &row.id).await?.ok_or(sqlx::Error::RowNotFound)?))
}

async fn earlier(connection: &mut PgConnection, row: &Row) -> Result<Option<Earlier>, StoreError> {
    const EARLIER: &str =
        "SELECT reference, coalesce(first, reference) FROM submissions WHERE id = $1 AND form = $2 AND NOT withdraws";
    let Some(amendment) = &row.amendment else { return Ok(None) };
    let query = sqlx::query_as(EARLIER).bind(amendment.earlier().as_str()).bind(row.purpose.name());
    let found: Option<(String, String)> = query.fetch_optional(connection).await?;
    Ok(found.map(|(reference, first)| Earlier { reference, first }))
}

/// Whether a row was added.
///
/// A likely repeat is marked with the reference of the first. Only the last row of the same words is looked at: it knows the
/// first, and a letter of a campaign may have thousands.
async fn insert_row(
    connection: &mut PgConnection,
    row: &Row,
    reference: &str,
    earlier: Option<&Earlier>,
) -> Result<bool, sqlx::Error> {
    const INSERT: &str = "INSERT INTO submissions (id, reference, form, revision, content_sha256, received_at, early, late,
            unknown_revision, unstated_origin, amends, withdraws, unknown_earlier, first, posted_as, digest, body_digest,
            answers, sealed, held, likely_repeat_of)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $20, $21,
            (SELECT CASE WHEN extract(epoch FROM $6::timestamptz - received_at::timestamptz) < $19
                    THEN coalesce(likely_repeat_of, reference) END
                FROM submissions WHERE digest = $16 ORDER BY sequence DESC LIMIT 1))
        ON CONFLICT (id) DO NOTHING";
    let query = sqlx::query(INSERT)
        .bind(row.id.as_str())
        .bind(reference)
        .bind(row.purpose.name())
        .bind(i64::from(row.revision))
        .bind(&row.content_sha256)
        .bind(row.received_at())
        .bind(row.marks.early)
        .bind(row.marks.late)
        .bind(row.marks.unknown_revision)
        .bind(row.marks.unstated_origin)
        .bind(earlier.map(|earlier| &earlier.reference))
        .bind(row.is_withdrawal())
        .bind(row.amendment.is_some() && earlier.is_none())
        .bind(earlier.map(|earlier| &earlier.first))
        .bind(row.posted_as.name())
        .bind(row.digest.as_slice())
        .bind(row.body_digest.as_slice())
        .bind(&row.answers)
        .bind(REPEATS_WITHIN_SECONDS)
        .bind(row.sealed.as_ref())
        .bind(row.marks.held);
    Ok(query.execute(connection).await?.rows_affected() == 1)
}

/// Whether an insert failed only because another submission has the reference.
fn is_reference_taken(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.constraint() == Some("submissions_reference_key"))
}
