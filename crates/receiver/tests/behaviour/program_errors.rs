//! What stops the program: one clear sentence, and the exit code 1.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use crate::program::{folder, program, run};

#[track_caller]
fn assert_says(folder: &Path, arguments: &[&str], sentence: &str) {
    let output = run(folder, arguments);
    let said = String::from_utf8(output.stderr).expect("it is UTF-8");
    assert_eq!((said.as_str(), output.status.code()), (format!("receiver: {sentence}\n").as_str(), Some(1)));
}

#[test]
fn a_port_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it is bound").to_string();
    let sentence =
        format!("{address} is in use by another program: end that one, or choose another address with --listen");
    assert_says(folder().path(), &["serve", "--listen", &address], &sentence);
}

#[test]
fn an_address_that_is_none() {
    let arguments = ["serve", "--listen", "8081"];
    assert_says(folder().path(), &arguments, "cannot listen on 8081: invalid socket address");
}

#[test]
fn a_missing_site() {
    let sentence = "there is no folder dist: build the page first (cargo xtask build), or leave out --site";
    assert_says(folder().path(), &["serve", "--listen", "127.0.0.1:0", "--site", "dist"], sentence);
}

#[test]
fn a_site_without_content() {
    let folder = folder();
    fs::create_dir(folder.path().join("dist")).expect("it can be made");
    let sentence = "cannot read dist/content/languages.json: No such file or directory (os error 2)";
    assert_says(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--site", "dist"], sentence);
}

#[test]
fn a_site_with_broken_headers() {
    let folder = folder();
    fs::create_dir(folder.path().join("dist")).expect("it can be made");
    fs::write(folder.path().join("dist/_headers"), "/*\n  X-Frame-Options DENY\n").expect("it can be written");
    let sentence =
        "dist/_headers cannot be used: line 2: “X-Frame-Options DENY” is no header: write it like Name: value";
    assert_says(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--site", "dist"], sentence);
}

#[test]
fn broken_content() {
    let folder = folder();
    fs::write(folder.path().join("words.json"), "{").expect("it can be written");
    let sentence = "words.json cannot be used: EOF while parsing an object at line 1 column 1";
    assert_says(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--content", "words.json"], sentence);
}

#[test]
fn a_database_that_cannot_be_written() {
    let folder = folder();
    let sentence = "cannot store submissions in sqlite://nowhere/s.db: \
        the database failed: error returned from database: (code: 14) unable to open database file";
    assert_says(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--database", "sqlite://nowhere/s.db"], sentence);
}

#[test]
fn a_database_that_everybody_could_download() {
    let folder = folder();
    fs::create_dir(folder.path().join("dist")).expect("it can be made");
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--site", ".", "--database", "sqlite://dist/s.db"];
    let sentence = "sqlite://dist/s.db is inside the site's folder, from where everybody could download it: \
        choose another place";
    assert_says(folder.path(), &arguments, sentence);
}

#[test]
fn an_export_of_no_database_which_makes_none() {
    let folder = folder();
    let sentence = "there is no database sqlite://submissions.db: \
        name the one that `receiver serve` stores in with --database";
    assert_says(folder.path(), &["export", "--format", "csv"], sentence);
    assert!(!folder.path().join("submissions.db").exists());
}

#[test]
fn an_export_of_another_programs_file() {
    let folder = folder();
    fs::write(folder.path().join("submissions.db"), "not a database at all, but long enough")
        .expect("it can be written");
    let output = run(folder.path(), &["export", "--format", "json"]);
    let said = String::from_utf8(output.stderr).expect("it is UTF-8");
    assert_eq!(output.status.code(), Some(1));
    assert!(said.starts_with("receiver: cannot read submissions from sqlite://submissions.db: "), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn arguments_that_make_no_sense_are_explained() {
    for (arguments, part) in [
        (["serve", "--as-of", "tomorrow"], "write it like 2022-08-23T17:00:00+12:00"),
        (["serve", "--database", "mysql://db"], "write it like sqlite://submissions.db"),
        (["serve", "--allow-origin", "*"], "write it like https://page.example"),
        (["serve", "--page", "javascript:alert(1)"], "write it like https://agency.example/treaty/"),
        (["export", "--format", "xml"], "[possible values: json, csv]"),
    ] {
        let output = run(folder().path(), &arguments);
        let said = String::from_utf8(output.stderr).expect("it is UTF-8");
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_database_address_that_is_none_is_said_by_its_option_and_never_repeated() {
    for address in [
        "postgres://mere:hunter2@db.example:port/submissions",
        "postgres://mere:hunter2@db.example/submissions",
        "mysql://mere:hunter2@db.example/submissions",
        "mere:hunter2@db.example",
    ] {
        for command in [&["serve"][..], &["stats"], &["backup", "--to", "copy.db"]] {
            for name in ["--database", "RECEIVER_DATABASE", "DATABASE_URL"] {
                let folder = folder();
                let mut program = program(folder.path(), command);
                if name == "--database" {
                    program.args([name, address])
                } else {
                    program.env(name, address)
                };
                let output = program.output().expect("the program starts");
                let said = String::from_utf8(output.stderr).expect("it is UTF-8");
                assert_eq!(output.status.code(), Some(2), "{name} {address}: {said}");
                assert!(said.contains("--database") && said.contains("write "), "{name} {address}: {said}");
                assert!(!said.contains("hunter2"), "{name} {address}: {said}");
            }
        }
    }
}

#[test]
fn the_help_has_the_names_of_variables_and_not_what_is_in_them() {
    let variables =
        [("DATABASE_URL", "sqlite://hunter2"), ("RECEIVER_DATABASE", "sqlite://hunter2"), ("RECEIVER_SITE", "hunter2")];
    let told = [("RECEIVER_WEBHOOK", "https://hunter2.example/"), ("RECEIVER_SMTP", "smtps://hunter2.example")];
    for command in ["serve", "export", "backup", "purge", "show", "stats", "verify"] {
        let folder = folder();
        let mut program = program(folder.path(), &[command, "--help"]);
        let output = program.envs(variables).envs(told).output().expect("the program starts");
        let help = String::from_utf8(output.stdout).expect("it is UTF-8");
        assert!(help.contains("RECEIVER_DATABASE") && !help.contains("hunter2"), "{help}");
    }
}

/// The page's config rehearses a day; the receiver is told another.
fn warning_with(as_of: &[&str]) -> String {
    let folder = folder();
    let site = folder.path().join("dist");
    fs::create_dir_all(site.join("content")).expect("it can be made");
    let public = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public");
    for name in ["config.json", "content/languages.json", "content/en-NZ.json", "content/en-NZ.wording.json"] {
        fs::copy(Path::new(public).join(name), site.join(name)).expect("it can be copied");
    }
    let arguments = [&["serve", "--listen", "127.0.0.1:0", "--site", "dist", "--log", "off"], as_of].concat();
    let mut command = program(folder.path(), &arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    std::io::Read::read(child.stdout.as_mut().expect("it is piped"), &mut [0; 9]).expect("it prints a line");
    child.kill().expect("it is running");
    String::from_utf8(child.wait_with_output().expect("it ends").stderr).expect("it is UTF-8")
}

#[test]
fn page_and_receiver_on_different_days_get_a_warning() {
    let warning = warning_with(&[]);
    let sentence = "receiver: the page follows 2022-08-01T09:00:00+12:00, this receiver the real time: \
        submissions may be marked late unexpectedly\n";
    assert_eq!(warning, sentence);
}

#[test]
fn page_and_receiver_on_the_same_day_get_none() {
    assert_eq!(warning_with(&["--as-of", "2022-08-01T09:00:00+12:00"]), "");
}
