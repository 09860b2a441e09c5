//! Seals what is to be sent. The script `public/sealing.js` does it, with the keys that the site was built with; here nothing
//! is known of keys but their ids.

use consultation::content::config::sealing::Sealing;
use consultation::delivery::sealing::NotSealed;
use consultation::purpose::Purpose;
use consultation::time::instant::Instant;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::script::{once, script};

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Script;

    #[wasm_bindgen(method)]
    fn seal(this: &Script, body: &str, form: &str, stated: &str, report: &JsValue);
}

/// Reports the body to send in place of this one: the same, where there are no keys; else one that has it inside, which is
/// another each time, so it is kept, and sent again as it is.
///
/// It is to be asked for whatever is sent, with the settings of now: a page that was built with keys seals also where
/// config.json has lost them, and one that was built without sends nothing where it has some.
pub fn seal(
    body: &str,
    purpose: Purpose,
    sealing: Option<&Sealing>,
    now: Instant,
    report: impl FnOnce(Result<String, NotSealed>) + 'static,
) {
    if sealing.is_some_and(|sealing| sealing.has_expired(now)) {
        return report(Err(NotSealed::Expired));
    }
    let Some(script) = script::<Script>() else { return report(Err(NotSealed::Unavailable)) };
    let report = once(move |said| {
        let said = said.as_string().unwrap_or_default();
        report(said.strip_prefix('!').map(NotSealed::named).map_or(Ok(said.clone()), Err));
    });
    script.seal(body, purpose.name(), &sealing.map(Sealing::key_ids).unwrap_or_default(), &report);
}
