//! What a first visit may weigh more where config.json has keys or describes services: their scripts and phrases are in no
//! other build, so the budget of the site as shipped knows nothing of them. Reads one file.

use consultation::content::config::Config;
use consultation::purpose::Purpose;
use serde_json::Value;

use super::weigh;

/// What seals, and the phrases for what may be wrong with it: 1.1 kB, measured.
const SEALING: usize = 1_400;

/// What encodes and judges, and its phrases: 1.4 kB, measured; and what a preset says in the script, up to 0.2 kB for each form.
const SERVICES: usize = 2_000;

/// What is stated there is in the script, in what the app starts from, and in config.json itself.
const TIMES_SENT: usize = 3;

/// In brotli bytes; nothing where the text is no config.json, which publishes no site.
pub fn of(config: &str) -> usize {
    let (Ok(read), Ok(stated)) = (Config::parse(config), serde_json::from_str::<Value>(config)) else { return 0 };
    let sealing = read.sealing.is_some().then(|| SEALING + sent(&stated["sealing"]));
    let described = Purpose::ALL.into_iter().filter(|purpose| purpose.service(&read).is_some());
    let described: Vec<_> = described.map(|purpose| sent(&stated[format!("{}_service", purpose.name())])).collect();
    let services = (!described.is_empty()).then(|| SERVICES + described.iter().sum::<usize>());
    sealing.unwrap_or_default() + services.unwrap_or_default()
}

fn sent(stated: &Value) -> usize {
    TIMES_SENT * weigh(stated.to_string().as_bytes()).brotli
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SHIPPED: &str = include_str!("../../../../public/config.json");

    fn with(field: &str, value: Value) -> usize {
        let mut config: Value = serde_json::from_str(SHIPPED).expect("it is JSON");
        config[field] = value;
        of(&config.to_string())
    }

    #[test]
    fn the_site_as_shipped_has_its_budget_and_no_more() {
        assert_eq!(of(SHIPPED), 0);
        assert_eq!(with("submission_service", json!({ "preset": "receiver" })), 0);
        assert_eq!(of("{}"), 0);
    }

    #[test]
    fn keys_may_weigh_what_they_and_their_script_do() {
        let keys = include_str!("../../../consultation/tests/fixtures/sealing.json");
        let allowed = with("sealing", serde_json::from_str(keys).expect("it is JSON"));
        assert!((2_000..2_600).contains(&allowed), "{allowed}");
    }

    #[test]
    fn services_may_weigh_more_the_more_is_said_of_them() {
        let preset = with("submission_service", json!({ "preset": "formspree" }));
        let names = json!({ "full-name": "name", "international-cooperation": "cooperation", "email": "_replyto" });
        let described = with("submission_service", json!({ "preset": "formspree", "names": names }));
        assert!(preset > SERVICES && described > preset + 100, "{preset} {described}");
        assert_eq!(with("feedback_service", json!({ "preset": "formspree" })), preset);
    }
}
