//! Links that are mailed: each is used once, for a while, and found by the digest of the token in it.

use super::{addresses, store};
use crate::database::Transaction;
use crate::{Result, secrets};
use domain::UserId;
use sqlx::PgExecutor;
use std::time::Duration;
use time::OffsetDateTime;

const HOUR: Duration = Duration::from_secs(3600);

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Confirms the account's address.
    Verify,
    /// Gives the account this address.
    Change,
    /// Gives the account a new password.
    Reset,
    /// Lets a browser pass the account's limit of sign-ins.
    Login,
    /// Gives the account this address and a new password, and puts two-factor sign-in back as it was when the link was made.
    Restore,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Change => "change",
            Self::Reset => "reset",
            Self::Login => "login",
            Self::Restore => "restore",
        }
    }

    fn lifetime(self) -> Duration {
        match self {
            Self::Reset => HOUR,
            // Strangers who go on trying have the next one mailed after this.
            Self::Login => 3 * HOUR,
            Self::Verify | Self::Change => 24 * HOUR,
            // Its reader may be on holiday while a stranger has the account.
            Self::Restore => 7 * 24 * HOUR,
        }
    }
}

/// A link that is or was in force.
#[derive(Debug)]
pub(super) struct MailedLink {
    pub account: UserId,
    pub purpose: Purpose,
    /// The address that it was mailed to.
    pub email: String,
    pub created_at: OffsetDateTime,
    /// The secret of two-factor sign-in, if it was on when a link that restores was made.
    pub two_factor_secret_sealed: Option<Vec<u8>>,
    /// The canonical form of the address, if `email` is an old form.
    pub canonical_email: Option<String>,
}

struct LinkRow {
    account_id: uuid::Uuid,
    purpose: String,
    email: String,
    created_at: OffsetDateTime,
    two_factor_secret_sealed: Option<Vec<u8>>,
    canonical_email: Option<String>,
}

impl LinkRow {
    fn link(self) -> Option<MailedLink> {
        let known = [Purpose::Verify, Purpose::Change, Purpose::Reset, Purpose::Login, Purpose::Restore];
        let purpose = known.into_iter().find(|known| known.as_str() == self.purpose)?;
        let Self { account_id, email, created_at, two_factor_secret_sealed, canonical_email, .. } = self;
        let account = account_id.into();
        Some(MailedLink { account, purpose, email, created_at, two_factor_secret_sealed, canonical_email })
    }
}

/// Makes a link; returns its token. `email` is the account's address as it is stored, or the new one of a change.
pub(super) async fn make(tx: &mut Transaction, account: UserId, purpose: Purpose, email: &str) -> Result<String> {
    let token = secrets::random_token();
    sqlx::query!(
        "insert into mailed_link (token_digest, account_id, purpose, email, canonical_email, expires_at, two_factor_secret_sealed)
         values ($1, $2, $3, $4, $6, now() + make_interval(secs => $5),
                 (select secret_sealed from two_factor where $3 = 'restore' and account_id = $2 and session_id is null))",
        secrets::digest(&token),
        account.0,
        purpose.as_str(),
        email,
        purpose.lifetime().as_secs_f64(),
        addresses::canonical_form(email).map(|email| email.as_str().to_owned())
    )
    .execute(tx)
    .await?;
    Ok(token)
}

/// The link of a token, which stays in force; none if it is over, or for something else.
pub(super) async fn find(db: impl PgExecutor<'_>, token: &str, purposes: [Purpose; 2]) -> Result<Option<MailedLink>> {
    let row = sqlx::query_as!(
        LinkRow,
        "select account_id, purpose, email, created_at, two_factor_secret_sealed, canonical_email from mailed_link
         where token_digest = $1 and purpose in ($2, $3) and expires_at > now()",
        secrets::digest(token),
        purposes[0].as_str(),
        purposes[1].as_str()
    );
    Ok(row.fetch_optional(db).await?.and_then(LinkRow::link))
}

/// Whether the account has such a link that was not used yet.
pub(super) async fn exists(tx: &mut Transaction, account: UserId, purpose: Purpose) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from mailed_link where account_id = $1 and purpose = $2 and expires_at > now()) as "found!""#,
        account.0,
        purpose.as_str()
    );
    Ok(found.fetch_one(tx).await?)
}

/// Uses a link up. Of several requests with one token, one gets the link. Its account's row is locked first, as erasing does, which deletes
/// the account with its links: otherwise each could wait for the other.
pub(super) async fn take(tx: &mut Transaction, token: &str, purposes: [Purpose; 2]) -> Result<Option<MailedLink>> {
    let Some(link) = find(&mut *tx, token, purposes).await? else { return Ok(None) };
    store::lock(tx, link.account).await?;
    let row = sqlx::query_as!(
        LinkRow,
        "delete from mailed_link where token_digest = $1 and purpose in ($2, $3) and expires_at > now()
         returning account_id, purpose, email, created_at, two_factor_secret_sealed, canonical_email",
        secrets::digest(token),
        purposes[0].as_str(),
        purposes[1].as_str()
    );
    Ok(row.fetch_optional(tx).await?.and_then(LinkRow::link))
}

/// Puts an account's links out of force. Links that take a change back stay, except those made at `restoring_since` or later: taking an older
/// change back takes the newer ones back, too. The older links have to stay, because a thief could otherwise end the owner's link by using
/// the link about a change of their own.
pub(super) async fn delete(
    tx: &mut Transaction,
    account: UserId,
    restoring_since: Option<OffsetDateTime>,
) -> Result<()> {
    sqlx::query!(
        "delete from mailed_link where account_id = $1 and (purpose <> 'restore' or created_at >= $2)",
        account.0,
        restoring_since
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Deletes links that are over.
pub(super) async fn delete_expired(db: impl PgExecutor<'_>) -> Result<()> {
    sqlx::query!("delete from mailed_link where expires_at < now()").execute(db).await?;
    Ok(())
}
