//! `cargo xtask preview`: the page on any day, with the words as they are saved. It compiles only programs that are not there
//! yet, and writes nothing outside the target folder.

mod as_of;
mod copy;
mod panel;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use consultation::time::instant::Instant;

use self::as_of::AsOf;
use self::copy::{SiteCopy, Taken, watched};
use crate::build_site::{self, Destination};
use crate::command::Running;
use crate::error::Error;
use crate::folder::{self, Files};
use crate::project::Project;
use crate::serve::answer::{self, Answer};
use crate::serve::ports;

/// How often the words are looked at. They are taken in once they are the same twice: an editor may write in two steps.
const MOMENT: Duration = Duration::from_millis(200);

/// What `cargo xtask preview` is told.
#[derive(clap::Args)]
pub struct Preview {
    /// The day to show, at noon, or the moment: 2022-08-24 or 2022-08-23T16:59:00+12:00 [default: that of config.json]
    #[arg(long, value_name = "DAY")]
    as_of: Option<AsOf>,
    /// The port of the page
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// The folder with config.json, and with the words in content/
    #[arg(long, default_value = "public")]
    public: PathBuf,
}

/// Shows the page until the user stops it, which is no error.
///
/// # Errors
/// A port that is taken, a build that fails, words that were never right, a server that ends by itself.
pub fn preview(project: &Project, preview: &Preview) -> Result<(), Error> {
    match show_until_asked(project, preview) {
        Err(Error::Interrupted) => Ok(()),
        ended => ended,
    }
}

fn show_until_asked(project: &Project, preview: &Preview) -> Result<(), Error> {
    ports::is_free(preview.port, "the page", "--port")?;
    project.build_program("publish")?;
    project.build_program("receiver")?;
    build_where_needed(project)?;
    let folder = project.target.join("preview").join(preview.port.to_string());
    let copy = SiteCopy::new(project, folder, preview.as_of)?;
    let mut shown = saved(preview)?;
    start(&copy, &shown, preview)?;
    let mut server = Server::start(project, &copy, preview.port)?;
    println!(
        "The page is at http://localhost:{}, and follows what is saved in {}.",
        preview.port,
        preview.public.display()
    );
    println!("What is sent there lands in {}, and nowhere else.", copy.database().display());
    let mut before = shown.clone();
    loop {
        server.pause(project)?;
        // A file that is just being replaced is there the next time.
        let Ok(now) = saved(preview) else { continue };
        if now == before && now != shown {
            tell(&copy, &copy.take(&now)?)?;
            // A receiver's clock is set when it starts, and two cannot share the port.
            if copy.moment() != server.moment {
                drop(server);
                server = Server::start(project, &copy, preview.port)?;
            }
            shown = now.clone();
        }
        before = now;
    }
}

/// The site must have been made of the sources of now: `publish` draws its pages with them.
fn build_where_needed(project: &Project) -> Result<(), Error> {
    let mut publish = project.program(project.debug_program("publish"));
    publish.arg("version");
    let built = std::fs::read_to_string(project.dist().join("version.json")).ok();
    if built.is_some() && built == project.first_line(publish) {
        return Ok(());
    }
    println!("There is no site of these sources in dist/ yet. It is built first, which takes minutes the first time.");
    build_site::build(project, &Destination::default()).map(drop)
}

fn saved(preview: &Preview) -> Result<Files, Error> {
    let read = |name: &str| folder::read(&preview.public.join(name));
    let content = read("content")?.into_iter().map(|(name, bytes)| (["content/", &name].concat(), bytes));
    let path = preview.public.join("config.json");
    let settings = std::fs::read(&path).map_err(|source| Error::File { path, source })?;
    Ok(watched(content.chain([("config.json".to_owned(), settings)]).collect()))
}

/// Where the words have something to mend at the start, the page shows those of the built site.
fn start(copy: &SiteCopy<'_>, words: &Files, preview: &Preview) -> Result<(), Error> {
    let taken = copy.take(words)?;
    if !taken.to_mend.is_empty() && !copy.take(&copy.built_words()?)?.to_mend.is_empty() {
        return Err(Error::NothingToShow { public: preview.public.clone(), findings: taken.to_mend });
    }
    tell(copy, &taken)
}

fn tell(copy: &SiteCopy<'_>, taken: &Taken) -> Result<(), Error> {
    copy.show(&taken.to_mend)?;
    println!("{}", told(taken));
    Ok(())
}

/// What the terminal says of a look at the words. Advice is only counted: much of it stays for good.
fn told(taken: &Taken) -> String {
    let advice = match taken.advice {
        0 => String::new(),
        1 => " `cargo xtask check` has 1 piece of advice besides.".to_owned(),
        count => format!(" `cargo xtask check` has {count} pieces of advice besides."),
    };
    match taken.to_mend.is_empty() {
        true => format!("The page has the words as they were saved.{advice}"),
        false => format!("The page stays as it was.{advice} To mend:\n{}", taken.to_mend.join("\n")),
    }
}

/// The receiver, which serves the copy and takes what is sent.
struct Server {
    running: Running,
    moment: Option<Instant>,
}

impl Server {
    fn start(project: &Project, copy: &SiteCopy<'_>, port: u16) -> Result<Self, Error> {
        let moment = copy.moment();
        let mut server = Self { running: Running::start("The receiver", receiver(project, copy, port))?, moment };
        while answer::ask(port, "/health") != Answer::Good {
            server.pause(project)?;
        }
        Ok(server)
    }

    /// Lets a moment pass, in which it may not end.
    fn pause(&mut self, project: &Project) -> Result<(), Error> {
        project.interrupt.pause(MOMENT)?;
        match self.running.ended()? {
            Some(status) => Err(Error::ServerEnded { name: self.running.name.clone(), status }),
            None => Ok(()),
        }
    }
}

fn receiver(project: &Project, copy: &SiteCopy<'_>, port: u16) -> Command {
    let mut receiver = project.program(project.receiver());
    // Its one line says what was said here.
    receiver.stdout(Stdio::null());
    receiver.args(["serve", "--log", "error", "--listen", &format!("127.0.0.1:{port}")]);
    receiver.arg("--site").arg(copy.served());
    receiver.arg("--database").arg(format!("sqlite://{}", copy.database().display()));
    copy.moment().iter().for_each(|moment| {
        receiver.args(["--as-of", &moment.to_string()]);
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_mend_is_listed_and_advice_is_counted() {
        let told = |to_mend: &[&str], advice| {
            told(&Taken { to_mend: to_mend.iter().map(|&finding| finding.to_owned()).collect(), advice })
        };
        assert_eq!(told(&[], 0), "The page has the words as they were saved.");
        let counted = "The page has the words as they were saved. `cargo xtask check` has 2 pieces of advice besides.";
        assert_eq!(told(&[], 2), counted);
        let listed = "The page stays as it was. `cargo xtask check` has 1 piece of advice besides. To mend:\na\nb";
        assert_eq!(told(&["a", "b"], 1), listed);
    }
}
