//! Mail: written by the use cases, kept in the database until it is sent, so that neither a restart nor a mail server that is away loses it.

mod store;
mod templates;
mod texts;

use crate::access::Administrator;
use crate::accounts::CurrentUser;
use crate::{Error, Result, Services, access};
use domain::UserId;
use domain::accounts::{Account, Email};
use domain::admin::MailEntry;
use domain::mail::{MailState, Outbox, OutgoingMail};
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;
use std::time::Duration;
pub(crate) use templates::Template;
pub(crate) use texts::LANGUAGE;
use uuid::Uuid;

/// Pause after the first attempt that fails; it doubles with each one.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(4 * 3600);
/// A mail that could not be sent for so long is given up, because most links in mails are over by then.
const GIVE_UP: Duration = Duration::from_secs(24 * 3600);
/// How long the outbox remembers what it sent.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 3600);

/// The most mails that the outbox shows.
const SHOWN: i64 = 100;

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

/// For whom a mail is.
#[derive(Clone, Copy)]
pub(crate) struct Recipient<'a> {
    /// The account with which the mail is erased; none in the mail that tells of erasing it.
    pub account: Option<UserId>,
    pub email: &'a Email,
    /// BCP 47.
    pub language: &'a str,
}

impl<'a> Recipient<'a> {
    /// An account, at this address.
    pub(crate) fn new(account: &'a Account, email: &'a Email) -> Self {
        Self { account: Some(account.id), email, language: &account.profile.language }
    }
}

/// Puts a mail in the recipient's language into the outbox. Call [`wake`] after the commit.
pub(crate) async fn queue(
    db: impl PgExecutor<'_>,
    svc: &Services,
    recipient: Recipient<'_>,
    template: Template<'_>,
) -> Result<()> {
    let (subject, body) = template.write(recipient.language, &svc.settings.public_url);
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
        match opened(svc, &due.sealed) {
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

/// Notes that a mail was written into the folder, and keeps what it said: administrators read it in the outbox.
pub async fn written(svc: &Services, mail: Uuid) -> Result<()> {
    store::written(&svc.db, mail).await
}

/// Notes why a mail could not be sent. A `final` failure, or one of a mail that is old, is the last.
pub async fn failed(svc: &Services, mail: Uuid, reason: &str, is_final: bool) -> Result<()> {
    let reason: String = reason.chars().take(500).collect();
    if is_final {
        return store::give_up(&svc.db, mail, &reason).await;
    }
    store::failed(&svc.db, mail, &reason, GIVE_UP).await
}

/// Those of these mails that the outbox still knows. Of others, such as those of an account that was erased, no copy is to stay.
pub async fn known(svc: &Services, mails: &[Uuid]) -> Result<Vec<Uuid>> {
    store::known(&svc.db, mails).await
}

/// Deletes what the outbox need not remember any more. Called regularly.
pub async fn forget(svc: &Services) -> Result<()> {
    store::forget(&svc.db, REMEMBERED).await
}

/// The newest mails, the newest first. Administrators only.
///
/// What they say is shown only as long as no mail server is set, when there is no other way to the links in them. Where mail reaches its
/// recipients, a link that lets its reader into an account is for them alone.
pub async fn outbox(svc: &Services, current_user: &CurrentUser) -> Result<Outbox> {
    let administrator = access::administrator(current_user)?;
    let has_mail_server = svc.settings.has_mail_server;
    let stored = store::newest(&svc.db, administrator, !has_mail_server, SHOWN).await?;
    let mails = stored.into_iter().map(|mail| shown(svc, mail)).collect();
    Ok(Outbox { has_mail_server, mails })
}

/// Mails before one of them, the newest first, without what they say.
pub(crate) async fn entries(
    svc: &Services,
    administrator: Administrator,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<MailEntry>> {
    let stored = store::page(&svc.db, administrator, before, limit).await?;
    let entries = stored.into_iter().map(|(id, mail)| {
        let (recipient, subject, created_at) = (mail.recipient.clone(), mail.subject.clone(), mail.created_at);
        let (state, at, failure) = MailEntry::state_of(state_of(&mail));
        MailEntry { id, recipient, subject, created_at, state: state.into(), at, failure }
    });
    Ok(entries.collect())
}

fn shown(svc: &Services, mail: store::StoredMail) -> OutgoingMail {
    let state = state_of(&mail);
    let text = mail.sealed.and_then(|sealed| opened(svc, &sealed)).map(|body| body.text);
    OutgoingMail { recipient: mail.recipient, subject: mail.subject, created_at: mail.created_at, state, text }
}

fn state_of(mail: &store::StoredMail) -> MailState {
    match (mail.sent_at, mail.is_kept) {
        (Some(at), true) => MailState::Written { at },
        (Some(at), false) => MailState::Sent { at },
        (None, true) => MailState::Queued { next_try_at: mail.due_at, failure: mail.last_error.clone() },
        (None, false) => MailState::GivenUp { reason: mail.last_error.clone().unwrap_or_default() },
    }
}

/// What a sealed mail says; none if it was sealed with another key.
fn opened(svc: &Services, sealed: &[u8]) -> Option<Body> {
    svc.sealer.open(sealed).ok().and_then(|body| serde_json::from_str(&body).ok())
}
