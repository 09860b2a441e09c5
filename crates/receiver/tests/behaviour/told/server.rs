//! A mail server and a website on real sockets, as small as they can be, each well or in some kind of trouble.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It takes what comes.
    Well,
    /// It answers with that code, and takes nothing.
    Answers(u16),
    /// It listens, and never answers.
    Silent,
    /// It takes what comes, and hangs up without a word.
    HangsUp,
}

/// A running server. Dropped, its port is closed.
pub struct Server {
    port: u16,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

#[derive(Clone, Copy)]
enum Protocol {
    Smtp,
    Http,
}

type Stream = BufReader<TcpStream>;

impl Server {
    pub async fn of_mail(mood: Mood) -> Self {
        Self::start(Protocol::Smtp, 0, mood).await
    }

    pub async fn of_a_website(mood: Mood) -> Self {
        Self::start(Protocol::Http, 0, mood).await
    }

    /// On a port that was free a moment ago, and on which nobody listened until now.
    pub async fn of_mail_at(port: u16) -> Self {
        Self::start(Protocol::Smtp, port, Mood::Well).await
    }

    async fn start(protocol: Protocol, port: u16, mood: Mood) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("the port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let (mood, taken) = (Arc::new(Mutex::new(mood)), Arc::new(Mutex::new(Vec::new())));
        let (moods, letters) = (Arc::clone(&mood), Arc::clone(&taken));
        let serving = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("it listens");
                let (mood, letters) = (*moods.lock().expect("nobody panics"), Arc::clone(&letters));
                tokio::spawn(async move {
                    // Whoever hangs up early is their own trouble.
                    let _ = match protocol {
                        Protocol::Smtp => take_mail(BufReader::new(stream), mood, &letters).await,
                        Protocol::Http => take_post(BufReader::new(stream), mood, &letters).await,
                    };
                });
            }
        });
        Self { port, mood, taken, serving }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn becomes(&self, mood: Mood) {
        *self.mood.lock().expect("nobody panics") = mood;
    }

    /// Everything that came, whole: a mail, or a post with its head.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("nobody panics").clone()
    }

    /// The same, once so many are there.
    pub async fn taken_once_there_are(&self, number: usize) -> Vec<String> {
        let start = Instant::now();
        while self.taken().len() < number {
            assert!(start.elapsed() < Duration::from_secs(20), "never came: {:?}", self.taken());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.taken()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn take_mail(mut stream: Stream, mood: Mood, letters: &Mutex<Vec<String>>) -> std::io::Result<()> {
    if mood == Mood::Silent {
        std::future::pending::<()>().await;
    }
    stream.write_all(b"220 mail.example\r\n").await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match (verb.as_str(), mood) {
            ("RCPT", Mood::Answers(code)) => {
                stream.write_all(format!("{code} not you, mere@example.org\r\n").as_bytes()).await?;
            }
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while !letter.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut letter).await?;
                }
                letters.lock().expect("nobody panics").push(letter);
                if mood == Mood::HangsUp {
                    return Ok(());
                }
                stream.write_all(b"250 taken\r\n").await?;
            }
            ("QUIT", _) => return stream.write_all(b"221 bye\r\n").await,
            _ => stream.write_all(b"250 yes\r\n").await?,
        }
        line.clear();
    }
    Ok(())
}

async fn take_post(mut stream: Stream, mood: Mood, letters: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await? == 0 {
            return Ok(());
        }
    }
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    letters.lock().expect("nobody panics").push(head + &String::from_utf8_lossy(&body));
    let status = match mood {
        Mood::Well => 204,
        Mood::Answers(status) => status,
        Mood::Silent => return std::future::pending().await,
        Mood::HangsUp => return Ok(()),
    };
    let answer =
        format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\nlocation: /elsewhere\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await
}
