//! The table `access_token`.

use crate::Result;
use crate::accounts::tokens::UsedToken;
use crate::database::{Database, Transaction};
use domain::accounts::{AccessToken, CheckedAccessToken, Scope};
use domain::{TokenId, UserId};
use uuid::Uuid;

/// A row; words that this version does not know are left out of its scopes.
macro_rules! access_token {
    ($row:expr) => {
        AccessToken {
            id: $row.id.into(),
            name: $row.name,
            scopes: scopes(&$row.scopes),
            created_at: $row.created_at,
            expires_at: $row.expires_at,
            last_used_at: $row.last_used_at,
        }
    };
}

fn scopes(words: &[String]) -> Vec<Scope> {
    words.iter().filter_map(|word| word.parse().ok()).collect()
}

/// Locks the account, so that its tokens are counted one after the other.
pub async fn count_tokens(tx: &mut Transaction, account: UserId) -> Result<i64> {
    sqlx::query!("select id from account where id = $1 for update", account.0).fetch_optional(&mut *tx).await?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from access_token where account_id = $1 and (expires_at is null or expires_at > now())"#,
        account.0
    );
    Ok(count.fetch_one(tx).await?)
}

pub async fn insert_token(
    tx: &mut Transaction,
    account: UserId,
    digest: &[u8],
    new: &CheckedAccessToken,
) -> Result<AccessToken> {
    let words: Vec<String> = new.scopes.iter().map(|scope| scope.as_str().to_owned()).collect();
    let row = sqlx::query!(
        "insert into access_token (id, account_id, name, digest, scopes, expires_at) values ($1, $2, $3, $4, $5, $6)
         returning id, name, scopes, created_at, expires_at, last_used_at",
        Uuid::now_v7(),
        account.0,
        new.name.as_str(),
        digest,
        &words,
        new.expires_at
    );
    let row = row.fetch_one(tx).await?;
    Ok(access_token!(row))
}

/// The account's tokens that are not over, the newest first.
pub async fn tokens(db: &Database, account: UserId) -> Result<Vec<AccessToken>> {
    let rows = sqlx::query!(
        "select id, name, scopes, created_at, expires_at, last_used_at from access_token
         where account_id = $1 and (expires_at is null or expires_at > now()) order by id desc",
        account.0
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| access_token!(row)).collect())
}

/// Deletes one of the account's tokens; false if it has none with this id.
pub async fn delete_token(db: &Database, account: UserId, token: TokenId) -> Result<bool> {
    let done = sqlx::query!("delete from access_token where id = $1 and account_id = $2", token.0, account.0);
    Ok(done.execute(db).await?.rows_affected() == 1)
}

pub async fn delete_tokens(tx: &mut Transaction, account: UserId) -> Result<()> {
    sqlx::query!("delete from access_token where account_id = $1", account.0).execute(tx).await?;
    Ok(())
}

pub async fn delete_expired_tokens(db: &Database) -> Result<()> {
    sqlx::query!("delete from access_token where expires_at <= now()").execute(db).await?;
    Ok(())
}

/// The token with this digest and its account, if neither is over. Its use is noted once a minute.
pub async fn use_token(db: &Database, digest: &[u8]) -> Result<Option<(UsedToken, UserId)>> {
    let row = sqlx::query!(
        r#"select access_token.id, access_token.account_id, scopes,
                  coalesce(last_used_at < now() - interval '1 minute', true) as "is_due!"
           from access_token join account on account.id = access_token.account_id
           where digest = $1 and (expires_at is null or expires_at > now()) and disabled_at is null"#,
        digest
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    if row.is_due {
        sqlx::query!("update access_token set last_used_at = now() where id = $1", row.id).execute(db).await?;
    }
    Ok(Some((UsedToken { digest: digest.to_vec(), scopes: scopes(&row.scopes) }, row.account_id.into())))
}
