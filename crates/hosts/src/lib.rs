//! The headers that every answer of the site carries, from one source, written for each kind of host.
//! It makes text, and may not touch files, network or clock.
//!
//! | to find | look in |
//! |---|---|
//! | which headers there are, and why | [`policy`] |
//! | how long what may be kept | [`caching`] |
//! | what kind of file is what | [`content_type`] |
//! | a kind of host | [`headers_file`] for Netlify, Cloudflare Pages and the receiver; [`files`] for all |

pub mod caching;
pub mod content_type;
pub mod headers_file;
pub mod inputs;
pub mod policy;

mod azure;
mod caddy;
mod cloudfront;
mod nginx;
mod site;

pub use headers_file::HeadersFile;
pub use inputs::{InputError, Inputs};
pub use policy::Policy;

use site::Site;

/// A file for a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostFile {
    /// Its name.
    pub path: &'static str,
    /// What is in it.
    pub text: String,
    /// Where it belongs.
    pub place: Place,
}

/// Where a host's file belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among the files that are uploaded: the host reads it there.
    InSite,
    /// Not uploaded: the deployer gives it to the server.
    BesideSite,
}

/// What each kind of host needs to be told.
///
/// # Errors
/// [`InputError`] for what cannot be written safely.
pub fn files(inputs: &Inputs) -> Result<Vec<HostFile>, InputError> {
    let site = Site::of(inputs)?;
    let in_site = |path, text| HostFile { path, text, place: Place::InSite };
    let beside_site = |path, text| HostFile { path, text, place: Place::BesideSite };
    Ok(vec![
        in_site(headers_file::NAME, headers_file::of_site(&site).to_string()),
        in_site("staticwebapp.config.json", azure::config(&site)),
        beside_site("nginx.conf", nginx::server(&site)),
        beside_site("Caddyfile", caddy::caddyfile(&site)),
        beside_site("cloudfront.json", cloudfront::policy(&site)),
    ])
}
