//! Submissions to ask with: their bytes. Sends nothing.

use serde_json::{Map, Value, json};

/// Right answers to the endpoint's form, of which submissions are made.
#[derive(Clone, Debug)]
pub struct Sample(Map<String, Value>);

/// 32 hexadecimal digits, as the page makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionId(pub String);

impl SubmissionId {
    /// One that nobody has used.
    pub fn new() -> Self {
        let random = getrandom::u64().unwrap_or_default() as u128;
        let more = getrandom::u64().unwrap_or_default() as u128;
        Self(format!("{:032x}", random << 64 | more))
    }
}

impl Sample {
    /// Answers to the form that this repository ships: those of the document's examples.
    pub fn shipped() -> Self {
        Self(Map::from_iter([
            ("responding-as".to_owned(), json!("individual")),
            ("anything-else".to_owned(), json!("Kia ora")),
            ("publish".to_owned(), json!("without-my-name")),
            ("withhold".to_owned(), json!("no")),
            ("official-information".to_owned(), json!(true)),
        ]))
    }

    /// Answers to another form.
    ///
    /// # Errors
    /// A sentence: the text is no object of JSON.
    pub fn parse(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map(Self).map_err(|error| error.to_string())
    }

    /// A submission of these answers.
    pub fn body(&self, id: &SubmissionId) -> String {
        self.with(id, "")
    }

    /// One that says something else, with the same answers.
    pub fn other_words(&self, id: &SubmissionId) -> String {
        submission(id, 2, "", &self.answers())
    }

    /// One with more members, each with a comma after it.
    pub fn with(&self, id: &SubmissionId, members: &str) -> String {
        submission(id, 1, members, &self.answers())
    }

    /// One to content that nobody knows.
    pub fn of_unknown_content(&self, id: &SubmissionId) -> String {
        submission(id, u32::MAX, "", &self.answers())
    }

    /// One without answers, in the place of an earlier one.
    pub fn withdrawal(id: &SubmissionId, earlier: &SubmissionId) -> String {
        submission(id, 1, &format!(r#""withdraws":"{}","#, earlier.0), "{}")
    }

    /// One that answers nothing.
    pub fn without_answers(id: &SubmissionId) -> String {
        submission(id, 1, "", "{}")
    }

    fn answers(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

fn submission(SubmissionId(id): &SubmissionId, revision: u32, members: &str, answers: &str) -> String {
    format!(r#"{{"id":"{id}","revision":{revision},"content_sha256":"",{members}"answers":{answers}}}"#)
}
