//! The page's markup, rendered natively: what a browser gets before any script runs.

use consultation::content::page::Page;
use consultation::text::wording::Wording;
use have_your_say::runtime::Runtime;
use have_your_say::view::page::page as draw;
use leptos::prelude::*;
use serde_json::Value;

const CONTENT: &str = include_str!("../public/content/en-NZ.json");
const UPDATES: &str = include_str!("../public/content/en-NZ.updates.json");
const WORDING: &str = include_str!("../public/content/en-NZ.wording.json");

fn html_at(moment: &str) -> String {
    drawn(moment, "", "")
}

/// The page with more in its consultation, and more in its data.
fn drawn(moment: &str, consultation: &str, more: &str) -> String {
    of_content(&CONTENT.replace("\"consultation\": {", &format!("\"consultation\": {{{consultation}")), moment, more)
}

fn of_content(content: &str, moment: &str, more: &str) -> String {
    let wording = Wording::parse(WORDING).expect("the shipped wording is right");
    let wording: Value = wording.texts().collect();
    let json = format!(
        r#"{{"content": {content}, "updates": {UPDATES}, "wording": {wording}, "rendered_at": "{moment}", {more}
            "config": {{"address": "https://consultation.example/", "security_contact": "mailto:s@agency.example",
                "submission_endpoint": "https://intake.example/s", "feedback_endpoint": "/f"}}}}"#
    );
    let page: &'static Page = Box::leak(Box::new(Page::parse(&json).expect("the shipped content is right")));
    Owner::new().with(|| draw(page, Runtime::new(page)).to_html())
}

#[test]
fn the_form_posts_by_itself_to_the_configured_endpoint() {
    let html = html_at("2022-08-01T09:00:00+12:00");
    assert!(html.contains(r#"method="post""#) && html.contains(r#"action="https://intake.example/s""#), "{html}");
    assert!(html.contains(r#"name="revision""#), "{html}");
}

#[test]
fn after_the_closing_moment_the_form_is_hidden_and_waits_for_those_who_have_a_draft() {
    let html = html_at("2022-08-23T17:00:00+12:00");
    assert!(html.contains("Closed at 5.00pm on Tuesday 23 August 2022"), "{html}");
    let form = html.split('<').find(|tag| tag.contains(r#"class="say""#)).expect("it waits");
    assert!(form.contains("hidden"), "{form}");
}

/// What is true for a while only, as the page says it.
const FOR_A_WHILE: [&str; 4] = ["Open now", "Not yet open", ">Upcoming<", ">Under way<"];

#[test]
fn a_file_that_lies_somewhere_says_nothing_that_is_true_for_a_while_only() {
    let opens = r#""opens": "2022-08-01T09:00:00+12:00","#;
    for (moment, says) in
        [("2022-07-01T09:00:00+12:00", "Opens at 9.00am"), ("2022-08-01T09:00:00+12:00", "Closes at 5.00pm")]
    {
        let html = drawn(moment, opens, "");
        assert!(html.contains(says), "{html}");
        assert_eq!(FOR_A_WHILE.map(|words| html.contains(words)), [false; 4], "{moment}: {html}");
    }
}

#[test]
fn a_page_that_is_sent_in_its_stage_alone_says_it() {
    let html = drawn("2022-08-01T09:00:00+12:00", "", r#""is_current": true,"#);
    assert!(html.contains(r#"<strong class="stage-name">Open now</strong>"#), "{html}");
}

#[test]
fn before_it_opens_the_form_is_there_for_those_to_whom_nobody_tells_the_time() {
    let html = drawn("2022-07-01T09:00:00+12:00", r#""opens": "2022-08-01T09:00:00+12:00","#, "");
    let form = html.split('<').find(|tag| tag.contains(r#"class="say""#)).expect("it is there");
    assert!(!form.contains("hidden"), "{form}");
}

#[test]
fn once_the_drafts_have_ended_too_there_is_no_form_for_submissions() {
    let html = html_at("2022-09-22T17:00:00+12:00");
    assert!(!html.contains("submission--form"), "{html}");
    assert!(html.contains("submission--outcome"), "the receipt of an earlier visit has its place: {html}");
    assert!(html.contains("feedback--form"), "{html}");
}

#[test]
fn the_ids_of_both_forms_are_left_for_the_loader_to_make() {
    let html = html_at("2022-08-01T09:00:00+12:00");
    let ids: Vec<&str> = html.split("<input").filter(|input| input.contains(r#"name="id""#)).collect();
    assert_eq!(ids.len(), 2, "{html}");
    assert!(ids.iter().all(|id| id.contains(r#" value="">"#) && id.contains(" hidden")), "{ids:?}");
}

#[test]
fn every_textarea_is_prerendered_empty() {
    let html = html_at("2022-08-01T09:00:00+12:00");
    let textareas: Vec<&str> = html.split("<textarea").skip(1).collect();
    assert_eq!(textareas.len(), 11);
    assert!(textareas.iter().all(|textarea| textarea.contains("></textarea>")), "{html}");
}

#[test]
fn words_in_te_reo_carry_their_language() {
    let html = html_at("2022-08-01T09:00:00+12:00");
    assert!(html.contains(r#"<span lang="mi">Aotearoa</span>"#), "{html}");
}

/// The page in a content that goes through every stage.
fn on_the_way_to_the_adoption(moment: &str) -> String {
    let mut content: Value = serde_json::from_str(CONTENT).expect("it is JSON");
    let added: Value = serde_json::from_str(include_str!("fixtures/to-the-adoption.json")).expect("it is JSON");
    content["consultation"] = added["consultation"].clone();
    let sections = content["sections"].as_array_mut().expect("it is a list");
    for section in sections {
        if let Some(say) = section.get_mut("have_your_say").and_then(Value::as_object_mut) {
            say.extend(added["have_your_say"].as_object().expect("it is one").clone());
        }
    }
    of_content(&content.to_string(), moment, r#""is_current": true,"#)
}

#[test]
fn what_came_of_it_is_told_by_chapter_with_counts() {
    let shown = on_the_way_to_the_adoption("2022-10-29T09:00:00+13:00");
    let told = [
        "We asked, you said, we did",
        "Submissions: 1,412",
        "Submissions about this: 871",
        "We asked",
        "How should states ask",
        "You said",
        "dual criminality",
        "We did",
        "no crime at home",
        "What we did otherwise, and why",
        "a court decide",
        "Submissions about this: 96",
        "What comes next",
        "Vienna",
        "What we asked, as it stood while the consultation was open",
    ];
    let (_, mut rest) = shown.split_once("id=\"have-your-say\"").expect("the page has the section");
    for words in told {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("“{words}” follows: {shown}")).1;
    }
}

#[test]
fn a_text_that_looks_ahead_to_a_meeting_says_when_it_was_written() {
    let html = html_at("2022-08-01T09:00:00+12:00");
    assert!(html.contains("What stands here about it was written before, on 29 April 2022."), "{html}");
    assert!(!html_at("2022-05-29T09:00:00+12:00").contains("was written before"));
}
