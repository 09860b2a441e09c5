//! The sizes as people read them: a table, and sentences about what is too large.

use std::fmt;

use super::{PAGE_BUDGET, Sizes, WASM_BUDGET, Weight};

/// Says by how much something is too large; sizes are brotli bytes.
pub fn excess(what: &str, bytes: usize, budget: usize) -> String {
    let [size, over, budget] = [bytes, bytes - budget, budget].map(grouped);
    format!("{what} is {size} bytes (brotli): {over} over its budget of {budget}.")
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<30}{:>12}{:>12}{:>12}", "bytes", "raw", "brotli", "budget")?;
        row(f, "index.html with its styles", self.page, Some(PAGE_BUDGET))?;
        row(f, "  of that, styles", self.styles, None)?;
        row(f, "script", self.script, None)?;
        row(f, "WASM", self.wasm, Some(WASM_BUDGET))?;
        row(f, "what the app starts from", self.data, None)?;
        row(f, "config and list of revisions", self.settings, None)?;
        row(f, "service worker", self.worker, None)?;
        row(f, "icon", self.icon, None)?;
        row(f, "a first visit", self.visit(), Some(self.visit_budget()))
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, weight: Weight, budget: Option<usize>) -> fmt::Result {
    let budget = budget.map(grouped).unwrap_or_default();
    let line = format!("{name:<30}{:>12}{:>12}{budget:>12}", grouped(weight.raw), grouped(weight.brotli));
    writeln!(f, "{}", line.trim_end())
}

/// “20,000”.
fn grouped(bytes: usize) -> String {
    match bytes / 1000 {
        0 => bytes.to_string(),
        thousands => format!("{},{:03}", grouped(thousands), bytes % 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::super::VISIT_BUDGET;
    use super::*;

    #[test]
    fn the_table_shows_every_part_beside_its_budget() {
        let wasm = Weight { raw: 240_000, brotli: 83_000 };
        let page = Weight { raw: 40_000, brotli: 12_000 };
        let table = Sizes { wasm, page, ..Sizes::default() }.to_string();
        assert_eq!(table.lines().count(), 10);
        for (row, budget) in [
            ("WASM                               240,000      83,000", WASM_BUDGET),
            ("a first visit                      280,000      95,000", VISIT_BUDGET),
        ] {
            assert!(table.contains(&format!("{row}{:>12}\n", grouped(budget))), "{table}");
        }
    }
}
