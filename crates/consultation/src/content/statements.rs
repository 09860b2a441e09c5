//! Who is behind the page, and what they promise: pages of their own, beside the page. The app never shows them.

use crate::json::{FromJson, Json, Reading};
use crate::read_object;
use crate::text::rich_text::{Block, RichText};

/// What a page of an agency must say besides what it is about. Each is a page of its own, in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statements {
    /// Who collects what people write, why, where it is held, who sees it, for how long, and their rights.
    pub privacy: Statement,
    /// Who may use the words of the page again.
    pub copyright: Statement,
    /// What the page does for everybody, what it does not yet, and whom to tell.
    pub accessibility: Statement,
    /// Who is behind the page, and why.
    pub about: Statement,
    /// Every way to reach the agency: postal and street address, telephone, relay service, mailbox.
    pub contact: Statement,
    /// Where else people of the government are found: a link, such as to Govt.nz.
    pub government: RichText,
    /// The lines of the postal address to which a form that was filled in by hand is sent.
    pub return_address: Vec<String>,
}

/// A page of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Its heading, and the words of the link to it.
    pub title: RichText,
    /// Its text.
    pub blocks: Vec<Block>,
}

impl Statements {
    /// Each with the name of its file.
    pub fn pages(&self) -> [(&'static str, &Statement); 5] {
        [
            ("privacy.html", &self.privacy),
            ("copyright.html", &self.copyright),
            ("accessibility.html", &self.accessibility),
            ("about.html", &self.about),
            ("contact.html", &self.contact),
        ]
    }
}

/// In a browser nothing needs them, and to read them would be a kilobyte of its WASM.
impl FromJson for Statements {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        if cfg!(target_family = "wasm") {
            return Self::default();
        }
        let mut fields = reading.fields(json);
        let statements = Self {
            privacy: fields.required("privacy", reading),
            copyright: fields.required("copyright", reading),
            accessibility: fields.required("accessibility", reading),
            about: fields.required("about", reading),
            contact: fields.required("contact", reading),
            government: fields.required("government", reading),
            return_address: fields.required("return_address", reading),
        };
        fields.end(reading);
        statements
    }
}

read_object!(Statement { title, blocks; });
