//! What CHANGELOG.md says of a version, in the form of keepachangelog.com. It reads no file.

use super::refusal::Refusal;

/// The section of a version, without its heading.
///
/// # Errors
/// [`Refusal`] where there is none, where it is empty, and where words stand under “Unreleased”: they would be of no version.
pub fn section(changelog: &str, version: &str) -> Result<String, Refusal> {
    if below(changelog, "Unreleased").is_some_and(|words| !words.is_empty()) {
        return Err(Refusal::LeftUnreleased { version: version.to_owned() });
    }
    match below(changelog, version) {
        None => Err(Refusal::NotInChangelog { version: version.to_owned() }),
        Some(words) if words.is_empty() => Err(Refusal::NothingSaid { version: version.to_owned() }),
        Some(words) => Ok(words),
    }
}

/// The lines between a heading and the next one.
fn below(changelog: &str, name: &str) -> Option<String> {
    let heading = format!("## [{name}]");
    let mut lines = changelog.lines().skip_while(|line| !line.starts_with(&heading));
    lines.next()?;
    let lines: Vec<_> = lines.take_while(|line| !line.starts_with("## ")).collect();
    Some(lines.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\n## [1.10.0] - 2026-12-01\n\n### Added\n\n- Two.\n\n\
                             ## [1.1.0] - 2026-11-29\n\nOne.\n\n## [1.0.0] - 2026-11-28\n";

    #[test]
    fn the_words_of_a_version_end_where_the_next_one_begins() {
        assert_eq!(section(CHANGELOG, "1.10.0"), Ok("### Added\n\n- Two.".to_owned()));
        assert_eq!(section(CHANGELOG, "1.1.0"), Ok("One.".to_owned()));
    }

    #[test]
    fn a_version_of_which_nothing_is_said_is_refused() {
        let version = || "1.0.0".to_owned();
        assert_eq!(section(CHANGELOG, "1.0.0"), Err(Refusal::NothingSaid { version: version() }));
        let version = || "1.1".to_owned();
        assert_eq!(section(CHANGELOG, "1.1"), Err(Refusal::NotInChangelog { version: version() }));
    }

    #[test]
    fn words_that_are_of_no_version_are_not_left_behind() {
        let changelog = CHANGELOG.replace("## [Unreleased]\n", "## [Unreleased]\n\n- Three.\n");
        let refused = section(&changelog, "1.10.0");
        assert_eq!(refused, Err(Refusal::LeftUnreleased { version: "1.10.0".to_owned() }));
    }

    #[test]
    fn this_version_is_in_the_changelog() {
        let changelog = include_str!("../../../../CHANGELOG.md");
        let section = below(changelog, env!("CARGO_PKG_VERSION")).unwrap_or_default();
        assert!(!section.is_empty(), "CHANGELOG.md says nothing of the version in Cargo.toml");
    }
}
