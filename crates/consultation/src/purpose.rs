//! What a form is for. Each purpose has its own form in the content, its own endpoint, and its own names.

use std::sync::Arc;

use crate::content::Content;
#[cfg(not(target_family = "wasm"))]
use crate::content::config::service::Service;
use crate::content::config::{Config, Endpoint};
use crate::content::section::Section;
use crate::form::Form;
use crate::text::rich_text::RichText;

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Having one's say.
    Submission,
    /// Saying how the page itself could be better.
    Feedback,
}

impl Purpose {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Submission, Self::Feedback];

    /// The name in stored data, and before the ids of the form's own elements.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Submission => "submission",
            Purpose::Feedback => "feedback",
        }
    }

    /// Where the reference receiver takes it; the receipt is below.
    pub fn path(self) -> &'static str {
        match self {
            Purpose::Submission => "/api/submissions",
            Purpose::Feedback => "/api/feedback",
        }
    }

    /// Where the page posts it.
    pub fn endpoint(self, config: &Config) -> &Endpoint {
        match self {
            Purpose::Submission => &config.submission_endpoint,
            Purpose::Feedback => &config.feedback_endpoint,
        }
    }

    /// How the endpoint is spoken to; none where it speaks this page's own protocol.
    #[cfg(not(target_family = "wasm"))]
    pub fn service(self, config: &Config) -> Option<&Service> {
        let service = match self {
            Purpose::Submission => &config.submission_service,
            Purpose::Feedback => &config.feedback_service,
        };
        service.as_ref().filter(|service| !service.is_own_protocol())
    }

    /// Its form. Content may do without feedback.
    pub fn form(self, content: &Content) -> Option<&Arc<Form>> {
        match self {
            Purpose::Submission => Some(&content.have_your_say().form),
            Purpose::Feedback => content.feedback_form(),
        }
    }

    /// The heading of the section with its form.
    pub fn title(self, content: &Content) -> Option<&RichText> {
        let is_wanted = |section: &&Section| match section {
            Section::HaveYourSay(_) => self == Purpose::Submission,
            Section::Feedback(_) => self == Purpose::Feedback,
            Section::Prose(_) | Section::Timeline(_) | Section::PastConsultations(_) | Section::Updates(_) => false,
        };
        content.sections.iter().find(is_wanted).map(Section::title)
    }

    /// The id of an element of its form. Question ids cannot contain two hyphens, so nothing clashes.
    pub fn element_id(self, part: &str) -> String {
        [self.name(), "--", part].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts of addresses that EasyPrivacy's general rules stop, also on a page's own site.
    const STOPPED: [&str; 10] =
        ["/collect", "/track", "/beacon", "/log", "/analytics", "/pixel", "/event", "/stat", "/telemetry", "/metric"];

    #[test]
    fn no_path_is_one_that_blockers_of_trackers_stop() {
        for path in Purpose::ALL.map(Purpose::path) {
            assert!(!STOPPED.iter().any(|part| path.contains(part)), "{path}");
        }
    }
}
