//! What a form is for. Each purpose has its own path and its own form in the content.

use std::sync::Arc;

use consultation::content::Content;
use consultation::content::section::Section;
use consultation::form::Form;
use consultation::text::rich_text::RichText;

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Purpose {
    /// Having one's say.
    #[value(name = "submissions")]
    Submission,
    /// Saying how the page itself could be better.
    #[value(name = "feedback")]
    Feedback,
}

impl Purpose {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Submission => "submission",
            Purpose::Feedback => "feedback",
        }
    }

    /// Where it is posted to; the receipt is below.
    pub fn path(self) -> &'static str {
        match self {
            Purpose::Submission => "/api/submissions",
            Purpose::Feedback => "/api/feedback",
        }
    }

    /// Its form. Content may do without feedback.
    pub fn form(self, content: &Content) -> Option<&Form> {
        match self {
            Purpose::Submission => Some(&content.have_your_say().form),
            Purpose::Feedback => content.feedback_form().map(Arc::as_ref),
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
}
