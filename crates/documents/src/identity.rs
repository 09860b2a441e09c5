//! Who the page is to feed readers and calendars, which know things again by their ids alone.

use consultation::content::updates::Updates;

/// What the ids of a page and of everything that it lists are made from: the digest of its first revision.
///
/// That is on record from the first day, and nobody has a reason to change it. A `tag:` or `https:` id would hold
/// the site's address, and so all news would be new again, and every date twice in people's calendars,
/// when the site moves. Titles change too.
pub struct Identity {
    digits: String,
}

impl Identity {
    /// The identity of the page with these revisions. Without any, nothing is published; the id is then zeros.
    pub fn of(updates: &Updates) -> Self {
        let digits = updates.identity().chars().filter(|c| matches!(c, '0'..='9' | 'a'..='f'));
        Self { digits: digits.chain(std::iter::repeat('0')).take(22).collect() }
    }

    /// The UUID of a revision; of the page itself, for revision 0.
    ///
    /// Version 8 of RFC 9562 (section 5.8): the maker chooses the bits. Here 88 come from the digest,
    /// and the last 32 are the revision.
    pub fn uuid(&self, revision: u32) -> String {
        let digits = &self.digits;
        // The variant's two bits are 10, so its digit is 8, 9, a or b; 8 will do.
        let (first, second, third, fourth) = (&digits[..8], &digits[8..12], &digits[12..15], &digits[15..18]);
        format!("{first}-{second}-8{third}-8{fourth}-{}{revision:08x}", &digits[18..])
    }

    /// [`Identity::uuid`] as a URN, which Atom's ids must be able to be (RFC 4287, section 4.2.6).
    pub fn urn(&self, revision: u32) -> String {
        format!("urn:uuid:{}", self.uuid(revision))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use consultation::content::updates::Update;

    fn identity(sha256: &str) -> Identity {
        let published = "2022-04-29T09:00:00+12:00".parse().expect("the test states a moment");
        let update = Update { revision: 1, published, changed: String::new(), sha256: sha256.into() };
        Identity::of(&Updates { updates: vec![update] })
    }

    #[test]
    fn each_revision_has_an_id_and_so_has_the_page() {
        let identity = identity("e2120e890ad8b25e203c3405b71c3cd14335cf1e1d7ca7f797046cffc32672a7");
        assert_eq!(identity.urn(0), "urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000000");
        assert_eq!(identity.urn(258), "urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000102");
    }

    #[test]
    fn what_is_no_digest_still_makes_an_id() {
        for sha256 in ["", "é\r\n", "XYZ"] {
            assert_eq!(identity(sha256).uuid(0), "00000000-0000-8000-8000-000000000000", "{sha256}");
        }
    }
}
