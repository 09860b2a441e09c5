//! Takes what there is to tell out of the store, tells it, and notes what became of that. It knows no protocol.

use std::fmt::Display;
use std::sync::Arc;

use tokio::time::{sleep, timeout};

use super::acknowledgement;
use super::failed::Failed;
use crate::app::App;
use crate::clock::unix_milliseconds;
use crate::store::error::StoreError;
use crate::store::outbox::{Channel, Task};

/// Tells what there is to tell, of each channel one after another, until it is dropped.
pub async fn work(app: Arc<App>) {
    tokio::join!(work_on(&app, Channel::Mail), work_on(&app, Channel::Webhook));
}

async fn work_on(app: &App, channel: Channel) {
    if !app.outbox.has(channel) {
        return;
    }
    loop {
        match turn(app, channel).await {
            Ok(true) => {}
            Ok(false) => sleep(app.outbox.backoff.pause).await,
            Err(error) => {
                tracing::error!("what others are to be told cannot be read or noted: {error}");
                sleep(app.outbox.backoff.first).await;
            }
        }
    }
}

/// Tells one thing, if it is the turn of any.
async fn turn(app: &App, channel: Channel) -> Result<bool, StoreError> {
    let (now, backoff) = (unix_milliseconds(), &app.outbox.backoff);
    let Some(task) = app.store.take(channel, now, now + backoff.taken_for()).await? else { return Ok(false) };
    if backoff.is_over(&task, now) {
        give_up(app, channel, &task, task.tries, "it is too old to be told now").await?;
        return Ok(true);
    }
    let told = timeout(backoff.patience, tell(app, channel, &task)).await.unwrap_or(Err(Failed::Slow));
    match told {
        Ok(()) => app.store.done(task.number).await?,
        Err(failed) => put_off(app, channel, &task, &failed).await?,
    }
    Ok(true)
}

async fn tell(app: &App, channel: Channel, task: &Task) -> Result<(), Failed> {
    let Some(stored) = app.store.submission(&task.submission).await? else { return Ok(()) };
    match (channel, &app.outbox.mail, &app.outbox.webhook) {
        (Channel::Mail, Some(mail), _) => {
            let seen = app.published.seen(&stored.content_sha256).unwrap_or_else(|| app.published.now());
            match acknowledgement::of(&stored, seen) {
                Some(acknowledgement) => mail.send(&acknowledgement).await,
                None => Ok(()),
            }
        }
        (Channel::Webhook, _, Some(webhook)) => webhook.post(&stored).await,
        (Channel::Mail | Channel::Webhook, ..) => Ok(()),
    }
}

async fn put_off(app: &App, channel: Channel, task: &Task, failed: &Failed) -> Result<(), StoreError> {
    let (now, tries) = (unix_milliseconds(), task.tries + 1);
    let next = if failed.is_final() { None } else { app.outbox.backoff.next(task, now) };
    let Some(at) = next else { return give_up(app, channel, task, tries, failed).await };
    let (name, seconds) = (channel.name(), (at - now) / 1000);
    tracing::info!("{name}: try {tries} failed ({failed}), the next is in {seconds} s");
    app.store.put_off(task.number, next).await
}

/// Whoever is called finds by the reference whom to write to, where its row can be read.
async fn give_up(app: &App, channel: Channel, task: &Task, tries: u32, why: impl Display) -> Result<(), StoreError> {
    let stored = app.store.receipt(&task.submission).await.ok().flatten();
    let of = stored.map(|stored| [" of ", &stored.receipt.reference].concat()).unwrap_or_default();
    tracing::error!("{}{of}: given up after {tries} tries ({why}); `receiver stats` counts those", channel.name());
    app.store.put_off(task.number, None).await
}
