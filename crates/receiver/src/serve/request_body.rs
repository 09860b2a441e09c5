//! A body on its way from a client: no slower, no longer and no more at once than the limits say.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, EXPECT};
use futures_util::stream;
use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use tokio::time::{Instant, timeout};

use super::limits::Limits;
use super::pace::Pace;
use super::room::Held;
use super::shutdown::Ending;
use super::waiting::Seat;
use crate::http::body::{BodyError, MAX_BYTES};

/// A browser shows our answer only after it has sent its whole body, so that much of a refused one is still read.
const MAX_BYTES_READ: usize = 16 * MAX_BYTES;

/// A body that is read piece by piece.
#[derive(Debug)]
pub struct RequestBody {
    body: Incoming,
    held: Arc<Held>,
    seat: Arc<Seat>,
    ending: Ending,
    limits: Limits,
    pace: Pace,
    has_room: bool,
    length: usize,
    refused: Option<BodyError>,
}

impl RequestBody {
    /// A body of which nothing came yet, what it takes of the room, and where its connection sits.
    pub fn new(body: Incoming, held: Arc<Held>, seat: Arc<Seat>, ending: Ending, limits: Limits) -> Self {
        let pace = Pace::new(limits.slowest);
        Self { body, held, seat, ending, limits, pace, has_room: false, length: 0, refused: None }
    }

    /// The same for whoever reads it; errors are [`BodyError`]. Nothing is asked of the client before the first read.
    pub fn into_body(self, headers: &HeaderMap) -> Body {
        if asks_in_vain(headers) {
            return Body::from_stream(stream::iter([Err::<Bytes, _>(BodyError::TooLarge)]));
        }
        Body::from_stream(stream::try_unfold(self, |mut body| async move {
            let piece = body.piece().await?;
            Ok::<_, BodyError>(piece.map(|piece| (piece, body)))
        }))
    }

    /// The next piece that counts. What is refused is read on without being kept.
    async fn piece(&mut self) -> Result<Option<Bytes>, BodyError> {
        while let Some(data) = self.data().await? {
            self.length += data.len();
            if self.length > MAX_BYTES {
                self.refused.get_or_insert(BodyError::TooLarge);
            } else if self.refused.is_none() && !self.has_room {
                self.has_room = self.take_room().await?;
                self.refused = (!self.has_room).then_some(BodyError::NoRoom);
            }
            match self.refused {
                Some(reason) if self.length > MAX_BYTES_READ => return Err(reason),
                Some(_) => {}
                None => return Ok(Some(data)),
            }
        }
        self.refused.map_or(Ok(None), Err)
    }

    /// Room for all of it, once the client has sent something; of what states no length, the most that it may be.
    async fn take_room(&mut self) -> Result<bool, BodyError> {
        let (length, left) = (self.length, self.body.size_hint().upper());
        let most = left.and_then(|left| length.checked_add(usize::try_from(left).ok()?)).unwrap_or(MAX_BYTES);
        tokio::select! {
            is_there = self.held.take(most.min(MAX_BYTES)) => Ok(is_there),
            () = self.ending.after(self.limits.last_bodies) => Err(BodyError::Ending),
        }
    }

    /// What the client sent next.
    async fn data(&mut self) -> Result<Option<Bytes>, BodyError> {
        self.seat.wait();
        self.held.wait();
        let asked = Instant::now();
        let frame = tokio::select! {
            frame = timeout(self.pace.patience(), self.body.frame()) => frame.map_err(|_| BodyError::TooSlow)?,
            () = self.held.wanted() => return Err(BodyError::NoRoom),
            () = self.ending.after(self.limits.last_bodies) => return Err(BodyError::Ending),
        };
        self.seat.act();
        self.held.act();
        let data = frame.transpose().map_err(|_| BodyError::Broken)?;
        let data = data.map(|frame| frame.into_data().unwrap_or_default());
        // What is refused earns no more time.
        let earning = data.as_ref().filter(|_| self.refused.is_none()).map_or(0, Bytes::len);
        self.pace.moved(earning, asked.elapsed());
        Ok(data)
    }
}

/// Who waits for `100 Continue` with too long a body is told so at once, and sends nothing.
fn asks_in_vain(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    headers.contains_key(EXPECT) && length.is_some_and(|length: u64| length > MAX_BYTES as u64)
}
