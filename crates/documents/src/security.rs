//! Whom to tell of a security hole: `.well-known/security.txt` (RFC 9116).

use consultation::day::Day;
use consultation::page::Page;
use jiff::ToSpan;

use crate::Document;
use crate::local_time::date;
use crate::site::Site;

/// How long a build may be trusted to name the right contact. RFC 9116 (section 2.5.5) recommends less than a year.
const MONTHS: i8 = 11;

/// `.well-known/security.txt`. It ends with a whole day, so that two builds of one day are equal.
pub fn security_txt(page: &Page, site: &Site, built_on: Day) -> Document {
    let path = ".well-known/security.txt";
    let expires = date(built_on).saturating_add(MONTHS.months());
    let lines = [
        format!("Contact: {}\n", one_line(&page.config.security_contact)),
        format!("Expires: {expires}T00:00:00Z\n"),
        "Preferred-Languages: en, mi\n".to_owned(),
        format!("Canonical: {}\n", site.url(path)),
    ];
    Document::new(path, lines.concat())
}

/// An address cannot hold white space or control characters; here they could start another field.
fn one_line(address: &str) -> String {
    address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}
