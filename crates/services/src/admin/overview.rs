//! The figures of the platform, which are read for all administrators at most once a minute.

use super::store;
use crate::accounts::CurrentUser;
use crate::read_cache::ReadCache;
use crate::{Result, Services, access};
use domain::admin::Overview;
use std::time::Duration;

/// How old the figures may be. They read whole tables.
const FRESH: Duration = Duration::from_secs(60);

/// The figures that are kept.
pub type OverviewCache = ReadCache<(), Overview>;

/// Figures that are not read yet.
pub(crate) fn overview_cache() -> OverviewCache {
    ReadCache::new(FRESH, 1)
}

/// The figures of the platform now, and in the last 1, 7 and 28 days. Administrators only.
///
/// Errors: `signin_required`, `forbidden`, `unavailable` if they cannot be read in time.
pub async fn overview(svc: &Services, current_user: &CurrentUser) -> Result<Overview> {
    let administrator = access::administrator(current_user)?;
    let read = async {
        // These statements read whole tables, so they run on the few connections that have a short deadline and serve visitors.
        let mut overview = store::now(&svc.public_db, administrator).await?;
        for days in [1, 7, 28] {
            overview.periods.push(store::period(&svc.public_db, administrator, days).await?);
        }
        Ok(overview)
    };
    svc.overview.get_or_read((), read).await
}
