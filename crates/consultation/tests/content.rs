//! The published content and wording can be read, and every way to break them is an error that says what is wrong.
//! The files are broken here by editing the published ones, never by hand-written copies that could grow stale.

mod common;

use common::{SHIPPED, SHIPPED_UPDATES, SHIPPED_WORDING, every_kind, id, shipped, wording};
use consultation::content::page::Page;
use consultation::content::stage::Stage;
use consultation::content::{Content, ContentError, ContentProblems, Fault};
use consultation::file::FileError;
use consultation::form::Form;
use consultation::json::{ShapeError, ShapeErrors};
use consultation::text::wording::{PHRASES, Wording};
use serde_json::{Value, json};

const CONFIG: &str = include_str!("../../../public/config.json");

/// A change to a file.
type Edit = fn(&mut Value);

/// A way to a part of a file.
type Place = fn(&mut Value) -> &mut Value;

fn value(json: &str) -> Value {
    serde_json::from_str(json).expect("it is JSON")
}

/// The published content after an edit, read again.
fn edited(edit: impl FnOnce(&mut Value)) -> Result<Content, ContentError> {
    let mut json = value(SHIPPED);
    edit(&mut json);
    Content::parse(&json.to_string())
}

#[test]
fn a_page_says_who_is_behind_it_and_how_it_is_read_or_is_no_page() {
    for name in ["privacy", "copyright", "accessibility", "about", "contact", "government", "return_address"] {
        let errors =
            shape_errors(|content| drop(content["statements"].as_object_mut().expect("it is one").remove(name)));
        assert_eq!(
            (errors[0].path.as_str(), errors[0].why.as_str()),
            (format!("/statements/{name}").as_str(), "this is missing")
        );
    }
}

/// Why the published content cannot be used after an edit.
fn broken(edit: impl FnOnce(&mut Value)) -> ContentError {
    edited(edit).expect_err("the edit breaks the content")
}

/// What does not make sense after an edit that leaves the content well formed.
fn problems(edit: impl FnOnce(&mut Value)) -> Vec<Fault> {
    match broken(edit) {
        ContentError::Meaning(ContentProblems(problems)) => problems.into_iter().map(|problem| problem.fault).collect(),
        ContentError::File(error) => panic!("it is not well formed: {error}"),
    }
}

/// Where and why content is of another shape after an edit.
fn shape_errors(edit: impl FnOnce(&mut Value)) -> Vec<ShapeError> {
    match broken(edit) {
        ContentError::File(FileError::Shape(ShapeErrors(errors))) => errors,
        other => panic!("it is of the right shape: {other}"),
    }
}

fn syntax_error(json: &str) -> String {
    match Content::parse(json) {
        Err(ContentError::File(FileError::Syntax(error))) => error.to_string(),
        other => panic!("it is JSON, and reads as {other:?}"),
    }
}

/// Asserts the first complaint about an edit: why, and where as the end of its path, so that content can grow before it.
/// What cannot be read is empty for the reader, which may complain about that too.
#[track_caller]
fn check_shape_error(edit: impl FnOnce(&mut Value), path_end: &str, why: &str) {
    let errors = shape_errors(edit);
    let is_expected = |error: &ShapeError| error.path.ends_with(path_end) && error.why == why;
    assert!(errors.first().is_some_and(is_expected), "expected “{path_end}: {why}” and not {errors:#?}");
}

/// The part of the content with that id.
fn at<'a>(json: &'a mut Value, id: &str) -> &'a mut Value {
    find(json, id).expect("the content has something of that id")
}

fn find<'a>(json: &'a mut Value, id: &str) -> Option<&'a mut Value> {
    if json.get("id").is_some_and(|found| found == id) {
        return Some(json);
    }
    match json {
        Value::Array(items) => items.iter_mut().find_map(|item| find(item, id)),
        Value::Object(fields) => fields.values_mut().find_map(|field| find(field, id)),
        _ => None,
    }
}

fn push(list: &mut Value, item: Value) {
    list.as_array_mut().expect("it is a list").push(item);
}

fn remove(object: &mut Value, field: &str) {
    object.as_object_mut().and_then(|fields| fields.remove(field)).expect("it has that field");
}

fn keep_sections(json: &mut Value, is_kept: fn(&Value) -> bool) {
    json["sections"].as_array_mut().expect("it is a list").retain(is_kept);
}

/// Asks one more question, on which nothing depends.
fn ask(json: &mut Value, kind: Value) {
    push(&mut at(json, "about-this-page")["questions"], json!({"id": "second-question", "label": "?", "kind": kind}));
}

fn long_text(question: &mut Value) -> &mut Value {
    &mut question["kind"]["long_text"]
}

/// A section whose ids nothing else has.
fn second_section(kind: &str) -> Value {
    let question = json!({"id": "second-question", "label": "?", "kind": {"email": {}}});
    let form = json!({
        "parts": [{"id": "second-part", "questions": [question]}],
        "submit": "Send",
        "received": {"title": "Received", "next": []}
    });
    let mut section = json!({"id": "second-section", "title": "Second", "introduction": [], "form": form});
    if kind == "have_your_say" {
        section["before_you_start"] = json!([]);
        section["reading"] = json!([]);
        section["document"] = json!("");
        section["deadline"] = json!([]);
    }
    json!({kind: section})
}

#[test]
fn the_published_content_can_be_read() {
    let content = shipped();
    assert_eq!(content.title.plain(), "United Nations Cybercrime Treaty");
    assert_eq!(
        content.consultation.closes.map(|closes| closes.to_string()).as_deref(),
        Some("2022-08-23T17:00:00+12:00")
    );
    assert!(content.feedback_form().is_some());
}

#[test]
fn an_edit_that_breaks_nothing_is_accepted() {
    assert_eq!(edited(|_| {}).map_err(|error| error.to_string()), Ok(shipped()));
}

#[test]
fn the_form_for_tests_has_every_kind_of_question() {
    let kinds: Vec<_> = every_kind().questions().map(|question| std::mem::discriminant(&question.kind)).collect();
    let distinct = kinds.iter().enumerate().filter(|(place, kind)| !kinds[..*place].contains(kind));
    assert_eq!(distinct.count(), 11);
}

#[test]
fn what_is_not_json_is_an_error_with_its_line_and_column() {
    for (what, file, message) in [
        ("empty", "", "EOF while parsing a value at line 1 column 0"),
        ("white space", "\n\n", "EOF while parsing a value at line 3 column 0"),
        ("a web page", "<!doctype html><title>404</title>", "expected value at line 1 column 1"),
        ("a byte order mark", "\u{feff}{}", "expected value at line 1 column 1"),
        ("a comma too many", "{\"language\": \"en-NZ\",}", "trailing comma at line 1 column 22"),
        ("something behind the end", "{} {}", "trailing characters at line 1 column 4"),
    ] {
        assert_eq!(syntax_error(file), message, "{what}");
    }
}

#[test]
fn json_of_something_else_is_an_error() {
    for file in ["null", "[]", "\"en-NZ\"", "1.5"] {
        let error = Content::parse(file).expect_err(file).to_string();
        assert!(error.contains("this should be an object: {…}"), "{file}: {error}");
    }
}

#[test]
fn an_error_says_the_whole_way_to_what_is_wrong() {
    let error = broken(|json| json["title"] = json!(["Read ", {"link": "here", "text": "more"}]));
    let rule = "use https:, mailto:, tel:, #section, /path or ./path, without spaces";
    assert_eq!(error.to_string(), format!("/title/1/link: “here” cannot be a link: {rule}"));
}

#[test]
fn everything_of_the_wrong_shape_is_reported_at_once_one_a_line() {
    let error = broken(|json| {
        json["revision"] = json!("1");
        json["updated"] = json!("today");
        json["contact"]["phone"] = json!("+64");
    });
    assert_eq!(
        error.to_string(),
        "/revision: this should be a whole number\n\
         /updated: “today” is not a day: write it like 2022-08-23\n\
         /contact/phone: the field “phone” is unknown here, or there twice"
    );
}

#[test]
fn a_field_that_is_stated_twice_is_an_error() {
    let twice = SHIPPED.replacen('{', r#"{"revision": 1,"#, 1);
    let error = Content::parse(&twice).expect_err("the revision is stated twice").to_string();
    assert!(error.contains("the field “revision” is unknown here, or there twice"), "{error}");
}

#[test]
fn a_kind_that_no_page_can_draw_is_an_error_that_names_those_that_there_are() {
    let sections = "prose, timeline, past_consultations, have_your_say, updates, feedback";
    let questions = "short_text, long_text, email, choose_one, choose_many, declaration, date, telephone, number, address, add_another";
    let edits: [(&str, Edit); 5] = [
        (sections, |json| json["sections"][0] = json!({"gallery": {}})),
        (questions, |json| at(json, "preamble")["kind"] = json!({"slider": {}})),
        (questions, |json| at(json, "preamble")["kind"] = json!({})),
        (questions, |json| at(json, "preamble")["kind"]["email"] = json!({})),
        ("paragraph, list, numbered_list", |json| json["lead"][0] = json!({"html": "<p>"})),
    ];
    for (known, edit) in edits {
        check_shape_error(edit, "", &format!("this should have one field, which is one of: {known}"));
    }
}

#[test]
fn a_thing_of_no_known_kind_is_complained_about_once() {
    for edit in [
        |json: &mut Value| json["sections"][0] = json!({"gallery": {}}),
        |json: &mut Value| at(json, "preamble")["kind"] = json!({"slider": {}}),
        |json: &mut Value| json["lead"][0] = json!({"html": "<p>"}),
    ] {
        assert_eq!(shape_errors(edit).len(), 1);
    }
}

#[test]
fn a_field_that_nothing_reads_is_an_error_wherever_it_stands() {
    let misplaced: [(&str, Place); 10] = [
        ("", |json| json),
        ("/contact", |json| &mut json["contact"]),
        ("/consultation", |json| &mut json["consultation"]),
        ("/prose", |json| at(json, "what-the-treaty-is")),
        ("/timeline/sessions/0", |json| &mut at(json, "stay-up-to-date")["sessions"][0]),
        ("/consultations/0", |json| &mut at(json, "past-consultations")["consultations"][0]),
        ("/form/parts/1", |json| at(json, "on-international-cooperation")),
        ("/form/parts/6/questions/0", |json| at(json, "preamble")),
        ("/kind/long_text", |json| long_text(at(json, "preamble"))),
        ("/show_when", |json| &mut at(json, "withhold-why")["show_when"]),
    ];
    for (path_end, place) in misplaced {
        let why = "the field “colour” is unknown here, or there twice";
        check_shape_error(|json| place(json)["colour"] = json!("blue"), &[path_end, "/colour"].concat(), why);
    }
}

#[test]
fn a_field_that_is_missing_is_an_error_that_names_it() {
    let gaps: [(&str, Place); 8] = [
        ("title", |json| json),
        ("revision", |json| json),
        ("time_zone", |json| json),
        ("email", |json| &mut json["contact"]),
        ("blocks", |json| at(json, "what-the-treaty-is")),
        ("before_you_start", |json| at(json, "have-your-say")),
        ("label", |json| at(json, "preamble")),
        ("max_characters", |json| long_text(at(json, "preamble"))),
    ];
    for (field, place) in gaps {
        check_shape_error(|json| remove(place(json), field), &format!("/{field}"), "this is missing");
    }
}

#[test]
fn a_value_of_the_wrong_type_is_an_error_that_says_what_belongs_there() {
    let (number, string, list) =
        ("this should be a whole number", "this should be a string: \"…\"", "this should be a list: […]");
    check_shape_error(|json| json["revision"] = json!("1"), "/revision", number);
    check_shape_error(|json| json["revision"] = json!(-1), "/revision", number);
    check_shape_error(|json| json["revision"] = json!(1.5), "/revision", number);
    check_shape_error(|json| json["revision"] = json!(4_294_967_296_u64), "/revision", number);
    check_shape_error(|json| json["sections"] = json!({}), "/sections", list);
    check_shape_error(|json| json["description"] = Value::Null, "/description", string);
    check_shape_error(|json| at(json, "full-name")["required"] = json!(true), "/required", string);
    check_shape_error(|json| json["contact"] = json!([]), "/contact", "this should be an object: {…}");
    check_shape_error(|json| json["title"] = json!(5), "/title", "this should be an object: {…}");
}

#[test]
fn a_text_with_a_part_of_no_known_kind_is_an_error() {
    let unknown = "the field “html” is unknown here, or there twice";
    let mixed = "a text is a string, {link, text}, {strong} or {lang, text}";
    check_shape_error(|json| json["title"] = json!([{"html": "<b>"}]), "/title/0/html", unknown);
    check_shape_error(|json| json["title"] = json!(["a", {"link": "#b"}]), "/title/1", mixed);
    check_shape_error(|json| json["title"] = json!([{"strong": "a", "lang": "mi", "text": "b"}]), "/title/0", mixed);
}

#[test]
fn a_day_or_a_moment_that_no_calendar_has_is_an_error() {
    let day = "“29 April 2022” is not a day: write it like 2022-08-23";
    check_shape_error(|json| json["updated"] = json!("29 April 2022"), "/updated", day);
    let leap_day = |json: &mut Value| at(json, "stay-up-to-date")["sessions"][0]["last_day"] = json!("2022-02-29");
    check_shape_error(leap_day, "/last_day", "“2022-02-29” is not a day: write it like 2022-08-23");
    let zone = "“New Zealand” is not a time zone: write its name, like Pacific/Auckland";
    check_shape_error(|json| json["time_zone"] = json!("New Zealand"), "/time_zone", zone);
    let moment = "“2022-08-23” is not a moment: write it like 2022-08-23T17:00:00+12:00";
    check_shape_error(|json| json["consultation"]["closes"] = json!("2022-08-23"), "/closes", moment);
}

#[test]
fn a_name_that_would_break_an_address_is_an_error() {
    let rule = "use lower-case letters, digits and single hyphens, starting with a letter";
    let why = format!("“Full name” cannot be an id: {rule}");
    check_shape_error(|json| at(json, "full-name")["id"] = json!("Full name"), "/id", &why);
}

#[test]
fn a_link_that_could_run_or_mislead_is_an_error() {
    for address in ["javascript:alert(1)", "http://agency.example", "//agency.example", "www.agency.example", ""] {
        let rule = "use https:, mailto:, tel:, #section, /path or ./path, without spaces";
        let why = format!("“{address}” cannot be a link: {rule}");
        check_shape_error(
            |json| json["title"] = json!([{"link": address, "text": "Read more"}]),
            "/title/0/link",
            &why,
        );
    }
}

#[test]
fn an_id_that_is_used_twice_is_a_problem_across_sections_parts_and_questions() {
    for (what, twin) in [("about-you", "about-this-page"), ("useful", "preamble"), ("full-name", "past-consultations")]
    {
        let problems = problems(|json| at(json, what)["id"] = json!(twin));
        assert!(problems.contains(&Fault::DuplicateId(id(twin))), "{what}: {problems:?}");
    }
    let twice = problems(|json| at(json, "what-went-wrong")["id"] = json!("preamble"));
    assert_eq!(twice, [Fault::DuplicateId(id("preamble"))]);
}

#[test]
fn a_condition_needs_an_earlier_choose_one_question_of_its_own_form() {
    for (question, names) in [
        ("organisation-name", "nothing-of-this-name"),
        ("organisation-name", "organisation-name"),
        ("organisation-name", "withhold"),
        ("organisation-name", "full-name"),
        ("organisation-name", "about-you"),
        ("what-went-wrong", "withhold"),
    ] {
        let problems = problems(|json| at(json, question)["show_when"]["question"] = json!(names));
        assert_eq!(problems, [Fault::ConditionOnNothing { question: id(question), names: id(names) }]);
    }
}

#[test]
fn a_condition_on_a_choose_many_question_is_a_problem() {
    let edit = |json: &mut Value| {
        let choices = at(json, "useful")["kind"]["choose_one"].take();
        at(json, "useful")["kind"] = json!({"choose_many": choices});
        remove(&mut at(json, "help-us-improve")["form"], "one_press");
    };
    let problem = |name| Fault::ConditionOnNothing { question: id(name), names: id("useful") };
    assert_eq!(problems(edit), ["what-went-wrong", "what-could-be-better"].map(problem));
}

#[test]
fn one_press_sends_only_the_first_question_of_feedback_and_nothing_else_that_is_required() {
    let problem = |section, name| [Fault::MoreThanOnePress { section: id(section), name: id(name) }];
    let name_another = |json: &mut Value| at(json, "help-us-improve")["form"]["one_press"] = json!("what-went-wrong");
    assert_eq!(problems(name_another), problem("help-us-improve", "what-went-wrong"));
    let require = |json: &mut Value| at(json, "what-went-wrong")["required"] = json!("Enter what went wrong");
    assert_eq!(problems(require), problem("help-us-improve", "useful"));
    let of_submissions = |json: &mut Value| at(json, "have-your-say")["form"]["one_press"] = json!("full-name");
    assert_eq!(problems(of_submissions), problem("have-your-say", "full-name"));
}

#[test]
fn a_condition_on_an_answer_that_is_not_on_the_list_is_a_problem() {
    let problems = problems(|json| at(json, "withhold-why")["show_when"]["is"] = json!(["yes", "perhaps"]));
    let (question, names, value) = (id("withhold-why"), id("withhold"), id("perhaps"));
    assert_eq!(problems, [Fault::ConditionOnUnknownAnswer { question, names, value }]);
}

#[test]
fn a_condition_that_names_no_answer_is_a_problem() {
    let problems = problems(|json| at(json, "withhold-why")["show_when"]["is"] = json!([]));
    assert_eq!(problems, [Fault::ConditionOnNoAnswer(id("withhold-why"))]);
}

#[test]
fn an_id_that_the_page_itself_uses_is_a_problem() {
    for (holder, reserved) in [("past-consultations", "main"), ("about-you", "app"), ("what-went-wrong", "revision")] {
        let problems = problems(|json| at(json, holder)["id"] = json!(reserved));
        assert_eq!(problems, [Fault::ReservedId(id(reserved))]);
    }
}

#[test]
fn an_answer_whose_box_would_have_the_id_of_a_hint_is_a_problem() {
    for value in ["hint", "problem", "count"] {
        let (question, reserved) = (id("second-question"), id(value));
        let choices = json!({"choose_many": [{"value": value, "label": "?"}]});
        let problems = problems(|json| ask(json, choices.clone()));
        assert_eq!(problems, [Fault::ReservedChoice { question, value: reserved }]);
    }
}

#[test]
fn choose_one_needs_two_answers_and_choose_many_needs_one() {
    let (no, yes) = (json!({"value": "no", "label": "No"}), json!({"value": "yes", "label": "Yes"}));
    for kind in [json!({"choose_one": []}), json!({"choose_one": [no]}), json!({"choose_many": []})] {
        let too_few = Fault::TooFewChoices(id("second-question"));
        assert_eq!(problems(|json| ask(json, kind.clone())), [too_few], "{kind}");
    }
    for kind in [json!({"choose_one": [no, yes]}), json!({"choose_many": [no]})] {
        assert!(edited(|json| ask(json, kind.clone())).is_ok(), "{kind}");
    }
}

#[test]
fn a_list_that_offers_the_same_value_twice_is_a_problem() {
    let (no, never) = (json!({"value": "no", "label": "No"}), json!({"value": "no", "label": "Never"}));
    for kind in ["choose_one", "choose_many"] {
        let (question, value) = (id("second-question"), id("no"));
        let twice = Fault::DuplicateChoice { question, value };
        assert_eq!(problems(|json| ask(json, json!({kind: [no, never]}))), [twice], "{kind}");
    }
}

#[test]
fn at_least_one_is_of_two_or_more_questions_of_the_form() {
    let section = || id("have-your-say");
    for (of, problem) in [
        (json!([]), Fault::ChoiceOfTooFew(section())),
        (json!(["preamble"]), Fault::ChoiceOfTooFew(section())),
        (json!(["preamble", "useful"]), Fault::ChoiceOfNothing { section: section(), name: id("useful") }),
    ] {
        let edit = |json: &mut Value| at(json, "have-your-say")["form"]["at_least_one"][0]["of"] = of.clone();
        assert_eq!(problems(edit), [problem]);
    }
}

#[test]
fn what_is_said_of_publication_names_questions_and_answers_that_there_are() {
    for field in ["question", "without_name", "nothing"] {
        let edit = |json: &mut Value| at(json, "have-your-say")["form"]["publication"][field] = json!("nowhere");
        let problem = Fault::PublicationOfNothing { section: id("have-your-say"), name: id("nowhere") };
        assert!(problems(edit).contains(&problem), "{field}");
    }
    for field in ["names", "private"] {
        let edit = |json: &mut Value| at(json, "have-your-say")["form"]["publication"][field] = json!(["nowhere"]);
        let problem = Fault::PublicationOfNothing { section: id("have-your-say"), name: id("nowhere") };
        assert_eq!(problems(edit), [problem], "{field}");
    }
}

#[test]
fn a_field_that_accepts_nothing_is_a_problem() {
    for kind in [json!({"short_text": {"max_characters": 0}}), json!({"long_text": {"max_characters": 0, "rows": 3}})] {
        let no_room = Fault::NoRoom(id("second-question"));
        assert_eq!(problems(|json| ask(json, kind.clone())), [no_room], "{kind}");
    }
}

#[test]
fn a_form_that_takes_more_than_an_endpoint_does_is_a_problem() {
    let limit_to =
        |most: u32| move |json: &mut Value| long_text(at(json, "what-went-wrong"))["max_characters"] = json!(most);
    let too_much = |characters| Fault::TooMuchRoom { section: id("help-us-improve"), characters };
    let most = Form::MAX_CHARACTERS - 2_000;
    assert!(edited(limit_to(most)).is_ok());
    assert_eq!(problems(limit_to(most + 1)), [too_much(160_001)]);
}

#[test]
fn limits_that_add_up_beyond_all_numbers_are_a_problem_too() {
    let edit = |json: &mut Value| {
        for question in ["preamble", "final-provisions"] {
            long_text(at(json, question))["max_characters"] = json!(u32::MAX);
        }
    };
    let (section, characters) = (id("have-your-say"), u32::MAX);
    assert_eq!(problems(edit), [Fault::TooMuchRoom { section, characters }]);
}

#[test]
fn a_form_that_asks_nothing_is_a_problem() {
    let edits: [Edit; 2] = [
        |json| at(json, "help-us-improve")["form"]["parts"] = json!([]),
        |json| at(json, "about-this-page")["questions"] = json!([]),
    ];
    for edit in edits {
        assert_eq!(problems(edit), [Fault::EmptyForm(id("help-us-improve"))]);
    }
}

#[test]
fn a_consultation_opens_before_it_closes() {
    let opens = |moment: &str| edited(|json| json["consultation"]["opens"] = json!(moment));
    assert!(opens("2022-08-23T16:59:59+12:00").is_ok());
    for moment in ["2022-08-23T17:00:00+12:00", "2022-08-23T05:00:00Z", "2022-08-24T17:00:00+12:00"] {
        let error = opens(moment).expect_err(moment).to_string();
        assert_eq!(error, format!("/consultation/closes: {}", Fault::ClosesBeforeItOpens), "{moment}");
    }
}

#[test]
fn a_meeting_may_last_a_day_but_not_end_before_it_starts() {
    let ends = |day: &str| edited(|json| at(json, "stay-up-to-date")["sessions"][1]["last_day"] = json!(day));
    assert!(ends("2022-05-30").is_ok());
    let backwards = Fault::MeetingEndsBeforeItStarts { city: "Vienna".to_owned() };
    let error = ends("2022-05-29").expect_err("it ends before it starts").to_string();
    assert_eq!(error, format!("/sections/1/timeline/sessions/1/last_day: {backwards}"));
}

#[test]
fn a_page_has_exactly_one_section_to_have_your_say() {
    let without = problems(|json| keep_sections(json, |section| section.get("have_your_say").is_none()));
    assert_eq!(without, [Fault::NotOneHaveYourSay(0)]);
    let twice = problems(|json| push(&mut json["sections"], second_section("have_your_say")));
    assert_eq!(twice, [Fault::NotOneHaveYourSay(2)]);
}

#[test]
fn a_page_has_at_most_one_section_for_feedback() {
    assert!(edited(|json| keep_sections(json, |section| section.get("feedback").is_none())).is_ok());
    let twice = problems(|json| push(&mut json["sections"], second_section("feedback")));
    assert_eq!(twice, [Fault::SeveralFeedbacks(2)]);
}

#[test]
fn everything_that_does_not_make_sense_is_reported_at_once_one_a_line() {
    let error = broken(|json| {
        json["consultation"]["opens"] = json!("2022-09-01T09:00:00+12:00");
        at(json, "stay-up-to-date")["sessions"][0]["last_day"] = json!("2022-02-01");
        at(json, "what-went-wrong")["id"] = json!("preamble");
        long_text(at(json, "withhold-what"))["max_characters"] = json!(0);
        at(json, "withhold-why")["show_when"] = json!({"question": "withhold", "is": ["perhaps"]});
    });
    assert_eq!(
        error.to_string(),
        "/consultation/closes: the consultation opens at or after the moment when it closes\n\
         /sections/5/feedback/form/parts/0/questions/1/id: the id “preamble” is used twice\n\
         /sections/1/timeline/sessions/0/last_day: the meeting in New York ends before it starts\n\
         /sections/3/have_your_say/form/parts/8/questions/2/kind/long_text/max_characters: \
         “withhold-what” accepts nothing: look at its limits\n\
         /sections/3/have_your_say/form/parts/8/questions/3/show_when/is/0: “withhold-why” is shown after the answer “perhaps”, which “withhold” does not offer"
    );
}

#[test]
fn every_problem_is_said_in_words_for_an_editor() {
    let (section, question, names, value) = (id("a"), id("b"), id("c"), id("d"));
    for (problem, message) in [
        (Fault::DuplicateId(id("b")), "the id “b” is used twice"),
        (
            Fault::ConditionOnNothing { question: question.clone(), names: names.clone() },
            "“b” is shown after “c”, which is not an earlier “choose_one” question of its form",
        ),
        (
            Fault::ConditionOnUnknownAnswer { question: question.clone(), names, value: value.clone() },
            "“b” is shown after the answer “d”, which “c” does not offer",
        ),
        (Fault::ConditionOnNoAnswer(id("b")), "“b” is never shown: name at least one answer under “is”"),
        (Fault::ReservedId(id("b")), "the id “b” is one that the page itself uses: choose another"),
        (
            Fault::ReservedChoice { question: question.clone(), value: value.clone() },
            "“b” offers the value “d”, which the page itself uses beside a question: choose another",
        ),
        (Fault::TooFewChoices(id("b")), "“b” offers too few answers"),
        (Fault::DuplicateChoice { question, value }, "“b” offers “d” twice"),
        (Fault::NoRoom(id("b")), "“b” accepts nothing: look at its limits"),
        (
            Fault::TooMuchRoom { section, characters: 160_001 },
            "the form of “a” takes up to 160001 characters in all; the most is 160000",
        ),
        (
            Fault::ChoiceOfTooFew(id("a")),
            "“at_least_one” in the form of “a” takes two or more questions: name them under “of”",
        ),
        (
            Fault::ChoiceOfNothing { section: id("a"), name: id("b") },
            "“at_least_one” in the form of “a” names “b”, which is no question of that form",
        ),
        (
            Fault::PublicationOfNothing { section: id("a"), name: id("b") },
            "“publication” in the form of “a” names “b”, which is no question of it, or no answer to its question",
        ),
        (
            Fault::MoreThanOnePress { section: id("a"), name: id("b") },
            "“one_press” in the form of “a” names “b”: it takes the first question of feedback, of the kind \
             “choose_one”, and no other may be required",
        ),
        (Fault::EmptyForm(id("a")), "the form of “a” asks nothing"),
        (Fault::ClosesBeforeItOpens, "the consultation opens at or after the moment when it closes"),
        (Fault::MeetingEndsBeforeItStarts { city: "Vienna".to_owned() }, "the meeting in Vienna ends before it starts"),
        (Fault::NotOneHaveYourSay(0), "the page needs exactly one section of the kind “have_your_say”, and has 0"),
        (Fault::SeveralFeedbacks(2), "the page can have one section of the kind “feedback”, and has 2"),
    ] {
        assert_eq!(problem.to_string(), message);
    }
}

#[test]
fn the_published_wording_uses_every_value_that_it_is_given() {
    let texts = value(SHIPPED_WORDING);
    for (key, placeholders) in PHRASES {
        let text = texts[key].as_str().expect("every phrase is there");
        // Its clock counts twelve hours twice, so it has no use for the hour of the day.
        for placeholder in placeholders.iter().filter(|placeholder| **placeholder != "hour_of_day") {
            assert!(text.contains(&format!("{{{placeholder}}}")), "“{key}” does not say its {placeholder}");
        }
    }
}

#[test]
fn a_wording_that_lacks_any_phrase_is_refused_by_its_name() {
    for (key, _) in PHRASES {
        let mut wording = value(SHIPPED_WORDING);
        remove(&mut wording, key);
        let error = Wording::parse(&wording.to_string()).expect_err("a phrase is missing");
        assert_eq!(error.to_string(), format!("/{key}: this is missing"));
    }
}

/// The data of a page of the published files.
fn page() -> Value {
    json!({
        "content": value(SHIPPED),
        "updates": value(SHIPPED_UPDATES),
        "wording": wording().texts().collect::<Vec<_>>(),
        "config": value(CONFIG),
        "rendered_at": "2022-08-01T09:00:00+12:00"
    })
}

#[test]
fn a_page_is_read_from_its_five_parts() {
    let page = Page::parse(&page().to_string()).expect("it is composed of right files");
    assert_eq!((&page.content, &page.wording), (&shipped(), &wording()));
    assert_eq!(page.config.submission_endpoint.as_str(), "/api/submissions");
    assert_eq!(page.rendered_at.to_string(), "2022-08-01T09:00:00+12:00");
    assert_eq!(page.title(), "United Nations Cybercrime Treaty – Department of the Prime Minister and Cabinet");
}

#[test]
fn a_page_that_lacks_a_part_or_has_one_too_many_is_refused() {
    for part in ["content", "updates", "wording", "config", "rendered_at"] {
        let mut page = page();
        remove(&mut page, part);
        let error = Page::parse(&page.to_string()).expect_err(part);
        let expected = format!("/{part}: this is missing");
        assert!(error.to_string().lines().any(|line| line == expected), "{error}");
    }
    let mut page = page();
    page["theme"] = json!("dark");
    let error = Page::parse(&page.to_string()).expect_err("nothing reads a theme").to_string();
    assert!(error.contains("the field “theme” is unknown here, or there twice"), "{error}");
}

#[test]
fn a_page_with_the_wording_of_another_build_is_refused() {
    let mut page = page();
    page["wording"].as_array_mut().expect("it is a list").pop();
    let error = Page::parse(&page.to_string()).expect_err("a phrase is missing");
    assert_eq!(error.to_string(), "/wording: this is the wording of another build");
}

#[test]
fn a_page_around_content_that_does_not_make_sense_is_refused() {
    let mut page = page();
    at(&mut page["content"], "what-went-wrong")["id"] = json!("preamble");
    let error = Page::parse(&page.to_string()).expect_err("an id is used twice");
    assert!(error.to_string().ends_with("the id “preamble” is used twice"), "{error}");
}

/// What is added to the published content on its way to the adoption of the treaty.
const TO_THE_ADOPTION: &str = include_str!("../../../tests/fixtures/to-the-adoption.json");

/// The published content as it would be once the treaty is adopted, after another edit.
fn adopted(edit: impl FnOnce(&mut Value)) -> Result<Content, ContentError> {
    edited(|content| {
        let added = value(TO_THE_ADOPTION);
        content["consultation"] = added["consultation"].clone();
        let say = say(content);
        for (name, words) in added["have_your_say"].as_object().expect("it is one") {
            say[name] = words.clone();
        }
        let report = say["report"].clone();
        let mut past = added["past_consultation"].clone();
        past["report"] = report;
        let rounds = section(content, "past_consultations");
        rounds["consultations"].as_array_mut().expect("it is a list").push(past);
        edit(content);
    })
}

fn take(object: &mut Value, name: &str) {
    object.as_object_mut().expect("it is one").remove(name);
}

fn section<'a>(content: &'a mut Value, kind: &str) -> &'a mut Value {
    let sections = content["sections"].as_array_mut().expect("it is a list");
    sections.iter_mut().find_map(|section| section.get_mut(kind)).expect("the page has one")
}

fn say(content: &mut Value) -> &mut Value {
    section(content, "have_your_say")
}

#[test]
fn the_published_content_can_go_through_every_stage_to_the_adoption() {
    let content = adopted(|_| ()).expect("it is content");
    let journey = [
        ("2022-07-17T09:00:00+12:00", Stage::NotYetOpen),
        ("2022-07-18T09:00:00+12:00", Stage::Open),
        ("2022-08-23T17:00:00+12:00", Stage::Closed),
        ("2022-10-28T08:59:59+13:00", Stage::Closed),
        ("2022-10-28T09:00:00+13:00", Stage::Reported),
        ("2024-12-25T09:00:00+13:00", Stage::Adopted),
    ];
    for (moment, stage) in journey {
        assert_eq!(Stage::at(moment.parse().expect("it is a moment"), &content), stage, "{moment}");
    }
}

#[test]
fn what_comes_next_has_its_day_until_that_has_passed() {
    let content = adopted(|_| ()).expect("it is content");
    let next = |moment: &str| {
        let now = moment.parse().expect("it is a moment");
        Stage::at(now, &content).next(now, &content, &wording())
    };
    assert_eq!(next("2022-07-17T09:00:00+12:00"), "Closes at 5.00pm on Tuesday 23 August 2022, New Zealand time");
    assert_eq!(next("2022-08-24T09:00:00+12:00"), "Results planned by Monday 31 October 2022");
    let late = adopted(|content| take(say(content), "report")).expect("it is content");
    let now = "2022-11-01T00:00:00+13:00".parse().expect("it is a moment");
    assert_eq!(Stage::at(now, &late).next(now, &late, &wording()), "");
}

#[test]
fn what_does_not_agree_is_found_where_it_stands() {
    let cases: [(Edit, &str, &str); 14] = [
        (
            |c| c["consultation"]["report_expected"] = json!("2022-08-01"),
            "/consultation/report_expected",
            "before the closing day",
        ),
        (|c| say(c)["adopted"] = json!([]), "/consultation/adopted", "needs both"),
        (|c| take(&mut c["consultation"], "adopted"), "/have_your_say/adopted", "needs both"),
        (
            |c| say(c)["report"]["chapters"][1]["submissions"] = json!(1413),
            "/have_your_say/report/chapters/1/submissions",
            "1413 submissions",
        ),
        (
            |c| say(c)["report"]["chapters"][0]["did"] = json!([]),
            "/have_your_say/report/chapters/0/did",
            "nothing under “did”",
        ),
        (
            |c| section(c, "past_consultations")["consultations"][2]["closed"] = json!("2022-01-01"),
            "/consultations/2/closed",
            "before its first day",
        ),
        (
            |c| {
                section(c, "past_consultations")["consultations"][2]["report"]["published"] =
                    json!("2022-08-01T09:00:00+12:00")
            },
            "/consultations/2/report/published",
            "before the day it closed",
        ),
        (
            |c| section(c, "timeline")["sessions"][1]["written"] = json!("2022-05-30"),
            "/timeline/sessions/1/written",
            "a day before 2022-05-30",
        ),
        (
            |c| section(c, "timeline")["sessions"][1]["outcomes"] = json!(["It ended."]),
            "/timeline/sessions/1/written",
            "was not: write the summary anew",
        ),
        (|c| c["updated"] = json!("2022-02-01"), "/updated", "a meeting whose outcomes the page tells"),
        // To the second: a report at nine would end a consultation that closes at five on that day.
        (
            |c| say(c)["report"]["published"] = json!("2022-08-23T16:59:59+12:00"),
            "/have_your_say/report/published",
            "before the closing moment",
        ),
        (
            |c| c["consultation"]["adopted"] = json!("2022-10-28T08:59:59+13:00"),
            "/consultation/adopted",
            "before the moment of the report",
        ),
        (
            |c| {
                take(say(c), "report");
                c["consultation"]["adopted"] = json!("2022-08-23T16:59:59+12:00");
            },
            "/consultation/adopted",
            "before the closing moment",
        ),
        (
            |c| {
                take(say(c), "report");
                take(&mut c["consultation"], "closes");
            },
            "/consultation/adopted",
            "needs the moment “closes”",
        ),
    ];
    for (edit, end, why) in cases {
        let Err(ContentError::Meaning(ContentProblems(problems))) = adopted(edit) else { panic!("{end} agrees") };
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.pointer.ends_with(end) && problem.fault.to_string().contains(why), "{problem}");
    }
}

#[test]
fn a_consultation_that_never_closes_has_neither_a_report_nor_an_adoption() {
    let Err(ContentError::Meaning(ContentProblems(problems))) =
        adopted(|content| take(&mut content["consultation"], "closes"))
    else {
        panic!("both would make every submission late")
    };
    let faults: Vec<_> = problems.into_iter().map(|problem| problem.fault).collect();
    assert_eq!(faults, [Fault::NeverCloses, Fault::NeverCloses]);
}
