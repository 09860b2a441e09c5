//! Opening and closing times carry New Zealand's offset of their day: an hour's slip would close the form an hour off.

use consultation::time::instant::Instant;
use jiff::civil::DateTime;

use crate::check::document::Document;
use crate::check::finding::Finding;

const ZONE: &str = "Pacific/Auckland";

/// A finding for each of the two times whose offset is not the one of clocks in New Zealand at that time.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let times = ["/consultation/opens", "/consultation/closes"].into_iter().filter_map(|at| document.text_at(at));
    let wrong = times.filter_map(|text| Some((text, text.value.parse().ok().and_then(with_right_offset)?)));
    wrong.map(|(text, right)| document.finding(text, message(&text.value, &right))).collect()
}

/// The same time of day with New Zealand's offset, if the stated one is another.
fn with_right_offset(stated: Instant) -> Option<String> {
    let stated = stated.to_string();
    let time_of_day: DateTime = stated.get(..19)?.parse().ok()?;
    let in_new_zealand = time_of_day.in_tz(ZONE).ok()?;
    let right = in_new_zealand.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    (right != stated).then_some(right)
}

fn message(stated: &str, right: &str) -> String {
    format!("{stated} does not have New Zealand’s offset of that day: if the time of day is right, write {right}")
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn messages(opens: &str, closes: &str) -> Vec<(String, String)> {
        found(findings, &format!(r#"{{"consultation": {{"opens": "{opens}", "closes": "{closes}"}}}}"#))
    }

    #[test]
    fn an_offset_of_the_other_half_of_the_year_is_found() {
        let found = messages("2022-12-01T09:00:00+12:00", "2022-08-23T17:00:00+13:00");
        assert_eq!(found.len(), 2);
        assert!(found[0].1.ends_with("write 2022-12-01T09:00:00+13:00"), "{found:?}");
        assert_eq!(found[1].0, "/consultation/closes");
        assert!(found[1].1.ends_with("write 2022-08-23T17:00:00+12:00"), "{found:?}");
    }

    #[test]
    fn a_time_in_utc_is_found() {
        let found = messages("2022-08-01T00:00:00+12:00", "2022-08-23T05:00:00Z");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn the_right_offset_of_summer_and_winter_is_left_alone() {
        assert_eq!(messages("2022-06-01T09:00:00+12:00", "2022-12-01T17:00:00+13:00"), []);
    }

    #[test]
    fn what_is_not_a_time_is_left_to_the_domain() {
        assert_eq!(messages("soon", "23 August"), []);
    }
}
