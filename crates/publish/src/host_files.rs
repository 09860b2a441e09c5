//! What each kind of host is told, from the crate `hosts`. It knows which files there are, not what hosts understand.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use consultation::content::config::Config;
use hosts::{Inputs, Policy};
use sha2::{Digest, Sha256};

use crate::Order;
use crate::bundle::App;
use crate::error::PublishError;
use crate::services;
use crate::shell::Shell;
use crate::staged::Staged;

/// What browsers are to allow the page.
///
/// # Errors
/// [`PublishError::Host`].
pub fn policy(config: &Config, apps: &[App], shell: &Shell) -> Result<Policy, PublishError> {
    Ok(Policy::new(&inputs(config, apps, shell, Vec::new()))?)
}

/// Writes the hosts' files: those that they read in the site, and beside it those that servers are given.
///
/// # Errors
/// [`PublishError`].
pub fn write(order: &Order, staged: &Staged, config: &Config, apps: &[App], shell: &Shell) -> Result<(), PublishError> {
    let beside = Staged::new(&order.hosts);
    for file in hosts::files(&inputs(config, apps, shell, staged.files()?))? {
        let folder = match file.place {
            hosts::Place::InSite => staged,
            hosts::Place::BesideSite => &beside,
        };
        folder.write(file.path, file.text)?;
    }
    Ok(())
}

/// `apps` are the app with the data of each language.
fn inputs(config: &Config, apps: &[App], shell: &Shell, files: Vec<String>) -> Inputs {
    Inputs {
        address: config.address.clone(),
        script_hashes: apps.iter().take(1).filter_map(|app| app.script.integrity.clone()).collect(),
        style_hashes: shell.styles().map(hash).chain([hash(documents::notice_style())]).collect(),
        is_sealed: config.sealing.is_some(),
        is_unread: services::are_unread(config),
        endpoints: [&config.submission_endpoint, &config.feedback_endpoint]
            .into_iter()
            .chain(&config.second_submission_endpoint)
            .cloned()
            .chain(services::redirected_to(config))
            .collect(),
        files,
        hashed: apps.iter().flat_map(App::assets).map(|asset| asset.name.clone()).collect(),
    }
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}
