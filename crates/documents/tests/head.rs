//! What the published page says of itself in its `head`.

mod common;

use common::{shipped, site};
use consultation::text::language::Language;
use documents::head;
use serde_json::{Value, json};

fn structured_data(head: &str) -> Value {
    let (_, json) = head.split_once(r#"<script type="application/ld+json">"#).expect("it has structured data");
    serde_json::from_str(json.split_once("</script>").expect("it ends").0).expect("it is JSON")
}

#[test]
fn the_head_is_this() {
    let head = head(&shipped(), &site(), &[]);
    let (elements, _) = head.split_once("<script").expect("structured data comes last");
    let expected = r##"<title>United Nations Cybercrime Treaty – Department of the Prime Minister and Cabinet</title>
<meta name="description" content="What the United Nations cybercrime treaty is, how the negotiations are tracking, and how to have your say on New Zealand’s position.">
<link rel="canonical" href="https://agency.example/treaty/">
<meta property="og:type" content="website">
<meta property="og:title" content="United Nations Cybercrime Treaty">
<meta property="og:description" content="What the United Nations cybercrime treaty is, how the negotiations are tracking, and how to have your say on New Zealand’s position.">
<meta property="og:url" content="https://agency.example/treaty/">
<meta property="og:site_name" content="Department of the Prime Minister and Cabinet">
<meta property="og:locale" content="en_NZ">
<meta property="og:image" content="https://agency.example/treaty/social.png">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="Department of the Prime Minister and Cabinet. United Nations Cybercrime Treaty. Closes at 5.00pm on Tuesday 23 August 2022, New Zealand time.">
<meta name="twitter:card" content="summary_large_image">
<link rel="alternate" type="application/atom+xml" href="feed.xml" title="United Nations Cybercrime Treaty (Atom)">
<link rel="alternate" type="application/feed+json" href="feed.json" title="United Nations Cybercrime Treaty (JSON Feed)">
<link rel="alternate" type="text/calendar" href="calendar.ics" title="United Nations Cybercrime Treaty (iCalendar)">
<link rel="manifest" href="site.webmanifest">
<link rel="icon" type="image/svg+xml" href="icon.svg">
<link rel="alternate icon" type="image/png" sizes="192x192" href="icon-192.png">
<link rel="apple-touch-icon" sizes="180x180" href="apple-touch-icon.png">
<meta name="theme-color" content="#12436d">
"##;
    assert_eq!(elements, expected);
}

#[test]
fn search_engines_learn_who_publishes_the_page_and_when_it_changed() {
    let data = structured_data(&head(&shipped(), &site(), &[]));
    let page = &data["@graph"][1];
    assert_eq!(page["@type"], "WebPage");
    assert_eq!(page["dateModified"], "2022-07-15T09:30:00+12:00");
    assert_eq!(page["inLanguage"], "en-NZ");
    assert_eq!(page["publisher"]["@id"], data["@graph"][0]["@id"]);
    assert_eq!(data["@graph"][0]["@type"], "GovernmentOrganization");
}

#[test]
fn the_open_period_starts_when_the_consultation_opens() {
    let mut page = shipped();
    let period = |page: &consultation::content::page::Page| {
        let data = structured_data(&head(page, &site(), &[]));
        json!([data["@graph"][2]["startDate"], data["@graph"][2]["endDate"]])
    };
    assert_eq!(period(&page), json!(["2022-04-29T09:00:00+12:00", "2022-08-23T17:00:00+12:00"]));
    page.content.consultation.opens = "2022-07-18T09:00:00+12:00".parse().ok();
    assert_eq!(period(&page), json!(["2022-07-18T09:00:00+12:00", "2022-08-23T17:00:00+12:00"]));
}

#[test]
fn every_language_of_the_page_is_named_with_its_own_address_and_the_first_for_everybody_else() {
    let [english, pseudo] = ["en-NZ", "en-XA"].map(|tag| Language::try_from(tag.to_owned()).expect("it is a language"));
    let head = head(&shipped(), &site(), &[(&english, site()), (&pseudo, site().below("en-xa/"))]);
    let alternates: Vec<&str> = head.lines().filter(|line| line.contains("hreflang")).collect();
    let expected = [
        r#"<link rel="alternate" hreflang="en-NZ" href="https://agency.example/treaty/">"#,
        r#"<link rel="alternate" hreflang="en-XA" href="https://agency.example/treaty/en-xa/">"#,
        r#"<link rel="alternate" hreflang="x-default" href="https://agency.example/treaty/">"#,
    ];
    assert_eq!(alternates, expected);
}

#[test]
fn a_page_in_one_language_names_no_other() {
    let english = Language::try_from("en-NZ".to_owned()).expect("it is a language");
    assert!(!head(&shipped(), &site(), &[(&english, site())]).contains("hreflang"));
}
