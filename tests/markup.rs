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
    let wording = Wording::parse(WORDING).expect("the shipped wording is right");
    let wording: Value = wording.texts().collect();
    let json = format!(
        r#"{{"content": {CONTENT}, "updates": {UPDATES}, "wording": {wording}, "rendered_at": "{moment}",
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
fn after_the_closing_moment_there_is_no_form_for_submissions() {
    let html = html_at("2022-08-23T17:00:00+12:00");
    assert!(html.contains("Closed at 5.00pm on Tuesday, 23 August 2022"), "{html}");
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
