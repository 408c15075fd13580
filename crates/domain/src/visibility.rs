//! Who may watch.

crate::value::words! {
    /// Who may watch a VOD.
    #[derive(Default)]
    Visibility, "Visibility is one of public, unlisted and private.",
    /// Everyone; the VOD is listed.
    #[default]
    Public = "public",
    /// Viewers who have its address; the VOD is listed for its owner only.
    Unlisted = "unlisted",
    /// Its owner only.
    Private = "private",
}
