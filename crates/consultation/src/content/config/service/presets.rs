//! The services that are known: `presets.json` says how each is spoken to, which fields it needs from the deployer, and
//! which it must not get.

use serde_json::{Map, Value};

use super::{Service, Texts};
use crate::json::{self, FromJson};

/// What speaks this page's own protocol.
pub const OWN: &str = "receiver";

const PRESETS: &str = include_str!("presets.json");

/// A service that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preset {
    /// The fields that only the deployer knows, and what each is.
    pub needs: Texts,
    /// The fields with which it does not work from a page, and why.
    pub refuses: Texts,
    /// How it is spoken to.
    pub service: Service,
}

fn all() -> Map<String, Value> {
    serde_json::from_str(PRESETS).expect("presets.json is an object, which its test reads")
}

/// Their names.
pub fn names() -> Vec<String> {
    all().into_iter().map(|(name, _)| name).collect()
}

/// The one of that name.
pub fn find(name: &str) -> Option<Preset> {
    if name == OWN {
        return Some(Preset::default());
    }
    let mut preset = all().remove(name)?;
    let mut fields = |what: &str| preset.get_mut(what).map(|fields| read(fields.take())).unwrap_or_default();
    let [needs, refuses] = ["needs", "refuses"].map(&mut fields);
    Some(Preset { needs, refuses, service: read(preset["service"].take()) })
}

fn read<T: FromJson>(value: Value) -> T {
    let tree = serde_json::from_value(value).expect("every value is a tree");
    json::read(tree).expect("presets.json describes services, which its test reads")
}

/// A description as the page's script takes it: with what its preset says, where it does not say it itself. Null for what
/// speaks this page's own protocol.
pub fn filled_in(service: &Value) -> Value {
    let Some(name) = service.get("preset").and_then(Value::as_str) else { return service.clone() };
    if name == OWN {
        return Value::Null;
    }
    let mut filled = all().remove(name).map_or(Value::Null, |mut preset| preset["service"].take());
    lay_over(&mut filled, service);
    filled.as_object_mut().map(|fields| fields.remove("preset"));
    filled
}

/// Fields of the three that are lists of names are added; anything else takes the place of what is there.
fn lay_over(filled: &mut Value, service: &Value) {
    for (name, value) in service.as_object().into_iter().flatten() {
        match (filled.get_mut(name).and_then(Value::as_object_mut), value.as_object()) {
            (Some(there), Some(more)) if ["fields", "names", "headers"].contains(&name.as_str()) => {
                there.extend(more.clone());
            }
            _ => filled[name.as_str()] = value.clone(),
        }
    }
}
