//! Requests that no page of ours sends: each is refused with a 4xx and a reason, none hangs, none leaves a row, and the
//! next person is served.

mod bodies;
mod heads;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::extent::report;
use crate::serving::{Serving, exported, folder};
use crate::submissions::{id, submission};

/// More than any answer to these takes; a request that hangs is noticed by it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, as the bytes that are sent.
pub struct Request {
    /// What is wrong with it.
    name: String,
    bytes: Vec<u8>,
    refused_by: RefusedBy,
}

/// Who has the last word on a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RefusedBy {
    /// hyper, which understands no request in it: it says no more than a status, or hangs up on what is not HTTP/1.
    Protocol,
    /// The receiver, with problem details.
    Receiver,
    /// The receiver, with a page.
    ReceiversPage,
}

#[tokio::test]
async fn hostile_requests_are_refused_and_leave_nothing() {
    let folder = folder();
    let serving = Serving::start(folder.path());
    let address = serving.url().trim_start_matches("http://");
    let requests: Vec<_> = bodies::all().into_iter().chain(heads::all()).collect();
    let not_refused: Vec<_> = requests.iter().filter_map(|request| complaint(request, address)).collect();
    report(&format!("hostile requests: {}, not refused {}", requests.len(), not_refused.len()));
    assert_eq!(not_refused, Vec::<String>::new());
    assert_eq!(exported(folder.path()).len(), 0);
    assert_eq!(serving.post(&submission(&id(1), "Kia ora")).await.status, 201);
}

/// What is wrong with the answer.
fn complaint(request: &Request, address: &str) -> Option<String> {
    let answer = answer_to(&request.bytes, address).unwrap_or_else(|error| error.to_string());
    let has_type = |media_type: &str| answer.to_lowercase().contains(&format!("\ncontent-type: {media_type}"));
    let is_refused = match request.refused_by {
        RefusedBy::Protocol => answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
        RefusedBy::Receiver => answer.starts_with("HTTP/1.1 4") && has_type("application/problem+json"),
        RefusedBy::ReceiversPage => answer.starts_with("HTTP/1.1 4") && has_type("text/html"),
    };
    (!is_refused).then(|| format!("{}: {answer}", request.name))
}

fn answer_to(request: &[u8], address: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // What is refused early is not read to its end.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    // A connection that is closed with bytes unread ends in an error, after the answer.
    let ended = stream.read_to_end(&mut answer);
    if answer.is_empty() {
        ended?;
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
