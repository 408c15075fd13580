//! Dark or light: for this device, and for the account's next one.

use crate::accounts::use_current_user;
use crate::browser;
use crate::ui::Glyph;
use crate::users::rpc::change_theme;
use domain::accounts::{Account, Theme};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The theme in use and how to change it.
#[derive(Clone, Copy)]
pub struct Appearance {
    theme: RwSignal<Theme>,
    current_user: Resource<Option<Account>>,
}

impl Appearance {
    pub fn new() -> Self {
        Self { theme: RwSignal::new(browser::theme()), current_user: use_current_user() }
    }

    /// The other theme, from now on.
    pub fn switch(self) {
        let theme = self.theme.get_untracked().other();
        browser::set_theme(theme);
        self.theme.set(theme);
        if self.current_user.get_untracked().flatten().is_some() {
            // This device has it in any case; if the account does not learn of it, the next device starts with the one before.
            spawn_local(async move { drop(change_theme(theme).await) });
        }
    }

    /// What the switch does, in words.
    pub fn offer(self) -> Signal<String> {
        Signal::derive(move || match self.theme.get() {
            Theme::Dark => "Use the light theme".to_owned(),
            Theme::Light => "Use the dark theme".to_owned(),
        })
    }

    /// The theme that the switch leads to, as a picture.
    pub fn glyph(self) -> Signal<Glyph> {
        Signal::derive(move || match self.theme.get() {
            Theme::Dark => icondata_lu::LuSun,
            Theme::Light => icondata_lu::LuMoon,
        })
    }
}

impl Default for Appearance {
    fn default() -> Self {
        Self::new()
    }
}
