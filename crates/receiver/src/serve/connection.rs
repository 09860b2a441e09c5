//! One connection: its requests one after another, each within the limits, until the client or the receiver ends it.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower::ServiceExt;

use super::limits::Limits;
use super::paced_stream::PacedStream;
use super::request_body::RequestBody;
use super::response_body::ResponseBody;
use super::room::Room;
use super::shutdown::Ending;
use super::waiting::Seat;

/// The longest head of a request, in bytes; also how much of an answer is kept ready for the system.
/// Browsers send less than 8 kB; an absurd address of 60 kB still gets its 404.
pub const MAX_HEAD: usize = 64 * 1024;

/// What all connections share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What answers.
    pub router: Router,
    /// What clients may take.
    pub limits: Limits,
    /// The memory for bodies.
    pub room: Room,
    /// The end.
    pub ending: Ending,
}

impl Shared {
    /// Answers a client until one of both ends, or the seat is wanted for another.
    pub async fn answer(self, stream: TcpStream, peer: SocketAddr, seat: Arc<Seat>) {
        let (limits, mut ending) = (self.limits, self.ending.clone());
        let (shared, its_seat) = (Arc::new(self), Arc::clone(&seat));
        let service = service_fn(move |request| Arc::clone(&shared).respond(request, peer, Arc::clone(&its_seat)));
        let stream = TokioIo::new(PacedStream::new(stream, limits.slowest));
        // The time for a head begins with the connection and with the end of each answer, so it ends idle ones too.
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(MAX_HEAD);
        // Who says nothing more after a whole request may still listen, and has sent something that is to be stored.
        http.half_close(true);
        let mut connection = pin!(http.serve_connection(stream, service));
        tokio::select! {
            // A request that has come is read before the end is heard of.
            biased;
            // How it ended is the client's business.
            _ = connection.as_mut() => return,
            () = seat.wanted() => return,
            () = ending.after(Duration::ZERO) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = timeout(limits.last_answers, connection).await;
    }

    async fn respond(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: SocketAddr,
        seat: Arc<Seat>,
    ) -> Result<Response<ResponseBody>, Infallible> {
        seat.act();
        let held = Arc::new(self.room.hold());
        let (mut head, body) = request.into_parts();
        head.extensions.insert(ConnectInfo(peer));
        let request_body =
            RequestBody::new(body, Arc::clone(&held), Arc::clone(&seat), self.ending.clone(), self.limits);
        let body = request_body.into_body(&head.headers);
        let response = self.router.clone().oneshot(Request::from_parts(head, body)).await?;
        Ok(response.map(|body: Body| ResponseBody::new(body, seat, held)))
    }
}
