//! Limits how many operations of one kind, such as downloads, run at once for each account.

use domain::UserId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many operations run for each account. Clones share the counts.
#[derive(Clone, Default)]
pub struct AccountSlots(Arc<Mutex<HashMap<UserId, usize>>>);

/// One running operation of an account. Dropping it frees the slot.
pub struct AccountSlot(AccountSlots, UserId);

impl AccountSlots {
    /// A slot for the account; none while it has `most` of them.
    pub fn take(&self, account: UserId, most: usize) -> Option<AccountSlot> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.get(&account).is_some_and(|count| *count >= most) {
            return None;
        }
        *counts.entry(account).or_default() += 1;
        Some(AccountSlot(self.clone(), account))
    }
}

impl Drop for AccountSlot {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_account_has_so_many_and_nothing_is_remembered_of_those_that_have_ended() {
        let slots = AccountSlots::default();
        let (mira, jonas) = (UserId::from(Uuid::from_u128(1)), UserId::from(Uuid::from_u128(2)));
        let first = slots.take(mira, 2);
        let second = slots.take(mira, 2);
        assert!(first.is_some() && second.is_some());
        assert!(slots.take(mira, 2).is_none());
        assert!(slots.take(jonas, 2).is_some(), "another account has its own");
        drop(first);
        assert!(slots.take(mira, 2).is_some());
        drop(second);
        assert!(slots.0.lock().unwrap().is_empty());
    }
}
