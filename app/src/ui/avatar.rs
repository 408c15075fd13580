//! The round picture of a person or channel; initials on a colour of their own where there is none.

use domain::pictures;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 28 px.
    Small,
    /// 36 px.
    #[default]
    Medium,
    /// 56 px.
    Large,
    /// 96 px.
    Huge,
}

/// An avatar. While `live` it wears a red ring; words beside it must say so too.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(optional_no_strip)] src: Option<String>,
    #[prop(optional)] size: Size,
    #[prop(into, optional)] live: Signal<bool>,
) -> impl IntoView {
    let (size, pixels) = match size {
        Size::Small => ("avatar-small", "28px"),
        Size::Medium => ("avatar-medium", "36px"),
        Size::Large => ("avatar-large", "56px"),
        Size::Huge => ("avatar-huge", "96px"),
    };
    let hue = hue_class(&name);
    let picture = match src {
        Some(src) => {
            let srcset = pictures::srcset(&src);
            let sizes = srcset.is_some().then_some(pixels);
            leptos::either::Either::Left(
                view! { <img src=src srcset=srcset sizes=sizes alt="" loading="lazy" decoding="async" /> },
            )
        }
        None => leptos::either::Either::Right(view! { <span>{initials(&name)}</span> }),
    };
    view! {
        <span class=format!("avatar {size} {hue}") class:is-live=live aria-hidden="true">
            {picture}
        </span>
    }
}

/// One of 24 hues that stays with a name. A class, since the page's policy allows no inline styles.
pub fn hue_class(name: &str) -> String {
    let sum = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    format!("hue-{}", sum % 24)
}

/// The class nearest to a hue in degrees, such as a chat author's.
pub fn hue_class_of(degrees: u16) -> String {
    format!("hue-{}", (degrees % 360) / 15)
}

/// First letters of the first two words.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}
