//! What can be said of a service that takes what people send.

use super::{mistakes, presets};
use crate::form::Form;
use crate::form::answers::Answer;
use crate::json::{FromJson, Json, Reading};
use crate::read_object;

/// How a service is spoken to: by a preset, and what differs from it; or whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Service {
    /// The service, where it is one of those that this page knows. Everything else then stands in place of what it says.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = presets::names())))]
    pub preset: Option<String>,
    /// How the answers are written.
    pub encoding: Option<Encoding>,
    /// Fields that are always sent, and what they say. Everybody can read them here.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub fields: Texts,
    /// What the service calls a question, by the question’s id; also `id`, `revision`,
    /// `content_sha256`, and `sealed` where there are keys.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub names: Texts,
    /// Where the answers are in JSON: `data.attributes`. Beside everything else, where nothing is said.
    pub nest: Option<String>,
    /// How several answers to one question are written.
    pub lists: Option<Lists>,
    /// Headers that are always sent. Most make browsers ask the service first whether they may. Never a secret.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub headers: Texts,
    /// A field that only programs fill in: it is sent empty.
    pub honeypot: Option<String>,
    /// By what an answer is known as success.
    pub success: Option<Success>,
    /// Where in an answer of success the service says what it calls the submission: `data.id`.
    pub reference: Option<String>,
    /// Where an answer says what is wrong.
    pub errors: Option<Errors>,
    /// The site that the service redirects its answers to: `https://…`. Any other redirect is an error.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^https://[0-9A-Za-z][0-9A-Za-z.-]*$")))]
    pub redirects_to: Option<String>,
    /// Whether the service says what came of a post.
    pub acknowledges: Option<Acknowledges>,
    /// Whether the service takes what a browser posts by itself, where the page's program does not run: under the questions’
    /// own ids, as a form. Where nothing is said, it does if answers are written as a form and nothing has another name; and, where a
    /// question has several answers, if those are written repeated.
    pub takes_forms: Option<bool>,
    /// Whether the service takes what has the same `id` only once, so that the page may try again by itself.
    pub tells_doubles_apart: Option<bool>,
}

/// Names, and a text for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Vec<(String, String)>);

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Encoding {
    /// As JSON. Browsers ask a service on another site first whether they may send it.
    Json,
    /// As JSON that is called plain text, which browsers send without asking.
    JsonAsText,
    /// As a form without files.
    Urlencoded,
    /// As a form with files.
    Multipart,
}

/// How several answers to one question are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Lists {
    /// Each by itself, under the same name; in JSON as a list.
    Repeated,
    /// In one text, each on a line of its own.
    Joined,
    /// In one text, as JSON.
    Json,
}

/// Whether a service says what came of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Acknowledges {
    /// By its answer.
    Answer,
    /// Not at all, or in a way that browsers let no page read. People are told. Browsers ask such a service nothing first, so
    /// it gets no headers, and no JSON that is called so.
    Nothing,
}

/// By what an answer is known as success.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Success {
    /// The statuses that can be one; 200, 201 and 202, where nothing is said.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub statuses: Vec<u32>,
    /// Where in the answer’s JSON it is said: `success`.
    pub path: Option<String>,
    /// What is said there; anything that is neither empty nor false, where nothing is said here.
    pub is: Option<Expected>,
    /// Whether a web page is success too. Without a path, any other answer is.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub page: bool,
}

/// A value of JSON that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Expected {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(u32),
    /// A text.
    Text(String),
}

/// Where an answer says what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Errors {
    /// Where the list is: of objects, or an object with a text for each field.
    pub list: String,
    /// Where each object of a list names the field.
    pub field: Option<String>,
    /// Where each object of a list says what is wrong.
    pub message: Option<String>,
}

impl Service {
    /// Whether it is no other protocol than this page's own.
    pub fn is_own_protocol(&self) -> bool {
        self.preset.as_deref() == Some(presets::OWN)
    }
}

impl Service {
    /// What the deployer says, or else the preset.
    pub fn said<T>(&self, of: impl Fn(&Self) -> Option<T>) -> Option<T> {
        of(self).or_else(|| of(&presets::find(self.preset.as_deref()?)?.service))
    }

    /// Whether it takes what a browser posts of a form by itself. Several answers to one question have the same name there, of
    /// which many services keep the last: a form that asks so is for those alone that are described to take a name repeated.
    pub fn takes_forms(&self, form: &Form) -> bool {
        let is_form = |encoding| matches!(encoding, Encoding::Urlencoded | Encoding::Multipart);
        let of_preset =
            || self.said(|service| service.takes_forms).or(self.said(|service| service.encoding).map(is_form));
        let asks_for_several = || form.questions().any(|question| question.kind.takes(&Answer::Many(Vec::new())));
        let keeps_all = || self.said(|service| service.lists).is_none_or(|lists| lists == Lists::Repeated);
        let is_known_to = || of_preset().unwrap_or_default() && (keeps_all() || !asks_for_several());
        self.takes_forms.unwrap_or_else(|| self.names.0.is_empty() && is_known_to())
    }

    /// Whether no page reads what it answers.
    pub fn is_unread(&self) -> bool {
        self.said(|service| service.acknowledges) == Some(Acknowledges::Nothing)
    }
}

impl Texts {
    /// The text of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}

impl FromJson for Service {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let is_there = json != Json::Absent;
        let mut fields = reading.fields(json);
        let service = Self {
            preset: fields.optional("preset", reading),
            encoding: fields.optional("encoding", reading),
            fields: fields.optional("fields", reading),
            names: fields.optional("names", reading),
            nest: fields.optional("nest", reading),
            lists: fields.optional("lists", reading),
            headers: fields.optional("headers", reading),
            honeypot: fields.optional("honeypot", reading),
            success: fields.optional("success", reading),
            reference: fields.optional("reference", reading),
            errors: fields.optional("errors", reading),
            redirects_to: fields.optional("redirects_to", reading),
            acknowledges: fields.optional("acknowledges", reading),
            takes_forms: fields.optional("takes_forms", reading),
            tells_doubles_apart: fields.optional("tells_doubles_apart", reading),
        };
        fields.end(reading);
        if is_there {
            mistakes::note(&service, reading);
        }
        service
    }
}

read_object!(Success { ; statuses, path, is, page });
read_object!(Errors { list; field, message });

impl FromJson for Texts {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let fields = reading.fields(json).rest();
        Self(fields.into_iter().map(|(name, value)| (name.clone(), reading.within(&name, value))).collect())
    }
}

impl FromJson for Expected {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        match json {
            Json::Bool(value) => Self::Bool(value),
            Json::Number(value) => Self::Number(value),
            Json::Text(value) => Self::Text(value),
            other => {
                reading.wrong(&other, "this should be a text, a whole number, true or false");
                Self::Bool(true)
            }
        }
    }
}

/// Reads an enum that is written as one of some words.
macro_rules! read_words {
    ($type:ident { $first:literal => $first_variant:ident, $($word:literal => $variant:ident),* }) => {
        impl FromJson for $type {
            fn from_json(json: Json, reading: &mut Reading) -> Self {
                match reading.text(json).as_deref() {
                    Some($first) | None => Self::$first_variant,
                    $(Some($word) => Self::$variant,)*
                    Some(_) => {
                        reading.wrong_for(|| ["this should be one of: ", &[$first, $($word),*].join(", ")].concat());
                        Self::$first_variant
                    }
                }
            }
        }
    };
}

read_words!(Encoding {
    "json" => Json, "json_as_text" => JsonAsText, "urlencoded" => Urlencoded, "multipart" => Multipart
});
read_words!(Lists { "repeated" => Repeated, "joined" => Joined, "json" => Json });
read_words!(Acknowledges { "answer" => Answer, "nothing" => Nothing });

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Texts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // A list of types: an object whose names are data takes any.
        schemars::json_schema!({ "type": ["object"], "additionalProperties": { "type": "string" } })
    }
}
