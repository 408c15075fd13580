//! Password and address of an account: forgotten, confirmed, changed, and changes taken back by the link that tells of them.

use super::links::{self, MailedLink, Purpose};
use super::sessions::{self, CurrentUser};
use super::{Device, password, store, taken_or, two_factor};
use crate::access;
use crate::database::Transaction;
use crate::mail::{self, Recipient, Template};
use crate::{Result, Services, clerk, identity, local_path};
use domain::accounts::{Account, Email, Password, PasswordLink, TakenBack};
use domain::problem::Fields;
use domain::{Code, Problem, UserId};
use time::OffsetDateTime;
use uuid::Uuid;

/// What leads to a new password.
const PASSWORD_LINKS: [Purpose; 2] = [Purpose::Reset, Purpose::Restore];

/// Mails a link for a new password to the account with this address, if there is one. The answer is the same for every address, and
/// takes equally long, because the account is looked for afterwards. The link leads on to `next`, a path on this site from untrusted text.
///
/// Errors: `validation_failed`, `rate_limited`.
pub async fn forgot_password(svc: &Services, email: &str, device: Device, next: Option<&str>) -> Result<()> {
    let (typed, next) = (email.to_owned(), local_path(next.unwrap_or_default()));
    let email = Email::parse(email).map_err(|sentence| Problem::field(Code::ValidationFailed, "email", sentence))?;
    limit_mails(svc, &email, &device)?;
    crate::ping(svc).await?;
    let (svc, tasks) = (svc.clone(), svc.tasks.clone());
    tasks.spawn(async move {
        if let Err(error) = mail_reset(&svc, &email, &typed, &next).await {
            tracing::error!(%error, "a mail for a new password could not be written");
        }
    });
    Ok(())
}

async fn mail_reset(svc: &Services, email: &Email, typed: &str, next: &str) -> Result<()> {
    let Some(account) = store::account_at(&svc.db, email, typed).await? else { return Ok(()) };
    let Some(found) = store::account(&svc.db, account).await? else { return Ok(()) };
    let mut tx = svc.db.begin().await?;
    if !store::lock(&mut tx, account).await? {
        return Ok(());
    }
    let token = links::make(&mut tx, account, Purpose::Reset, &found.email).await?;
    let template = Template::Reset { name: found.name(), token: &token, next };
    mail::queue(&mut tx, svc, Recipient::new(&found, email), template).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// What a mailed link for a new password does; none if it is over.
///
/// Errors: `rate_limited`.
pub async fn password_link(svc: &Services, token: &str, device: &Device) -> Result<Option<PasswordLink>> {
    limit_links(svc, device)?;
    let Some(link) = links::find(&svc.db, token, PASSWORD_LINKS).await? else { return Ok(None) };
    let takes_back = match link.purpose {
        Purpose::Restore => Some(taken_back(svc, &link).await?),
        _ => None,
    };
    Ok(Some(PasswordLink { email: link.email, takes_back }))
}

async fn taken_back(svc: &Services, link: &MailedLink) -> Result<TakenBack> {
    let account = store::account(&svc.db, link.account).await?.ok_or_else(link_expired)?;
    let secret = link.two_factor_secret_sealed.as_deref();
    let suspects = suspect_identities(&mut svc.db.begin().await?, svc, link, &account, link.created_at).await?;
    Ok(TakenBack {
        address: account.email != link.email,
        two_factor: two_factor::switched_since(svc, link.account, secret).await?,
        identities: !suspects.is_empty(),
    })
}

/// Identities that may be a stranger's: those linked since then, and where a link gives the account another address, the user at Clerk with
/// any other one, because Clerk's news may have changed it.
async fn suspect_identities(
    tx: &mut Transaction,
    svc: &Services,
    link: &MailedLink,
    account: &Account,
    since: OffsetDateTime,
) -> Result<Vec<Uuid>> {
    let is_moved = link.purpose == Purpose::Restore && account.email != link.email;
    let moved = clerk::issuer(svc).filter(|_| is_moved).map(|issuer| (issuer, &*link.email));
    identity::store::suspects(tx, account.id, since, moved).await
}

/// Gives an account the password that was typed behind a mailed link. A link that takes a change back also gives it its former address,
/// puts two-factor sign-in back as it was when the link was made, and unlinks identities that may be a stranger's. Every device is signed out.
///
/// Errors: `link_expired`, `validation_failed`, `email_taken`, `rate_limited`.
pub async fn reset_password(svc: &Services, token: &str, password: &str, device: Device) -> Result<()> {
    limit_links(svc, &device)?;
    // Looked at first, so that a password that is refused does not cost the link.
    let link = links::find(&svc.db, token, PASSWORD_LINKS).await?.ok_or_else(link_expired)?;
    let owner = store::account(&svc.db, link.account).await?.ok_or_else(link_expired)?;
    let hash = password::hash(new_password(svc, "password", password, &owner, &link.email)?).await?;
    let mut tx = svc.db.begin().await?;
    let link = links::take(&mut tx, token, PASSWORD_LINKS).await?.ok_or_else(link_expired)?;
    let secret = link.two_factor_secret_sealed.as_deref();
    let restored = (link.purpose == Purpose::Restore).then(|| store::Restored {
        since: link.created_at,
        canonical_email: link.canonical_email.clone(),
        two_factor: secret.is_some(),
    });
    // The address is shown to be its owner's for the first time: what was linked and asked for before may be a stranger's, who signed up
    // with it. Two-factor sign-in stays, because a forgotten password must not be a way around it.
    let first_proof = (!owner.email_verified).then_some(OffsetDateTime::UNIX_EPOCH);
    let since = restored.as_ref().map(|restored| restored.since).or(first_proof);
    let done = store::reset_password(&mut tx, link.account, &hash, &link.email, restored).await;
    let account = done.map_err(|error| taken_or(error, super::email_taken))?.ok_or_else(link_expired)?;
    two_factor::settle(&mut tx, link.account, secret).await?;
    if let Some(since) = since {
        let suspects = suspect_identities(&mut tx, svc, &link, &owner, since).await?;
        identity::store::delete_all(&mut tx, &suspects).await?;
    }
    // A stranger who had changed the address was mailed such a link, too.
    links::delete(&mut tx, link.account, since).await?;
    sessions::end_all(&mut tx, link.account, None).await?;
    tell_of_password(&mut tx, svc, &account).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// Mails the link that confirms the account's address once more.
///
/// Errors: `signin_required`, `rate_limited`.
pub async fn send_verification(svc: &Services, current_user: &CurrentUser, device: Device) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.account();
    if account.email_verified {
        return Ok(());
    }
    let email = address_of(account)?;
    limit_mails(svc, &email, &device)?;
    let mut tx = svc.db.begin().await?;
    let greeted = (account.name(), account.profile.language.as_str());
    mail_verification(&mut tx, svc, account.id, greeted, (&email, &account.email), None).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// Writes the mail that asks whether the account's address, also given as it is stored, is its owner's. `greeted` is their name and language.
pub(super) async fn mail_verification(
    tx: &mut Transaction,
    svc: &Services,
    account: UserId,
    (name, language): (&str, &str),
    (email, stored): (&Email, &str),
    next: Option<&str>,
) -> Result<()> {
    let (token, next) =
        (links::make(tx, account, Purpose::Verify, stored).await?, local_path(next.unwrap_or_default()));
    let recipient = Recipient { account: Some(account), email, language };
    mail::queue(tx, svc, recipient, Template::Verify { name, token: &token, next: &next }).await
}

/// Confirms an address by the link that was mailed to it; answers whether it is a new one. A new address becomes the account's, and other
/// devices are signed out.
///
/// Errors: `link_expired`, `email_taken`, `rate_limited`.
pub async fn verify_email(svc: &Services, current_user: &CurrentUser, token: &str, device: Device) -> Result<bool> {
    limit_links(svc, &device)?;
    let mut tx = svc.db.begin().await?;
    let link = links::take(&mut tx, token, [Purpose::Verify, Purpose::Change]).await?;
    let link = link.ok_or_else(|| match current_user.account() {
        // It was opened once more.
        Some(Account { email_verified: true, email, .. }) => Problem::new(
            Code::LinkExpired,
            format!("This link was used already, or it is too old. Your address {email} is confirmed."),
        ),
        _ => link_expired(),
    })?;
    if link.purpose == Purpose::Verify {
        if !store::verify_email(&mut tx, link.account, &link.email).await? {
            return Err(link_expired().into());
        }
        tx.commit().await?;
        return Ok(false);
    }
    let email = Email::parse(&link.email).map_err(|_| link_expired())?;
    if store::email_is_taken(&mut tx, &email, Some(link.account)).await? {
        return Err(super::email_taken().into());
    }
    let before = store::replace_email(&mut tx, link.account, &email, true).await;
    let before = before.map_err(|error| taken_or(error, super::email_taken))?.ok_or_else(link_expired)?;
    let here = current_user.session().filter(|_| current_user.id() == Some(link.account));
    sessions::end_all(&mut tx, link.account, here).await?;
    links::delete(&mut tx, link.account, None).await?;
    tell_of_address(&mut tx, svc, &before, &email).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(true)
}

/// Changes the password; other devices are signed out.
///
/// Errors: `signin_required`, `validation_failed`, also when the current password is wrong, `rate_limited`.
pub async fn change_password(
    svc: &Services,
    current_user: &CurrentUser,
    current: &str,
    new: &str,
    device: Device,
) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    let new = new_password(svc, "new", new, signed_in.account(), &signed_in.account().email)?;
    let known = prove(svc, signed_in.account(), "current", current, device).await?;
    let hash = password::hash(new).await?;
    let mut tx = svc.db.begin().await?;
    let changed = store::change_password(&mut tx, signed_in.id(), &known, &hash).await?;
    let account = changed.ok_or_else(|| wrong_password("current"))?;
    links::delete(&mut tx, account.id, None).await?;
    sessions::end_all(&mut tx, account.id, current_user.session()).await?;
    tell_of_password(&mut tx, svc, &account).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// Mails a link to a new address, which becomes the account's when the link is used.
///
/// Errors: `signin_required`, `validation_failed`, also when the password is wrong, `email_taken`, `rate_limited`.
pub async fn change_email(
    svc: &Services,
    current_user: &CurrentUser,
    password: &str,
    email: &str,
    device: Device,
) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.account();
    let mut fields = Fields::default();
    let email = fields.take("email", Email::parse(email).and_then(|email| other_than(email, &account.email)));
    let email = email.ok_or_else(|| fields.into_problem())?;
    limit_mails(svc, &email, &device)?;
    let known = prove(svc, account, "password", password, device).await?;
    if store::email_is_taken(&svc.db, &email, Some(account.id)).await? {
        let sentence = "Another account has this address. Type another one.";
        return Err(Problem::field(Code::EmailTaken, "email", sentence).into());
    }
    let mut tx = svc.db.begin().await?;
    lock_proved(&mut tx, account.id, &known, "password").await?;
    let token = links::make(&mut tx, account.id, Purpose::Change, email.as_str()).await?;
    let template = Template::Change { name: account.name(), token: &token };
    mail::queue(&mut tx, svc, Recipient::new(account, &email), template).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// Deletes links that are over. Called regularly.
pub async fn delete_expired_links(svc: &Services) -> Result<()> {
    links::delete_expired(&svc.db).await
}

/// The account's address and, if the address is known to be the owner's, the token of a link that takes a change back.
pub(crate) async fn restoring_link(tx: &mut Transaction, account: &Account) -> Result<(Email, Option<String>)> {
    let email = address_of(account)?;
    let token = match account.email_verified {
        true => Some(links::make(tx, account.id, Purpose::Restore, &account.email).await?),
        false => None,
    };
    Ok((email, token))
}

/// Tells the address that the account had `before` of the new one. One that was never confirmed may be a stranger's, who must not get the
/// account.
pub(super) async fn tell_of_address(
    tx: &mut Transaction,
    svc: &Services,
    before: &Account,
    email: &Email,
) -> Result<()> {
    let (old, Some(token)) = restoring_link(tx, before).await? else { return Ok(()) };
    let template = Template::AddressChanged { name: before.name(), address: email.as_str(), token: &token };
    mail::queue(tx, svc, Recipient::new(before, &old), template).await
}

/// Tells the account's address of a new password.
async fn tell_of_password(tx: &mut Transaction, svc: &Services, account: &Account) -> Result<()> {
    let (email, token) = restoring_link(tx, account).await?;
    let template = Template::PasswordChanged { name: account.name(), token: token.as_deref() };
    mail::queue(tx, svc, Recipient::new(account, &email), template).await
}

/// Mails a link for a password to the account itself, which may have none yet.
///
/// Errors: `signin_required`, `rate_limited`.
pub async fn send_password_link(svc: &Services, current_user: &CurrentUser, device: Device) -> Result<()> {
    let signed_in = access::signed_in(current_user)?;
    forgot_password(svc, &signed_in.account().email, device, None).await
}

/// Checks the password of an account that is signed in, if it has one.
pub(crate) async fn prove_if_any(svc: &Services, account: &Account, typed: &str, device: Device) -> Result<()> {
    match store::password_of_account(&svc.db, account.id).await? {
        Some(_) => prove(svc, account, "password", typed, device).await.map(drop),
        None => Ok(()),
    }
}

/// Checks the password of an account that is signed in; returns its hash. An account without one has to ask for a link.
pub(super) async fn prove(
    svc: &Services,
    account: &Account,
    field: &str,
    typed: &str,
    device: Device,
) -> Result<String> {
    if let Some(address) = device.address {
        svc.limits.login_address.take(address)?;
    }
    svc.limits.proof_account.take(account.id)?;
    let hash = store::password_of_account(&svc.db, account.id).await?;
    if hash.is_none() {
        return Err(no_password(field).into());
    }
    let fits = password::verify(typed.to_owned(), hash.clone()).await?;
    hash.filter(|_| fits).ok_or_else(|| wrong_password(field).into())
}

/// Locks the account's row if the account still has the password that [`prove`] has checked: its owner may have taken the account back while
/// the password was checked.
pub(super) async fn lock_proved(tx: &mut Transaction, account: UserId, known: &str, field: &str) -> Result<()> {
    match store::lock_with_password(tx, account, known).await? {
        true => Ok(()),
        false => Err(wrong_password(field).into()),
    }
}

fn new_password(svc: &Services, field: &str, text: &str, account: &Account, email: &str) -> Result<Password> {
    let names = [account.username.as_deref(), account.display_name.as_deref(), Some(email)];
    let parsed = password::parse_new(svc, text, names.into_iter().flatten());
    Ok(parsed.map_err(|sentence| Problem::field(Code::ValidationFailed, field, sentence))?)
}

fn other_than(email: Email, current: &str) -> std::result::Result<Email, String> {
    if email.as_str() == current { Err("That is your address already.".into()) } else { Ok(email) }
}

/// An account's address was checked when it was stored.
fn address_of(account: &Account) -> Result<Email> {
    Ok(Email::parse(&account.email).map_err(|sentence| Problem::new(Code::ValidationFailed, sentence))?)
}

fn limit_mails(svc: &Services, email: &Email, device: &Device) -> Result<()> {
    if let Some(address) = device.address {
        svc.limits.mail_network.take_or(address, many_mails)?;
    }
    svc.limits.mail_address.take_or(email.as_str().to_owned(), many_mails)
}

fn many_mails(retry_after_ms: u64) -> Problem {
    Problem::limit_reached("Many mails were asked for.", retry_after_ms)
}

pub(super) fn limit_links(svc: &Services, device: &Device) -> Result<()> {
    device.address.map_or(Ok(()), |address| svc.limits.mailed_link.take(address))
}

fn wrong_password(field: &str) -> Problem {
    Problem::field(Code::ValidationFailed, field, "That is not your password. Check it and try again.")
}

fn no_password(field: &str) -> Problem {
    let sentence = "Your account has no password yet. Ask for a link under Password, and set one.";
    Problem::field(Code::ValidationFailed, field, sentence)
}

pub(super) fn link_expired() -> Problem {
    Problem::new(Code::LinkExpired, "This link was used already, or it is too old. Ask for a new one.")
}
