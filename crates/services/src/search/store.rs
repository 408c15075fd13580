//! What a text is looked for in, by indexes of three-letter groups (`channel_search`, `account_search`, `stream_search`). What begins with the text
//! or has it inside is read until enough rows are found. A text of one or two letters inside a name is in no index: where few names have it, the whole
//! table is read, which the turns of searches and the deadline of statements bound.

use super::Fit;
use crate::Result;
use crate::channels::store::escaped;
use crate::database::Database;
use domain::channels::SearchText;
use domain::search::SearchKind;
use uuid::Uuid;

/// Ids of public things of this kind whose name fits so well and not better, behind `after` in the order of their kind: channels and people as they
/// came, videos the newest first.
pub async fn named(
    db: &Database,
    kind: SearchKind,
    text: &SearchText,
    fit: Fit,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Uuid>> {
    match fit {
        Fit::Whole => whole(db, kind, &escaped(text), after, limit).await,
        Fit::Beginning | Fit::Inside => other(db, kind, &escaped(text), fit as i32, after, limit).await,
    }
}

/// Names that are the text. They are few, so all are found by the index before they are put in order; else a short text would have the whole table
/// read in its order.
async fn whole(db: &Database, kind: SearchKind, text: &str, after: Option<Uuid>, limit: i64) -> Result<Vec<Uuid>> {
    Ok(match kind {
        SearchKind::Channels => {
            sqlx::query_scalar!(
                "with named as materialized (
                     select id from channel where is_public and (lower(name) like lower($1) or slug like lower($1)))
                 select id from named where $2::uuid is null or id > $2 order by id limit $3",
                text,
                after,
                limit
            )
            .fetch_all(db)
            .await?
        }
        SearchKind::People => {
            sqlx::query_scalar!(
                "with named as materialized (
                     select id from account
                     where username is not null and disabled_at is null and (lower(display_name) like lower($1) or username like lower($1)))
                 select id from named where $2::uuid is null or id > $2 order by id limit $3",
                text,
                after,
                limit
            )
            .fetch_all(db)
            .await?
        }
        SearchKind::Videos => {
            sqlx::query_scalar!(
                "with named as materialized (
                     select stream.id from stream join channel on channel.id = stream.channel_id join archive on archive.stream_id = stream.id
                     where stream.status in ('ENDING', 'ARCHIVED') and lower(stream.title) like lower($1)
                       and channel.is_public and archive.state = 'ready' and coalesce(stream.visibility, archive.visibility) = 'public')
                 select id from named where $2::uuid is null or id < $2 order by id desc limit $3",
                text,
                after,
                limit
            )
            .fetch_all(db)
            .await?
        }
    })
}

/// Names that begin with the text (1), or have it elsewhere (2).
async fn other(
    db: &Database,
    kind: SearchKind,
    text: &str,
    fit: i32,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Uuid>> {
    Ok(match kind {
        SearchKind::Channels => {
            sqlx::query_scalar!(
                "select id from channel
                 where is_public and (lower(name) like lower('%' || $1 || '%') or slug like lower('%' || $1 || '%'))
                   and $2 = case
                       when lower(name) like lower($1) or slug like lower($1) then 0
                       when lower(name) like lower($1 || '%') or slug like lower($1 || '%') then 1
                       else 2 end
                   and ($3::uuid is null or id > $3)
                 order by id limit $4",
                text,
                fit,
                after,
                limit
            )
            .fetch_all(db)
            .await?
        }
        SearchKind::People => {
            sqlx::query_scalar!(
                "select id from account
                 where username is not null and disabled_at is null
                   and (lower(display_name) like lower('%' || $1 || '%') or username like lower('%' || $1 || '%'))
                   and $2 = case
                       when lower(display_name) like lower($1) or username like lower($1) then 0
                       when lower(display_name) like lower($1 || '%') or username like lower($1 || '%') then 1
                       else 2 end
                   and ($3::uuid is null or id > $3)
                 order by id limit $4",
                text,
                fit,
                after,
                limit
            )
            .fetch_all(db)
            .await?
        }
        SearchKind::Videos => {
            sqlx::query_scalar!(
                "select stream.id from stream join channel on channel.id = stream.channel_id join archive on archive.stream_id = stream.id
                 where stream.status in ('ENDING', 'ARCHIVED') and lower(stream.title) like lower('%' || $1 || '%')
                   and $2 = case
                       when lower(stream.title) like lower($1) then 0
                       when lower(stream.title) like lower($1 || '%') then 1
                       else 2 end
                   and channel.is_public and archive.state = 'ready' and coalesce(stream.visibility, archive.visibility) = 'public'
                   and ($3::uuid is null or stream.id < $3)
                 order by stream.id desc limit $4",
                text,
                fit,
                after,
                limit
            )
            .fetch_all(db)
            .await?
        }
    })
}
