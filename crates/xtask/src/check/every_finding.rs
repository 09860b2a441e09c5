//! Breaks a copy of the shipped files in every way that the check knows, and looks where it says so. Changes nothing in
//! `public/`. Most of it is one table, which is read as a whole.

use std::fs;
use std::path::Path;

use super::finding::{Finding, Place};
use super::{files, findings_in};

/// A way to break a file.
struct Break {
    file: &'static str,
    /// What is replaced, where it stands first.
    before: &'static str,
    after: &'static str,
    /// How the file goes on from the line and column of the finding.
    place: &'static str,
    /// What the finding says.
    message: &'static str,
}

const CONTENT: &str = "content/en-NZ.json";
const UPDATES: &str = "content/en-NZ.updates.json";
const WORDING: &str = "content/en-NZ.wording.json";
const LANGUAGES: &str = "content/languages.json";
const CONFIG: &str = "config.json";

const fn broken(
    file: &'static str,
    before: &'static str,
    after: &'static str,
    place: &'static str,
    message: &'static str,
) -> Break {
    Break { file, before, after, place, message }
}

/// Ways that leave one another alone, so that one run finds all of them.
const TOGETHER: [Break; 46] = [
    // Not JSON.
    broken(
        CONTENT,
        "\"revision\": 1,\n",
        "\"revision\": 1\n",
        "\n  \"updated\"",
        "a comma is missing at the end of this line",
    ),
    broken(CONTENT, "\"email\": {}}\n", "\"email\": {}},\n", ",\n", "this comma is one too many"),
    broken(CONTENT, "{\n", "{ // Our words\n", "// Our words\n", "JSON has no comments"),
    broken(CONTENT, "\"Help us improve DPMC\"", "“Help us improve DPMC”", "“Help", "here stands “ where JSON needs"),
    // Another shape.
    broken(CONTENT, "\"summary\"", "\"sumary\"", "\"sumary\": [", "the field “sumary” is unknown here"),
    broken(CONTENT, "\"2022-07-15\"", "\"15 July\"", "\"15 July\"", "“15 July” is not a day"),
    broken(CONTENT, "\"submit\": \"Send feedback\",", "", "{\n          \"one_press\"", "this is missing"),
    // No sense.
    broken(
        CONTENT,
        "{\"closes\":",
        "{\"opens\": \"2022-08-24T17:00:00+12:00\", \"closes\":",
        "\"2022-08-23T17:00:00+12:00\"}",
        "opens at or after the moment when it closes",
    ),
    broken(
        CONTENT,
        "\"id\": \"past-consultations\"",
        "\"id\": \"stay-up-to-date\"",
        "\"stay-up-to-date\",\n        \"title\": \"Past",
        "is used twice",
    ),
    broken(
        CONTENT,
        "\"id\": \"on-preamble\"",
        "\"id\": \"about-you\"",
        "\"about-you\",\n              \"title\": \"Preamble\"",
        "is used twice",
    ),
    broken(
        CONTENT,
        "\"id\": \"withhold-why\"",
        "\"id\": \"withhold-what\"",
        "\"withhold-what\",\n                  \"label\": \"Why",
        "is used twice",
    ),
    broken(CONTENT, "\"id\": \"before-you-send\"", "\"id\": \"main\"", "\"main\"", "one that the page itself uses"),
    broken(
        CONTENT,
        "{\"question\": \"responding-as\"",
        "{\"question\": \"responding-us\"",
        "\"responding-us\"",
        "is shown after “responding-us”",
    ),
    broken(CONTENT, "\"is\": [\"no\"]", "\"is\": [\"never\"]", "\"never\"", "is shown after the answer “never”"),
    broken(
        CONTENT,
        "{\"question\": \"useful\", \"is\": [\"yes\"]}",
        "{\"question\": \"useful\", \"is\": []}",
        "[]}",
        "is never shown",
    ),
    broken(
        CONTENT,
        "                \"preamble\",\n",
        "                \"preambel\",\n",
        "\"preambel\"",
        "“at_least_one” in the form of “have-your-say” names “preambel”",
    ),
    broken(
        CONTENT,
        "\"names\": [\"full-name\", \"org",
        "\"names\": [\"full-name\", \"org-",
        "\"org-anisation-name\"",
        "“publication” in the form",
    ),
    broken(
        CONTENT,
        "\"private\": [\"email\", ",
        "\"private\": [",
        "{\"email\": {}",
        "this would be published with the other",
    ),
    broken(
        CONTENT,
        "\"nothing\": \"do-not-publish\"",
        "\"nothing\": \"never\"",
        "\"never\",\n            \"names\"",
        "“publication” in the form",
    ),
    broken(
        CONTENT,
        "\"one_press\": \"useful\"",
        "\"one_press\": \"what-went-wrong\"",
        "\"what-went-wrong\",\n          \"parts\"",
        "“one_press” in the form",
    ),
    broken(
        CONTENT,
        "\"last_day\": \"2022-06-10\"",
        "\"last_day\": \"2022-05-01\"",
        "\"2022-05-01\"",
        "the meeting in Vienna ends before it starts",
    ),
    broken(
        CONTENT,
        "\"max_characters\": 4000",
        "\"max_characters\": 0",
        "0, \"rows\"",
        "“withhold-what” accepts nothing",
    ),
    broken(
        CONTENT,
        "\"max_characters\": 20000",
        "\"max_characters\": 200000",
        "[\n            {\n              \"id\": \"about-you\"",
        "characters in all; the most is",
    ),
    broken(
        CONTENT,
        "[{\"value\": \"no\", \"label\": \"No\"}, {\"value\": \"yes\"",
        "[{\"value\": \"yes\"",
        "[{\"value\": \"yes\", \"label\": \"Yes\"}]}",
        "“withhold” offers too few answers",
    ),
    broken(
        CONTENT,
        "{\"value\": \"organisation\"",
        "{\"value\": \"individual\"",
        "\"individual\", \"label\": \"An organisation\"",
        "offers “individual” twice",
    ),
    broken(
        CONTENT,
        "\"value\": \"with-my-name\"",
        "\"value\": \"hint\"",
        "\"hint\", \"label\"",
        "uses beside a question",
    ),
    // Not what people can read.
    broken(CONTENT, "\"label\": \"Full name\"", "\"label\": \" \"", "\" \",", "this text is blank"),
    broken(CONTENT, "\"hapū\"", "\"hapu\u{304}\"", "\"hapu\u{304}\"", "not in NFC"),
    broken(CONTENT, "\"mailto:negotiating-team@", "\"mailto:team@", "\"mailto:team@", "is not to contact.email"),
    broken(CONTENT, "\"text\": \"Govt.nz\"", "\"text\": \"here\"", "\"here\"", "does not say where it leads"),
    broken(CONTENT, "\"#have-your-say\"", "\"#have-your-sy\"", "\"#have-your-sy\"", "leads nowhere"),
    broken(
        CONTENT,
        "\"23 August 5.00pm\"",
        "\"24 August 5.00pm\"",
        "\"24 August",
        "does not say when submissions close",
    ),
    broken(CONTENT, "Every submission says", "Every whanau says", "whanau says", "“whanau” is te reo Māori"),
    // Other files.
    broken(UPDATES, "\"sha256\": \"", "\"sha256\": \"f", "\"f", "needs the SHA-256 of its content file"),
    broken(UPDATES, "{\n", "{\n  \"x\": 1,\n", "\"x\": 1", "the field “x” is unknown here"),
    broken(WORDING, "\"skip_to_content\": \"", "\"skip_to_content\": \"{x}", "\"{x}", "has no value for {x}"),
    broken(WORDING, "\"on_this_page\": \"On this page\"", "\"on_this_page\": \"\"", "\"\"", "this is empty"),
    broken(WORDING, "\"preview\"", "\"prevue\"", "\"prevue\"", "the field “prevue” is unknown here"),
    broken(WORDING, "\"languages\": \"Languages\",", "", "{\n", "/languages: this is missing"),
    broken(LANGUAGES, "\"ltr\"", "\"up\"", "\"up\"", "“up” is not a direction"),
    broken(CONFIG, "\"/api/submissions\"", "\"ftp://a\"", "\"ftp://a\"", "cannot be an endpoint"),
    broken(CONFIG, "\"shows_answers\": true", "\"shows_answers\": \"yes\"", "\"yes\"", "this should be true or false"),
    broken(CONFIG, "\"as_of\"", "\"as_off\"", "\"as_off\"", "the field “as_off” is unknown here"),
    broken(
        CONFIG,
        "\"security_contact\": \"mailto:security@agency.example\",",
        "",
        "{\n",
        "/security_contact: this is missing",
    ),
    broken(CONFIG, "\"/api/feedback\"", "\"\"", "\"\"", "this text is blank"),
    broken(CONFIG, "{\n", "\u{feff}{\n", "{\n", "byte order mark"),
];

/// The settings rehearse a moment, and have keys that are used until 20 August 2022.
macro_rules! with_keys {
    ($as_of:literal) => {
        concat!(
            "\"as_of\": \"",
            $as_of,
            "\", \"sealing\": ",
            include_str!("../../../consultation/tests/fixtures/sealing.json")
        )
    };
}

/// What is said of a file that is right in everything else.
const ADVICE: [Break; 3] = [
    broken(
        CONTENT,
        "Your feedback is",
        "Your feedback in Ōpōtiki is",
        "Ōpōtiki is",
        "“Ōpōtiki” looks like te reo Māori",
    ),
    broken(
        CONTENT,
        "\"title\": \"Stay up to date\"",
        "\"title\": \"Stay up to date with everything that happens, and with everything that will happen next\"",
        "\"Stay up to date with",
        "shorten it",
    ),
    broken(CONTENT, "\"statements\"", "\"statements\"", "\"Privacy\"", "can be read from about"),
];

/// Ways that change what else is found.
const ALONE: [Break; 15] = [
    broken(
        CONFIG,
        "\"as_of\": \"2022-08-01T09:00:00+12:00\"",
        with_keys!("2022-08-20T00:00:00+12:00"),
        "\"2022-08-20T00:00:00+12:00\"\n}",
        "these keys are too old: it is 2022-08-20",
    ),
    broken(
        CONFIG,
        "\"as_of\": \"2022-08-01T09:00:00+12:00\"",
        with_keys!("2022-08-01T09:00:00+12:00"),
        "\"2022-08-20T00:00:00+12:00\"\n}",
        "these keys are too old before submissions close, which is 2022-08-23T17:00:00+12:00",
    ),
    broken(
        CONFIG,
        "\"as_of\"",
        "\"submission_service\": {\"preset\": \"power-automate\", \"headers\": {\"X-Name\": \"a\"}}, \"as_of\"",
        "{\"X-Name\"",
        "where nothing acknowledges, browsers send no headers",
    ),
    broken(CONTENT, "\"language\": \"en-NZ\"", "\"language\": \"en-AU\"", "\"en-AU\"", "named for the language en-NZ"),
    broken(
        CONTENT,
        "\"Pacific/Auckland\"",
        "\"Pacific/Aukland\"",
        "\"Pacific/Aukland\"",
        "no time zone “Pacific/Aukland”",
    ),
    broken(CONTENT, "17:00:00+12:00", "17:00:00+13:00", "\"2022-08-23T17:00:00+13:00\"", "does not have the offset"),
    broken(CONTENT, "\"have_your_say\": {", "\"have_our_say\": {", "{\n      \"have_our_say\"", "one of: prose"),
    broken(
        CONTENT,
        "\"title\": \"Privacy\",",
        "\"title\": \"Privacy,",
        "\"Privacy,",
        "no closing quotation mark on its line",
    ),
    broken(CONTENT, "harmonised", "harmonious", "\"", "the content has changed since revision 1"),
    broken(CONTENT, "\"revision\": 1", "\"revision\": 2", "1,", "the content is revision 2"),
    broken(
        CONTENT,
        "\"sections\": [\n",
        "\"sections\": [ {\"feedback\": {\"id\": \"a\", \"title\": \"A\", \"introduction\": [], \"form\": {\"parts\": [], \"submit\": \"S\", \"received\": {\"title\": \"R\"}}}},\n",
        "{\n        \"id\": \"help-us-improve\"",
        "can have one section",
    ),
    broken(
        CONTENT,
        "\"parts\": [\n            {\n              \"id\": \"about-this-page\"",
        "\"parts\": [], \"x\": [ {\"id\": \"y\"",
        "[], \"x\"",
        "asks nothing",
    ),
    broken(UPDATES, "\"revision\": 1", "\"revision\": 3", "3,", "does not follow the entry before it"),
    broken(
        LANGUAGES,
        "}\n  ]",
        "}, {\"tag\": \"en-nz\", \"name\": \"B\", \"direction\": \"ltr\"}\n  ]",
        "\"en-nz\"",
        "is there twice",
    ),
    broken(
        LANGUAGES,
        "\"tag\": \"en-NZ\"",
        "\"tag\": \"mi\"",
        "\"mi\"",
        "this language has no mi.json beside the list",
    ),
];

/// The shipped files after some edits: what is found in all of them, and the files.
fn found(edits: &[&Break]) -> (Vec<Finding>, tempfile::TempDir) {
    let root = tempfile::tempdir().expect("there is room for a folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = files(&shipped).expect("public/ is there");
    for file in &files {
        let copy = root.path().join(file);
        fs::create_dir_all(copy.parent().expect("it lies in a folder")).expect("it can be made");
        let mut text = fs::read_to_string(shipped.join(file)).expect("it is text");
        for edit in edits.iter().filter(|edit| file.ends_with(edit.file)) {
            assert!(text.contains(edit.before), "{} lacks {:?}", edit.file, edit.before);
            text = text.replacen(edit.before, edit.after, 1);
        }
        fs::write(copy, text).expect("it can be written");
    }
    let findings = files.iter().flat_map(|file| findings_in(root.path(), file).expect("it can be read")).collect();
    (findings, root)
}

/// How the file goes on from the place of a finding.
fn rest(root: &Path, finding: &Finding) -> String {
    let text = fs::read_to_string(root.join(&finding.file)).expect("it is text");
    let text = text.trim_start_matches('\u{feff}');
    let Place { line, column } = finding.place;
    let lines: Vec<&str> = text.split_inclusive('\n').skip(line - 1).collect();
    lines.concat().chars().skip(column - 1).collect()
}

#[track_caller]
fn assert_found(edit: &Break, findings: &[Finding], root: &Path) {
    let said = findings.iter().filter(|finding| finding.to_string().contains(edit.message));
    let said: Vec<(String, String)> =
        said.map(|finding| (finding.to_string(), rest(root, finding).chars().take(90).collect())).collect();
    let is_there = said.iter().any(|(_, rest)| rest.starts_with(edit.place));
    assert!(
        is_there,
        "“{}” is not said at {:?}, but {said:#?} of\n{:#?}",
        edit.message,
        edit.place,
        findings.iter().map(ToString::to_string).collect::<Vec<_>>()
    );
}

#[test]
fn each_finding_is_at_what_its_editor_changes() {
    for edit in TOGETHER.iter().chain(&ADVICE).chain(&ALONE) {
        let (findings, root) = found(&[edit]);
        assert_found(edit, &findings, root.path());
    }
}

#[test]
fn one_run_finds_everything_wherever_it_is() {
    let (findings, root) = found(&TOGETHER.iter().collect::<Vec<_>>());
    for edit in &TOGETHER {
        assert_found(edit, &findings, root.path());
    }
}
