//! Bodies that are no submission.

use serde_json::{Value, json};

use super::heads::post;
use super::{RefusedBy, Request};
use crate::submissions::{id, submission};

const JSON: &str = "application/json";

pub fn all() -> Vec<Request> {
    let json = [cut_short(), of_wrong_types(), with_doubled_keys(), nested(), strange()].concat();
    let json = json.into_iter().map(|(name, body)| request(name, JSON, body, RefusedBy::Receiver));
    let form = |(name, body): (String, Vec<u8>)| {
        request(name, "application/x-www-form-urlencoded", body, RefusedBy::ReceiversPage)
    };
    json.chain(forms().into_iter().map(form)).collect()
}

fn request(name: String, media_type: &str, body: Vec<u8>, refused_by: RefusedBy) -> Request {
    Request { name, bytes: post(&format!("content-type: {media_type}\r\n"), &body), refused_by }
}

/// What is wrong with a body, and the body.
type Body = (String, Vec<u8>);

fn right() -> Value {
    submission(&id(1), "Kia ora")
}

/// The connection broke, and something in between made a whole request of it.
fn cut_short() -> Vec<Body> {
    let body = right().to_string().into_bytes();
    (0..body.len()).map(|length| (format!("cut to {length} bytes"), body[..length].to_vec())).collect()
}

fn of_wrong_types() -> Vec<Body> {
    let values =
        ["null", "-1", "0.5", "1e999", "18446744073709551616", r#""x""#, "[[]]", r#"{"a": 1}"#, r#"[{}, null]"#];
    let pointers = ["/id", "/revision", "/content_sha256", "/answers", "/answers/responding-as", "/answers/withhold"];
    let pointers = pointers.into_iter().chain(["/answers/official-information", "/answers/email", "/answers/none"]);
    pointers.flat_map(|pointer| values.map(|value| (format!("{pointer} is {value}"), with(pointer, value)))).collect()
}

/// The right body, but for one value, which need not be JSON that `serde_json` could hold.
fn with(pointer: &str, value: &str) -> Vec<u8> {
    let mut body = right();
    let (object, name) = pointer.rsplit_once('/').expect("it has a slash");
    body.pointer_mut(object).expect("it is there")[name] = json!("HERE");
    body.to_string().replace(r#""HERE""#, value).into_bytes()
}

fn with_doubled_keys() -> Vec<Body> {
    let body = right();
    let keys =
        ["/id", "/revision", "/answers", "/answers/withhold", "/answers/anything-else", "/answers/responding-as"];
    let doubled = |pointer: &str| {
        let (_, name) = pointer.rsplit_once('/').expect("it has a slash");
        let pair = format!("{}:{}", json!(name), body.pointer(pointer).expect("it is there"));
        (format!("{pointer} twice"), body.to_string().replace(&pair, &format!("{pair},{pair}")).into_bytes())
    };
    keys.into_iter().map(doubled).collect()
}

fn nested() -> Vec<Body> {
    let deep = |depth: usize| {
        [("lists", "[", "]"), ("objects", r#"{"a":"#, "}")].into_iter().flat_map(move |(what, open, close)| {
            let value = [&open.repeat(depth), "1", &close.repeat(depth)].concat();
            [("", value.clone().into_bytes()), ("/answers/anything-else", with("/answers/anything-else", &value))]
                .map(|(place, body)| (format!("{depth} {what} at “{place}”"), body))
        })
    };
    [1, 127, 128, 1000, 100_000].into_iter().flat_map(deep).collect()
}

fn strange() -> Vec<Body> {
    let right = right().to_string();
    let in_words = |words: &str| right.replace("Kia ora", words).into_bytes();
    let many: String = (0..2000).map(|number| format!(r#""q{number}":"","#)).collect();
    [
        ("nothing", Vec::new()),
        ("white space", b" \n\t ".to_vec()),
        ("a text", br#""Kia ora""#.to_vec()),
        ("a list of one", format!("[{right}]").into_bytes()),
        ("two", format!("{right}{right}").into_bytes()),
        ("something behind", format!("{right};").into_bytes()),
        ("a byte order mark", [b"\xef\xbb\xbf", right.as_bytes()].concat()),
        ("UTF-16", right.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a lone surrogate", in_words(r"\ud83e")),
        ("surrogates the wrong way round", in_words(r"\udd8a\ud83e")),
        ("an unknown escape", in_words(r"\x41")),
        ("a control character", in_words("\u{1}")),
        ("a line end in a text", in_words("\n")),
        ("no UTF-8", [&right.as_bytes()[..20], b"\xff\xfe", &right.as_bytes()[20..]].concat()),
        ("single quotes", right.replace('"', "'").into_bytes()),
        ("a comment", format!("/* */{right}").into_bytes()),
        ("a comma too many", right.replacen('}', ",}", 1).into_bytes()),
        ("NaN", with("/revision", "NaN")),
        ("a leading zero", with("/revision", "01")),
        ("a hexadecimal number", with("/revision", "0x1")),
        ("an unknown key", with("/admin", "true")),
        ("an unknown question", with("/answers/admin", r#""yes""#)),
        ("a question with a strange name", with("/answers/__proto__", r#""yes""#)),
        ("an empty key", with("/", "1")),
        ("an id in capitals", with("/id", r#""ABCDEFABCDEFABCDEFABCDEFABCDEFAB""#)),
        ("an id with a null character", with("/id", r#""0000000000000000000000000000000\u0000""#)),
        ("too many words", in_words(&"x".repeat(20_001))),
        ("too many bytes", in_words(&"x".repeat(3_000_000))),
        ("too many answers", right.replace(r#""answers":{"#, &format!(r#""answers":{{{many}"#)).into_bytes()),
    ]
    .map(|(name, body)| (name.to_owned(), body))
    .into()
}

fn forms() -> Vec<Body> {
    let right = "revision=1&responding-as=individual&anything-else=Kia+ora&publish=do-not-publish&withhold=no&official-information=yes&step=send";
    let instead = |part: &str, other: &str| right.replace(part, other);
    let many: String = (0..2000).map(|_| "&anything-else=x").collect();
    [
        ("nothing", String::new()),
        ("no revision", instead("revision=1&", "")),
        ("a revision that is none", instead("revision=1", "revision=x")),
        ("a negative revision", instead("revision=1", "revision=-1")),
        ("a huge revision", instead("revision=1", "revision=99999999999999999999")),
        ("an id that is none", format!("{right}&id=1")),
        ("a digest that is none", format!("{right}&content_sha256=x")),
        ("an unknown question", format!("{right}&admin=yes")),
        ("a question with a strange name", format!("{right}&__proto__=yes")),
        ("no UTF-8", instead("Kia", "%ff%fe")),
        ("half a letter", instead("Kia", "%c4")),
        ("a choice that is not offered", instead("withhold=no", "withhold=perhaps")),
        ("too many fields", format!("{right}{many}")),
        ("too many words", instead("Kia", &"x".repeat(20_001))),
        ("JSON", self::right().to_string()),
        ("separators alone", "&&&===&&&".to_owned()),
    ]
    .map(|(name, body)| (format!("a form: {name}"), body.into_bytes()))
    .into()
}
