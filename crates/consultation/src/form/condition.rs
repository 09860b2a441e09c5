//! After which answers a question is asked.

use super::Form;
use super::answers::Answers;
use crate::id::Id;
use crate::json::{FromJson, Json, Reading};
use crate::read_object;

/// After which answers a question is asked. In JSON: one choice, or `{"all": […]}`, or `{"any": […]}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The answers that it looks at.
    pub of: Vec<Chosen>,
    /// Whether all of them have to be given; else any.
    pub all: bool,
}

/// “`question` was answered with one of `is`.”
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chosen {
    /// An earlier question of the kind “choose one”.
    pub question: Id,
    /// The answers after which this question is asked.
    pub is: Vec<Id>,
}

impl Condition {
    /// Whether it holds. What a question that is not asked was answered with does not count.
    pub fn holds(&self, answers: &Answers, form: &Form) -> bool {
        let is_given = |chosen: &Chosen| {
            chosen.is.iter().any(|value| answers.has_chosen(&chosen.question, value))
                && form.question(&chosen.question).is_some_and(|earlier| answers.asks(form, earlier))
        };
        // All are given where none is that is not.
        self.of.iter().any(|chosen| is_given(chosen) != self.all) != self.all
    }
}

impl Condition {
    /// The way to one of its choices in JSON; a single one is taken to stand alone.
    pub(crate) fn way_to(&self, index: usize) -> String {
        match (self.all, self.of.len()) {
            (true, _) => format!("/all/{index}"),
            (false, 1) => String::new(),
            (false, _) => format!("/any/{index}"),
        }
    }
}

impl FromJson for Condition {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        let mut of: Vec<Chosen> = fields.optional("all", reading);
        let all = !of.is_empty();
        if !all {
            of = fields.optional("any", reading);
        }
        if of.is_empty() {
            return Self { of: vec![Chosen::from_json(Json::Object(fields.rest()), reading)], all };
        }
        fields.end(reading);
        Self { of, all }
    }
}

read_object!(Chosen { question, is; });

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Condition {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<Chosen>();
        let several = |name: &str, description: &str| {
            let list = serde_json::json!({ "type": "array", "items": one, "minItems": 1, "description": description });
            let mut schema =
                schemars::json_schema!({ "type": "object", "required": [name], "additionalProperties": false });
            schema.insert("properties".to_owned(), serde_json::json!({ name: list }));
            schema
        };
        let (all, any) =
            (several("all", "Each of these has to be given."), several("any", "One of these has to be given."));
        schemars::json_schema!({
            "description": "After which answers the question is asked: one choice, all of several, or any of several.",
            "anyOf": [one, all, any],
        })
    }
}
