//! The light colours of the page, for where its style sheets do not reach. They are chosen in `style/tokens.css`.

/// The colour of the masthead's line and of buttons.
pub const BRAND: &str = "#12436d";

/// Text.
pub const INK: &str = "#16202b";

/// Text of less weight.
pub const INK_SOFT: &str = "#46535f";

/// What text stands on.
pub const PAPER: &str = "#fff";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_page() {
        let tokens = include_str!("../../../style/tokens.css");
        for (name, colour) in [("brand", BRAND), ("ink", INK), ("ink-soft", INK_SOFT), ("paper", PAPER)] {
            assert!(tokens.contains(&format!("--{name}: light-dark({colour},")), "{name}");
        }
    }
}
