//! What a text is looked for in. Each statement has an index of three-letter groups (`channel_search`, `account_search`, `stream_search`), and ends
//! with the first rows that fit: a text that half of all names have in them costs little more than a rare one.

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
    let (text, fit) = (escaped(text), fit as i32);
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
