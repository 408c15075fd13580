//! The one way to wait for what can only be looked at again and again: bounded, and with a message of what was seen last.

use std::fmt::Debug;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};

use crate::PATIENCE;

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// What one look found.
pub trait Look {
    /// What was waited for.
    type Output;

    /// The thing waited for, or what was seen instead.
    fn found(self) -> Result<Self::Output, String>;
}

impl Look for bool {
    type Output = ();

    fn found(self) -> Result<(), String> {
        self.then_some(()).ok_or_else(|| "no".to_owned())
    }
}

impl<T> Look for Option<T> {
    type Output = T;

    fn found(self) -> Result<T, String> {
        self.ok_or_else(|| "nothing".to_owned())
    }
}

impl<T, S: Debug> Look for Result<T, S> {
    type Output = T;

    fn found(self) -> Result<T, String> {
        self.map_err(|seen| format!("{seen:?}"))
    }
}

/// Looks until it finds what it waits for, and at most as long as the crate's [`PATIENCE`].
///
/// # Panics
/// When time runs out, with `what` was waited for and what was seen last.
pub async fn until<L: Look>(what: &str, look: impl AsyncFnMut() -> L) -> L::Output {
    until_within(PATIENCE, what, look).await
}

async fn until_within<L: Look>(patience: Duration, what: &str, mut look: impl AsyncFnMut() -> L) -> L::Output {
    let (deadline, mut last) = (Instant::now() + patience, "nothing: the first look did not end".to_owned());
    loop {
        match timeout_at(deadline, look()).await.map(Look::found) {
            Ok(Ok(found)) => return found,
            Ok(Err(seen)) if Instant::now() < deadline => last = seen,
            Ok(Err(seen)) => panic!("waited {patience:?} for {what}; seen last: {seen}"),
            Err(_) => panic!("waited {patience:?} for {what}; seen last: {last}"),
        }
        sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of a wait in vain.
    async fn complaint<L: Look>(look: impl AsyncFnMut() -> L) -> String {
        let waiting = std::panic::AssertUnwindSafe(until_within(Duration::from_millis(120), "the end", look));
        let failed = futures_util::FutureExt::catch_unwind(waiting).await.err().unwrap();
        failed.downcast_ref::<String>().unwrap().clone()
    }

    #[tokio::test(start_paused = true)]
    async fn what_comes_is_returned() {
        let mut looks = 0;
        let third = until("the third look", async || {
            looks += 1;
            if looks == 3 { Ok(looks) } else { Err(looks) }
        });
        assert_eq!(third.await, 3);
        assert_eq!(until("a value", async || Some("there")).await, "there");
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_in_vain_says_for_what_and_what_was_seen_last() {
        let mut looks = 0;
        let said = complaint(async || {
            looks += 1;
            Err::<(), _>(format!("look {looks}"))
        });
        assert_eq!(said.await, "waited 120ms for the end; seen last: \"look 4\"");
        assert_eq!(complaint(async || false).await, "waited 120ms for the end; seen last: no");
    }

    #[tokio::test(start_paused = true)]
    async fn a_look_that_never_ends_is_bounded() {
        let mut looks = 0;
        let said = complaint(async || {
            looks += 1;
            match looks {
                1 => Err::<(), _>("the first"),
                _ => std::future::pending().await,
            }
        });
        assert_eq!(said.await, "waited 120ms for the end; seen last: \"the first\"");
    }
}
