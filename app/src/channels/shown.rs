//! The channel that a page of the dashboard is about, as the page's head shows it: its settings may change it while the page is open.

use domain::channels::Channel;
use leptos::prelude::*;

/// Name and picture as they are now. A context of the dashboard's pages.
#[derive(Clone, Copy)]
pub struct ShownChannel {
    pub name: RwSignal<String>,
    pub picture: RwSignal<Option<String>>,
}

impl ShownChannel {
    pub fn new(channel: &Channel) -> Self {
        Self { name: RwSignal::new(channel.name.clone()), picture: RwSignal::new(channel.picture()) }
    }
}
