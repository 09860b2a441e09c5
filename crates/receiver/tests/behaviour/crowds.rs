//! Many bad clients at once, against the shipped program on Linux, which tells its memory and open files.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use futures_util::future::join_all;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::harness::{id, submission};
use crate::program::{Serving, folder};
use crate::wire::{Wire, get, post, post_head, status};

const LARGEST: usize = 2 << 20;
const MIB: usize = 1 << 20;

/// What the program takes without clients, with room to spare: 20 MiB were measured of a debug build.
const OWN_MEMORY: usize = 80 * MIB;

/// What the program takes for 64 MiB of bodies: a list that grows takes up to twice of what is in it, and the allocator
/// keeps some of what was freed. 167 MiB in all were the most of ten runs.
const BODIES: usize = 3 * 64 * MIB;

/// The test opens as many sockets as the program.
fn let_me_open_files() {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).expect("the hard limit is allowed");
}

/// The most memory that the program ever took, in bytes, and the files that it has open.
fn taken(serving: &Serving) -> (usize, usize) {
    let status = fs::read_to_string(serving.process().join("status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux states it");
    let kib: usize = line.trim().trim_end_matches(" kB").parse().expect("it is a number");
    (kib * 1024, fs::read_dir(serving.process().join("fd")).expect("it runs").count())
}

/// Straight to the error stream, where it is read of tests that pass, too.
fn say(line: &str) {
    io::stderr().write_all([line, "\n"].concat().as_bytes()).expect("somebody listens");
}

fn report(what: &str, serving: &Serving) -> (usize, usize) {
    let (memory, files) = taken(serving);
    say(&format!("{what}: at most {} MiB of memory, {files} open files", memory / MIB));
    (memory, files)
}

/// The program with the usual limit of open files, serving a site.
fn serving(folder: &Path) -> Serving {
    site(folder);
    Serving::start_with_files(folder, &["--as-of", "2022-08-01T09:00:00+12:00", "--site", "site"], 1024)
}

/// The smallest site that can be served.
pub fn site(folder: &Path) {
    let site = folder.join("site");
    fs::create_dir_all(site.join("content")).expect("the folder can be made");
    for (name, text) in [
        ("index.html", "<!doctype html><title>Page</title>"),
        ("content/languages.json", include_str!("../../../../public/content/languages.json")),
        ("content/en-NZ.json", include_str!("../../../../public/content/en-NZ.json")),
        ("content/en-NZ.wording.json", include_str!("../../../../public/content/en-NZ.wording.json")),
    ] {
        fs::write(site.join(name), text).expect("the folder can be written");
    }
}

#[tokio::test]
async fn pages_answer_while_1100_silent_sockets_want_all_of_1024_files() {
    let_me_open_files();
    let folder = folder();
    let serving = serving(folder.path());
    let mut silent = Vec::new();
    for _ in 0..1100 {
        silent.push(Wire::to(serving.address()).await);
    }
    for number in 0..20 {
        assert_eq!(status(&Wire::asked(serving.address(), get("/")).await), 200);
        let posted = Wire::asked(serving.address(), post(&submission(number, "Kia ora"))).await;
        assert_eq!(status(&posted), 201);
    }
    let (memory, files) = report("1,100 silent sockets", &serving);
    // A connection that says nothing has a buffer of 8 kB, and may have one of 64 kB.
    assert!(memory < OWN_MEMORY + 960 * 64 * 1024, "{memory}");
    assert!((900..1024).contains(&files), "{files}");
    assert!(!serving.end().1.contains("cannot accept"));
}

#[tokio::test]
async fn two_hundred_stalled_bodies_of_2_mib_take_no_more_than_the_room_for_bodies_and_keep_nobody_out() {
    let_me_open_files();
    let folder = folder();
    let serving = serving(folder.path());
    let body = " ".repeat(LARGEST - 1);
    let _stalled = join_all((0..200).map(async |_| {
        let mut wire = Wire::to(serving.address()).await;
        wire.say(post_head(LARGEST, "")).await;
        // Those that made room while they were sending have their answer already.
        wire.say(&body).await;
        wire
    }))
    .await;
    assert_eq!(status(&Wire::asked(serving.address(), get("/")).await), 200);
    let mut honest = submission(1, &"x".repeat(20_000));
    for chapter in ["international-cooperation", "technical-assistance", "prevention-measures", "final-provisions"] {
        honest["answers"][chapter] = "x".repeat(20_000).into();
    }
    assert_eq!(status(&Wire::asked(serving.address(), post(&honest)).await), 201);
    let (memory, _) = report("200 stalled bodies of 2 MiB", &serving);
    assert!(memory < OWN_MEMORY + BODIES, "{memory}");
    serving.end();
}

#[tokio::test]
async fn bodies_of_nothing_but_lists_are_refused_for_little_more_than_their_bytes() {
    let folder = folder();
    let serving = serving(folder.path());
    let start = format!(r#"{{"id": "{}", "revision": 1, "answers": {{"withhold": [""#, id(1));
    let list = r#"","#.to_owned() + &r#""","#.repeat((LARGEST - start.len() - 10) / 3) + r#"""]}}"#;
    let body = start + &list;
    let request = post_head(body.len(), "") + &body;
    let answers = join_all((0..64).map(|_| Wire::asked(serving.address(), &request))).await;
    let (memory, _) = report("64 bodies of 2 MiB of empty strings", &serving);
    assert!(answers.iter().all(|answer| [400, 503].contains(&status(answer))), "{:?}", answers.last());
    assert!(answers.iter().any(|answer| status(answer) == 400), "{:?}", answers.last());
    assert!(memory < OWN_MEMORY + BODIES, "{memory}");
    serving.end();
}

#[tokio::test]
async fn the_end_takes_seconds_whatever_clients_do_and_each_body_on_its_way_gets_an_answer() {
    let folder = folder();
    let serving = serving(folder.path());
    let address = serving.address().to_owned();
    let mut stalled = Wire::to(&address).await;
    stalled.say(post_head(1000, "Expect: 100-continue\r\n")).await;
    assert!(stalled.hear(100).await.contains("100"), "its body is being read");
    stalled.say("{").await;
    let (mut silent, mut idle, mut half) =
        (Wire::to(&address).await, Wire::to(&address).await, Wire::to(&address).await);
    half.say("GET / HTTP/1.1\r\nHo").await;
    idle.say(get("/health").replace("Connection: close\r\n", "")).await;
    assert_eq!(status(&idle.hear(1000).await), 200);
    let ended = tokio::task::spawn_blocking(|| serving.end());
    let asked = std::time::Instant::now();
    assert_eq!((silent.hear_all().await, idle.hear_all().await), (String::new(), String::new()));
    assert!(
        asked.elapsed() < Duration::from_secs(2),
        "silent and idle connections close at once: {:?}",
        asked.elapsed()
    );
    let answer = stalled.hear_all().await;
    assert_eq!(status(&answer), 503, "{answer}");
    let (code, _, took) = ended.await.expect("it was asked");
    say(&format!("the end took {took:?}"));
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(10), "{took:?}");
}
