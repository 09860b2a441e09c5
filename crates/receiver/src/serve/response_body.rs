//! An answer on its way to a client, in small pieces, so that what it holds is given back only once it is read.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};

use super::room::Held;
use super::waiting::Seat;

/// The server takes pieces while it has less than [`super::connection::MAX_HEAD`] of them.
const PIECE: usize = 16 * 1024;

/// The body of an answer.
#[derive(Debug)]
pub struct ResponseBody {
    body: Body,
    rest: Bytes,
    seat: Arc<Seat>,
    _held: Arc<Held>,
}

impl ResponseBody {
    /// An answer of which nothing is sent yet, to the client of this seat; it holds the room of the request's body.
    pub fn new(body: Body, seat: Arc<Seat>, held: Arc<Held>) -> Self {
        Self { body, rest: Bytes::new(), seat, _held: held }
    }
}

impl HttpBody for ResponseBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(data))) => self.rest = data,
                Some(Ok(Err(trailers))) => return Poll::Ready(Some(Ok(trailers))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        self.seat.wait();
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (rest, mut hint) = (self.rest.len() as u64, self.body.size_hint());
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper + rest);
        }
        hint.set_lower(hint.lower() + rest);
        hint
    }
}

/// What follows is the client's next request.
impl Drop for ResponseBody {
    fn drop(&mut self) {
        self.seat.wait();
    }
}
