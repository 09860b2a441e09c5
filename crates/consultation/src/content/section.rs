//! The sections of the page. A new kind starts here, and the compiler then names the places that must draw it.

use std::sync::Arc;

use crate::content::report::Report;
use crate::form::Form;
use crate::id::Id;
use crate::text::rich_text::{Block, RichText};
use crate::time::day::Day;
use crate::{read_kinds, read_object};

/// One section of the page.
///
/// Each kind has its own file under `src/sections/`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Section {
    /// Text.
    Prose(Prose),
    /// Meetings in the order of time.
    Timeline(Timeline),
    /// Consultations that are over, with their results.
    PastConsultations(PastConsultations),
    /// The consultation of this page, with its form.
    HaveYourSay(HaveYourSay),
    /// What changed on the page, and when; the entries are those of the list of updates.
    Updates(UpdatesSection),
    /// “Help us improve”.
    Feedback(Feedback),
}

/// A section of text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Prose {
    /// Its place in the page's address.
    pub id: Id,
    /// Its heading.
    pub title: RichText,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A section of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// Its place in the page's address.
    pub id: Id,
    /// Its heading.
    pub title: RichText,
    /// The meetings, oldest first.
    pub sessions: Vec<Meeting>,
    /// What is said after them.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub closing: Vec<Block>,
}

/// A meeting of the committee.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meeting {
    /// Its name.
    pub name: RichText,
    /// Where it meets.
    pub city: String,
    /// Its first day.
    pub first_day: Day,
    /// Its last day.
    pub last_day: Day,
    /// What it is about.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub summary: Vec<Block>,
    /// The day on which that was written, where it looks ahead: once the meeting has begun, the page says that day.
    pub written: Option<Day>,
    /// What came of it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub outcomes: Vec<RichText>,
    /// Where to read more: usually links.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub documents: Vec<Block>,
}

/// A section of consultations that are over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PastConsultations {
    /// Its place in the page's address.
    pub id: Id,
    /// Its heading.
    pub title: RichText,
    /// The consultations, oldest first.
    pub consultations: Vec<PastConsultation>,
}

/// A consultation that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PastConsultation {
    /// Its name.
    pub name: RichText,
    /// The day it opened, where known.
    pub opened: Option<Day>,
    /// The day it closed, where known.
    pub closed: Option<Day>,
    /// What it was about.
    pub about: Vec<Block>,
    /// What came of it: usually a link.
    pub results: RichText,
    /// What came of it, in full: what was said of it while it was the page's own consultation.
    pub report: Option<Arc<Report>>,
}

/// The consultation of this page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HaveYourSay {
    /// Its place in the page's address.
    pub id: Id,
    /// Its heading.
    pub title: RichText,
    /// What is asked, and why: whole, and folded away until a reader opens it.
    pub introduction: Vec<Block>,
    /// A few short lines: what is asked, how long that takes, what becomes of it. The page adds until when it can be sent,
    /// and where a draft is kept.
    pub before_you_start: Vec<RichText>,
    /// The document that people are asked about: usually a link, or that there is none.
    pub document: RichText,
    /// How submissions are read: by whom, with which software, where they lie, what is taken out, what is published.
    pub reading: Vec<Block>,
    /// How and until when to send it, shown while it is open.
    pub deadline: Vec<Block>,
    /// What is said before it opens.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub before: Vec<Block>,
    /// What is said after it closed, until there is a report.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub after: Vec<Block>,
    /// What came of it, once there is something to say.
    pub report: Option<Arc<Report>>,
    /// What is said once what was negotiated is adopted: where it can be read, and what comes next.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub adopted: Vec<Block>,
    /// What is asked.
    pub form: Arc<Form>,
}

/// The section that shows the published revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UpdatesSection {
    /// Its place in the page's address.
    pub id: Id,
    /// Its heading.
    pub title: RichText,
    /// What is said before the list.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub introduction: Vec<Block>,
}

/// A short form about the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Feedback {
    /// Its place in the page's address.
    pub id: Id,
    /// Its heading.
    pub title: RichText,
    /// Why it is asked.
    pub introduction: Vec<Block>,
    /// What is asked.
    pub form: Arc<Form>,
}

impl Section {
    /// Its place in the page's address.
    pub fn id(&self) -> &Id {
        match self {
            Section::Prose(section) => &section.id,
            Section::Timeline(section) => &section.id,
            Section::PastConsultations(section) => &section.id,
            Section::HaveYourSay(section) => &section.id,
            Section::Updates(section) => &section.id,
            Section::Feedback(section) => &section.id,
        }
    }

    /// The name of its kind in a content file.
    pub fn kind(&self) -> &'static str {
        match self {
            Section::Prose(_) => "prose",
            Section::Timeline(_) => "timeline",
            Section::PastConsultations(_) => "past_consultations",
            Section::HaveYourSay(_) => "have_your_say",
            Section::Updates(_) => "updates",
            Section::Feedback(_) => "feedback",
        }
    }

    /// Its heading.
    pub fn title(&self) -> &RichText {
        match self {
            Section::Prose(section) => &section.title,
            Section::Timeline(section) => &section.title,
            Section::PastConsultations(section) => &section.title,
            Section::HaveYourSay(section) => &section.title,
            Section::Updates(section) => &section.title,
            Section::Feedback(section) => &section.title,
        }
    }

    /// Its form, where it has one.
    pub fn form(&self) -> Option<&Arc<Form>> {
        match self {
            Section::HaveYourSay(section) => Some(&section.form),
            Section::Feedback(section) => Some(&section.form),
            Section::Prose(_) | Section::Timeline(_) | Section::PastConsultations(_) | Section::Updates(_) => None,
        }
    }
}

read_kinds!(Section {
    "prose" => Prose,
    "timeline" => Timeline,
    "past_consultations" => PastConsultations,
    "have_your_say" => HaveYourSay,
    "updates" => Updates,
    "feedback" => Feedback,
});
read_object!(Prose { id, title, blocks; });
read_object!(Timeline { id, title, sessions; closing });
read_object!(Meeting { name, city, first_day, last_day; summary, written, outcomes, documents });
read_object!(PastConsultations { id, title, consultations; });
read_object!(PastConsultation { name, about, results; opened, closed, report });
read_object!(HaveYourSay {
    id, title, introduction, before_you_start, document, reading, deadline, form;
    before, after, report, adopted
});
read_object!(UpdatesSection { id, title; introduction });
read_object!(Feedback { id, title, introduction, form; });
