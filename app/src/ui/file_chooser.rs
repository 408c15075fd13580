//! Choosing the file of a picture: by the browser's dialog, by dropping it, or by pasting it.

use crate::browser;
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::FileList;

/// What browsers offer to choose from; the server decides by the file itself.
const ACCEPTED: &str = "image/jpeg,image/png,image/gif,image/webp";

/// Hands what was chosen to `take`, which tells whether there was a file.
#[derive(Clone, Copy)]
pub struct FileChooser<T> {
    node: NodeRef<html::Input>,
    take: T,
}

impl<T: Fn(Option<FileList>) -> bool + Copy + 'static> FileChooser<T> {
    pub fn new(take: T) -> Self {
        Self { node: NodeRef::new(), take }
    }

    /// Opens the browser's dialog.
    pub fn open(self) {
        if let Some(input) = self.node.get_untracked() {
            input.click();
        }
    }

    pub fn drop(self, event: &DragEvent) {
        event.prevent_default();
        (self.take)(event.data_transfer().and_then(|data| data.files()));
    }

    /// Pasted text goes where it was pasted.
    pub fn paste(self, event: &ClipboardEvent) {
        if (self.take)(event.clipboard_data().and_then(|data| data.files())) {
            event.prevent_default();
        }
    }

    /// The element that the dialog belongs to.
    pub fn input(self) -> impl IntoView {
        let chosen = move |_| {
            if let Some(input) = self.node.get_untracked() {
                (self.take)(input.files());
                // The same file can be chosen again.
                input.set_value("");
            }
        };
        view! {
            <input
                node_ref=self.node
                type="file"
                accept=ACCEPTED
                hidden
                aria-hidden="true"
                tabindex="-1"
                aria-label="File"
                on:change=browser::once_settled(chosen)
            />
        }
    }
}
