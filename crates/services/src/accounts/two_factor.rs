//! Two-factor sign-in: besides the password a code of an authenticator app (TOTP, RFC 6238), or a recovery code.
//!
//! A program sends the code together with address and password. A browser is asked for it on a second page; meanwhile it keeps a sealed
//! token in a cookie that scripts cannot read. The token is good for ten minutes, for one account, and only while the account has the
//! password that was checked, so the password does not travel twice. Without a code it opens nothing.
//!
//! No other way in leaves the code out: the statement that opens a session refuses one without it, under the lock of the account's row
//! ([`super::store::insert_session`]). A link for a forgotten password gives the account a password, nothing more. A link that takes a
//! change back puts two-factor sign-in back as it was when the link was made: what was switched on since is switched off, and what was
//! switched off, or set up anew with another app, is in force again with the secret of then. The recovery codes of then are gone.

mod store;
pub mod totp;

use super::credentials::{lock_proved, prove, restoring_link};
use super::links;
use super::sessions::{self, CurrentUser};
use super::{Device, store as accounts};
use crate::access;
use crate::database::Transaction;
use crate::mail::{self, Recipient, Template};
use crate::{Error, Result, Services, secrets};
use data_encoding::BASE32_NOPAD;
use domain::accounts::{Account, Email, RecoveryCodes, SecondFactor, TwoFactor, TwoFactorSetup};
use domain::{Code, Problem, UserId};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;
use time::OffsetDateTime;
use totp::TotpSecret;
use url::form_urlencoded;

/// How many recovery codes an account gets.
const RECOVERY_CODES: usize = 10;
/// Width of the light border that a QR code needs (ISO/IEC 18004), in modules.
const QUIET_ZONE: i32 = 4;

/// Whether two-factor sign-in is on, and what this session is setting up.
pub async fn two_factor(svc: &Services, current_user: &CurrentUser) -> Result<TwoFactor> {
    let signed_in = access::signed_in(current_user)?;
    let off = TwoFactor { enabled: false, recovery_codes_left: 0, setup: None };
    let Some(row) = store::find(&svc.db, signed_in.id()).await? else { return Ok(off) };
    let Some(session) = row.session_id else {
        let recovery_codes_left = u32::try_from(row.recovery_codes).unwrap_or_default();
        return Ok(TwoFactor { enabled: true, recovery_codes_left, setup: None });
    };
    if current_user.session() != Some(session.into()) {
        return Ok(off);
    }
    let secret = open(svc, &row.secret_sealed)?;
    Ok(TwoFactor { setup: Some(setup(&secret, &signed_in.account().email)?), ..off })
}

/// Makes a secret for the authenticator app. It counts once [`confirm_two_factor`] has had a code of it.
///
/// Errors: `signin_required`, `validation_failed` when the password is wrong, `two_factor_enabled`, `rate_limited`.
pub async fn begin_two_factor(
    svc: &Services,
    current_user: &CurrentUser,
    password: &str,
    device: Device,
) -> Result<TwoFactorSetup> {
    let signed_in = access::signed_in(current_user)?;
    let session = current_user.session().ok_or_else(other_session)?;
    prove(svc, signed_in.account(), "password", password, device).await?;
    let secret = TotpSecret::random();
    let sealed = svc.sealer.seal(&secret.to_base32())?;
    if !store::begin(&svc.db, signed_in.id(), session, &sealed).await? {
        return Err(enabled().into());
    }
    setup(&secret, &signed_in.account().email)
}

/// Switches two-factor sign-in on by a code of the secret that this session has set up. Other devices are signed out.
///
/// Errors: `signin_required`, `validation_failed` when the code is wrong, `two_factor_enabled`, `two_factor_disabled` when there is nothing
/// to confirm, `rate_limited`.
pub async fn confirm_two_factor(
    svc: &Services,
    current_user: &CurrentUser,
    code: &str,
    device: Device,
) -> Result<RecoveryCodes> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.account();
    let session = current_user.session().ok_or_else(other_session)?;
    let row = store::find(&svc.db, account.id).await?.ok_or_else(other_session)?;
    let pending = row.session_id.ok_or_else(enabled)?;
    if session != pending.into() {
        return Err(other_session().into());
    }
    let typed = parse(code, Code::ValidationFailed)?;
    limit(svc, account.id, &device)?;
    let secret = open(svc, &row.secret_sealed)?;
    let step = match typed {
        SecondFactor::Totp(digits) => secret.step_of(digits, totp::step_at(OffsetDateTime::now_utc())),
        SecondFactor::RecoveryCode(_) => None,
    };
    let step = step.ok_or_else(|| wrong_code(Code::ValidationFailed))?;
    let mut tx = svc.db.begin().await?;
    if !store::switch(&mut tx, account.id, true).await? {
        return Err(enabled().into());
    }
    // Before the secret is in force: the link of the mail keeps the one that was.
    tell(&mut tx, svc, account, Change::On).await?;
    if !store::confirm(&mut tx, account.id, session, &row.secret_sealed, step).await? {
        return Err(other_session().into());
    }
    let codes = make_recovery_codes(&mut tx, account.id).await?;
    sessions::end_all(&mut tx, account.id, Some(session)).await?;
    // A link to another address may be a stranger's, who has just been signed out.
    links::delete(&mut tx, account.id, None).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(codes)
}

/// Switches two-factor sign-in off.
///
/// Errors: `signin_required`, `validation_failed` when password or code is wrong, `two_factor_disabled`, `rate_limited`.
pub async fn end_two_factor(
    svc: &Services,
    current_user: &CurrentUser,
    password: &str,
    code: &str,
    device: Device,
) -> Result<()> {
    let (account, mut tx) = prove_both(svc, current_user, password, code, device).await?;
    switch_off(&mut tx, svc, &account).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(())
}

/// Makes new recovery codes in place of the old ones.
///
/// Errors: as [`end_two_factor`].
pub async fn renew_recovery_codes(
    svc: &Services,
    current_user: &CurrentUser,
    password: &str,
    code: &str,
    device: Device,
) -> Result<RecoveryCodes> {
    let (account, mut tx) = prove_both(svc, current_user, password, code, device).await?;
    let codes = make_recovery_codes(&mut tx, account.id).await?;
    tell(&mut tx, svc, &account, Change::RecoveryCodes).await?;
    tx.commit().await?;
    mail::wake(svc);
    Ok(codes)
}

/// Switches two-factor sign-in off for a user who has lost the authenticator app and the recovery codes; for the command line.
///
/// Errors: `not_found`, `two_factor_disabled`.
pub async fn reset_two_factor(svc: &Services, email_or_username: &str) -> Result<()> {
    let typed = email_or_username.trim().to_lowercase();
    let id = match (accounts::id_of(&svc.db, &typed).await?, Email::parse(&typed)) {
        (None, Ok(email)) => accounts::id_of(&svc.db, email.as_str()).await?,
        (found, _) => found,
    };
    let id = id.ok_or_else(Problem::not_found)?;
    let account = accounts::account(&svc.db, id).await?.ok_or_else(Problem::not_found)?;
    let mut tx = svc.db.begin().await?;
    switch_off(&mut tx, svc, &account).await?;
    Ok(tx.commit().await?)
}

/// Whether an account's sign-in needs a code.
pub(super) async fn is_on(svc: &Services, account: UserId) -> Result<bool> {
    Ok(store::find(&svc.db, account).await?.is_some_and(|row| row.session_id.is_none()))
}

/// Whether two-factor sign-in is on once it is as it was when its secret, none while it was off, was this one; none if it still is so.
pub(super) async fn switched_since(
    svc: &Services,
    account: UserId,
    secret_sealed: Option<&[u8]>,
) -> Result<Option<bool>> {
    let row = store::find(&svc.db, account).await?.filter(|row| row.session_id.is_none());
    let is_same = row.as_ref().map(|row| row.secret_sealed.as_slice()) == secret_sealed;
    Ok((!is_same).then_some(secret_sealed.is_some()))
}

/// Uses up the code that was typed to sign in.
///
/// Errors: `invalid_credentials`, the same for wrong and used codes; `rate_limited`.
pub(super) async fn take_code(svc: &Services, account: UserId, typed: &str, device: &Device) -> Result<()> {
    let typed = parse(typed, Code::InvalidCredentials)?;
    limit(svc, account, device)?;
    let mut tx = svc.db.begin().await?;
    if !use_up(&mut tx, svc, account, &typed).await? {
        return Err(wrong_code(Code::InvalidCredentials).into());
    }
    Ok(tx.commit().await?)
}

/// Follows a link that has just changed whether an account has two-factor sign-in: forgets the secret if it is off, and puts the link's
/// secret in force if the link has switched it on. Recovery codes may have been replaced since the link was made, so they go.
pub(super) async fn settle(tx: &mut Transaction, account: UserId, secret_sealed: Option<&[u8]>) -> Result<()> {
    store::delete(tx, account).await?;
    if let Some(secret) = secret_sealed {
        store::replace_recovery_codes(tx, account, &[]).await?;
        // Codes up to now count as used: a stranger may have seen one.
        store::restore(tx, account, secret, totp::step_at(OffsetDateTime::now_utc())).await?;
    }
    Ok(())
}

/// Checks password and code of an account with two-factor sign-in. The code counts as used when the transaction is committed.
async fn prove_both(
    svc: &Services,
    current_user: &CurrentUser,
    password: &str,
    code: &str,
    device: Device,
) -> Result<(Account, Transaction)> {
    let signed_in = access::signed_in(current_user)?;
    let account = signed_in.account();
    let known = prove(svc, account, "password", password, device.clone()).await?;
    if !is_on(svc, account.id).await? {
        return Err(disabled().into());
    }
    let mut tx = svc.db.begin().await?;
    // Every transaction takes the account's row first, so that no two wait for each other.
    lock_proved(&mut tx, account.id, &known, "password").await?;
    prove_code(&mut tx, svc, account.id, code, &device).await?;
    Ok((account.clone(), tx))
}

/// Uses up a code that was typed to change something; it counts as used when the transaction is committed.
///
/// Errors: `validation_failed`, `rate_limited`.
pub(super) async fn prove_code(
    tx: &mut Transaction,
    svc: &Services,
    account: UserId,
    code: &str,
    device: &Device,
) -> Result<()> {
    let typed = parse(code, Code::ValidationFailed)?;
    limit(svc, account, device)?;
    match use_up(tx, svc, account, &typed).await? {
        true => Ok(()),
        false => Err(wrong_code(Code::ValidationFailed).into()),
    }
}

async fn use_up(tx: &mut Transaction, svc: &Services, account: UserId, typed: &SecondFactor) -> Result<bool> {
    match typed {
        SecondFactor::Totp(digits) => {
            let Some(sealed) = store::secret(tx, account).await? else { return Ok(false) };
            let step = open(svc, &sealed)?.step_of(*digits, totp::step_at(OffsetDateTime::now_utc()));
            match step {
                Some(step) => store::use_step(tx, account, step).await,
                None => Ok(false),
            }
        }
        SecondFactor::RecoveryCode(code) => store::use_recovery_code(tx, account, &secrets::digest(code)).await,
    }
}

async fn switch_off(tx: &mut Transaction, svc: &Services, account: &Account) -> Result<()> {
    if !store::switch(tx, account.id, false).await? {
        return Err(disabled().into());
    }
    // Before the secret is forgotten: the link of the mail keeps it.
    tell(tx, svc, account, Change::Off).await?;
    store::delete(tx, account.id).await
}

async fn make_recovery_codes(tx: &mut Transaction, account: UserId) -> Result<RecoveryCodes> {
    let codes: Vec<String> = (0..RECOVERY_CODES)
        // 80 random bits cannot be tried one by one, so a plain digest is enough.
        .map(|_| BASE32_NOPAD.encode(&rand::random::<[u8; 10]>()).to_lowercase())
        .collect();
    let digests: Vec<Vec<u8>> = codes.iter().map(|code| secrets::digest(code)).collect();
    store::replace_recovery_codes(tx, account, &digests).await?;
    Ok(RecoveryCodes { recovery_codes: codes.iter().map(|code| in_groups(code)).collect() })
}

/// Four characters, a dash, and so on.
fn in_groups(code: &str) -> String {
    let mut text = String::new();
    for (at, character) in code.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

fn open(svc: &Services, sealed: &[u8]) -> Result<TotpSecret> {
    TotpSecret::from_base32(&svc.sealer.open(sealed)?).ok_or(Error::Unsealable)
}

/// The address of the Key URI Format, which authenticator apps agree on. They show issuer and e-mail address beside the code.
fn setup(secret: &TotpSecret, email: &str) -> Result<TwoFactorSetup> {
    let secret = secret.to_base32();
    // A space is `%20`: some apps would show the plus of a form.
    let email = form_urlencoded::byte_serialize(email.as_bytes()).collect::<String>().replace('+', "%20");
    let uri = format!("otpauth://totp/AeThex%20Live:{email}?secret={secret}&issuer=AeThex%20Live");
    // The longest address makes a third of what a QR code can hold.
    let code = QrCode::encode_text(&uri, QrCodeEcc::Low)
        .map_err(|_| Problem::new(Code::Internal, "Your e-mail address is too long for a QR code."))?;
    Ok(TwoFactorSetup { secret, uri, qr_code: svg(&code) })
}

/// Black on white in every theme, because not all cameras read it the other way round.
fn svg(code: &QrCode) -> String {
    let mut path = String::new();
    for (y, x) in (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (y, x))) {
        if code.get_module(x, y) {
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let size = code.size() + 2 * QUIET_ZONE;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{QUIET_ZONE} -{QUIET_ZONE} {size} {size}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M-{QUIET_ZONE}-{QUIET_ZONE}h{size}v{size}h-{size}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

/// What a mail tells of.
enum Change {
    On,
    Off,
    RecoveryCodes,
}

async fn tell(tx: &mut Transaction, svc: &Services, account: &Account, change: Change) -> Result<()> {
    let (email, token) = restoring_link(tx, account).await?;
    let (name, token) = (account.name(), token.as_deref());
    let template = match change {
        Change::On => Template::TwoFactorOn { name, token },
        Change::Off => Template::TwoFactorOff { name, token },
        Change::RecoveryCodes => Template::RecoveryCodes { name, token },
    };
    mail::queue(tx, svc, Recipient::new(account, &email), template).await
}

fn limit(svc: &Services, account: UserId, device: &Device) -> Result<()> {
    if let Some(address) = device.address {
        svc.limits.code_network.take(address)?;
    }
    svc.limits.code_account.take(account)
}

fn parse(typed: &str, refusal: Code) -> Result<SecondFactor> {
    Ok(SecondFactor::parse(typed).map_err(|sentence| Problem::field(refusal, "code", sentence))?)
}

/// One sentence for wrong and for used codes: a stranger who has seen a code learns nothing from trying it. It mentions the clock whatever was
/// typed: a sentence for codes of another hour only would tell a stranger who has the password which guess was a code of this secret.
fn wrong_code(refusal: Code) -> Problem {
    let sentence = "That code is wrong, or it was used already. Wait up to 30 seconds for the next code. If none works, set \
                    your phone's clock to automatic.";
    Problem::field(refusal, "code", sentence)
}

fn enabled() -> Problem {
    Problem::new(Code::TwoFactorEnabled, "Two-factor sign-in is on already. To use another app, switch it off first.")
}

fn disabled() -> Problem {
    Problem::new(Code::TwoFactorDisabled, "Two-factor sign-in is off.")
}

fn other_session() -> Problem {
    let sentence = "There is nothing to confirm: it took too long, or you began on another device. Type your password to begin again.";
    Problem::new(Code::TwoFactorDisabled, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_is_told_secret_issuer_and_address() {
        let secret = TotpSecret::from_base32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
        let setup = setup(&secret, "mira+live@example.org").unwrap();
        let uri = "otpauth://totp/AeThex%20Live:mira%2Blive%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=AeThex%20Live";
        assert_eq!((setup.uri.as_str(), setup.secret), (uri, secret.to_base32()));
        assert!(setup.qr_code.starts_with("<svg ") && setup.qr_code.ends_with("</svg>"), "{}", setup.qr_code);
        assert!(!setup.qr_code.contains("style"), "the page's policy forbids it");
    }

    #[test]
    fn the_longest_address_has_a_qr_code() {
        let email = format!("{}@example.org", "%".repeat(242));
        assert!(setup(&TotpSecret::random(), &email).is_ok());
    }

    #[test]
    fn recovery_codes_come_in_groups() {
        assert_eq!(in_groups("k7de2m4qxv5an3tb"), "k7de-2m4q-xv5a-n3tb");
    }
}
