//! Clients that are slow, silent or greedy, one at a time. Times are seconds here; `shipped_limits` has the real ones.

use std::fs;
use std::time::Duration;

use receiver::serve::{Limits, Slowest};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::harness::{Receiver, SUBMISSIONS, Setup, submission};
use crate::wire::{Wire, get, post, post_head, status};

const TENTH: Duration = Duration::from_millis(100);

/// One second in place of each of the shipped times, and half of the shipped speed.
fn short() -> Limits {
    let second = Duration::from_secs(1);
    Limits { head: second, slowest: Slowest { bytes_per_second: 1000, behind: second }, ..Limits::default() }
}

async fn with(limits: Limits) -> Receiver {
    Setup::new().limits(limits).start().await
}

#[tokio::test]
async fn a_slow_but_steady_body_is_stored() {
    let receiver = with(short()).await;
    let whole = post(&submission(1, &"x".repeat(8000)));
    let mut phone = Wire::to(receiver.address()).await;
    assert!(phone.say_slowly(whole.as_bytes(), 400, TENTH).await);
    assert_eq!(status(&phone.hear_all().await), 201);
}

#[tokio::test]
async fn who_says_nothing_more_after_a_whole_post_gets_the_receipt() {
    let receiver = with(short()).await;
    for number in 1..=20 {
        let mut wire = Wire::to(receiver.address()).await;
        wire.say(post(&submission(number, "Kia ora"))).await;
        wire.end_speaking().await;
        assert_eq!(status(&wire.hear_all().await), 201, "{number}");
    }
}

#[tokio::test]
async fn a_body_that_trickles_more_slowly_than_anybody_is_waited_for_gets_an_answer_and_no_receipt() {
    let receiver = with(short()).await;
    let mut trickle = Wire::to(receiver.address()).await;
    trickle.say(post_head(1000, "")).await;
    trickle.say_slowly(&[b' '; 100], 1, TENTH).await;
    assert_eq!(status(&trickle.hear_all().await), 408);
}

#[tokio::test]
async fn an_answer_that_is_not_read_is_given_up_and_a_slow_reader_gets_all_of_it() {
    const LENGTH: usize = 16 << 20;
    let site = TempDir::new().expect("there is room for temporary files");
    fs::write(site.path().join("large.txt"), "x".repeat(LENGTH)).expect("the folder can be written");
    let behind = Duration::from_secs(2);
    let slowest = Slowest { bytes_per_second: 1 << 19, behind };
    let receiver = Setup::new().site(site.path()).limits(Limits { slowest, ..Limits::default() }).start().await;
    let (mut stalled, mut slow) = (Wire::to(receiver.address()).await, Wire::to(receiver.address()).await);
    stalled.say(get("/large.txt")).await;
    slow.say(get("/large.txt")).await;
    let (mut came, mut piece) = (0, "begun".len());
    while piece > 0 {
        piece = slow.hear(128 << 10).await.len();
        came += piece;
        // Six times as fast as is asked for, and yet it takes longer than one may be behind.
        sleep(Duration::from_millis(40)).await;
    }
    assert!(came > LENGTH, "{came} of more than {LENGTH} bytes came to the slow reader");
    sleep(2 * behind).await;
    let came = stalled.hear_all().await.len();
    assert!(came < LENGTH, "{came} of more than {LENGTH} bytes came to who did not read");
}

#[tokio::test]
async fn when_bodies_fill_the_room_a_silent_one_is_asked_to_try_again() {
    let receiver = with(Limits { bytes_in_flight: 100_000, ..Limits::default() }).await;
    let mut stalled = [Wire::to(receiver.address()).await, Wire::to(receiver.address()).await];
    for wire in &mut stalled {
        wire.say(post_head(45_000, "")).await;
        wire.say([b' '; 44_000]).await;
    }
    let honest = submission(1, &"x".repeat(15_000));
    assert_eq!(receiver.post_json(SUBMISSIONS, &honest).await.status, 201);
    let mut answers = Vec::new();
    for wire in &mut stalled {
        wire.say([b' '; 1000]).await;
        answers.push(wire.hear_all().await);
    }
    answers.sort();
    assert_eq!([status(&answers[0]), status(&answers[1])], [400, 503], "{answers:?}");
    assert!(answers[1].contains("retry-after: 10"), "{answers:?}");
}

#[tokio::test]
async fn the_page_of_problems_counts_as_long_as_it_is_not_read() {
    let receiver = with(Limits { bytes_in_flight: 3_000_000, ..Limits::default() }).await;
    let body = ["revision=1&anything-else=", &"\"".repeat(1_900_000)].concat();
    let head = post_head(body.len(), "").replace("application/json", "application/x-www-form-urlencoded");
    let mut reader = Wire::to(receiver.address()).await;
    reader.say(head + &body).await;
    assert!(reader.hear(100).await.starts_with("HTTP/1.1 422"));
    let another = Wire::asked(receiver.address(), post_head(1_900_000, "") + &" ".repeat(1_900_000)).await;
    assert_eq!(status(&another), 503);
    reader.hear_all().await;
    let another = Wire::asked(receiver.address(), post_head(1_900_000, "") + &" ".repeat(1_900_000)).await;
    assert_eq!(status(&another), 400);
}

#[tokio::test]
async fn when_all_places_are_taken_the_longest_silence_makes_room() {
    let never = Duration::from_secs(3600);
    let receiver = with(Limits { connections: 3, head: never, ..Limits::default() }).await;
    let mut oldest = Wire::to(receiver.address()).await;
    oldest.say("GET /").await;
    let mut body = Wire::to(receiver.address()).await;
    let whole = post(&submission(1, "Kia ora"));
    let (begun, rest) = whole.split_at(whole.len() - 10);
    body.say(begun).await;
    let _silent = Wire::to(receiver.address()).await;
    assert_eq!(status(&Wire::asked(receiver.address(), get("/health")).await), 200);
    assert_eq!(oldest.hear_all().await, "", "it was closed");
    body.say(rest).await;
    assert_eq!(status(&body.hear_all().await), 201);
}

#[tokio::test]
async fn who_asks_first_whether_a_body_may_come_sends_no_body_that_is_too_large() {
    let receiver = Receiver::start().await;
    let asking = |length| post_head(length, "Expect: 100-continue\r\n");
    let answer = Wire::asked(receiver.address(), asking(3 << 20)).await;
    assert_eq!(status(&answer), 413, "{answer}");
    let body = submission(1, "Kia ora").to_string();
    let mut wire = Wire::to(receiver.address()).await;
    wire.say(asking(body.len())).await;
    assert_eq!(wire.hear(100).await, "HTTP/1.1 100 Continue\r\n\r\n");
    wire.say(body).await;
    assert_eq!(status(&wire.hear_all().await), 201);
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused_before_it_takes_memory() {
    let receiver = Receiver::start().await;
    let endless = ["GET / HTTP/1.1\r\nHost: here\r\nX: ", &"x".repeat(100_000)].concat();
    assert_eq!(status(&Wire::asked(receiver.address(), endless).await), 431);
}
