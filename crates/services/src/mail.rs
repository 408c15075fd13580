//! Mail: written by the use cases, kept in the database until it is sent, so that neither a restart nor a mail server that is away loses it.

mod store;
mod templates;

use crate::{Error, Result, Services};
use domain::accounts::Email;
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;
use std::time::Duration;
pub(crate) use templates::Template;
use uuid::Uuid;

/// Pause after the first attempt that fails; it doubles with each one.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(4 * 3600);
/// A mail that could not be sent for so long is given up, because most links in mails are over by then.
const GIVE_UP: Duration = Duration::from_secs(24 * 3600);
/// How long the outbox remembers what it sent.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 3600);

/// A mail that is due.
#[derive(Debug)]
pub struct DueMail {
    /// Its id in the outbox.
    pub id: Uuid,
    /// The address that it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub body: Body,
}

/// What a mail says, as text and as HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// For programs that show text only.
    pub text: String,
    /// The same as a document.
    pub html: String,
}

/// Puts a mail into the outbox. Call [`wake`] after the commit.
pub(crate) async fn queue(
    db: impl PgExecutor<'_>,
    svc: &Services,
    recipient: &Email,
    template: Template<'_>,
) -> Result<()> {
    let (subject, body) = template.write(&svc.settings.public_url);
    let sealed = svc.sealer.seal(&serde_json::to_string(&body).map_err(|_| Error::Unsealable)?)?;
    store::insert(db, recipient, &subject, &sealed).await
}

/// Lets the server look into the outbox at once.
pub(crate) fn wake(svc: &Services) {
    svc.mail_queued.notify_one();
}

/// The next mail that is due. It is tried again later unless [`sent`] or [`failed`] is called for it before.
pub async fn next(svc: &Services) -> Result<Option<DueMail>> {
    while let Some(due) = store::claim(&svc.db, FIRST_PAUSE, LONGEST_PAUSE).await? {
        let opened = svc.sealer.open(&due.sealed).ok().and_then(|body| serde_json::from_str(&body).ok());
        match opened {
            Some(body) => {
                return Ok(Some(DueMail { id: due.id, recipient: due.recipient, subject: due.subject, body }));
            }
            None => store::give_up(&svc.db, due.id, "It was sealed with another secret key.").await?,
        }
    }
    Ok(None)
}

/// Notes that a mail was sent, and forgets what it said.
pub async fn sent(svc: &Services, mail: Uuid) -> Result<()> {
    store::sent(&svc.db, mail).await
}

/// Notes why a mail could not be sent. A `final` failure, or one of a mail that is old, is the last.
pub async fn failed(svc: &Services, mail: Uuid, reason: &str, is_final: bool) -> Result<()> {
    let reason: String = reason.chars().take(500).collect();
    if is_final {
        return store::give_up(&svc.db, mail, &reason).await;
    }
    store::failed(&svc.db, mail, &reason, GIVE_UP).await
}

/// Deletes what the outbox need not remember any more. Called regularly.
pub async fn forget(svc: &Services) -> Result<()> {
    store::forget(&svc.db, REMEMBERED).await
}
