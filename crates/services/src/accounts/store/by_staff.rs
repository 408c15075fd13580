//! Accounts as administrators see them.

use crate::Result;
use crate::access::Administrator;
use crate::database::Database;
use domain::UserId;
use domain::admin::AdminUser;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

struct AdminUserRow {
    id: Uuid,
    username: Option<String>,
    display_name: Option<String>,
    avatar: Option<String>,
    email: String,
    email_verified: bool,
    is_admin: bool,
    is_disabled: bool,
    disabled_reason: Option<String>,
    channels: i64,
    created_at: OffsetDateTime,
    last_seen_at: Option<OffsetDateTime>,
}

impl From<AdminUserRow> for AdminUser {
    fn from(row: AdminUserRow) -> Self {
        Self {
            id: row.id.into(),
            username: row.username,
            display_name: row.display_name,
            avatar: row.avatar,
            email: row.email,
            email_verified: row.email_verified,
            roles: if row.is_admin { vec!["admin".into()] } else { Vec::new() },
            disabled: row.is_disabled,
            disabled_reason: row.disabled_reason,
            channels: row.channels,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
        }
    }
}

macro_rules! admin_users {
    ($tail:literal $(, $argument:expr)*) => {
        sqlx::query_as!(
            AdminUserRow,
            r#"select account.id, username, display_name, avatar, email, email_verified, is_admin, disabled_at is not null as "is_disabled!",
                      case when disabled_at is not null then
                          (select detail ->> 'reason' from audit where target_account_id = account.id and action = 'disable_user' order by audit.id desc limit 1)
                      end as disabled_reason,
                      (select count(*) from channel where owner_id = account.id) as "channels!", account.created_at, seen_at as "last_seen_at?"
               from account left join account_seen on account_seen.account_id = account.id "# + $tail
            $(, $argument)*
        )
    };
}

/// All accounts, or those with this text in their names or address or that have it as their id, the newest first.
pub async fn all(
    db: &Database,
    _: Administrator,
    text: Option<&str>,
    before: Option<UserId>,
    limit: i64,
) -> Result<Vec<AdminUser>> {
    let rows = admin_users!(
        "where ($1::text is null or position(lower($1) in lower(concat_ws(' ', username, display_name, email))) > 0 or account.id::text = $1)
           and ($2::uuid is null or account.id < $2)
         order by account.id desc limit $3",
        text,
        before.map(|id| id.0),
        limit
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(AdminUser::from).collect())
}

/// One of them.
pub async fn one(db: &Database, _: Administrator, user: UserId) -> Result<Option<AdminUser>> {
    let row = admin_users!("where account.id = $1", user.0);
    Ok(row.fetch_optional(db).await?.map(AdminUser::from))
}

/// What these accounts are called: by their display names, else by their addresses.
pub async fn names(db: &Database, _: Administrator, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let named = sqlx::query!(
        r#"select id, coalesce(display_name, email) as "name!" from account where id = any($1)"#,
        accounts
    );
    Ok(named.fetch_all(db).await?.into_iter().map(|row| (row.id, row.name)).collect())
}
