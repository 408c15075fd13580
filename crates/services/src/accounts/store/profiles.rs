//! What others see of an account, and what is changed of it.

use super::AccountRow;
use crate::Result;
use crate::database::{Database, Transaction};
use domain::UserId;
use domain::accounts::{Account, Bio, CheckedProfileChange, DisplayName, Email, Theme, User, UserRef};
use domain::channels::Language;
use domain::users::AccountChange;
use sqlx::PgExecutor;
use sqlx::types::Json;
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// What everybody sees of an account with a username.
pub struct VisibleUserRow {
    pub id: Uuid,
    pub username: String,
    pub display_name: String,
    pub avatar: Option<String>,
    pub bio: Option<String>,
    pub social_links: Json<BTreeMap<String, String>>,
    pub created_at: OffsetDateTime,
}

/// A user in a list, such as of followers, with the entry that puts them there.
pub struct ListedUserRow {
    pub entry_id: Uuid,
    pub entered_at: OffsetDateTime,
    pub id: Uuid,
    pub username: String,
    pub display_name: String,
    pub avatar: Option<String>,
    pub bio: Option<String>,
    pub social_links: Json<BTreeMap<String, String>>,
    pub created_at: OffsetDateTime,
}

/// The user, and since when they are in the list.
impl From<ListedUserRow> for (User, OffsetDateTime) {
    fn from(row: ListedUserRow) -> Self {
        let ListedUserRow { id, username, display_name, avatar, bio, social_links, created_at, .. } = row;
        let user = VisibleUserRow { id, username, display_name, avatar, bio, social_links, created_at };
        (user.into(), row.entered_at)
    }
}

impl From<VisibleUserRow> for User {
    fn from(row: VisibleUserRow) -> Self {
        Self {
            id: row.id.into(),
            username: row.username,
            display_name: row.display_name,
            avatar: row.avatar,
            bio: row.bio,
            social_links: row.social_links.0,
            created_at: row.created_at,
        }
    }
}

/// The user with this id, or who has or has had this username. A disabled account is found only `even_disabled`.
pub async fn user(db: &Database, user: &UserRef, even_disabled: bool) -> Result<Option<User>> {
    let row = sqlx::query_as!(
        VisibleUserRow,
        r#"select account.id, username as "username!", display_name as "display_name!", account.avatar, bio,
                  social_links as "social_links: _", account.created_at
           from account join profile on profile.account_id = account.id
           where (account.id = $1 or account.id = (select account_id from taken_username where taken_username.username = $2))
             and username is not null and (disabled_at is null or $3)"#,
        user.id().map(|id| id.0),
        user.username(),
        even_disabled
    );
    Ok(row.fetch_optional(db).await?.map(User::from))
}

/// The users with these ids who have a username, disabled ones included.
pub async fn users(db: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<Vec<User>> {
    let rows = sqlx::query_as!(
        VisibleUserRow,
        r#"select account.id, username as "username!", display_name as "display_name!", account.avatar, bio,
                  social_links as "social_links: _", account.created_at
           from account join profile on profile.account_id = account.id
           where account.id = any ($1) and username is not null"#,
        ids
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(User::from).collect())
}

/// Changes a profile; the account as it is then, or none if it does not exist any more. Without a username there is no display name.
pub async fn change_profile(
    db: impl PgExecutor<'_>,
    account: UserId,
    change: &CheckedProfileChange,
) -> Result<Option<Account>> {
    let row = sqlx::query_as!(
        AccountRow,
        r#"with named as (
               update account set
                   display_name = case when username is null then display_name else coalesce($2, display_name) end,
                   bio = case when $3::text is null then bio else nullif($3, '') end, updated_at = now()
               where id = $1 returning *
           ), described as (
               update profile set
                   social_links = coalesce($4::jsonb, social_links), theme = coalesce($5, theme), language = coalesce($6, language),
                   notification_email = case when $7 then $8::text else notification_email end, updated_at = now()
               where account_id = $1 returning *
           )
           select named.id, email, email_verified, username, display_name, avatar, bio, is_admin,
                  named.created_at, social_links as "social_links: _", notification_email, theme, language
           from named join described on described.account_id = named.id"#,
        account.0,
        change.display_name.as_ref().map(DisplayName::as_str),
        change.bio.as_ref().map(Bio::as_str),
        change.social_links.as_ref().map(Json) as Option<Json<&BTreeMap<String, String>>>,
        change.theme.map(Theme::as_str),
        change.language.as_ref().map(Language::as_str),
        change.notification_email.is_some(),
        change.notification_email.as_ref().and_then(Option::as_ref).map(Email::as_str)
    );
    Ok(row.fetch_optional(db).await?.map(Account::from))
}

/// What administrators change of an account.
#[derive(Clone, Copy)]
pub struct AccountState {
    pub id: UserId,
    pub is_named: bool,
    pub is_admin: bool,
    pub email_verified: bool,
    pub disabled: bool,
}

/// The account with this id, or that has or has had this username, disabled or not.
pub async fn account_state(db: impl PgExecutor<'_>, user: &UserRef) -> Result<Option<AccountState>> {
    let row = sqlx::query_as!(
        AccountState,
        r#"select id, username is not null as "is_named!", is_admin, email_verified, disabled_at is not null as "disabled!" from account
           where id = $1 or id = (select account_id from taken_username where taken_username.username = $2)"#,
        user.id().map(|id| id.0),
        user.username()
    );
    Ok(row.fetch_optional(db).await?)
}

/// Locks the administrators who may sign in until the transaction ends, so that two of them cannot take the role from each other at once.
pub async fn lock_administrators(tx: &mut Transaction) -> Result<Vec<UserId>> {
    let ids = sqlx::query_scalar!(
        "select id from account where is_admin and disabled_at is null order by id for no key update"
    );
    Ok(ids.fetch_all(tx).await?.into_iter().map(UserId::from).collect())
}

pub async fn change_account(tx: &mut Transaction, account: UserId, change: AccountChange) -> Result<()> {
    sqlx::query!(
        "update account set
             disabled_at = case when $2::boolean is null then disabled_at when $2 then coalesce(disabled_at, now()) end,
             email_verified = coalesce($3, email_verified), is_admin = coalesce($4, is_admin), updated_at = now()
         where id = $1",
        account.0,
        change.disabled,
        change.email_verified,
        change.is_admin
    )
    .execute(tx)
    .await?;
    Ok(())
}
