//! What deleted channels leave behind: messages and followers, which may be millions. They are deleted in slices, so that no statement is
//! too long and no row is locked for long.

use super::store;
use crate::outage::Outage;
use crate::{Result, Services, chat, follows};
use std::time::{Duration, Instant};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// Rows that one statement deletes. The statements find them by their places in the table: other plans may be quadratic while PostgreSQL has no
/// statistics of a table that has just been emptied.
const SLICE: i64 = 5000;
/// Pause between two searches for deleted channels.
const PAUSE: Duration = Duration::from_secs(1);
/// How often the log tells how far a deletion has come.
const TOLD_EVERY: Duration = Duration::from_secs(10);

/// Deletes what is left of deleted channels, until `shutdown`; the next start goes on where it was.
pub async fn run(svc: &Services, shutdown: &CancellationToken) {
    let deleting = async {
        let mut outage = Outage::default();
        loop {
            match clear(svc).await {
                Err(error) if outage.begins() => {
                    tracing::warn!(%error, "what is left of deleted channels can't be deleted at the moment")
                }
                Ok(()) if outage.ends() => tracing::info!("what is left of deleted channels is deleted again"),
                _ => {}
            }
            sleep(PAUSE).await;
        }
    };
    tokio::select! {
        () = deleting => {}
        () = shutdown.cancelled() => {}
    }
}

/// Deletes all that is left of channels deleted so far.
pub async fn clear(svc: &Services) -> Result<()> {
    while let Some(channel) = store::next_deleted(&svc.db).await? {
        let (mut messages, mut followers, mut told) = (0, 0, Instant::now());
        loop {
            let begun = Instant::now();
            let slice = (
                chat::store::delete_messages(&svc.db, channel, SLICE).await?,
                follows::store::delete_followers(&svc.db, channel, SLICE).await?,
            );
            if slice == (0, 0) {
                break;
            }
            (messages, followers) = (messages + slice.0, followers + slice.1);
            if told.elapsed() >= TOLD_EVERY {
                told = Instant::now();
                tracing::info!(%channel, messages, followers, "deleting what a deleted channel left");
            }
            // Pauses for as long as the slice took, so that other statements have the database for half of the time.
            sleep(begun.elapsed()).await;
        }
        store::forget_deleted(&svc.db, channel).await?;
        tracing::info!(%channel, messages, followers, "deleted what a deleted channel left");
    }
    Ok(())
}
