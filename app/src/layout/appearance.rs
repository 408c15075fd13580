//! Dark or light, for this device.

use crate::browser::{self, Theme};
use crate::ui::Glyph;
use leptos::prelude::*;

/// The theme in use and how to change it.
#[derive(Clone, Copy)]
pub struct Appearance(RwSignal<Theme>);

impl Appearance {
    pub fn new() -> Self {
        Self(RwSignal::new(browser::theme()))
    }

    /// The other theme, from now on.
    pub fn switch(self) {
        let theme = self.0.get_untracked().other();
        browser::set_theme(theme);
        self.0.set(theme);
    }

    /// What the switch does, in words.
    pub fn offer(self) -> Signal<String> {
        Signal::derive(move || match self.0.get() {
            Theme::Dark => "Use the light theme".to_owned(),
            Theme::Light => "Use the dark theme".to_owned(),
        })
    }

    /// The theme that the switch leads to, as a picture.
    pub fn glyph(self) -> Signal<Glyph> {
        Signal::derive(move || match self.0.get() {
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
