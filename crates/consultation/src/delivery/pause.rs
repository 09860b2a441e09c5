//! How long to wait before a try that goes by itself. What would be chance is taken from the submission's id, which is
//! random: people whom one fault stopped at one moment do not all come back at one moment.

use super::submission::SubmissionId;

/// No page tries more than six times a minute.
const LEAST: u32 = 10;

/// The longest that an endpoint is given, before the share of chance.
const MOST: u32 = 600;

/// Seconds until the next try, after `failed` that went by themselves: twice as long each time, at least what the endpoint
/// asks for (0 where it does not), and up to half of that more.
pub fn pause(failed: u32, asked: u32, id: &SubmissionId) -> u32 {
    let wait = (LEAST << failed.min(6)).max(asked).min(MOST);
    wait + wait * chance(id, failed) / 32
}

/// A number from 0 to 15, another for each try.
fn chance(id: &SubmissionId, failed: u32) -> u32 {
    let digit = id.as_str().chars().nth(failed as usize % 32);
    digit.and_then(|digit| digit.to_digit(16)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(seed: u8) -> SubmissionId {
        SubmissionId::from_random([seed; 16])
    }

    #[test]
    fn each_try_waits_twice_as_long_as_the_one_before_up_to_ten_minutes() {
        let waits: Vec<u32> = (0..9).map(|failed| pause(failed, 0, &id(0))).collect();
        assert_eq!(waits, [10, 20, 40, 80, 160, 320, 600, 600, 600]);
    }

    #[test]
    fn an_endpoint_may_ask_for_more_but_neither_for_less_nor_for_days() {
        for (asked, waits) in [(0, 10), (1, 10), (45, 45), (600, 600), (1_000_000_000, 600), (u32::MAX, 600)] {
            assert_eq!(pause(0, asked, &id(0)), waits, "{asked}");
        }
    }

    #[test]
    fn people_who_were_stopped_together_come_back_one_by_one() {
        let waits = |seed| (0..8).map(|failed| pause(failed, 60, &id(seed))).collect::<Vec<_>>();
        assert_eq!(waits(0xff), [88, 88, 88, 117, 235, 470, 881, 881]);
        assert_ne!(waits(0x3a), waits(0xa3));
    }
}
