//! The parts every page is built from. A page never styles a button by itself.

pub mod avatar;
pub mod button;
pub mod copy;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod form;
pub mod format;
pub mod head;
pub mod icon;
pub mod keyed;
pub mod menu;
pub mod pill;
pub mod redirect;
pub mod select;
pub mod tile;
pub mod toast;
pub mod when;

pub use avatar::{Avatar, Size};
pub use button::{Button, ButtonLink, IconButton, Look};
pub use copy::CopyButton;
pub use dialog::{Confirm, Dialog};
pub use empty::{Empty, LoadError, Skeleton};
pub use field::{Area, Field, keep_alike, recall};
pub use form::{Form, FormInput, FormState};
pub use head::PageHead;
pub use icon::{Glyph, Icon};
pub use keyed::keyed;
pub use menu::{Menu, MenuItem};
pub use pill::{LivePill, Pill, Tone};
pub use redirect::Redirect;
pub use select::Select;
pub use tile::Tile;
pub use toast::{ToastShelf, Toasts, toasts};
pub use when::{Ago, Uptime};
