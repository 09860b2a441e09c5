//! The same with the program, as a deployer starts it: killed in the middle, told what makes no sense, and what it logs.
#![cfg(unix)]

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::{Connection, Executor, SqliteConnection};

use super::LONGEST_WAIT;
use super::server::{Mood, Server};
use crate::program::{Serving, folder, run};

const OPEN: [&str; 2] = ["--as-of", "2022-08-01T09:00:00+12:00"];

/// A folder with a secret in a file, and the arguments that post to a port.
fn with_secret(port: u16) -> (tempfile::TempDir, Vec<String>) {
    let folder = folder();
    std::fs::write(folder.path().join("secret"), "a secret of the test that is long enough\n")
        .expect("it can be written");
    let address = format!("http://127.0.0.1:{port}/hook");
    let told = ["--webhook", &address, "--webhook-secret-file", "secret"].map(str::to_owned);
    (folder, [OPEN.map(str::to_owned).to_vec(), told.to_vec()].concat())
}

fn start(folder: &Path, arguments: &[String]) -> Serving {
    Serving::start(folder, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Lets the time pass for which one who tries has it to themselves.
async fn pass_time(folder: &Path) {
    let address = format!("sqlite://{}", folder.join("submissions.db").display());
    let mut connection = SqliteConnection::connect(&address).await.expect("it opens");
    connection.execute("UPDATE outbox SET next_at = 0").await.expect("it can");
    connection.close().await.expect("it closes");
}

/// Waits until `receiver stats` says that.
async fn until_stats(folder: &Path, part: &str) {
    let (start, stats) = (Instant::now(), || String::from_utf8_lossy(&run(folder, &["stats"]).stdout).into_owned());
    while !stats().contains(part) {
        assert!(start.elapsed() < LONGEST_WAIT, "{}", stats());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn killed_in_the_middle_of_telling_it_tells_after_the_next_start() {
    let server = Server::of_a_website(Mood::Silent).await;
    let (folder, arguments) = with_secret(server.port());
    let serving = start(folder.path(), &arguments);
    assert_eq!(serving.post(1, "Kia ora").await, 201);
    server.taken_once_there_are(1).await;
    // Dropping it kills it: kill -9.
    drop(serving);
    server.becomes(Mood::Well);
    pass_time(folder.path()).await;
    let serving = start(folder.path(), &arguments);
    server.taken_once_there_are(2).await;
    until_stats(folder.path(), "webhook\n  waiting           0\n  given up          0\n").await;
    serving.end();
    assert_eq!(server.taken().len(), 2, "it is told no more");
}

#[tokio::test]
async fn the_log_says_what_failed_and_how_and_nobodys_address() {
    let server = Server::of_mail(Mood::Answers(550)).await;
    let (folder, smtp) = (folder(), format!("smtp://127.0.0.1:{}", server.port()));
    let serving = Serving::start(
        folder.path(),
        &[&OPEN[..], &["--smtp", &smtp, "--mail-from", "no-reply@agency.example"]].concat(),
    );
    assert_eq!(serving.post_with_address(1).await, 201);
    until_stats(folder.path(), "mail\n  waiting           0\n  given up          1\n").await;
    let log = serving.end().1;
    let rows: Vec<serde_json::Value> =
        serde_json::from_slice(&run(folder.path(), &["export", "--format", "json"]).stdout).expect("it is a list");
    let reference = rows[0]["reference"].as_str().expect("it has one");
    assert!(log.contains(&format!("ERROR mail of {reference}: given up after 1 tries (answered 550: ")), "{log}");
    assert!(!log.contains("mere") && !log.contains(&crate::harness::id(1)), "{log}");
}

#[test]
fn what_would_tell_everybody_or_nobody_is_refused_at_the_start() {
    let (folder, _) = with_secret(1);
    std::fs::write(folder.path().join("short"), "hunter2").expect("it can be written");
    let sender = ["--mail-from", "no-reply@agency.example"];
    for (arguments, code, part) in [
        (&[&["--smtp", "smtp://mail.agency.example:25"], &sender[..]].concat()[..], 1, "in clear text"),
        (&[&["--smtp", "smtp://mail.agency.example?tls=opportunistic"], &sender[..]].concat(), 1, "in clear text"),
        (&[&["--smtp", "smtp://mail.agency.example?starttls=required"], &sender[..]].concat(), 1, "?tls=required"),
        (&[&["--smtp", "smtp://localhost:hunter2@agency.example"], &sender[..]].concat(), 1, "--smtp-password-file"),
        (&[&["--smtp", "smtps://me:hunter2@mail.agency.example"], &sender[..]].concat(), 1, "--smtp-password-file"),
        (&[&["--smtp", "mail.agency.example"], &sender[..]].concat(), 1, "is not the address of a mail server"),
        (&["--smtp", "smtps://mail.agency.example"], 2, "--mail-from"),
        (&["--webhook", "http://agency.example/hook", "--webhook-secret-file", "secret"], 1, "in clear text"),
        (&["--webhook", "http://localhost:hunter2@agency.example", "--webhook-secret-file", "secret"], 1, "an account"),
        (&["--webhook", "agency.example", "--webhook-secret-file", "secret"], 1, "is not the address of a webhook"),
        (&["--webhook", "https://agency.example/hook", "--webhook-secret-file", "short"], 1, "too short"),
        (&["--webhook", "https://agency.example/hook", "--webhook-secret-file", "none"], 1, "cannot read none"),
        (&["--webhook", "https://agency.example/hook"], 2, "--webhook-secret-file"),
        (&sender, 2, "--smtp <ADDRESS>"),
        (&["--webhook-secret-file", "secret"], 2, "--webhook <ADDRESS>"),
        (&["--smtp-user", "me", "--smtp-password-file", "secret"], 2, "--smtp <ADDRESS>"),
        (&["--smtp-password-file", "secret"], 2, "--smtp-user <NAME>"),
    ] {
        let (refused, said) = Serving::start(folder.path(), arguments).refusal();
        assert_eq!(refused, Some(code), "{arguments:?}: {said}");
        assert!(said.contains(part) && !said.contains("hunter2"), "{arguments:?}: {said}");
    }
}
