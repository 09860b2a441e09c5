//! The headers of every answer, and why they are what they are. It knows no host.
//!
//! Scripts are named by their hash alone, without `'self'`: nothing else that ever gets onto the site's server can run,
//! not even by its address. Such a hash counts only for a script whose `integrity` names it, in Chrome from 59, Safari
//! from 15.6 and Firefox from 116 (MDN's browser-compat-data).
//! Firefox 102 to 115 could run the app and is refused it; there the page works as it does with scripts off.
//! In Chromium 156 it was tried: the same script without `integrity`, a `modulepreload` without it, and an `import`
//! of a second file without a `modulepreload` that has it, are all blocked.
//!
//! `upgrade-insecure-requests` is left out. Nothing on the page is asked for over `http:`, so it would change nothing
//! where there is HTTPS, and where there is none it breaks the page: in Chromium 156 on every host but localhost and
//! 127.0.0.1, forms too. Strict-Transport-Security does its work.
//!
//! `report-to` is left out: each report would tell a collector who looked at what, and browser extensions that are
//! blocked would be most of them. The audit's journeys, which allow no violation, stand in its place.

mod permissions;

use crate::inputs::{InputError, Inputs, checked_hash};

/// Two years, the time that browsers ask for before they build a site in.
pub(crate) const HSTS_SECONDS: u32 = 63_072_000;

/// The receiver reads `Origin`, and `no-referrer` makes Chromium send `Origin: null` with a form that the browser posts
/// by itself. More of an address than its origin is nobody's business, not even the site's own.
pub(crate) const REFERRER_POLICY: &str = "strict-origin";

/// The headers of every answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    script_hashes: Vec<String>,
    style_hashes: Vec<String>,
    origins: Vec<String>,
    is_sealed: bool,
    is_unread: bool,
}

impl Policy {
    /// The policy for a site.
    ///
    /// # Errors
    /// [`InputError::Hash`] for one that would change the policy's meaning.
    pub fn new(inputs: &Inputs) -> Result<Self, InputError> {
        let hashes = |hashes: &[String]| -> Result<Vec<String>, InputError> {
            hashes.iter().map(|hash| Ok(format!("'{}'", checked_hash(hash)?))).collect()
        };
        let mut origins = Vec::new();
        for origin in inputs.endpoints.iter().filter_map(|endpoint| endpoint.origin()) {
            origins.extend(Some(origin.to_owned()).filter(|origin| !origins.contains(origin)));
        }
        Ok(Self {
            script_hashes: hashes(&inputs.script_hashes)?,
            style_hashes: hashes(&inputs.style_hashes)?,
            origins,
            is_sealed: inputs.is_sealed,
            is_unread: inputs.is_unread,
        })
    }

    /// The value of `Content-Security-Policy`.
    pub fn content_security_policy(&self) -> String {
        self.meta() + "; frame-ancestors 'none'"
    }

    /// The same for `<meta http-equiv="Content-Security-Policy">`, where browsers ignore `frame-ancestors`.
    pub fn meta(&self) -> String {
        let own = vec!["'self'".to_owned()];
        let and_endpoints = [own.clone(), self.origins.clone()].concat();
        // Compiling WebAssembly needs it: Chrome 97, Firefox 102, Safari 16. It allows no eval of text.
        let scripts = [self.script_hashes.clone(), vec!["'wasm-unsafe-eval'".to_owned()]].concat();
        // What a browser posts by itself is not sealed.
        let forms = if self.is_sealed { Vec::new() } else { and_endpoints.clone() };
        let directives = [
            ("default-src", Vec::new()),
            ("script-src", scripts),
            ("style-src", self.style_hashes.clone()),
            ("img-src", own.clone()),
            ("connect-src", and_endpoints),
            ("form-action", forms),
            ("manifest-src", own.clone()),
            ("worker-src", own),
            ("object-src", Vec::new()),
            ("base-uri", Vec::new()),
        ];
        directives.map(|(name, sources)| directive(name, &sources)).join("; ")
    }

    /// Every header that does not depend on the file.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Content-Security-Policy", self.content_security_policy()),
            ("Strict-Transport-Security", hsts()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("X-Frame-Options", "DENY".to_owned()),
            ("Referrer-Policy", REFERRER_POLICY.to_owned()),
            ("Permissions-Policy", permissions::policy()),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Embedder-Policy", self.embedder_policy().to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ]
    }
}

impl Policy {
    /// An answer that no page may read has to allow itself to be fetched at all, and services do not: with `require-corp`, what
    /// has arrived there would be called failed, and sent again. Chromium knows `credentialless` from 96, Firefox from 119;
    /// where it is unknown, it is as if nothing were said.
    fn embedder_policy(&self) -> &'static str {
        if self.is_unread { "credentialless" } else { "require-corp" }
    }
}

/// Without `preload`: that speaks for the whole domain, so it is its owner's decision.
pub(crate) fn hsts() -> String {
    format!("max-age={HSTS_SECONDS}; includeSubDomains")
}

fn directive(name: &str, sources: &[String]) -> String {
    match sources {
        [] => [name, " 'none'"].concat(),
        _ => [name, " ", &sources.join(" ")].concat(),
    }
}
