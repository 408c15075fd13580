//! Sends what is queued for webhooks: a bounded number at a time, and one for each webhook. A receiver that never answers delays only its own
//! webhook's deliveries.

use super::address::WebhookReach;
use super::client::{Reply, SendError};
use super::queue::{self, AttemptNote, ClaimedDelivery, NextAttempt};
use crate::outage::Outage;
use crate::signature::WebhookSecret;
use crate::{Result, Services};
use domain::webhooks::WebhookKind;
use hyper::StatusCode;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use tokio::task::{self, JoinSet};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use url::Url;
use uuid::Uuid;

/// Deliveries that are under way at a time.
const AT_ONCE: usize = 64;
/// The most of them on this server that belong to one account, so that its receivers that never answer leave room for those of others.
const OF_OWNER: usize = 16;
/// Pause between two looks into the queue. What is committed is told at once; this is for what is due again.
const PAUSE: Duration = Duration::from_secs(3);
/// How long a delivery belongs to the process that has taken it: longer than an attempt takes.
const LEASE: Duration = Duration::from_secs(30);

/// Pause after the first attempt that fails; each one after it is four times as long.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 3600);
/// A delivery that has not arrived for so long is given up.
const GIVE_UP: Duration = Duration::from_secs(24 * 3600);
/// The longest pause that a receiver may ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(3600);
/// The longest pause of a webhook that fails.
const LONGEST_PAUSE_OF_WEBHOOK: Duration = Duration::from_secs(600);
/// A webhook whose deliveries have failed for so long is switched off.
const DISABLE: Duration = Duration::from_secs(5 * 24 * 3600);
/// How long deliveries are kept.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 3600);
/// Deliveries that are deleted by one statement.
const FORGOTTEN_AT_ONCE: i64 = 5000;

/// Headers of Standard Webhooks.
const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// What came of an attempt.
type Sent = std::result::Result<Reply, SendError>;

/// Sends what is due until `shutdown`. What a stop interrupts is tried again.
pub async fn run(svc: &Services, shutdown: &CancellationToken) {
    // Each delivery is a task. Futures that only this loop polls would stand still while it waits for the database, and keep their connections.
    let (mut running, mut outage) = (JoinSet::new(), Outage::default());
    let mut owners: HashMap<task::Id, Uuid> = HashMap::new();
    loop {
        while running.len() < AT_ONCE {
            match queue::claim(&svc.db, LEASE, &busy(&owners)).await {
                Ok(Some(due)) => {
                    let (svc, owner) = (svc.clone(), due.owner_id);
                    let delivery = running.spawn(async move { deliver(&svc, due).await });
                    owners.insert(delivery.id(), owner);
                }
                Ok(None) => {
                    outage.ends();
                    break;
                }
                Err(error) => {
                    if outage.begins() {
                        tracing::warn!(%error, "the queue of webhooks cannot be read at the moment");
                    }
                    break;
                }
            }
        }
        tokio::select! {
            Some(ended) = running.join_next_with_id() => {
                owners.remove(&ended.map_or_else(|panicked| panicked.id(), |(id, ())| id));
            }
            () = svc.webhooks.queued.notified() => {}
            () = sleep(PAUSE) => {}
            () = shutdown.cancelled() => return,
        }
    }
}

/// Accounts of which as many deliveries are under way as may be.
fn busy(owners: &HashMap<task::Id, Uuid>) -> Vec<Uuid> {
    let mut counts: HashMap<Uuid, usize> = HashMap::new();
    owners.values().for_each(|owner| *counts.entry(*owner).or_default() += 1);
    counts.into_iter().filter(|(_, count)| *count >= OF_OWNER).map(|(owner, _)| owner).collect()
}

/// Deletes old deliveries. Called regularly.
pub async fn forget(svc: &Services) -> Result<()> {
    while queue::forget(&svc.db, REMEMBERED, FORGOTTEN_AT_ONCE).await? == FORGOTTEN_AT_ONCE.unsigned_abs() {}
    Ok(())
}

/// Sends one delivery and notes what came of it.
async fn deliver(svc: &Services, due: ClaimedDelivery) {
    let begun = Instant::now();
    let sent = send(svc, &due).await;
    let duration_ms = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    // Never the address, which may be a secret.
    let status = sent.as_ref().ok().map(|reply| reply.status.as_u16());
    tracing::debug!(webhook = %due.webhook_id, delivery = %due.id, status, duration_ms, "a delivery was attempted");
    if let Err(error) = note(svc, &due, sent, duration_ms).await {
        // It is due again after its lease.
        tracing::warn!(%error, delivery = %due.id, "what came of a delivery could not be noted");
    }
}

async fn note(svc: &Services, due: &ClaimedDelivery, sent: Sent, duration_ms: i32) -> Result<()> {
    let note = AttemptNote { duration_ms, ..noted(&sent) };
    if note.error.is_none() {
        return queue::delivered(&svc.db, due.id, &note).await;
    }
    let asked = sent.as_ref().ok().and_then(|reply| reply.retry_after).map(|asked| asked.min(LONGEST_ASKED));
    let is_over = is_over(due, &sent);
    let next = NextAttempt {
        pause: (!is_over).then(|| asked.unwrap_or_default().max(pause(due, asked.is_some()))),
        give_up: GIVE_UP,
        pause_of_webhook: asked.unwrap_or_default(),
        longest_pause_of_webhook: LONGEST_PAUSE_OF_WEBHOOK,
    };
    queue::failed(&svc.db, due, &note, &next).await?;
    let disabled = match is_over {
        true => {
            let reason = "The receiver said that this address is gone.";
            queue::disable(&svc.db, due, None, reason).await?
        }
        false => {
            let reason = "Nothing has arrived there for five days.";
            queue::disable(&svc.db, due, Some(DISABLE), reason).await?
        }
    };
    if disabled {
        tracing::info!(webhook = %due.webhook_id, "a webhook was switched off, because its deliveries fail");
    }
    Ok(())
}

/// What an attempt has shown.
fn noted(sent: &Sent) -> AttemptNote {
    let reply = match sent {
        Ok(reply) => reply,
        Err(error) => return AttemptNote { error: Some(shortened(error.to_string())), ..AttemptNote::default() },
    };
    let error = match reply.status {
        status if status.is_success() => None,
        status if status.is_redirection() => {
            Some(format!("The receiver answered {} to lead elsewhere. Redirects aren't followed.", status.as_u16()))
        }
        status => Some(format!("The receiver answered {}.", status.as_u16())),
    };
    AttemptNote {
        status_code: Some(reply.status.as_u16().into()),
        response: Some(reply.excerpt.clone()).filter(|text| !text.is_empty()),
        error,
        ..AttemptNote::default()
    }
}

fn shortened(text: String) -> String {
    text.chars().filter(|c| !c.is_control()).take(500).collect()
}

/// Whether the receiver is gone for good: it says so, or Discord does not know the webhook any more.
fn is_over(due: &ClaimedDelivery, sent: &Sent) -> bool {
    let is_discord = super::kind(&due.kind) == WebhookKind::Discord;
    sent.as_ref().is_ok_and(|reply| match reply.status {
        StatusCode::GONE => true,
        StatusCode::NOT_FOUND => is_discord,
        _ => false,
    })
}

/// The pause before the next attempt: 5 s, 20 s, 80 s and so on, and about a tenth more or less, so that what failed together does not come back
/// together. A receiver that has named a pause waits no longer than the first.
fn pause(due: &ClaimedDelivery, is_asked: bool) -> Duration {
    let exponent = if is_asked { 0 } else { due.attempts.saturating_sub(1).clamp(0, 10).unsigned_abs() };
    let pause = FIRST_PAUSE.saturating_mul(4_u32.saturating_pow(exponent)).min(LONGEST_PAUSE);
    pause.mul_f64(0.9 + 0.2 * f64::from(rand::random::<u8>()) / 255.0)
}

async fn send(svc: &Services, due: &ClaimedDelivery) -> Sent {
    // Sealed with another secret key, or not within reach since the server was started anew.
    let kind = super::kind(&due.kind);
    let address = svc.sealer.open(&due.address_sealed).map_err(|_| SendError::Unusable)?;
    let address = reparsed(svc.webhooks.client.reach(), &address, kind)?;
    let headers = match kind {
        WebhookKind::Discord => HeaderMap::new(),
        WebhookKind::Standard => {
            let open = |sealed: &Option<Vec<u8>>| {
                let text = svc.sealer.open(sealed.as_deref()?).ok()?;
                WebhookSecret::parse(&text)
            };
            let secret = open(&due.secret_sealed).ok_or(SendError::Unusable)?;
            let secrets = [Some(secret), open(&due.old_secret_sealed)];
            let now = OffsetDateTime::now_utc().unix_timestamp();
            signed(due.id, now, &due.body, secrets.iter().flatten()).ok_or(SendError::Unusable)?
        }
    };
    svc.webhooks.client.post(&address, headers, due.body.clone()).await
}

/// The rules may have changed since the webhook was made.
fn reparsed(reach: WebhookReach, address: &str, kind: WebhookKind) -> std::result::Result<Url, SendError> {
    reach.parse(address, kind).map_err(|_| SendError::Unusable)
}

/// The headers that show where a delivery comes from: a signature for each secret that counts.
fn signed<'a>(
    delivery: Uuid,
    timestamp: i64,
    body: &str,
    secrets: impl Iterator<Item = &'a WebhookSecret>,
) -> Option<HeaderMap> {
    let id = delivery.to_string();
    let signatures: Vec<String> = secrets.map(|secret| secret.sign(&id, timestamp, body.as_bytes())).collect();
    let mut headers = HeaderMap::new();
    headers.insert(ID, HeaderValue::try_from(&id).ok()?);
    headers.insert(TIMESTAMP, HeaderValue::from(timestamp));
    headers.insert(SIGNATURE, HeaderValue::try_from(signatures.join(" ")).ok()?);
    Some(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(attempts: i32) -> ClaimedDelivery {
        ClaimedDelivery {
            id: Uuid::nil(),
            webhook_id: Uuid::nil(),
            owner_id: Uuid::nil(),
            kind: "discord".into(),
            body: String::new(),
            attempts,
            address_sealed: Vec::new(),
            secret_sealed: None,
            old_secret_sealed: None,
        }
    }

    fn reply(status: u16) -> Sent {
        Ok(Reply { status: StatusCode::from_u16(status).unwrap(), retry_after: None, excerpt: "said".into() })
    }

    #[test]
    fn pauses_grow_to_about_a_day_in_all() {
        let pauses: Vec<f64> = (1..20).map(|attempts| pause(&claimed(attempts), false).as_secs_f64()).collect();
        assert!((4.5..=5.5).contains(&pauses[0]) && (18.0..=22.0).contains(&pauses[1]), "{pauses:?}");
        assert!(pauses.iter().all(|pause| *pause <= LONGEST_PAUSE.as_secs_f64() * 1.1));
        let within_a_day = pauses.iter().scan(0.0, |sum, pause| {
            *sum += pause;
            Some(*sum)
        });
        let attempts = within_a_day.take_while(|sum| *sum < GIVE_UP.as_secs_f64()).count();
        assert!((8..=11).contains(&attempts), "{attempts}");
    }

    #[test]
    fn only_2xx_has_arrived_and_redirects_are_named() {
        assert_eq!(noted(&reply(204)).error, None);
        for status in [301, 302, 307, 308] {
            assert!(noted(&reply(status)).error.unwrap().contains("Redirects aren't followed"), "{status}");
        }
        for status in [400, 404, 410, 429, 500, 503] {
            let note = noted(&reply(status));
            assert_eq!(note.status_code, Some(i32::from(status)));
            assert!(note.error.is_some() && note.response.as_deref() == Some("said"));
        }
        assert!(noted(&Err(SendError::Slow)).error.unwrap().contains("10 seconds"));
        assert!(
            is_over(&claimed(1), &reply(410))
                && is_over(&claimed(1), &reply(404))
                && !is_over(&claimed(1), &reply(500))
        );
    }

    #[test]
    fn a_delivery_has_a_signature_for_each_secret() {
        let secrets = [WebhookSecret::random_text(), WebhookSecret::random_text()]
            .map(|text| WebhookSecret::parse(&text).unwrap());
        let headers = signed(Uuid::nil(), 1_614_265_330, "{}", secrets.iter()).unwrap();
        let signature = headers[SIGNATURE].to_str().unwrap();
        let expected = secrets.map(|secret| secret.sign(&Uuid::nil().to_string(), 1_614_265_330, b"{}"));
        assert_eq!(signature, expected.join(" "));
    }
}
