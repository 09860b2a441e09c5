//! `receiver keygen`: a new key, its private half into a file and its public half to whoever sets up the page.

use std::io::{self, Write};

use super::new_file::NewFile;
use crate::cli::KeygenArgs;
use crate::deployer_error::DeployerError;
use crate::private_key::PrivateKey;

/// Makes a key: the private one into a file that its owner alone can read, the public one on the standard output.
///
/// # Errors
/// [`DeployerError`]; there is no key then.
pub fn keygen(args: &KeygenArgs) -> Result<(), DeployerError> {
    let mut file = NewFile::begin(&args.to)?;
    let key = PrivateKey::written_anew().map_err(|error| DeployerError::CannotWrite(io::Error::other(error)))?;
    let [private, public] = key;
    writeln!(file, "{private:#}").map_err(DeployerError::CannotWrite)?;
    file.finish()?;
    writeln!(io::stdout(), "{public:#}").map_err(DeployerError::CannotWrite)
}
