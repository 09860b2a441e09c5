//! The steps of a long command, and the table of what each took. It decides nothing, and knows no step.

use std::fmt;
use std::time::{Duration, Instant};

use crate::error::Error;

/// The steps that were taken, in their order.
#[derive(Default)]
pub struct Steps(Vec<Step>);

struct Step {
    name: String,
    has_passed: bool,
    took: Duration,
}

impl Steps {
    /// Takes a step, under a line with its name.
    ///
    /// # Errors
    /// Those of the step.
    pub fn take<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        println!("\n== {name}");
        let start = Instant::now();
        let result = step();
        self.0.push(Step { name: name.to_owned(), has_passed: result.is_ok(), took: start.elapsed() });
        result
    }
}

/// A line for each step, and one for all.
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Step { name, has_passed, took } in &self.0 {
            let word = if *has_passed { "passed" } else { "FAILED" };
            writeln!(f, "{name:<26}{word}{:>9.1} s", took.as_secs_f64())?;
        }
        let whole: Duration = self.0.iter().map(|step| step.took).sum();
        writeln!(f, "{:<32}{:>9.1} s", "all of it", whole.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_each_step_took_and_which_failed() {
        let step = |name: &str, has_passed, seconds| {
            let took = Duration::from_millis(seconds);
            Step { name: name.to_owned(), has_passed, took }
        };
        let table = Steps(vec![step("native tests", true, 61_250), step("html", false, 4_250)]).to_string();
        let lines = [
            "native tests              passed     61.2 s",
            "html                      FAILED      4.2 s",
            "all of it                            65.5 s",
        ];
        assert_eq!(table.lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn a_step_that_fails_is_in_the_table_too() {
        let mut steps = Steps::default();
        assert!(steps.take("one", || Ok(())).is_ok());
        assert!(steps.take::<()>("two", || Err(Error::Interrupted)).is_err());
        assert!(steps.0[0].has_passed && !steps.0[1].has_passed);
    }
}
