//! The same submission many times at the same moment, each on a connection of its own: one row, one receipt.

use std::collections::HashSet;
use std::sync::Arc;

use reqwest::{Client, RequestBuilder};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::extent::{little_or_whole, report};
use crate::serving::{Reply, Serving, client, exported, folder};
use crate::submissions::{SUBMISSIONS, form_fields, id, submission};

/// How many post at the same moment.
const POSTS: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_json_at_the_same_moment_is_one_row_with_one_receipt() {
    let rows = races(|request, number| request.json(&submission(&id(number), &format!("race {number}"))));
    rows.await.report("JSON");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_at_the_same_moment_is_one_row_with_one_receipt() {
    let rows = races(|request, number| request.form(&form_fields(&id(number), &format!("race {number}"))));
    rows.await.report("form");
}

/// How the races came out.
struct Races {
    count: usize,
    rows: usize,
    receipts: usize,
}

impl Races {
    fn report(self, kind: &str) {
        let Self { count, rows, receipts } = self;
        report(&format!("races of {POSTS} identical {kind} posts: {count}, rows {rows}, receipts {receipts}"));
        assert_eq!((rows, receipts), (count, count));
    }
}

async fn races(post: impl Fn(RequestBuilder, u64) -> RequestBuilder) -> Races {
    let folder = folder();
    let serving = Serving::start(folder.path());
    let clients = connected(&serving).await;
    let (count, mut receipts) = (little_or_whole(3, 20), 0);
    for number in 0..count as u64 {
        let posts = clients.iter().map(|client| post(client.post(serving.url().to_owned() + SUBMISSIONS), number));
        receipts += at_the_same_moment(posts).await.len();
    }
    Races { count, rows: exported(folder.path()).len(), receipts }
}

/// Clients whose connections are open, so that nothing but the posts themselves takes its time.
async fn connected(serving: &Serving) -> Vec<Client> {
    let clients: Vec<_> = (0..POSTS).map(|_| client()).collect();
    for client in &clients {
        Reply::to(client.get(serving.url().to_owned() + "/health")).await;
    }
    clients
}

/// The different receipts that came back: where each is, and what it says.
async fn at_the_same_moment(posts: impl Iterator<Item = RequestBuilder>) -> HashSet<String> {
    let (start, mut racing) = (Arc::new(Barrier::new(POSTS)), JoinSet::new());
    for post in posts {
        let start = Arc::clone(&start);
        racing.spawn(async move {
            start.wait().await;
            Reply::to(post).await
        });
    }
    let replies = racing.join_all().await;
    assert!(replies.iter().all(|reply| [200, 201, 303].contains(&reply.status)), "{replies:?}");
    replies.into_iter().map(|reply| reply.location + &reply.body).collect()
}
