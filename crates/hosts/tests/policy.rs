//! The headers of every answer.

mod common;

use common::{STYLE, THE_SCRIPT, endpoints, inputs};
use hosts::{InputError, Inputs, Policy};

fn policy(inputs: &Inputs) -> Policy {
    Policy::new(inputs).expect("the inputs are right")
}

fn with_endpoint(endpoint: &str) -> Inputs {
    Inputs { endpoints: endpoints(&[endpoint]), ..inputs() }
}

#[test]
fn only_the_pages_own_script_runs_and_nothing_comes_from_elsewhere() {
    let expected = format!(
        "default-src 'none'; script-src '{THE_SCRIPT}' 'wasm-unsafe-eval'; style-src '{STYLE}'; img-src 'self'; \
        connect-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; \
        base-uri 'none'; frame-ancestors 'none'"
    );
    assert_eq!(policy(&inputs()).content_security_policy(), expected);
}

#[test]
fn a_meta_element_leaves_out_what_browsers_ignore_there() {
    let policy = policy(&inputs());
    assert_eq!(policy.meta() + "; frame-ancestors 'none'", policy.content_security_policy());
}

#[test]
fn endpoints_elsewhere_may_be_posted_to_by_scripts_and_forms() {
    let text = policy(&with_endpoint("https://intake.example:8443/api/submissions?a=b")).content_security_policy();
    for directive in ["connect-src", "form-action"] {
        assert!(text.contains(&format!("{directive} 'self' https://intake.example:8443;")), "{text}");
    }
}

#[test]
fn where_everything_is_sealed_a_browser_posts_no_form_by_itself() {
    let sealed = Inputs { is_sealed: true, ..with_endpoint("https://intake.example/api") };
    let text = policy(&sealed).content_security_policy();
    assert!(text.contains("connect-src 'self' https://intake.example; form-action 'none';"), "{text}");
}

#[test]
fn an_origin_with_two_endpoints_is_named_once() {
    let endpoints = endpoints(&["https://intake.example/a", "https://intake.example/b"]);
    let text = policy(&Inputs { endpoints, ..inputs() }).content_security_policy();
    assert!(text.contains("connect-src 'self' https://intake.example;"), "{text}");
}

#[test]
fn a_page_without_scripts_and_styles_may_have_none() {
    let text = policy(&Inputs { script_hashes: Vec::new(), style_hashes: Vec::new(), ..inputs() }).meta();
    assert!(text.contains("script-src 'wasm-unsafe-eval'; style-src 'none';"), "{text}");
}

#[test]
fn nothing_can_be_smuggled_into_the_policy() {
    for hash in ["sha384-", "sha384-a' 'unsafe-inline", "unsafe-inline", "md5-abcd"] {
        let error = Err(InputError::Hash(hash.to_owned()));
        assert_eq!(Policy::new(&Inputs { script_hashes: vec![hash.to_owned()], ..inputs() }), error, "{hash}");
        assert_eq!(Policy::new(&Inputs { style_hashes: vec![hash.to_owned()], ..inputs() }), error, "{hash}");
    }
}

#[test]
fn the_receiver_learns_the_pages_origin_and_other_sites_no_more_of_its_address() {
    let headers = policy(&inputs()).headers();
    assert!(headers.contains(&("Referrer-Policy", "strict-origin".to_owned())));
}

#[test]
fn an_endpoint_whose_answers_no_page_reads_need_not_allow_to_be_asked() {
    let said = |inputs: &Inputs| {
        let headers = policy(inputs).headers();
        headers.into_iter().find(|(name, _)| *name == "Cross-Origin-Embedder-Policy").map(|(_, value)| value)
    };
    assert_eq!(said(&inputs()).as_deref(), Some("require-corp"));
    assert_eq!(said(&Inputs { is_unread: true, ..inputs() }).as_deref(), Some("credentialless"));
}
