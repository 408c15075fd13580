//! The tables `account` and `profile`; `session` and what is read of `account_seen`, which its triggers write, are below.

mod by_staff;
mod erasure;
mod export;
mod outside;
mod profiles;
mod sessions;
mod tokens;

use crate::Result;
use crate::database::{Database, Transaction};
pub use by_staff::*;
use domain::UserId;
use domain::accounts::{Account, DisplayName, Email, Profile, UserRef, Username};
pub use erasure::*;
pub use export::*;
pub use outside::*;
pub use profiles::*;
pub use sessions::*;
use sqlx::PgExecutor;
use sqlx::types::Json;
use std::collections::BTreeMap;
use time::{Duration, OffsetDateTime};
pub use tokens::*;
use uuid::Uuid;

/// Whether an address is another account's than `own`, or was one's until a short while ago, whose owner can still take it back by a link.
/// An old form of it counts as the address.
pub async fn email_is_taken(db: impl PgExecutor<'_>, email: &Email, own: Option<UserId>) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from account where (email = $1 or canonical_email = $1) and id is distinct from $2)
               or exists (select from mailed_link where (email = $1 or canonical_email = $1) and purpose = 'restore' and expires_at > now()
                          and account_id is distinct from $2) as "found!""#,
        email.as_str(),
        own.map(|own| own.0)
    );
    Ok(found.fetch_one(db).await?)
}

pub async fn insert(
    db: impl PgExecutor<'_>,
    email: &Email,
    password_hash: Option<&str>,
    is_admin: bool,
) -> Result<UserId> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "with made as (insert into account (id, email, password_hash, is_admin) values ($1, $2, $3, $4) returning id)
         insert into profile (account_id) select id from made",
        id,
        email.as_str(),
        password_hash,
        is_admin
    )
    .execute(db)
    .await?;
    Ok(id.into())
}

/// The administrator's account. `None` if the existing account's address is unverified, it is not an administrator's, and `verify` is false.
pub async fn upsert_admin(
    tx: &mut Transaction,
    email: &Email,
    password_hash: &str,
    verify: bool,
) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!(
        r#"with made as (
             insert into account (id, email, email_verified, password_hash, is_admin) values ($1, $2, true, $3, true)
             on conflict on constraint account_email_unique
             do update set password_hash = excluded.password_hash, is_admin = true, email_verified = true, updated_at = now()
             where account.email_verified or account.is_admin or $4
             returning id
         ), described as (
             insert into profile (account_id) select id from made on conflict do nothing
         )
         select id as "id!" from made"#,
        Uuid::now_v7(),
        email.as_str(),
        password_hash,
        verify
    );
    Ok(id.fetch_optional(tx).await?.map(UserId::from))
}

/// The account that has or has had this username, or has this address. No username reads like an address.
pub async fn id_of(db: &Database, name: &str) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!(
        r#"select account_id as "id!" from taken_username where username = $1 and account_id is not null
           union all select id from account where email = $1"#,
        name
    );
    Ok(id.fetch_optional(db).await?.map(UserId::from))
}

/// The account of a user whom others can see: one with a username, now or before, that is not disabled.
pub async fn visible(db: &Database, user: &UserRef) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar!(
        "select id from account
         where (id = $1 or id = (select account_id from taken_username where taken_username.username = $2))
           and username is not null and disabled_at is null",
        user.id().map(|id| id.0),
        user.username()
    );
    Ok(id.fetch_optional(db).await?.map(UserId::from))
}

/// When the account's username was changed last; none if it is the first one.
pub async fn username_changed_at(db: &Database, account: UserId) -> Result<Option<OffsetDateTime>> {
    let at = sqlx::query_scalar!("select username_changed_at from account where id = $1", account.0);
    Ok(at.fetch_optional(db).await?.flatten())
}

/// Changes the username; false if it was changed less than `stays` ago.
pub async fn change_username(db: &Database, account: UserId, username: &Username, stays: Duration) -> Result<bool> {
    let done = sqlx::query!(
        "update account set username = $2, username_changed_at = now(), updated_at = now()
         where id = $1 and username is not null
           and (username_changed_at is null or username_changed_at <= now() - make_interval(secs => $3))",
        account.0,
        username.as_str(),
        stays.as_seconds_f64()
    );
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// Locks an account's row until the transaction ends, so that what is counted of it stays true; false if there is no such account.
pub async fn lock(tx: &mut Transaction, account: UserId) -> Result<bool> {
    let locked = sqlx::query!("select from account where id = $1 for no key update", account.0);
    Ok(locked.fetch_optional(tx).await?.is_some())
}

/// As [`lock`], if the account has this password hash; false if it has not.
pub async fn lock_with_password(tx: &mut Transaction, account: UserId, password_hash: &str) -> Result<bool> {
    let locked = sqlx::query!(
        "select from account where id = $1 and password_hash = $2 for no key update",
        account.0,
        password_hash
    );
    Ok(locked.fetch_optional(tx).await?.is_some())
}

pub async fn has_admin(db: &Database) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from account where is_admin) as "found!""#).fetch_one(db).await?)
}

/// What signing in asks of an account.
pub struct LoginRow {
    pub id: Uuid,
    pub password_hash: Option<String>,
    pub is_disabled: bool,
}

/// The account with this address. `typed` finds accounts that kept an old form of their address because another one has the canonical form:
/// see [`super::addresses`]. Once no account has that form, each form finds them.
pub async fn login_row(db: &Database, email: &Email, typed: &str) -> Result<Option<LoginRow>> {
    let row = sqlx::query_as!(
        LoginRow,
        r#"select id, password_hash, disabled_at is not null as "is_disabled!"
           from account where email in ($1, $2) or canonical_email = $1 order by email = $2 desc, email = $1 desc limit 1"#,
        email.as_str(),
        typed.trim().to_lowercase()
    );
    Ok(row.fetch_optional(db).await?)
}

/// The account with this address, found as [`login_row`] does, if it may sign in.
pub async fn account_at(db: &Database, email: &Email, typed: &str) -> Result<Option<UserId>> {
    let row = login_row(db, email, typed).await?;
    Ok(row.filter(|row| !row.is_disabled).map(|row| row.id.into()))
}

/// Password hash of an account that may sign in, if it has one.
pub async fn password_of_account(db: &Database, account: UserId) -> Result<Option<String>> {
    let hash =
        sqlx::query_scalar!("select password_hash from account where id = $1 and disabled_at is null", account.0);
    Ok(hash.fetch_optional(db).await?.flatten())
}

/// An account and its address as it is stored.
pub struct StoredAddress {
    pub id: Uuid,
    pub username: Option<String>,
    pub email: String,
}

/// Accounts after `after` whose address may have another form than the canonical one: it is not ASCII, or has a label that stands for such.
pub async fn international_addresses(db: &Database, after: Uuid, limit: i64) -> Result<Vec<StoredAddress>> {
    let rows = sqlx::query_as!(
        StoredAddress,
        "select id, username, email from account
         where id > $1 and (octet_length(email) <> char_length(email) or email like '%xn--%') order by id limit $2",
        after,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Writes an address in its canonical form, if the account still has it and no other account has that form or can take it back; otherwise
/// notes the form beside the address. The account that has the address in the canonical form then.
pub async fn rewrite_email(db: &Database, account: Uuid, old: &str, new: &Email) -> Result<Option<StoredAddress>> {
    sqlx::query!(
        "with form as (
             select not exists (select from account where email = $3)
                    and not exists (select from mailed_link where email = $3 and purpose = 'restore' and expires_at > now() and account_id <> $1) as is_free
         )
         update account set email = case when is_free then $3 else email end, canonical_email = case when is_free then null else $3 end,
                            updated_at = now()
         from form where id = $1 and email = $2 and (is_free or canonical_email is distinct from $3)",
        account,
        old,
        new.as_str()
    )
    .execute(db)
    .await?;
    let row = sqlx::query_as!(StoredAddress, "select id, username, email from account where email = $1", new.as_str());
    Ok(row.fetch_optional(db).await?)
}

/// Sets the names; false if they were set before.
pub async fn name(
    db: &Database,
    account: UserId,
    username: &Username,
    display_name: &DisplayName,
    bio: Option<&str>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update account set username = $2, display_name = $3, bio = $4, updated_at = now() where id = $1 and username is null",
        account.0,
        username.as_str(),
        display_name.as_str(),
        bio
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

struct AccountRow {
    id: Uuid,
    email: String,
    email_verified: bool,
    username: Option<String>,
    display_name: Option<String>,
    avatar: Option<String>,
    bio: Option<String>,
    is_admin: bool,
    created_at: OffsetDateTime,
    social_links: Json<BTreeMap<String, String>>,
    notification_email: Option<String>,
    theme: String,
    language: String,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: row.id.into(),
            username: row.username,
            display_name: row.display_name,
            avatar: row.avatar,
            bio: row.bio,
            social_links: row.social_links.0,
            created_at: row.created_at,
            email: row.email,
            email_verified: row.email_verified,
            roles: if row.is_admin { vec!["admin".into()] } else { Vec::new() },
            profile: Profile {
                // The column's constraint allows no other values.
                theme: row.theme.parse().unwrap_or_default(),
                language: row.language,
                notification_email: row.notification_email,
            },
        }
    }
}

pub async fn account(db: impl PgExecutor<'_>, id: UserId) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  account.created_at, social_links as "social_links: _", notification_email, theme, language
           from account join profile on profile.account_id = account.id
           where id = $1"#,
        id.0
    );
    Ok(row.fetch_optional(db).await?.map(Account::from))
}

/// What a link takes back besides the password.
pub struct Restored {
    /// When the link was made.
    pub since: OffsetDateTime,
    /// The canonical form of its address, if the address has an old one.
    pub canonical_email: Option<String>,
    /// Whether two-factor sign-in was on then.
    pub two_factor: bool,
}

/// Sets a password. A link that takes changes back also sets its address, and switches two-factor sign-in to what it was when the link was
/// made. Returns the account as it was changed, or none if it does not exist any more. The address is confirmed if it is the one that the
/// link was mailed to.
pub async fn reset_password(
    tx: &mut Transaction,
    account: UserId,
    password_hash: &str,
    email: &str,
    restored: Option<Restored>,
) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with changed as (
               update account set password_hash = $2, email = case when $4::timestamptz is null then email else $3 end,
                                  canonical_email = case when $4 is null then canonical_email else $6 end,
                                  email_verified = email_verified or $4 is not null or email = $3,
                                  two_factor_at = case when $4 is null or two_factor_at < $4 then two_factor_at when $5 then now() end,
                                  updated_at = now()
               where id = $1 and disabled_at is null returning *
           )
           select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  changed.created_at, social_links as "social_links: _", notification_email, theme, language
           from changed join profile on profile.account_id = changed.id"#,
        account.0,
        password_hash,
        email,
        restored.as_ref().map(|restored| restored.since),
        restored.as_ref().is_some_and(|restored| restored.two_factor),
        restored.and_then(|restored| restored.canonical_email)
    );
    Ok(row.fetch_optional(tx).await?.map(Account::from))
}

/// Sets a password if the account still has the one that was checked; the account, or none if it has not.
pub async fn change_password(tx: &mut Transaction, account: UserId, known: &str, new: &str) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with changed as (
               update account set password_hash = $3, updated_at = now()
               where id = $1 and password_hash = $2 and disabled_at is null returning *
           )
           select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  changed.created_at, social_links as "social_links: _", notification_email, theme, language
           from changed join profile on profile.account_id = changed.id"#,
        account.0,
        known,
        new
    );
    Ok(row.fetch_optional(tx).await?.map(Account::from))
}

/// Confirms the address as it is stored; false if the account has another one now.
pub async fn verify_email(tx: &mut Transaction, account: UserId, email: &str) -> Result<bool> {
    let done = sqlx::query!(
        "update account set email_verified = true, updated_at = now() where id = $1 and email = $2",
        account.0,
        email
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Gives the account an address; the account as it was before.
pub async fn replace_email(
    tx: &mut Transaction,
    account: UserId,
    email: &Email,
    is_verified: bool,
) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with before as (select * from account where id = $1 and disabled_at is null for update),
                changed as (update account set email = $2, canonical_email = null, email_verified = $3, updated_at = now() from before where account.id = before.id)
           select id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  before.created_at, social_links as "social_links: _", notification_email, theme, language
           from before join profile on profile.account_id = before.id"#,
        account.0,
        email.as_str(),
        is_verified
    );
    Ok(row.fetch_optional(tx).await?.map(Account::from))
}
