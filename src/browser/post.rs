//! Posts a submission, and reports what came back. The script `public/posting.js` does it.

use std::sync::Arc;

use consultation::delivery::attempt::Attempt;
use consultation::delivery::reply::{Outcome, Reply, patience};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::json;
use super::script::{often, once, script};

/// What the script reports in place of a status where a service has taken it without a receipt; the text is what that calls it.
const ACCEPTED: u16 = 1;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Posting;

    #[wasm_bindgen(method)]
    fn post(
        this: &Posting,
        name: &str,
        address: &str,
        receipt: &str,
        key: &str,
        body: &str,
        patience: u32,
        progress: &JsValue,
        report: &JsValue,
    );

    #[wasm_bindgen(method, js_name = mayDouble)]
    fn may_double(this: &Posting, name: &str) -> bool;

    #[wasm_bindgen(method)]
    fn wait(this: &Posting, name: &str, seconds: u32, tell: &JsValue);

    #[wasm_bindgen(method, js_name = whenOnline)]
    fn when_online(this: &Posting, tell: &JsValue);

    type Answer;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;

    #[wasm_bindgen(method, getter, js_name = type)]
    fn media_type(this: &Answer) -> String;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Answer) -> js_sys::JsString;

    #[wasm_bindgen(method, getter)]
    fn asked(this: &Answer) -> u32;

    #[wasm_bindgen(method, getter)]
    fn offline(this: &Answer) -> Option<bool>;

    #[wasm_bindgen(method, getter)]
    fn sha256(this: &Answer) -> String;
}

impl Answer {
    fn reply(&self) -> Reply {
        match (self.status(), self.offline()) {
            (0, Some(true)) => Reply::Offline,
            (0, _) => Reply::Nothing,
            (ACCEPTED, _) => Reply::Accepted(self.text().into()),
            (status, _) => {
                let text = self.text();
                let (receipt, refusal) = (|| json::parse(&text).ok(), || json::parse(&text).ok());
                Reply::read(status, &self.media_type(), receipt, refusal)
            }
        }
    }
}

/// Posts an attempt; tells how many percent of a long one have left the device, and at last what came of it, and how many
/// seconds the endpoint asks to wait. What may have arrived is asked for first, under `receipt`, which is else empty: where it is
/// there, nothing is sent. By the name of its form the script knows how the endpoint is spoken to.
pub fn send(
    name: &str,
    endpoint: &str,
    receipt: &str,
    attempt: Arc<Attempt>,
    progress: impl Fn(u32) + 'static,
    end: impl FnOnce(Outcome, u32) + 'static,
) {
    let patience = patience(attempt.body().len());
    let progress = often(move |percent| progress(whole(&percent)));
    let sent = attempt.clone();
    let report = once(move |answer| {
        let answer: Answer = answer.unchecked_into();
        end(answer.reply().outcome(&attempt, &answer.sha256()), answer.asked());
    });
    posting().inspect(|posting| {
        posting.post(name, endpoint, receipt, sent.id().as_str(), sent.body(), patience, &progress, &report);
    });
}

/// Whether sending something of that name twice may make two of it.
pub fn may_double(name: &str) -> bool {
    posting().is_some_and(|posting| posting.may_double(name))
}

/// Tells every second how many are left, down to 0. Of one name, the last counts.
pub fn wait(name: &str, seconds: u32, tell: impl Fn(u32) + 'static) {
    posting().inspect(|posting| posting.wait(name, seconds, &often(move |left| tell(whole(&left)))));
}

/// Tells whenever the site can be reached again.
pub fn when_online(tell: impl Fn() + 'static) {
    posting().inspect(|posting| posting.when_online(&often(move |_| tell())));
}

/// A whole number that the script tells, which is never below 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "percents and seconds are small")]
fn whole(number: &JsValue) -> u32 {
    number.as_f64().unwrap_or_default() as u32
}

fn posting() -> Option<Posting> {
    script()
}
