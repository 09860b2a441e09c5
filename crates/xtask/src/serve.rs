//! `cargo xtask serve`: the page and a receiver on this machine, from nothing. Everything that it starts ends with it.

pub mod answer;
pub mod ports;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use consultation::content::config::Config;
use consultation::time::instant::Instant;

use self::answer::Answer;
pub use self::ports::Ports;
use crate::build_site::trunk;
use crate::check;
use crate::command::Running;
use crate::error::Error;
use crate::project::Project;
use crate::tools;

/// What is sent to the receiver is stored here, in the repository's folder; git ignores it.
const DATABASE: &str = "submissions.db";

/// What the page is made of. Without this list Trunk would watch the whole folder,
/// and build the page again whenever the receiver writes into its database.
const WATCHED: [&str; 9] = [
    "src",
    "style",
    "public",
    "index.html",
    "Cargo.toml",
    "crates/consultation",
    "crates/documents",
    "crates/hosts",
    "crates/publish",
];

/// Serves until the user stops it, which is no error.
///
/// # Errors
/// A port that is taken, a tool that cannot be had, a build that fails, a server that ends by itself.
pub fn serve(project: &Project, ports: &Ports) -> Result<(), Error> {
    match serve_until_asked(project, ports) {
        Err(Error::Interrupted) => Ok(()),
        ended => ended,
    }
}

fn serve_until_asked(project: &Project, ports: &Ports) -> Result<(), Error> {
    ports.are_free()?;
    tools::prepare(project)?;
    println!("Building the receiver and the page. The first time takes some minutes: everything is compiled once.");
    project.build_program("receiver")?;
    let mut servers = vec![Running::start("Trunk, which serves the page,", page(project, ports))?];
    wait_for_page(project, ports, &mut servers)?;
    // It takes the words from the page's folder: whatever is edited reaches both.
    servers.push(Running::start("The receiver", receiver(project, ports))?);
    while answer::ask(ports.receiver, "/health") != Answer::Good {
        pause(project, &mut servers)?;
    }
    println!("The page is at http://localhost:{}", ports.page);
    println!("Submissions land in {DATABASE}; to read them: cargo run -p receiver -- export --format json");
    loop {
        pause(project, &mut servers)?;
    }
}

/// Waits for the page, and tells of one that did not build: Trunk serves on, and tries again when a file changes.
fn wait_for_page(project: &Project, ports: &Ports, servers: &mut [Running]) -> Result<(), Error> {
    let mut has_told = false;
    loop {
        match answer::ask(ports.page, "/") {
            Answer::Good => return Ok(()),
            Answer::Bad if !has_told => {
                println!("{}", not_built(&project.root));
                has_told = true;
            }
            Answer::Bad | Answer::Nothing => {}
        }
        pause(project, servers)?;
    }
}

/// Why the page did not build, for whoever has changed words.
fn not_built(root: &Path) -> String {
    let is_of_the_words = check::findings(root).is_ok_and(|(to_mend, _)| !to_mend.is_empty());
    let why = match is_of_the_words {
        true => "there is something to mend in public/. `cargo xtask check` says what, and in which line",
        false => "the messages above say why",
    };
    format!("The page did not build: {why}. It is built again when a file is saved.")
}

/// Lets a moment pass, in which neither server may end.
fn pause(project: &Project, servers: &mut [Running]) -> Result<(), Error> {
    project.interrupt.pause(Duration::from_millis(200))?;
    for server in servers {
        if let Some(status) = server.ended()? {
            return Err(Error::ServerEnded { name: server.name.clone(), status });
        }
    }
    Ok(())
}

fn receiver(project: &Project, ports: &Ports) -> Command {
    let mut receiver = project.program(project.receiver());
    receiver.args(["serve", "--listen", &format!("127.0.0.1:{}", ports.receiver)]);
    receiver.args(["--database", &format!("sqlite://{DATABASE}")]);
    receiver.arg("--site").arg(site(project));
    if let Some(moment) = rehearsed_moment(project) {
        receiver.args(["--as-of", &moment.to_string()]);
    }
    receiver
}

fn page(project: &Project, ports: &Ports) -> Command {
    let mut trunk = trunk(project, "serve");
    trunk.args(["--port", &ports.page.to_string()]);
    trunk.arg("--dist").arg(site(project));
    trunk.args(["--proxy-backend", &format!("http://127.0.0.1:{}/api", ports.receiver), "--proxy-no-system-proxy"]);
    let watched = WATCHED.iter().filter(|path| project.root.join(path).exists());
    watched.for_each(|path| {
        trunk.args(["--watch", path]);
    });
    trunk
}

/// Not dist/, which holds the release site.
fn site(project: &Project) -> PathBuf {
    project.target.join("serve-site")
}

/// Page and receiver must agree on the time, so the receiver rehearses what the page's settings say.
///
/// Settings that cannot be read stop nothing here: building the page reports them.
fn rehearsed_moment(project: &Project) -> Option<Instant> {
    let settings = fs::read_to_string(project.root.join("public/config.json")).ok()?;
    Config::parse(&settings).ok()?.as_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::interrupt::Interrupt;

    fn project(config: &str) -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let root = folder.path().to_owned();
        fs::create_dir(root.join("public")).expect("it is new");
        fs::write(root.join("public/config.json"), config).expect("it can be written");
        let target = root.join("target");
        (folder, Project { root, target, interrupt: Interrupt::never() })
    }

    fn words(command: &Command) -> String {
        command.get_args().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    const PORTS: Ports = Ports { page: 8090, receiver: 8091 };

    #[test]
    fn the_receiver_rehearses_the_moment_of_the_settings() {
        let (_folder, project) = project(
            r#"{"address": "https://a.example/", "security_contact": "mailto:s@a.example",
                "submission_endpoint": "/a", "feedback_endpoint": "/b", "as_of": "2022-08-01T09:00:00+12:00"}"#,
        );
        let words = words(&receiver(&project, &PORTS));
        assert!(words.starts_with("serve --listen 127.0.0.1:8091 --database sqlite://submissions.db "), "{words}");
        assert!(words.ends_with(" --as-of 2022-08-01T09:00:00+12:00"), "{words}");
    }

    #[test]
    fn page_and_receiver_have_the_same_words() {
        let (_folder, project) = project("{}");
        let folder = project.target.join("serve-site").display().to_string();
        assert!(words(&page(&project, &PORTS)).contains(&format!("--dist {folder} ")));
        assert!(words(&receiver(&project, &PORTS)).ends_with(&format!("--site {folder}")));
    }

    #[test]
    fn without_a_rehearsal_the_receiver_follows_the_clock() {
        for config in [r#"{"submission_endpoint": "/a", "feedback_endpoint": "/b"}"#, "broken"] {
            let (_folder, project) = project(config);
            assert!(!words(&receiver(&project, &PORTS)).contains("--as-of"), "{config}");
        }
    }

    #[test]
    fn the_page_asks_the_receiver_on_its_port_and_ignores_the_database() {
        let (_folder, project) = project("{}");
        let words = words(&page(&project, &PORTS));
        assert!(
            words.contains("--port 8090") && words.contains("--proxy-backend http://127.0.0.1:8091/api"),
            "{words}"
        );
        assert!(words.ends_with("--watch public"), "only what is there is watched: {words}");
    }

    #[test]
    fn words_that_are_to_be_mended_are_told_with_the_command_that_names_them() {
        let (_folder, project) = project("{");
        fs::create_dir(project.root.join("public/content")).expect("it is new");
        assert!(not_built(&project.root).contains("something to mend in public/. `cargo xtask check` says what"));
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert!(not_built(&shipped).contains("the messages above say why"));
    }

    #[test]
    fn the_end_of_one_server_is_reported_by_its_name() {
        let (_folder, project) = project("{}");
        let mut servers = [
            Running::start("The page", shell("sleep 600")).expect("sh is everywhere"),
            Running::start("The receiver", shell("exit 3")).expect("sh is everywhere"),
        ];
        let error = loop {
            if let Err(error) = pause(&project, &mut servers) {
                break error;
            }
        };
        assert!(error.to_string().starts_with("The receiver ended by itself (exit status: 3)"), "{error}");
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }
}
