//! Accounts: signing up, in and out, and onboarding.

mod addresses;
pub(crate) mod credentials;
mod device;
mod devices;
mod erase;
mod export;
mod links;
mod login_pass;
mod outside;
mod password;
mod profile;
mod references;
pub mod sessions;
pub(crate) mod store;
mod tokens;
mod two_factor;
mod usernames;

use crate::database::Transaction;
use crate::secrets::TokenPurpose;
use crate::{Result, Services, access, audit, mail, secrets};
pub use addresses::unify_addresses;
pub use credentials::{
    change_email, change_password, delete_expired_links, forgot_password, password_link, reset_password,
    send_password_link, send_verification, verify_email,
};
pub use device::Device;
pub use devices::{devices, end_device};
use domain::accounts::{Account, Bio, DisplayName, Email, Onboarding, Password, Username};
use domain::{Code, IdentityId, Problem, UserId, problem::Fields};
pub use erase::erase_account;
pub(crate) use erase::{Erased, empty_messages, erase};
pub use export::{Export, export_account};
pub use login_pass::{LOGIN_PASS, open_login};
pub(crate) use outside::follow_email;
pub use profile::{change_profile, change_profile_as_seen};
pub use references::{OnErase, REFERENCES, Reference};
use serde::{Deserialize, Serialize};
pub use sessions::{CurrentUser, Session};
use sessions::{Proof, SignIn};
use std::time::Duration;
pub use tokens::{
    UsedToken, access_tokens, create_token, delete_expired_tokens, is_access_token, revoke_token, user_of_token,
};
pub use two_factor::{
    begin_two_factor, confirm_two_factor, end_two_factor, renew_recovery_codes, reset_two_factor, totp, two_factor,
};
pub use usernames::{change_username, username_changeable_at};

/// Makes an account and signs it in on this device. The mail that asks to confirm its address leads on to `next`, a path on this site from
/// untrusted text.
///
/// Errors: `sign_up_closed` if the operator takes no new accounts, `validation_failed` and `email_taken` with field sentences, `rate_limited`.
pub async fn register(
    svc: &Services,
    session: &Session,
    email: &str,
    password: &str,
    device: Device,
    next: Option<&str>,
) -> Result<Account> {
    if !svc.settings.sign_up_open {
        return Err(sign_up_closed().into());
    }
    let (email, password) = parse_credentials(svc, email, password, &[])?;
    // Take the limit first: the answer tells whether the address has an account.
    if let Some(address) = device.address {
        svc.limits.register.take_or(address, many_accounts)?;
    }
    if store::email_is_taken(&svc.db, &email, None).await? {
        return Err(email_taken().into());
    }
    let hash = password::hash(password).await?;
    let mut tx = svc.db.begin().await?;
    let inserted = store::insert(&mut tx, &email, Some(&hash), false).await;
    let account = inserted.map_err(|error| taken_or(error, email_taken))?;
    let greeted = (email.as_str(), mail::LANGUAGE);
    credentials::mail_verification(&mut tx, svc, account, greeted, (&email, email.as_str()), next).await?;
    tx.commit().await?;
    mail::wake(svc);
    let sign_in = SignIn { account, proof: Proof::Password(hash), with_code: false, device };
    sessions::open(session, sign_in).await?.ok_or_else(|| wrong_credentials().into())
}

/// Makes an account that an identity at a provider will sign in. An address that the provider vouches for counts as confirmed.
///
/// Errors: `sign_up_closed`, `email_taken`, `rate_limited`.
pub(crate) async fn register_without_password(
    svc: &Services,
    tx: &mut Transaction,
    (email, is_verified): (&Email, bool),
    next: Option<&str>,
    device: &Device,
) -> Result<UserId> {
    if !svc.settings.sign_up_open {
        return Err(sign_up_closed().into());
    }
    if let Some(address) = device.address {
        svc.limits.register.take_or(address, many_accounts)?;
    }
    if store::email_is_taken(&mut *tx, email, None).await? {
        return Err(email_taken().into());
    }
    let inserted = store::insert(&mut *tx, email, None, false).await;
    let account = inserted.map_err(|error| taken_or(error, email_taken))?;
    match is_verified {
        true => drop(store::verify_email(tx, account, email.as_str()).await?),
        false => {
            let greeted = (email.as_str(), mail::LANGUAGE);
            credentials::mail_verification(tx, svc, account, greeted, (email, email.as_str()), next).await?;
        }
    }
    Ok(account)
}

/// How signing in goes on after the right password.
pub enum LoginStep {
    /// The user is signed in.
    SignedIn(Box<Account>),
    /// The account has two-factor sign-in. The token is for [`finish_login`], so that the password need not be sent again; it is good for
    /// [`LOGIN_TOKEN`].
    CodeNeeded(String),
}

/// How long the second page of signing in may take.
pub const LOGIN_TOKEN: Duration = Duration::from_secs(600);

/// What the token of a [`LoginStep`] says: by what the account was proved to be the user's, before the code.
#[derive(Serialize, Deserialize)]
struct FirstFactor {
    account: UserId,
    checked: Checked,
}

#[derive(Serialize, Deserialize)]
enum Checked {
    /// Digest of the password hash. With another password the token is over.
    Password(Vec<u8>),
    /// An identity at a provider. Once it is unlinked, the token is over.
    Identity(IdentityId),
}

/// Signs in, with two-factor sign-in only by a `code` of the authenticator app or a recovery code. Known and unknown accounts answer alike,
/// and take equally long.
///
/// Errors: `invalid_credentials`, `rate_limited`.
pub async fn login(
    svc: &Services,
    session: &Session,
    email: &str,
    password: &str,
    code: Option<&str>,
    device: Device,
) -> Result<LoginStep> {
    let parsed = Email::parse(email);
    login_pass::limit_logins(svc, parsed.as_ref().ok(), email, &device)?;
    let found = match &parsed {
        Ok(parsed) => store::login_row(&svc.db, parsed, email).await?,
        // A malformed address has no account.
        Err(_) => None,
    };
    let hash = found.as_ref().and_then(|row| row.password_hash.clone());
    let fits = password::verify(password.to_owned(), hash).await?;
    let Some(row) = found.filter(|_| fits) else { return Err(wrong_credentials().into()) };
    let account = row.id.into();
    // Told to those who know the password only.
    if row.is_disabled {
        return Err(disabled(audit::reason_for(&svc.db, "disable_user", account).await?).into());
    }
    let password_hash = row.password_hash.ok_or_else(wrong_credentials)?;
    let with_code = two_factor::is_on(svc, account).await?;
    if with_code {
        let Some(code) = code.filter(|code| !code.trim().is_empty()) else {
            return code_needed(svc, account, Checked::Password(secrets::digest(&password_hash)));
        };
        two_factor::take_code(svc, account, code, &device).await?;
    }
    let sign_in = SignIn { account, proof: Proof::Password(password_hash), with_code, device };
    let opened = sessions::open(session, sign_in).await?;
    Ok(LoginStep::SignedIn(Box::new(opened.ok_or_else(wrong_credentials)?)))
}

/// Signs in by an identity that its provider has confirmed just now. The ID token is kept for signing out there. None if the account may not
/// sign in.
pub(crate) async fn login_by_identity(
    svc: &Services,
    session: &Session,
    account: UserId,
    identity: IdentityId,
    id_token: Option<&str>,
    device: Device,
) -> Result<Option<LoginStep>> {
    if two_factor::is_on(svc, account).await? {
        return code_needed(svc, account, Checked::Identity(identity)).map(Some);
    }
    let id_token_sealed = id_token.map(|token| svc.sealer.seal(token)).transpose()?;
    let proof = Proof::Identity { id: identity, id_token_sealed };
    let opened = sessions::open(session, SignIn { account, proof, with_code: false, device }).await?;
    Ok(opened.map(|account| LoginStep::SignedIn(Box::new(account))))
}

fn code_needed(svc: &Services, account: UserId, checked: Checked) -> Result<LoginStep> {
    let token = svc.sealer.seal_token(TokenPurpose::Login, FirstFactor { account, checked }, LOGIN_TOKEN)?;
    Ok(LoginStep::CodeNeeded(token))
}

/// Signs in by the token of [`LoginStep::CodeNeeded`] and a code.
///
/// Errors: `invalid_credentials`, also when the token is over or the password was changed since; `rate_limited`.
pub async fn finish_login(
    svc: &Services,
    session: &Session,
    token: &str,
    code: &str,
    device: Device,
) -> Result<Account> {
    let (account, proof) = first_factor(svc, token).await?.ok_or_else(login_over)?;
    two_factor::take_code(svc, account, code, &device).await?;
    let opened = sessions::open(session, SignIn { account, proof, with_code: true, device }).await?;
    Ok(opened.ok_or_else(login_over)?)
}

/// The account of a token and what was proved, if that still holds.
async fn first_factor(svc: &Services, token: &str) -> Result<Option<(UserId, Proof)>> {
    let Some(FirstFactor { account, checked }) = svc.sealer.open_token(TokenPurpose::Login, token) else {
        return Ok(None);
    };
    let proof = match checked {
        Checked::Password(digest) => {
            let hash = store::password_of_account(&svc.db, account).await?;
            hash.filter(|hash| secrets::digest(hash) == digest).map(Proof::Password)
        }
        // The statement that opens the session looks whether it is still linked.
        Checked::Identity(id) => Some(Proof::Identity { id, id_token_sealed: None }),
    };
    Ok(proof.map(|proof| (account, proof)))
}

fn login_over() -> Problem {
    Problem::new(Code::InvalidCredentials, "Signing in took too long, or your password was changed. Begin again.")
}

fn wrong_credentials() -> Problem {
    Problem::new(Code::InvalidCredentials, "E-mail or password is wrong. Check both and try again.")
}

fn disabled(reason: Option<String>) -> Problem {
    let reason = reason.map(|reason| format!(" Their reason: {reason}")).unwrap_or_default();
    Problem::new(Code::InvalidCredentials, format!("The people who run this site have disabled this account.{reason}"))
}

/// Signs this device out; its sockets close.
pub async fn logout(session: &Session) -> Result<()> {
    if session.id().is_some() {
        session.flush().await?;
    }
    Ok(())
}

/// Chooses username and display name, once. An avatar can only be named that the user has uploaded.
///
/// Errors: `validation_failed`, `username_taken`, `already_onboarded`.
pub async fn onboard(svc: &Services, current_user: &CurrentUser, wanted: Onboarding) -> Result<Account> {
    let signed_in = access::signed_in(current_user)?;
    if signed_in.account().is_onboarded() {
        return Err(Problem::new(Code::AlreadyOnboarded, "Your username is chosen already.").into());
    }
    let mut fields = Fields::default();
    let username = fields.take("username", Username::parse(&wanted.username));
    let display_name = fields.take("displayName", DisplayName::parse(&wanted.display_name));
    let bio = fields.take("bio", Bio::parse(wanted.bio.as_deref().unwrap_or_default()));
    // The upload has set it. Any other address would be another server's picture, or another user's.
    let avatar = match wanted.avatar {
        Some(address) if Some(&address) != signed_in.account().avatar.as_ref() => {
            Err("Upload your picture with POST /api/upload/avatar, and send the url that it answers.".to_owned())
        }
        _ => Ok(()),
    };
    let avatar = fields.take("avatar", avatar);
    let (Some(username), Some(display_name), Some(bio), Some(())) = (username, display_name, bio, avatar) else {
        return Err(fields.into_problem().into());
    };
    let bio = Some(bio.as_str()).filter(|bio| !bio.is_empty());
    let named = store::name(&svc.db, signed_in.id(), &username, &display_name, bio).await;
    let first = named.map_err(|error| taken_or(error, || username_taken(&username)))?;
    if !first {
        return Err(Problem::new(Code::AlreadyOnboarded, "Your username is chosen already.").into());
    }
    Ok(store::account(&svc.db, signed_in.id()).await?.ok_or_else(Problem::not_found)?)
}

/// Makes an administrator, or makes one of an existing account and gives it this password; all its sessions end. `verify` vouches for an
/// account with an unverified address: the person who signed up with it need not be its owner.
///
/// Errors: `validation_failed`; `email_unverified` for such an account without `verify`.
pub async fn create_admin(svc: &Services, email: &str, password: &str, verify: bool) -> Result<()> {
    let (email, password) = parse_credentials(svc, email, password, &[])?;
    let is_new = store::account_at(&svc.db, &email, email.as_str()).await?.is_none();
    if is_new && store::email_is_taken(&svc.db, &email, None).await? {
        return Err(email_taken().into());
    }
    let hash = password::hash(password).await?;
    let mut tx = svc.db.begin().await?;
    let account = store::upsert_admin(&mut tx, &email, &hash, verify).await?.ok_or_else(unverified)?;
    sessions::end_all(&mut tx, account, None).await?;
    Ok(tx.commit().await?)
}

/// Makes an account that has its names already, for the command line and the demo. Answers its id.
pub async fn create_user(svc: &Services, email: &str, password: &str, names: (&str, &str)) -> Result<domain::UserId> {
    let (email, password) = parse_credentials(svc, email, password, &[names.0, names.1])?;
    let mut fields = Fields::default();
    let username = fields.take("username", Username::parse(names.0));
    let display_name = fields.take("displayName", DisplayName::parse(names.1));
    let (Some(username), Some(display_name)) = (username, display_name) else {
        return Err(fields.into_problem().into());
    };
    if store::email_is_taken(&svc.db, &email, None).await? {
        return Err(email_taken().into());
    }
    let hash = password::hash(password).await?;
    let id = store::insert(&svc.db, &email, Some(&hash), false).await.map_err(|error| taken_or(error, email_taken))?;
    let named = store::name(&svc.db, id, &username, &display_name, None).await;
    named.map_err(|error| taken_or(error, || username_taken(&username)))?;
    Ok(id)
}

/// The account that has or has had this username as the current user, without a session; for the command line and the demo.
pub async fn user_named(svc: &Services, username: &str) -> Result<Option<CurrentUser>> {
    let Some(id) = store::id_of(&svc.db, username).await? else { return Ok(None) };
    Ok(store::account(&svc.db, id).await?.map(CurrentUser::without_session))
}

/// Whether there is an administrator yet.
pub async fn has_admin(svc: &Services) -> Result<bool> {
    store::has_admin(&svc.db).await
}

fn parse_credentials(svc: &Services, email: &str, password: &str, names: &[&str]) -> Result<(Email, Password)> {
    let mut fields = Fields::default();
    let email = fields.take("email", Email::parse(email));
    let known = names.iter().copied().chain(email.as_ref().map(Email::as_str));
    let password = fields.take("password", password::parse_new(svc, password, known));
    email.zip(password).ok_or_else(|| fields.into_problem().into())
}

fn many_accounts(retry_after_ms: u64) -> Problem {
    Problem::limit_reached("Many accounts were made from your network.", retry_after_ms)
}

fn sign_up_closed() -> Problem {
    Problem::new(
        Code::SignUpClosed,
        "This community takes no new accounts at the moment. If you have one already, sign in.",
    )
}

fn unverified() -> Problem {
    let sentence = "There is an account with this e-mail whose address was never verified, so it may belong to anybody. If you know that \
                    it is theirs, add --verify.";
    Problem::field(Code::EmailUnverified, "email", sentence)
}

fn email_taken() -> Problem {
    Problem::field(Code::EmailTaken, "email", "There is an account with this e-mail already. Sign in instead?")
}

fn username_taken(username: &Username) -> Problem {
    let other: String = username.as_str().chars().take(20).collect();
    Problem::field(Code::UsernameTaken, "username", format!("That name is taken. Try {other}_live?"))
}

/// The problem of a taken name, if that is what the database refused.
fn taken_or(error: crate::Error, problem: impl FnOnce() -> Problem) -> crate::Error {
    let crate::Error::Database(cause) = &error else { return error };
    match crate::error::violated(cause) {
        Some("account_email_unique" | "account_username_unique") => problem().into(),
        _ => error,
    }
}
