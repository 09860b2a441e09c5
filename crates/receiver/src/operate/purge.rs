//! `receiver purge`: takes submissions out of the database for good, when their time is over or when one has to go. Without
//! `--really` it only says how many.

use std::io::{self, Write};

use crate::cli::PurgeArgs;
use crate::deployer_error::DeployerError;
use crate::store::address::DatabaseAddress;
use crate::store::purge::{Counted, Doomed, PurgeError, Rewrite};

/// Takes them out, or says what would go.
///
/// # Errors
/// [`DeployerError`].
pub async fn purge(args: PurgeArgs) -> Result<(), DeployerError> {
    let database = args.database.to_string();
    if matches!(&args.database, DatabaseAddress::Sqlite(file) if !file.path().is_file()) {
        return Err(DeployerError::DatabaseMissing { database });
    }
    let doomed = args.doomed();
    let cannot = |error| match error {
        PurgeError::Nothing(reason) => DeployerError::CannotPurge { database: database.clone(), reason },
        PurgeError::Unfinished(reason) => DeployerError::PurgeUnfinished { database: database.clone(), reason },
    };
    let found = args.database.count(&doomed).await.map_err(PurgeError::Nothing).map_err(cannot)?;
    if let (Doomed::Reference(reference), Counted { submissions: 0, feedback: 0 }) = (&doomed, found) {
        return Err(DeployerError::NoSuchReference { reference: reference.clone(), database });
    }
    if !args.really {
        return say("nothing was removed; with --really there go", found);
    }
    let gone = args.database.purge(&doomed, Rewrite::Always).await.map_err(cannot)?;
    say("removed for good:", gone)
}

fn say(what: &str, Counted { submissions, feedback }: Counted) -> Result<(), DeployerError> {
    writeln!(io::stdout(), "receiver: {what} submissions {submissions}, feedback {feedback}")
        .map_err(DeployerError::CannotWrite)
}
