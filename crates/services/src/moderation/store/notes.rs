//! The table `note`.

use super::people;
use crate::Result;
use crate::access::Moderator;
use crate::database::{Database, Transaction};
use domain::moderation::Note;
use domain::{ChannelId, Problem, UserId};
use time::OffsetDateTime;
use uuid::Uuid;

struct NoteRow {
    id: Uuid,
    author_id: Option<Uuid>,
    content: String,
    created_at: OffsetDateTime,
}

/// Notes about a user; none if it is the reader.
pub async fn notes(db: &Database, channel: ChannelId, user: UserId, reader: UserId) -> Result<Vec<Note>> {
    if user == reader {
        return Ok(Vec::new());
    }
    let rows = sqlx::query_as!(
        NoteRow,
        "select id, author_id, content, created_at from note where channel_id = $1 and account_id = $2 order by id desc",
        channel.0,
        user.0
    );
    let rows = rows.fetch_all(db).await?;
    with_people(db, rows).await
}

async fn with_people(db: impl sqlx::PgExecutor<'_>, rows: Vec<NoteRow>) -> Result<Vec<Note>> {
    let people = people(db, rows.iter().map(|row| row.author_id)).await?;
    let note = |row: NoteRow| {
        let by = row.author_id.and_then(|by| people.get(&by).cloned());
        Note { id: row.id, by, content: row.content, created_at: row.created_at }
    };
    Ok(rows.into_iter().map(note).collect())
}

pub async fn count_notes(tx: &mut Transaction, channel: ChannelId, user: UserId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from note where channel_id = $1 and account_id = $2"#,
        channel.0,
        user.0
    );
    Ok(count.fetch_one(tx).await?)
}

pub async fn insert_note(tx: &mut Transaction, moderator: &Moderator, user: UserId, content: &str) -> Result<Note> {
    let row = sqlx::query_as!(
        NoteRow,
        "insert into note (id, channel_id, account_id, author_id, content) values ($1, $2, $3, $4, $5)
         returning id, author_id, content, created_at",
        Uuid::now_v7(),
        moderator.channel().0,
        user.0,
        moderator.user().0,
        content
    );
    let rows = vec![row.fetch_one(&mut *tx).await?];
    Ok(with_people(tx, rows).await?.pop().ok_or_else(Problem::not_found)?)
}

/// False if there is no such note that this moderator may delete.
pub async fn delete_note(db: &Database, moderator: &Moderator, user: UserId, note: Uuid) -> Result<bool> {
    let done = sqlx::query!(
        "delete from note where id = $1 and channel_id = $2 and account_id = $3 and (author_id = $4 or $5)",
        note,
        moderator.channel().0,
        user.0,
        moderator.user().0,
        moderator.is_owner()
    );
    Ok(done.execute(db).await?.rows_affected() == 1)
}
