//! What a browser posts with scripts off, and the pages that it gets.

use serde_json::{Value, json};

use crate::harness::{FEEDBACK, Receiver, Reply, SUBMISSIONS, Setup, answers, form_fields};

#[tokio::test]
async fn a_form_post_is_stored_like_any_other() {
    let receiver = Receiver::start().await;
    receiver.post_form(SUBMISSIONS, &form_fields("one\r\ntwo")).await;
    let exported = receiver.exported().await;
    assert_eq!(exported[0]["answers"], answers("one\ntwo"));
    assert_eq!(exported[0]["posted_as"], "form");
}

#[tokio::test]
async fn the_browser_is_sent_on_to_the_receipt_so_that_reloading_never_posts_again() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &form_fields("Kia ora")).await;
    let reference = receiver.exported().await[0]["reference"].as_str().expect("it has one").to_owned();
    assert_eq!(reply.status, 303);
    assert!(reply.body.contains(&reference), "{}", reply.body);
    let page = Reply::to(receiver.get(reply.header("location")).header("accept", "text/html,*/*;q=0.8")).await;
    assert_eq!((page.status, page.body), (200, reply.body));
}

#[tokio::test]
async fn feedback_works_without_scripts_too() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(FEEDBACK, &[("revision", "1"), ("useful", "yes"), ("what-went-wrong", "")]).await;
    assert_eq!(reply.status, 303);
    assert!(reply.header("location").starts_with("/api/feedback/"));
    assert!(reply.body.contains("<h1>Thank you for your feedback</h1>"), "{}", reply.body);
}

#[tokio::test]
async fn problems_come_with_a_summary_and_a_message_at_each_field() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &[("revision", "1"), ("email", "nowhere")]).await;
    assert_eq!(reply.status, 422);
    for part in [
        "<title>Error: Have your say",
        r#"<html lang="en-NZ">"#,
        r#"role="alert"><h2>There is a problem</h2>"#,
        r##"<a href="#email">"##,
        r##"<a href="#responding-as--individual">Select who you are responding as</a>"##,
        r##"<a href="#international-cooperation">"##,
        r#"<p class="problem" id="email--problem">"#,
        r#"aria-describedby="email--hint email--problem" aria-invalid="true""#,
        r#"<span lang="mi">iwi</span>"#,
        r#"<input type="hidden" name="revision" value="1">"#,
    ] {
        assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
    }
}

#[tokio::test]
async fn no_id_stands_twice_although_one_question_is_named_like_the_hint_of_another() {
    let named_like_the_hint = |content: &mut Value| {
        let sections = content["sections"].as_array_mut().expect("it has sections");
        let say = sections.iter_mut().find_map(|section| section.get_mut("have_your_say")).expect("it has the form");
        say["form"]["parts"][0]["questions"][0]["id"] = json!("email-hint");
        say["form"]["publication"]["names"] = json!([]);
    };
    let receiver = Setup::new().content_with(named_like_the_hint).start().await;
    let page = receiver.post_form(SUBMISSIONS, &[("revision", "1"), ("email", "nowhere")]).await.body;
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert!(count > 20 && ids.len() == count, "{count} ids, {} different", ids.len());
}

#[tokio::test]
async fn nothing_that_was_typed_is_lost_when_there_are_problems() {
    let receiver = Receiver::start().await;
    let hostile = "\n</textarea><script>alert(1)</script> “Kāi” 🦊";
    let mut fields = form_fields(hostile);
    fields.retain(|(name, _)| *name != "official-information");
    fields.push(("full-name", r#""><b>Mere"#));
    let reply = receiver.post_form(SUBMISSIONS, &fields).await;
    assert_eq!(reply.status, 422);
    for part in [
        "aria-describedby=\"anything-else--hint anything-else--limit\">\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; “Kāi” 🦊</textarea>",
        r#"value="&quot;&gt;&lt;b&gt;Mere""#,
        r#"name="responding-as" value="individual" checked"#,
        r#"name="withhold" value="no" checked"#,
    ] {
        assert!(reply.body.contains(part), "{part} is not in {}", reply.body);
    }
    assert!(!reply.body.contains("<script"));
}

#[tokio::test]
async fn the_page_with_problems_can_be_posted_again() {
    let receiver = Receiver::start().await;
    let mut fields = form_fields("Kia ora");
    fields.retain(|(name, _)| *name != "official-information");
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 422);
    fields.push(("official-information", "yes"));
    assert_eq!(receiver.post_form(SUBMISSIONS, &fields).await.status, 303);
}

#[tokio::test]
async fn words_for_a_question_that_does_not_apply_are_shown_with_the_problem() {
    let receiver = Receiver::start().await;
    let mut fields = form_fields("Kia ora");
    fields.push(("withhold-why", "It is private"));
    let reply = receiver.post_form(SUBMISSIONS, &fields).await;
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains(r##"<a href="#withhold-why">“Why should it not be made public?” goes with"##));
    assert!(reply.body.contains("It is private</textarea>"), "{}", reply.body);
}

#[tokio::test]
async fn words_for_a_question_of_an_earlier_revision_are_shown_to_be_copied() {
    let receiver = Receiver::start().await;
    let mut fields = form_fields("Kia ora");
    fields.push(("chapter-nine", "My <words>"));
    let reply = receiver.post_form(SUBMISSIONS, &fields).await;
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("This form does not ask “chapter-nine”"));
    assert!(reply.body.contains("\nMy &lt;words&gt;</textarea>"), "{}", reply.body);
}

#[tokio::test]
async fn the_way_back_comes_from_the_deployer_and_never_from_the_request() {
    let receiver = Setup::new().allowing("https://page.example").start().await;
    for referer in ["https://page.example/treaty", "https://evil.example/"] {
        let post = receiver.post(SUBMISSIONS).header("referer", referer).form(&[("revision", "1")]);
        let reply = Reply::to(post).await;
        let back = r#"<a href="https://page.example/">Back to the page</a>"#;
        assert!(reply.body.contains(back), "{}", reply.body);
        assert!(!reply.body.contains("evil"));
    }
}

#[tokio::test]
async fn the_pages_can_run_nothing() {
    let receiver = Receiver::start().await;
    let reply = receiver.post_form(SUBMISSIONS, &[("revision", "1")]).await;
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    let policy = reply.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.ends_with("form-action 'self'; base-uri 'none'; frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}
