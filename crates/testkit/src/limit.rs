//! Rate limits: tries until one is refused, and how many went through before.

use std::ops::RangeInclusive;
use std::time::Duration;

use tokio::time::Instant;

use crate::PATIENCE;

/// Tries, with the number of the try from 0 on, until `refusal` returns what a try was refused with; returns how many went through, and that.
/// `left` says how many tries the limit still has when it begins; a slow machine gets one more through each `refill`.
///
/// # Panics
/// When fewer went through, or more than `left` and the time that passed allow, and when no try is refused.
pub async fn until_refused<T>(
    left: RangeInclusive<u64>,
    refill: Duration,
    mut refusal: impl AsyncFnMut(u64) -> Option<T>,
) -> (u64, T) {
    let (begin, mut passed) = (Instant::now(), 0);
    loop {
        if let Some(refused) = refusal(passed).await {
            assert!(passed >= *left.start(), "refused after {passed} tries, with {left:?} left");
            return (passed, refused);
        }
        passed += 1;
        let elapsed = begin.elapsed();
        let refilled = elapsed.as_nanos() / refill.as_nanos();
        let is_limited = u128::from(passed.saturating_sub(*left.end())) <= refilled;
        assert!(is_limited, "{passed} tries in {elapsed:?}, with {left:?} left and one more each {refill:?}");
        assert!(
            elapsed < PATIENCE,
            "{passed} tries in {elapsed:?} and no refusal: too slow for one more each {refill:?}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use std::panic::AssertUnwindSafe;
    use tokio::time::sleep;

    const REFILL: Duration = Duration::from_secs(3);

    /// A limit that lets this many through, each try of which takes this long; what it says of a limit of five.
    async fn complaint(lets_through: u64, each: Duration) -> Option<String> {
        let tries = until_refused(5..=5, REFILL, async |number| {
            sleep(each).await;
            (number == lets_through).then_some(())
        });
        let failed = AssertUnwindSafe(tries).catch_unwind().await.err()?;
        failed.downcast_ref::<String>().cloned()
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_exact_and_grows_with_time() {
        let (quick, slow) = (Duration::from_millis(10), Duration::from_secs(1));
        assert_eq!(complaint(5, quick).await, None);
        assert!(complaint(4, quick).await.unwrap().contains("refused after 4 tries"));
        assert!(complaint(6, quick).await.unwrap().contains("6 tries in "));
        assert_eq!(complaint(7, slow).await, None, "seven tries in seven seconds");
        assert!(complaint(9, slow).await.unwrap().contains("8 tries in "));
        assert!(complaint(u64::MAX, REFILL).await.unwrap().contains("no refusal"));
    }
}
