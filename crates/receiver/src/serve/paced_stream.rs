//! A client's socket, which fails once an answer is read more slowly than anybody is waited for.
//! Reading passes through: requests have deadlines of their own.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::limits::Slowest;
use super::pace::Pace;

/// The socket.
#[derive(Debug)]
pub struct PacedStream {
    stream: TcpStream,
    pace: Pace,
    blocked: Option<Blocked>,
}

/// The system takes no bytes, since the client reads none.
#[derive(Debug)]
struct Blocked {
    since: Instant,
    patience: Pin<Box<Sleep>>,
}

impl PacedStream {
    /// A socket whose client is not behind yet.
    pub fn new(stream: TcpStream, slowest: Slowest) -> Self {
        Self { stream, pace: Pace::new(slowest), blocked: None }
    }

    fn counted(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(written) = written {
            let waited = self.blocked.take().map(|blocked| blocked.since.elapsed());
            self.pace.moved(*written.as_ref().unwrap_or(&0), waited.unwrap_or_default());
            return Poll::Ready(written);
        }
        let patience = self.pace.patience();
        let blocked = || Blocked { since: Instant::now(), patience: Box::pin(sleep(patience)) };
        ready!(self.blocked.get_or_insert_with(blocked).patience.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for PacedStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for PacedStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.counted(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.counted(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
