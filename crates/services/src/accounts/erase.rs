//! Erasing an account: its channels with their streams and recordings, and all that it is and has done. The rows and numbers of its messages
//! stay, without author and content, and its username stays reserved.

use super::credentials::{lock_proved, prove};
use super::sessions::CurrentUser;
use super::{Device, store, two_factor};
use crate::database::Transaction;
use crate::mail::{self, Recipient, Template};
use crate::streams::store::StreamRow;
use crate::{Result, Services, access, audit, channels, chat, clerk, moderation, recheck, streams, users};
use domain::accounts::Email;
use domain::{ChannelId, Problem, UserId};

/// What is left to do once the transaction that erases an account is committed.
#[must_use]
pub(crate) struct Erased {
    channels: Vec<ChannelId>,
    streams: Vec<StreamRow>,
}

impl Erased {
    /// Ends what the account has on air, and sends the mail that tells of it.
    pub(crate) async fn finish(self, svc: &Services) {
        mail::wake(svc);
        channels::end_streams(svc, &self.channels, self.streams).await;
    }
}

/// Messages that one statement empties.
const SLICE: i64 = 5000;

/// Erases the current user's account, whose password, and with two-factor sign-in a code, was typed. A mail to its address tells of it. Goes on
/// to its end if the request is given up.
///
/// Errors: `signin_required`; `validation_failed` when password or code is wrong or missing; `last_administrator`; `rate_limited`.
pub async fn erase_account(
    svc: &Services,
    current_user: &CurrentUser,
    password: &str,
    code: Option<&str>,
    device: Device,
) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.id();
    let known = prove(svc, signed_in.account(), "password", password, device.clone()).await?;
    if two_factor::is_on(svc, account).await? {
        let mut tx = svc.db.begin().await?;
        lock(&mut tx, svc, account).await?;
        two_factor::prove_code(&mut tx, svc, account, code.unwrap_or_default(), &device).await?;
        tx.commit().await?;
    }
    let owned = svc.clone();
    let erasing = svc.tasks.spawn(async move {
        empty_messages(&owned, account).await?;
        let mut tx = owned.db.begin().await?;
        lock(&mut tx, &owned, account).await?;
        // The owner may have taken the account back from a thief meanwhile.
        lock_proved(&mut tx, account, &known, "password").await?;
        let erased = erase(&mut tx, &owned, account).await?;
        tx.commit().await?;
        erased.finish(&owned).await;
        Ok(())
    });
    erasing.await?
}

/// Empties the messages of an account that is about to be erased, of which there can be any number, in slices, so that no statement is too
/// long and no request waits for a row. A foreign key empties what the account writes meanwhile.
pub(crate) async fn empty_messages(svc: &Services, account: UserId) -> Result<()> {
    while chat::store::empty_messages(&svc.db, account, SLICE).await? > 0 {}
    Ok(())
}

/// Erases an account within the caller's transaction. The caller has checked the permission, has locked no account's row but as [`lock`] does,
/// has called [`empty_messages`], and calls [`Erased::finish`] after the commit.
///
/// Errors: `not_found`, `last_administrator`.
pub(crate) async fn erase(tx: &mut Transaction, svc: &Services, account: UserId) -> Result<Erased> {
    lock(tx, svc, account).await?;
    let streams = streams::store::open_of_owner(&mut *tx, account).await?;
    store::delete_channel_follows(tx, account).await?;
    // Before the account: a room that stores messages locks its channel first and then their authors.
    let channels = channels::store::delete_of_owner(tx, account).await?;
    // Their lists and counts have reports, holds and bans of it.
    let moderated = moderation::store::channels_about(tx, account).await?;
    recheck::announce_each(tx, "moderation", &moderated).await?;
    audit::forget_words(tx, account).await?;
    let deleted = store::delete(tx, account).await?.ok_or_else(Problem::not_found)?;
    store::delete_mails(tx, &deleted.email).await?;
    if let Ok(email) = Email::parse(&deleted.email) {
        let template = Template::Erased { name: &deleted.name };
        let recipient = Recipient { account: None, email: &email, language: &deleted.language };
        mail::queue(&mut *tx, svc, recipient, template).await?;
    }
    Ok(Erased { channels, streams })
}

/// Locks the account as those who make a channel or follow one do, after the administrators, as those who change them do. First of all comes
/// its user at Clerk, as with webhooks, whose later news make no account from now on.
async fn lock(tx: &mut Transaction, svc: &Services, account: UserId) -> Result<()> {
    clerk::note_erased(svc, tx, account).await?;
    if store::lock_administrators(tx).await? == [account] {
        return Err(users::last_administrator().into());
    }
    store::lock(tx, account).await.map(drop)
}
