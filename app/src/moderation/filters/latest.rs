//! The answer to the latest question; answers to earlier ones are dropped.

use crate::error::AppError;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The answer to what was asked last. Once the question is forgotten, its answer is, too, and does not appear if it comes later.
pub struct Latest<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, AppError>>>,
    is_asked: RwSignal<bool>,
    turn: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Latest<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Latest<T> {}

impl<T: Clone + Send + Sync + 'static> Latest<T> {
    /// Nothing was asked yet.
    pub fn new() -> Self {
        Self { answer: RwSignal::new(None), is_asked: RwSignal::new(false), turn: StoredValue::new(0) }
    }

    /// The answer, if there is one.
    pub fn answer(self) -> Option<Result<T, AppError>> {
        self.answer.get()
    }

    /// Whether an answer is waited for.
    pub fn is_asked(self) -> Signal<bool> {
        self.is_asked.into()
    }

    /// Asks anew.
    pub fn ask(self, question: impl Future<Output = Result<T, AppError>> + 'static) {
        self.is_asked.set(true);
        let Some(turn) = self.next_turn() else { return };
        spawn_local(async move {
            let answer = question.await;
            if self.turn.try_get_value() == Some(turn) {
                self.is_asked.try_set(false);
                self.answer.try_set(Some(answer));
            }
        });
    }

    /// What was asked about has changed.
    pub fn forget(self) {
        self.next_turn();
        // Each letter that is typed comes here.
        if self.is_asked.get_untracked() {
            self.is_asked.set(false);
        }
        if self.answer.with_untracked(Option::is_some) {
            self.answer.set(None);
        }
    }

    fn next_turn(self) -> Option<u32> {
        self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        })
    }
}
