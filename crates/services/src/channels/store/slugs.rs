//! Slugs that channels have or have had. The table is written by a trigger (`take_slug`).

use crate::Result;
use crate::database::Transaction;
use domain::UserId;
use domain::channels::Slug;

/// How many slugs an account's channels have or have had, and whether one of them is the one that is asked for.
pub struct TakenSlugs {
    pub count: i64,
    pub has_this: bool,
}

pub async fn taken(tx: &mut Transaction, account: UserId, slug: &Slug) -> Result<TakenSlugs> {
    let taken = sqlx::query_as!(
        TakenSlugs,
        r#"select count(*) as "count!", count(*) filter (where slug = $2) > 0 as "has_this!" from taken_slug where account_id = $1"#,
        account.0,
        slug.as_str()
    );
    Ok(taken.fetch_one(tx).await?)
}
