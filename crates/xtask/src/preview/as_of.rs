//! The day or the moment that a preview shows, as its user writes it. Reads no clock.

use std::str::FromStr;

use consultation::time::day::Day;
use consultation::time::instant::Instant;
use jiff::civil::Date;

/// What to show instead of the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// A day: the page as it is at noon.
    Day(Day),
    /// A moment.
    Moment(Instant),
}

/// The text is neither.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no day and no moment: write 2022-08-24, or 2022-08-24T09:00:00+12:00")]
pub struct NeitherDayNorMoment(String);

impl FromStr for AsOf {
    type Err = NeitherDayNorMoment;

    fn from_str(text: &str) -> Result<Self, NeitherDayNorMoment> {
        let day = Day::try_from(text.to_owned()).map(Self::Day);
        day.or_else(|_| text.parse().map(Self::Moment)).map_err(|_| NeitherDayNorMoment(text.to_owned()))
    }
}

impl AsOf {
    /// The moment, by the clocks of a time zone; none where nobody knows the zone.
    pub fn moment(self, time_zone: &str) -> Option<Instant> {
        let day = match self {
            Self::Moment(moment) => return Some(moment),
            Self::Day(day) => day.to_string().parse::<Date>().ok()?,
        };
        let noon = day.at(12, 0, 0, 0).in_tz(time_zone).ok()?;
        noon.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> String {
        let as_of: AsOf = text.parse().expect("it is a day or a moment");
        as_of.moment("Pacific/Auckland").expect("the zone is known").to_string()
    }

    #[test]
    fn a_day_is_its_noon_on_the_clocks_of_the_consultation() {
        assert_eq!(moment("2022-08-24"), "2022-08-24T12:00:00+12:00");
        assert_eq!(moment("2022-12-24"), "2022-12-24T12:00:00+13:00");
    }

    #[test]
    fn a_moment_is_taken_as_it_is() {
        assert_eq!(moment("2022-08-23T16:59:59+12:00"), "2022-08-23T16:59:59+12:00");
    }

    #[test]
    fn anything_else_is_refused_with_both_ways_of_writing_it() {
        for text in ["", "24 August 2022", "2022-02-30", "2022-08-24T09:00"] {
            let error = text.parse::<AsOf>().expect_err(text).to_string();
            assert!(error.ends_with("write 2022-08-24, or 2022-08-24T09:00:00+12:00"), "{error}");
        }
    }
}
