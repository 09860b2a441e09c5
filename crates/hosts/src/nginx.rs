//! A server for nginx, to be included in its `http` block. Tried with nginx 1.22.

use crate::caching::{ASK_EACH_TIME, FOREVER};
use crate::content_type;
use crate::policy::hsts;
use crate::site::{Site, Special};

/// Where the files are expected; a site under a path lies in a folder of that name below.
const ROOT: &str = "/srv/have-your-say";

/// Where the machine's own lines are looked for; none there is no error.
const OWN: &str = "/etc/nginx/have-your-say.d";

/// The log of what is read. Debian turns over every file of this folder.
const LOG: &str = "/var/log/nginx/have-your-say.log";

/// After what time who posted too often may try again. A burst that was used up is there again after three minutes.
const RETRY_AFTER_SECONDS: u32 = 60;

/// What one address may do at the receiver; 10 MB remember 80,000 addresses.
const LIMITS: &str = r#"
# Half of an IPv6 address counts as one: who has one has all that begin with it.
map $binary_remote_addr $have_your_say_client {
    default $binary_remote_addr;
    "~(?s)^(?<have_your_say_half>.{8}).{8}$" $have_your_say_half;
}
limit_req_zone $have_your_say_client zone=have_your_say_rate:10m rate=2r/s;
limit_conn_zone $have_your_say_client zone=have_your_say_connections:10m;
"#;

/// The file.
pub fn server(site: &Site) -> String {
    let (host, base) = (&site.host, &site.base);
    let blocks: Vec<String> = typed(site).chain(site.endpoint_paths.iter().map(|path| endpoint(path))).collect();
    format!(
        r#"# Written by the build: a server for nginx. Include it inside http {{ }}, where Debian has /etc/nginx/conf.d/.
# The site's files belong in {ROOT}{base}

# Looked up by the file that is sent at last, so an answer 404 is never kept.
map $uri $have_your_say_caching {{
    default "{ASK_EACH_TIME}";
{hashed}}}

# Who posts too often, or at a moment without a receiver, is told when to come back, and nothing keeps that answer.
map $status $have_your_say_retry_after {{
    429 {RETRY_AFTER_SECONDS};
    502 {RETRY_AFTER_SECONDS};
    504 {RETRY_AFTER_SECONDS};
}}
map $have_your_say_retry_after $have_your_say_cache_control {{
    "" $have_your_say_caching;
    default "no-store";
}}

# Nobody's address, and nothing else that tells people apart: it would stand beside the moment of their submission. Nor the
# address of a receipt, which is the permission to read it: what is redirected, or refused before its path is looked at, is
# logged here too.
map $uri $have_your_say_path {{
    default $uri;
{secret}}}
log_format have_your_say '$time_iso8601 $status $request_method $have_your_say_path $body_bytes_sent';
{limits}
server {{
    # This machine's own lines, which stay when a build replaces this file: HTTPS, and `brotli_static on;` where
    # nginx has that module (Debian's libnginx-mod-http-brotli-static).
    include {OWN}/*.conf;
    listen 80;
    listen [::]:80;
    server_name {host};
    root {ROOT};
    index index.html;
    absolute_redirect off;
    server_tokens off;
    access_log {LOG} have_your_say;
    log_not_found off;

    # What is silent for longer is gone; the receiver says the same.
    client_header_timeout 30s;
    client_body_timeout 30s;
    keepalive_timeout 30s;

    # The build has compressed the files. nginx itself refuses every method but GET and HEAD for them.
    gzip_static on;
    gzip_vary on;

    charset utf-8;
    charset_types text/css text/plain text/javascript text/calendar application/atom+xml application/feed+json;
    types {{
{types}    }}
    default_type application/octet-stream;

    # A block with an add_header of its own inherits none of these.
{headers}    add_header Cache-Control $have_your_say_cache_control always;
    add_header Retry-After $have_your_say_retry_after always;

    # A folder without a page, and a file that must not be read, are missing too.
    error_page 403 =404 {base}404.html;
    error_page 404 {base}404.html;
    error_page 429 {base}429.html;
    # When the receiver does not answer; whatever it answers itself is passed on as it is.
    error_page 502 504 {base}502.html;

    # Whom the machine's own lines shut out gets this too; shut out of it as well, they would be in the log of errors.
    location = {base}404.html {{
        allow all;
    }}
{blocks}}}
"#,
        limits = if site.endpoint_paths.is_empty() { "" } else { LIMITS },
        secret = lines(site.endpoint_paths.iter().map(|path| format!("    \"~^{path}\" \"{path}\";"))),
        hashed = lines(site.special.iter().filter(|file| file.is_hashed).map(|file| kept(site, file))),
        types = lines(content_type::by_extension().map(|(extension, kind)| format!("        {kind} {extension};"))),
        headers = lines(site.policy.headers().iter().map(|(name, value)| header(name, value))),
        blocks = blocks.concat(),
    )
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

fn kept(site: &Site, file: &Special) -> String {
    format!("    \"{}\" \"{FOREVER}\";", site.path(&file.name))
}

fn header(name: &str, value: &str) -> String {
    format!("    add_header {name} \"{value}\" always;")
}

/// Files whose type their extension does not tell.
fn typed(site: &Site) -> impl Iterator<Item = String> {
    let is_told = |file: &Special, kind| content_type::by_extension().any(|(e, k)| k == kind && file.name.ends_with(e));
    site.special.iter().filter_map(move |file| {
        let kind = content_type::without_parameters(file.kind?);
        let path = site.path(&file.name);
        (!is_told(file, kind))
            .then(|| format!("\n    location = {path} {{\n        types {{ }}\n        default_type {kind};\n    }}\n"))
    })
}

/// The receiver's answers have headers of their own, except the one that is for the whole host.
fn endpoint(path: &str) -> String {
    let hsts = header("Strict-Transport-Security", &hsts());
    format!(
        r#"
    location ^~ {path} {{
    {hsts}
        proxy_pass http://127.0.0.1:8081;
        proxy_set_header Host $http_host;
        # The receiver refuses over 2 MiB by itself, and says so to people.
        client_max_body_size 3m;
        # A slow line is waited for and a dead one is not: nginx knows no slowest pace of a body, and the receiver does
        # (2 kB a second after the first minute), so it gets each piece as it comes.
        proxy_request_buffering off;
        proxy_http_version 1.1;
        # An answer may have everything that was written in it: it waits in memory, and never in a file.
        proxy_max_temp_file_size 0;
        # Each of 200 people behind one address may send at once, and read the receipt.
        limit_req zone=have_your_say_rate burst=400 nodelay;
        limit_req_status 429;
        limit_conn have_your_say_connections 250;
        limit_conn_status 429;
        # The address of a receipt is the permission to read it, and who sends may have reasons not to be known: no log
        # may have either, nor that of errors. Whether the receiver answers is seen by asking it: /health.
        access_log off;
        error_log /dev/null emerg;
    }}
"#
    )
}
