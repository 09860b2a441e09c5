//! Opening and closing times carry their time zone's offset of that day: an hour's slip would close the form an hour off.

use consultation::time::instant::Instant;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::check::document::Document;
use crate::check::finding::Finding;

/// A finding for a time zone that nobody knows, or else for each of the two times whose offset is not the one of the
/// zone's clocks at that time.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let Some(name) = document.text_at("/time_zone") else { return Vec::new() };
    let Ok(zone) = TimeZone::get(&name.value) else {
        let message =
            format!("the IANA database has no time zone “{}”: write its name like Pacific/Auckland", name.value);
        return vec![document.finding(name, message)];
    };
    let times = ["/consultation/opens", "/consultation/closes"].into_iter().filter_map(|at| document.text_at(at));
    let wrong = times.filter_map(|text| Some((text, with_right_offset(text.value.parse().ok()?, &zone)?)));
    wrong.map(|(text, right)| document.finding(text, message(&text.value, &name.value, &right))).collect()
}

/// The same time of day with the zone's offset, if the stated one is another.
fn with_right_offset(stated: Instant, zone: &TimeZone) -> Option<String> {
    let stated = stated.to_string();
    let time_of_day: DateTime = stated.get(..19)?.parse().ok()?;
    let in_zone = time_of_day.to_zoned_datetime(zone.clone()).ok()?;
    let right = in_zone.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    (right != stated).then_some(right)
}

fn message(stated: &str, zone: &str, right: &str) -> String {
    format!("{stated} does not have the offset of {zone} on that day: if the time of day is right, write {right}")
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn messages(opens: &str, closes: &str) -> Vec<(String, String)> {
        found(
            findings,
            &format!(
                r#"{{"time_zone": "Pacific/Auckland", "consultation": {{"opens": "{opens}", "closes": "{closes}"}}}}"#
            ),
        )
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
    fn a_time_zone_that_is_misspelt_is_found() {
        let found = found(findings, r#"{"time_zone": "Pacific/Aukland", "consultation": {"closes": "x"}}"#);
        assert_eq!(found[0].0, "/time_zone");
        assert!(found[0].1.contains("no time zone “Pacific/Aukland”"), "{found:?}");
    }

    #[test]
    fn the_offset_is_compared_with_the_zone_that_the_content_names() {
        let json = r#"{"time_zone": "Pacific/Apia", "consultation": {"closes": "2022-08-23T17:00:00+12:00"}}"#;
        assert!(found(findings, json)[0].1.ends_with("write 2022-08-23T17:00:00+13:00"));
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
