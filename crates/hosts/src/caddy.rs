//! A site for Caddy. Tried with Caddy 2.6.

use crate::caching::{ASK_EACH_TIME, FOREVER};
use crate::policy::hsts;
use crate::site::{Site, Special};

/// Where the files are expected; a site under a path lies in a folder of that name below.
const ROOT: &str = "/srv/have-your-say";

/// Where the machine's own lines are looked for; none there is no error.
const OWN: &str = "/etc/caddy/have-your-say.d";

/// After what time who met no receiver may try again.
const RETRY_AFTER_SECONDS: u32 = 60;

/// The file.
pub fn caddyfile(site: &Site) -> String {
    let (host, base) = (&site.host, &site.base);
    format!(
        r#"# Written by the build: a site for Caddy, which gets the certificate by itself.
# The site's files belong in {ROOT}{base}

# What is silent for longer is gone. Where this file is imported into another, these lines belong into that one's first
# block.
{{
	servers {{
		timeouts {{
			read_header 30s
			idle 30s
		}}
	}}
	# Without what people asked for, and from which address: it would stand beside the moment of their submission. An error
	# of a connection names both its ends.
	log {{
		format filter {{
			wrap json
			fields {{
				request delete
				error regexp "[^ ]+->[^ ]+" "a connection"
			}}
		}}
	}}
}}

(have_your_say_headers) {{
	header {{
{headers}	}}
}}

{host} {{
	# This machine's own lines, which stay when a build replaces this file, such as a certificate of its own.
	import {OWN}/*
	root * {ROOT}
{endpoints}
	handle {{
		import have_your_say_headers
		# Caddy puts the header with the longest path first; the question mark keeps what is set already.
		header ?Cache-Control "{ASK_EACH_TIME}"
{special}
		@writing not method GET HEAD
		respond @writing 405
		file_server {{
			precompressed br gzip
		}}
	}}

	handle_errors {{
		import have_your_say_headers
		header Cache-Control "{ASK_EACH_TIME}"
		header -Content-Type
		@missing expression {{err.status_code}} == 404
		handle @missing {{
			rewrite * {base}404.html
			file_server
		}}
		# When the receiver does not answer; whatever it answers itself is passed on as it is.
		@unreachable expression {{err.status_code}} in [502, 503, 504]
		handle @unreachable {{
			header Cache-Control "no-store"
			header Retry-After {RETRY_AFTER_SECONDS}
			rewrite * {base}502.html
			file_server
		}}
	}}
}}
"#,
        endpoints = site.endpoint_paths.iter().map(|path| endpoint(path)).collect::<String>(),
        special = site.special.iter().map(|file| special(site, file)).collect::<String>(),
        headers = headers(site),
    )
}

fn headers(site: &Site) -> String {
    site.policy.headers().iter().map(|(name, value)| format!("\t\t{name} \"{value}\"\n")).collect()
}

fn special(site: &Site, file: &Special) -> String {
    let path = site.path(&file.name);
    let kind = file.kind.map(|kind| format!("\t\theader {path} Content-Type \"{kind}\"\n"));
    let caching = file.is_hashed.then(|| format!("\t\theader {path} Cache-Control \"{FOREVER}\"\n"));
    [kind, caching].into_iter().flatten().collect()
}

/// The receiver's answers have headers of their own, except the one that is for the whole host.
fn endpoint(path: &str) -> String {
    let hsts = hsts();
    format!(
        r#"
	handle {path}* {{
		header Strict-Transport-Security "{hsts}"
		# The receiver gets each piece of a body as it comes, ends one that is too slow, and refuses over 2 MiB in words
		# for people. A limit here would be answered 502. Caddy as it comes has none for what one address may do.
		reverse_proxy 127.0.0.1:8081
	}}
"#
    )
}
