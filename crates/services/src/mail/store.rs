//! The table `outgoing_mail`.

use super::Recipient;
use crate::Result;
use crate::access::Administrator;
use crate::database::Database;
use sqlx::PgExecutor;
use std::time::Duration;
use time::OffsetDateTime;
use uuid::Uuid;

pub struct Claimed {
    pub id: Uuid,
    pub recipient: String,
    pub subject: String,
    pub sealed: Vec<u8>,
}

/// A mail as the outbox shows it.
pub struct StoredMail {
    pub recipient: String,
    pub subject: String,
    pub created_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
    /// When it is tried next, if it waits.
    pub due_at: Option<OffsetDateTime>,
    pub last_error: Option<String>,
    /// Whether its body is still there.
    pub is_kept: bool,
    pub sealed: Option<Vec<u8>>,
}

pub async fn insert(db: impl PgExecutor<'_>, recipient: Recipient<'_>, subject: &str, sealed: &[u8]) -> Result<()> {
    sqlx::query!(
        "insert into outgoing_mail (id, account_id, recipient, subject, sealed) values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        recipient.account.map(|account| account.0),
        recipient.email.as_str(),
        subject,
        sealed
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes the oldest mail that is due, and puts its next attempt off: by `first`, twice that after the second one, and so on up to `longest`.
/// One that is put off for longer was so by a clock that has been set back since, and is due, too.
pub async fn claim(db: &Database, first: Duration, longest: Duration) -> Result<Option<Claimed>> {
    let claimed = sqlx::query_as!(
        Claimed,
        r#"update outgoing_mail
           set attempts = attempts + 1,
               due_at = now() + least(make_interval(secs => $1::float8 * 2::float8 ^ least(attempts, 30)), make_interval(secs => $2))
           where id = (select id from outgoing_mail where (due_at <= now() or (due_at > now() + make_interval(secs => $2) and due_at < 'infinity'))
                             and sealed is not null
                       order by due_at limit 1 for update skip locked)
           returning id, recipient, subject, sealed as "sealed!""#,
        first.as_secs_f64(),
        longest.as_secs_f64()
    );
    Ok(claimed.fetch_optional(db).await?)
}

pub async fn sent(db: &Database, mail: Uuid) -> Result<()> {
    sqlx::query!("update outgoing_mail set sealed = null, sent_at = now(), last_error = null where id = $1", mail)
        .execute(db)
        .await?;
    Ok(())
}

/// Its body stays, but is never due again.
pub async fn written(db: &Database, mail: Uuid) -> Result<()> {
    sqlx::query!(
        "update outgoing_mail set due_at = 'infinity', sent_at = now(), last_error = null where id = $1",
        mail
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes the reason; the last one if the mail is older than `most`.
pub async fn failed(db: &Database, mail: Uuid, reason: &str, most: Duration) -> Result<()> {
    sqlx::query!(
        "update outgoing_mail
         set last_error = $2, sealed = case when created_at > now() - make_interval(secs => $3) then sealed end
         where id = $1",
        mail,
        reason,
        most.as_secs_f64()
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn give_up(db: &Database, mail: Uuid, reason: &str) -> Result<()> {
    sqlx::query!("update outgoing_mail set sealed = null, last_error = $2 where id = $1", mail, reason)
        .execute(db)
        .await?;
    Ok(())
}

/// Those of these mails that have a row.
pub async fn known(db: &Database, mails: &[Uuid]) -> Result<Vec<Uuid>> {
    let known = sqlx::query_scalar!("select id from outgoing_mail where id = any($1)", mails);
    Ok(known.fetch_all(db).await?)
}

pub async fn forget(db: &Database, after: Duration) -> Result<()> {
    sqlx::query!("delete from outgoing_mail where created_at < now() - make_interval(secs => $1)", after.as_secs_f64())
        .execute(db)
        .await?;
    Ok(())
}

/// The newest mails, the newest first, with or without their bodies.
pub async fn newest(db: &Database, _: Administrator, with_bodies: bool, limit: i64) -> Result<Vec<StoredMail>> {
    let rows = sqlx::query_as!(
        StoredMail,
        r#"select recipient, subject, created_at, sent_at, last_error, sealed is not null as "is_kept!",
                  case when sealed is not null and sent_at is null then due_at end as due_at,
                  case when $1 then sealed end as sealed
           from outgoing_mail order by created_at desc, id desc limit $2"#,
        with_bodies,
        limit
    );
    Ok(rows.fetch_all(db).await?)
}

/// Mails before one of them, the newest first, without their bodies; each with its id.
pub async fn page(
    db: &Database,
    _: Administrator,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<(Uuid, StoredMail)>> {
    let rows = sqlx::query!(
        r#"select id, recipient, subject, created_at, sent_at, last_error, sealed is not null as "is_kept!",
                  case when sealed is not null and sent_at is null then due_at end as due_at
           from outgoing_mail where $1::uuid is null or id < $1 order by id desc limit $2"#,
        before,
        limit
    );
    let mails = rows.fetch_all(db).await?.into_iter().map(|row| {
        let mail = StoredMail {
            recipient: row.recipient,
            subject: row.subject,
            created_at: row.created_at,
            sent_at: row.sent_at,
            due_at: row.due_at,
            last_error: row.last_error,
            is_kept: row.is_kept,
            sealed: None,
        };
        (row.id, mail)
    });
    Ok(mails.collect())
}
