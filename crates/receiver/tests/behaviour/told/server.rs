//! A mail server and a website on real sockets, as small as they can be, each well or in some kind of trouble.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// How a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It takes what comes.
    Well,
    /// It answers with that code, and takes nothing; a mail server, once it is told to whom.
    Answers(u16),
    /// It answers to that command of SMTP with those words, and takes nothing.
    Says(&'static str, &'static str),
    /// It listens, and never answers.
    Silent,
    /// It takes what comes, and hangs up without a word.
    HangsUp,
}

/// A running server. Dropped, its port is closed.
pub struct Server {
    port: u16,
    state: Arc<State>,
    serving: JoinHandle<()>,
}

/// A port on which nobody listens, and nobody else can.
pub struct Down(TcpSocket);

struct State {
    mood: Mutex<Mood>,
    taken: Mutex<Vec<String>>,
    turned_away: AtomicUsize,
}

#[derive(Clone, Copy)]
enum Protocol {
    Smtp,
    Http,
}

type Stream = BufReader<TcpStream>;

impl Server {
    pub async fn of_mail(mood: Mood) -> Self {
        Self::start(Protocol::Smtp, Down::new().listener(), mood)
    }

    pub async fn of_a_website(mood: Mood) -> Self {
        Self::start(Protocol::Http, Down::new().listener(), mood)
    }

    fn start(protocol: Protocol, listener: TcpListener, mood: Mood) -> Self {
        let port = listener.local_addr().expect("it is bound").port();
        let state = State { mood: Mutex::new(mood), taken: Mutex::default(), turned_away: AtomicUsize::default() };
        let state = Arc::new(state);
        let serving = tokio::spawn(serve(protocol, listener, Arc::clone(&state)));
        Self { port, state, serving }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn becomes(&self, mood: Mood) {
        *self.state.mood.lock().expect("nobody panics") = mood;
    }

    /// Everything that came, whole: a mail, or a post with its head.
    pub fn taken(&self) -> Vec<String> {
        self.state.taken.lock().expect("nobody panics").clone()
    }

    /// The same, once so many are there.
    pub async fn taken_once_there_are(&self, number: usize) -> Vec<String> {
        once(|| self.taken().len() >= number).await;
        self.taken()
    }

    /// Waits until it has turned away, or left without a word, so many.
    pub async fn has_turned_away(&self, number: usize) {
        once(|| self.state.turned_away.load(Ordering::Relaxed) >= number).await;
    }
}

impl Down {
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().expect("there are sockets");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        Self(socket)
    }

    pub fn port(&self) -> u16 {
        self.0.local_addr().expect("it is bound").port()
    }

    /// The mail server comes back.
    pub fn comes_back(self) -> Server {
        Server::start(Protocol::Smtp, self.listener(), Mood::Well)
    }

    fn listener(self) -> TcpListener {
        self.0.listen(128).expect("the port is its own")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn once(is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never came");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn serve(protocol: Protocol, listener: TcpListener, state: Arc<State>) {
    loop {
        let (stream, _) = listener.accept().await.expect("it listens");
        let (mood, state) = (*state.mood.lock().expect("nobody panics"), Arc::clone(&state));
        tokio::spawn(async move {
            // Whoever hangs up early is their own trouble.
            let _ = match protocol {
                Protocol::Smtp => state.take_mail(BufReader::new(stream), mood).await,
                Protocol::Http => state.take_post(BufReader::new(stream), mood).await,
            };
        });
    }
}

impl State {
    fn take(&self, letter: String) {
        self.taken.lock().expect("nobody panics").push(letter);
    }

    fn turn_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
    }

    async fn take_mail(&self, mut stream: Stream, mood: Mood) -> std::io::Result<()> {
        if mood == Mood::Silent {
            self.turn_away();
            std::future::pending::<()>().await;
        }
        stream.write_all(b"220 mail.example\r\n").await?;
        let mut line = String::new();
        while stream.read_line(&mut line).await? > 0 {
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            match (verb.as_str(), mood) {
                (verb, Mood::Says(refused, words)) if verb == refused => {
                    self.turn_away();
                    stream.write_all(format!("{words}\r\n").as_bytes()).await?;
                }
                ("RCPT", Mood::Answers(code)) => {
                    self.turn_away();
                    stream.write_all(format!("{code} not you, mere@example.org\r\n").as_bytes()).await?;
                }
                ("EHLO", _) => stream.write_all(b"250-mail.example\r\n250 AUTH PLAIN\r\n").await?,
                ("DATA", _) => {
                    stream.write_all(b"354 go on\r\n").await?;
                    self.take(letter(&mut stream).await?);
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

    async fn take_post(&self, mut stream: Stream, mood: Mood) -> std::io::Result<()> {
        let Some(post) = post(&mut stream).await? else { return Ok(()) };
        self.take(post);
        let status = match mood {
            Mood::Well => 204,
            Mood::Answers(status) => status,
            Mood::Silent => return std::future::pending().await,
            Mood::HangsUp | Mood::Says(..) => return Ok(()),
        };
        let answer =
            format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\nlocation: /elsewhere\r\nconnection: close\r\n\r\n");
        stream.write_all(answer.as_bytes()).await
    }
}

async fn letter(stream: &mut Stream) -> std::io::Result<String> {
    let mut letter = String::new();
    while !letter.ends_with("\r\n.\r\n") {
        if stream.read_line(&mut letter).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(letter)
}

async fn post(stream: &mut Stream) -> std::io::Result<Option<String>> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await? == 0 {
            return Ok(None);
        }
    }
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    Ok(Some(head + &String::from_utf8_lossy(&body)))
}
