//! The list of suggestions above the input, and which of them is chosen.

use super::completion::{Suggestion, Suggestions};
use crate::browser;
use crate::ui::text::{Piece, pieces};
use domain::emotes::Emote;
use leptos::prelude::*;
use std::ops::Range;

/// What is suggested. Tab takes the first, Enter only what the arrows have chosen, because it sends otherwise.
#[derive(Clone, Copy)]
pub struct SuggestionState {
    found: RwSignal<Suggestions>,
    chosen: RwSignal<Option<usize>>,
}

impl SuggestionState {
    pub fn new() -> Self {
        Self { found: RwSignal::new(Suggestions::default()), chosen: RwSignal::new(None) }
    }

    pub fn show(self, found: Suggestions) {
        if self.found.with_untracked(|known| *known != found) {
            self.chosen.set(None);
            self.found.set(found);
        }
    }

    pub fn is_open(self) -> bool {
        self.found.with_untracked(|found| !found.items.is_empty())
    }

    pub fn is_chosen(self) -> bool {
        self.is_open() && self.chosen.with_untracked(Option::is_some)
    }

    /// Chooses another; false if nothing is suggested.
    pub fn step(self, by: isize) -> bool {
        let count = self.found.with_untracked(|found| found.items.len()) as isize;
        if count > 0 {
            let from = self.chosen.get_untracked().map_or(if by > 0 { -1 } else { 0 }, |at| at as isize);
            self.chosen.set(usize::try_from((from + by).rem_euclid(count)).ok());
            browser::next_frame(show_chosen);
        }
        count > 0
    }

    /// The word and the text that it becomes. Nothing is suggested any more.
    pub fn taken(self) -> Option<(Range<usize>, String)> {
        let at = self.chosen.get_untracked().unwrap_or_default();
        let Suggestions { word, mut items } = self.found.get_untracked();
        self.show(Suggestions::default());
        let mut text = (at < items.len()).then(|| items.swap_remove(at).text)?;
        if !text.ends_with(' ') {
            text.push(' ');
        }
        Some((word, text))
    }

    /// The id of the element that is chosen.
    pub fn active(self) -> Option<String> {
        self.chosen.get().map(id_of)
    }
}

/// Scrolls the list to what is chosen. The browser's own way to do that would scroll the page, too.
fn show_chosen() {
    let Ok(Some(chosen)) = document().query_selector(".chat-suggestions [aria-selected='true']") else { return };
    let Some(list) = chosen.parent_element() else { return };
    let (place, sight) = (chosen.get_bounding_client_rect(), list.get_bounding_client_rect());
    let above = (place.top() - sight.top()).min(0.0);
    let below = (place.bottom() - sight.bottom()).max(0.0);
    list.set_scroll_top(list.scroll_top() + (above + below) as i32);
}

fn id_of(at: usize) -> String {
    format!("chat-suggestion-{at}")
}

#[component]
pub fn SuggestionList(state: SuggestionState, take: Callback<()>, emotes: RwSignal<Vec<Emote>>) -> impl IntoView {
    let option = move |(at, Suggestion { text, about }): (usize, Suggestion)| {
        // Of an emote, the picture; other texts stand for themselves.
        let picture = emotes.with_untracked(|own| {
            let is_emote = |piece: &Piece<'_>| matches!(piece, Piece::Emote(_) | Piece::Own(..));
            let found = pieces(&text, own).into_iter().find(is_emote);
            found.map(|piece| view! { <span aria-hidden="true">{piece.shown(None, false)}</span> })
        });
        view! {
            <li
                id=id_of(at)
                role="option"
                aria-selected=move || (state.chosen.get() == Some(at)).to_string()
                // The input keeps the focus.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| {
                    state.chosen.set(Some(at));
                    take.run(());
                }
            >
                {picture}
                <bdi>{text}</bdi>
                <bdi class="text-soft">{about}</bdi>
            </li>
        }
    };
    let options = move || state.found.get().items.into_iter().enumerate().map(option).collect_view();
    view! {
        <ul id="chat-suggestions" class="chat-suggestions" role="listbox" aria-label="Suggestions" hidden=move || state.found.with(|found| found.items.is_empty())>
            {options}
        </ul>
    }
}
