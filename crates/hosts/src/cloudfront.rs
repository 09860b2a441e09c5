//! A response headers policy for Amazon CloudFront. `aws cloudfront create-response-headers-policy` reads it with
//! `--cli-input-json`, and so does `update-response-headers-policy`.
//! Types and caching are not in it: they belong to the objects in S3.
//! <https://docs.aws.amazon.com/cli/latest/reference/cloudfront/create-response-headers-policy.html>

use serde_json::{Value, json};

use crate::policy::{HSTS_SECONDS, REFERRER_POLICY};
use crate::site::Site;

/// Those that CloudFront has fields of their own for, and refuses as custom headers.
const WITH_FIELDS: [&str; 5] = [
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
];

/// The file.
pub fn policy(site: &Site) -> String {
    let others = site.policy.headers().into_iter().filter(|(name, _)| !WITH_FIELDS.contains(name));
    let custom: Vec<Value> =
        others.map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true })).collect();
    let policy = json!({ "ResponseHeadersPolicyConfig": {
        "Name": "have-your-say",
        "Comment": "Written by the build",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "ContentSecurityPolicy": site.policy.content_security_policy(),
                "Override": true,
            },
            "StrictTransportSecurity": {
                "AccessControlMaxAgeSec": HSTS_SECONDS,
                "IncludeSubdomains": true,
                "Preload": false,
                "Override": true,
            },
            "ContentTypeOptions": { "Override": true },
            "FrameOptions": { "FrameOption": "DENY", "Override": true },
            "ReferrerPolicy": { "ReferrerPolicy": REFERRER_POLICY, "Override": true },
        },
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    }});
    format!("{policy:#}\n")
}
