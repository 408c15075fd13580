//! The table `appeal`.

use super::people;
use crate::Result;
use crate::access::Moderator;
use crate::channels::store::Ownership;
use crate::database::{Database, Transaction};
use domain::moderation::{Appeal, AppealDecision};
use domain::{BanId, UserId};

/// A ban in force, and its channel.
pub struct Appealable {
    pub channel: Ownership,
    /// Whether the channel's owner has blocked the banned user.
    pub is_blocked: bool,
}

/// The ban of this user, if it is in force.
pub async fn appealable(tx: &mut Transaction, ban: BanId, user: UserId) -> Result<Option<Appealable>> {
    let row = sqlx::query!(
        r#"select channel.id, owner_id, is_public,
                  exists (select from block where block.account_id = owner_id and blocked_id = $2) as "is_blocked!"
           from ban join channel on channel.id = ban.channel_id
           where ban.id = $1 and ban.account_id = $2 and (expires_at is null or expires_at > now())
           for share of ban"#,
        ban.0,
        user.0
    );
    Ok(row.fetch_optional(tx).await?.map(|row| Appealable {
        channel: Ownership { id: row.id.into(), owner: row.owner_id.into(), is_public: row.is_public },
        is_blocked: row.is_blocked,
    }))
}

/// False if there is an appeal against this ban.
pub async fn insert_appeal(
    tx: &mut Transaction,
    ban: BanId,
    channel: &Ownership,
    user: UserId,
    text: &str,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into appeal (ban_id, channel_id, account_id, content) values ($1, $2, $3, $4) on conflict (ban_id) do nothing",
        ban.0,
        channel.id.0,
        user.0,
        text
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Decides on an appeal; false if it was decided on before.
pub async fn answer_appeal(
    tx: &mut Transaction,
    moderator: &Moderator,
    ban: BanId,
    decision: AppealDecision,
    answer: Option<&str>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update appeal set decision = $3, answer = $4, answered_by = $5, answered_at = now()
         where ban_id = $1 and channel_id = $2 and decision is null",
        ban.0,
        moderator.channel().0,
        decision.as_str(),
        answer,
        moderator.user().0
    );
    Ok(done.execute(tx).await?.rows_affected() == 1)
}

/// Whether a ban was ended by an appeal that was approved.
pub async fn is_appeal_approved(tx: &mut Transaction, ban: BanId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from appeal where ban_id = $1 and decision = 'approved') as "found!""#,
        ban.0
    );
    Ok(found.fetch_one(tx).await?)
}

/// The channel of an appeal, and who has written it.
pub async fn appealed(db: &Database, ban: BanId) -> Result<Option<(Ownership, UserId)>> {
    let row = sqlx::query!(
        "select channel.id, owner_id, is_public, account_id from appeal join channel on channel.id = appeal.channel_id where ban_id = $1",
        ban.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| {
        let channel = Ownership { id: row.id.into(), owner: row.owner_id.into(), is_public: row.is_public };
        (channel, row.account_id.into())
    }))
}

/// The appeal against a ban, which may be over; with the moderator who has answered it, if `for_moderators`.
pub async fn appeal(db: &Database, ban: BanId, for_moderators: bool) -> Result<Option<Appeal>> {
    let row = sqlx::query!(
        "select content, created_at, decision, answer, answered_by, answered_at from appeal where ban_id = $1",
        ban.0
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let answered_by = row.answered_by.filter(|_| for_moderators);
    let people = people(db, [answered_by].into_iter()).await?;
    Ok(Some(Appeal {
        text: row.content,
        created_at: row.created_at,
        decision: row.decision.and_then(|decision| decision.parse().ok()),
        answer: row.answer,
        answered_by: answered_by.and_then(|by| people.get(&by).cloned()),
        answered_at: row.answered_at,
    }))
}
