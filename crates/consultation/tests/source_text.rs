//! The published content says every sentence of the original page, in its order. `source-page.txt` beside this file is
//! the text of that page as it was taken from the web, without its links and mail addresses; it is never edited.

mod common;

use common::{shipped, wording};
use consultation::content::Content;
use consultation::content::section::{HaveYourSay, Meeting, PastConsultation, Section, Timeline};
use consultation::form::Form;
use consultation::form::kind::Kind;
use consultation::form::question::Question;
use consultation::text::rich_text::{Block, RichText};
use consultation::text::wording::{Phrase, Wording};

const SOURCE: &str = include_str!("source-page.txt");

/// A sentence of the original page that is said in other words.
struct Change {
    original: &'static str,
    now: &'static str,
    why: &'static str,
}

const LINK_WORDS: &str = "links say where they lead, never “here”";
const LOST_ADDRESS: &str = "the mail address was lost, and there is a form now";

/// Every change, in the order of the original page.
const CHANGES: [Change; 6] = [
    Change {
        original: "The above documents, as well as the report of the first session, can be found on the \
                   United Nations Office of Drugs and Crime (UNODC) website here.",
        now: "The above documents, as well as the report of the first session, can be found on the \
              United Nations Office of Drugs and Crime (UNODC) website.",
        why: LINK_WORDS,
    },
    Change {
        original: "You can read the results here.",
        now: "Read the results of the October 2021 consultation.",
        why: LINK_WORDS,
    },
    Change {
        original: "You can read the results here.",
        now: "Read the results of the May 2022 consultation.",
        why: LINK_WORDS,
    },
    Change {
        original: "You can read a summary of the feedback and how we used it during the 2nd session here.",
        now: "You can read a summary of the feedback and how we used it during the 2nd session.",
        why: LINK_WORDS,
    },
    Change {
        original: "You can view New Zealand’s written statement here.",
        now: "You can view New Zealand’s written statement on the committee’s website.",
        why: LINK_WORDS,
    },
    Change {
        original: "Please send your submission to by 23 August 5.00pm.",
        now: "Please send your submission to negotiating-team@agency.example by 23 August 5.00pm, \
              or use the form on this page.",
        why: LOST_ADDRESS,
    },
];

/// Sentences of the original page that the page's frame says, from the wording and the data, in places of its own.
const SAID_BY_THE_FRAME: [&str; 3] = ["Back to top anchor", "Last updated:", "Friday, 29 April 2022"];

#[test]
fn every_sentence_of_the_original_page_is_said_in_its_order() {
    let page = texts(&shipped(), &wording()).join("\n");
    let (mut rest, mut missing) = (page.as_str(), Vec::new());
    for sentence in sentences_now() {
        match rest.split_once(sentence.as_str()) {
            Some((_, after)) => rest = after,
            None => missing.push(sentence),
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_change_is_of_a_sentence_that_the_original_page_has() {
    let mut originals = sentences(SOURCE).into_iter();
    for Change { original, why, .. } in CHANGES {
        assert!(originals.any(|sentence| sentence == original), "“{original}” (changed because {why})");
    }
}

#[test]
fn the_frame_says_the_rest() {
    let (content, wording) = (shipped(), wording());
    let originals = sentences(SOURCE);
    assert!(SAID_BY_THE_FRAME.iter().all(|said| originals.contains(&(*said).to_owned())));
    let [to_top, last_updated, day] = SAID_BY_THE_FRAME;
    // The original names the place that the link leads to; the link says what it does.
    assert_eq!(wording.text(Phrase::BackToTop), to_top.trim_end_matches(" anchor"));
    assert_eq!(wording.text(Phrase::LastUpdated), last_updated);
    // The original says this day above facts of 15 July, and looks ahead to a meeting that its own facts say is over. So it
    // stands beside that text, as the day on which it was written. The government writes no comma behind the weekday.
    let written = content.sections.iter().find_map(|section| match section {
        Section::Timeline(timeline) => timeline.sessions.iter().find_map(|meeting| meeting.written),
        _ => None,
    });
    assert_eq!(written.map(|written| wording.weekday_and_day(written)), Some(day.replace(',', "")));
    assert_eq!(wording.weekday_and_day(content.updated), "Friday 15 July 2022");
}

#[test]
fn the_original_page_is_split_into_its_sentences() {
    let originals = sentences(SOURCE);
    for sentence in [
        "What is the UN cybercrime treaty and why does it matter to New Zealand?",
        "This document will serve as a guide for future negotiating sessions.",
        "Mechanism for implementation",
        "The OIA says information shall be made available unless there is a good reason for withholding it.",
        "Please send your submission to by 23 August 5.00pm.",
    ] {
        assert!(originals.contains(&sentence.to_owned()), "“{sentence}” is not one of {originals:#?}");
    }
    assert_eq!(originals.len(), 68);
}

/// The sentences that the content must say: the original ones, with the changes made.
fn sentences_now() -> Vec<String> {
    let mut changes = CHANGES.iter().peekable();
    let said = sentences(SOURCE).into_iter().filter(|sentence| !SAID_BY_THE_FRAME.contains(&sentence.as_str()));
    said.map(|sentence| match changes.next_if(|change| change.original == sentence) {
        Some(change) => change.now.to_owned(),
        None => sentence,
    })
    .collect()
}

/// Splits a text at line ends, and behind the marks that end a sentence; the marks of list items are left out.
fn sentences(text: &str) -> Vec<String> {
    text.lines().flat_map(|line| sentences_of_line(&plain_spaces(without_list_mark(line)))).collect()
}

fn without_list_mark(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || "•.".contains(c))
}

fn sentences_of_line(line: &str) -> Vec<String> {
    let marked = line.replace(". ", ".\n").replace("? ", "?\n").replace("! ", "!\n");
    marked.lines().map(str::to_owned).collect()
}

fn plain_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that can be read on the page, in the order in which the page draws it.
fn texts(content: &Content, wording: &Wording) -> Vec<String> {
    let opening = [plain(&content.title), plain(&content.subtitle)];
    let contact = [plain(&content.contact.text)];
    let sections = content.sections.iter().flat_map(|section| {
        let title = [plain(section.title())];
        title.into_iter().chain(section_texts(section, wording))
    });
    opening.into_iter().chain(blocks(&content.lead)).chain(contact).chain(sections).collect()
}

fn section_texts(section: &Section, wording: &Wording) -> Vec<String> {
    match section {
        Section::Prose(prose) => blocks(&prose.blocks),
        Section::Timeline(timeline) => timeline_texts(timeline, wording),
        Section::PastConsultations(past) => past.consultations.iter().flat_map(past_texts).collect(),
        Section::HaveYourSay(say) => say_texts(say),
        Section::Updates(section) => blocks(&section.introduction),
        Section::Feedback(feedback) => [blocks(&feedback.introduction), form_texts(&feedback.form)].concat(),
    }
}

fn timeline_texts(timeline: &Timeline, wording: &Wording) -> Vec<String> {
    let meetings = timeline.sessions.iter().flat_map(|meeting| meeting_texts(meeting, wording));
    meetings.chain(blocks(&timeline.closing)).collect()
}

fn meeting_texts(meeting: &Meeting, wording: &Wording) -> Vec<String> {
    let heading = vec![plain(&meeting.name), meeting.city.clone()];
    let lead = (!meeting.outcomes.is_empty()).then(|| wording.text(Phrase::Outcomes).to_owned());
    let outcomes = lead.into_iter().chain(meeting.outcomes.iter().map(plain)).collect();
    [heading, blocks(&meeting.summary), outcomes, blocks(&meeting.documents)].concat()
}

fn past_texts(past: &PastConsultation) -> Vec<String> {
    [vec![plain(&past.name)], blocks(&past.about), vec![plain(&past.results)]].concat()
}

/// While the consultation is open, as the original page was.
fn say_texts(say: &HaveYourSay) -> Vec<String> {
    let start = say.before_you_start.iter().map(plain).collect();
    [start, blocks(&say.introduction), form_texts(&say.form), blocks(&say.deadline)].concat()
}

fn form_texts(form: &Form) -> Vec<String> {
    let parts = form.parts.iter().flat_map(|part| {
        let questions = part.questions.iter().flat_map(question_texts);
        let above = [blocks(&part.introduction), blocks(&part.warning)].concat();
        part.title.clone().into_iter().chain(above).chain(questions)
    });
    let needed = form.at_least_one.iter().map(|one| plain(&one.said));
    needed.chain(parts).chain([form.submit.clone()]).collect()
}

fn question_texts(question: &Question) -> Vec<String> {
    let statement = match &question.kind {
        Kind::Declaration(declaration) => Some(plain(&declaration.statement)),
        _ => None,
    };
    let choices = question.kind.choices().iter().map(|choice| plain(&choice.label));
    let label_and_hint = [plain(&question.label)].into_iter().chain(question.hint.as_ref().map(plain));
    label_and_hint.chain(choices).chain(statement).collect()
}

fn blocks(blocks: &[Block]) -> Vec<String> {
    let texts = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(text) => vec![plain(text)],
        Block::List(items) | Block::NumberedList(items) => items.iter().map(plain).collect(),
    });
    texts.collect()
}

fn plain(text: &RichText) -> String {
    plain_spaces(&text.plain())
}
