//! What administrators have done to a channel, and why: its owner reads it at the top of the channel's pages.

use crate::ui::{Icon, format};
use domain::channels::StaffNotice;
use leptos::prelude::*;

/// The notices; an empty place while there is nothing to tell.
#[component]
pub fn StaffNotices(#[prop(into)] notice: Signal<StaffNotice>) -> impl IntoView {
    let hidden = move || {
        let reason = notice.with(|notice| notice.hidden_reason.clone())?;
        Some(told(
            "The administrators of this site have hidden this channel: ".to_owned(),
            &reason,
            " Only they can show it again.",
        ))
    };
    let ended = move || {
        let ended = notice.with(|notice| notice.ended_stream.clone())?;
        let words = format!("An administrator ended your stream on {}: ", format::date(ended.at));
        Some(told(words, &ended.reason, ""))
    };
    view! {
        <div aria-live="polite">
            {hidden}
            {ended}
        </div>
    }
    .into_any()
}

/// One notice: words, the reason, and what follows from it.
fn told(words: String, reason: &str, then: &'static str) -> AnyView {
    view! {
        <div class="form-error mb-4">
            <Icon glyph=icondata_lu::LuCircleAlert />
            <p>{words} <bdi dir="auto">{as_sentence(reason)}</bdi> {then}</p>
        </div>
    }
    .into_any()
}

/// A reason as the end of a sentence: administrators may have ended it with a sign of their own.
fn as_sentence(reason: &str) -> String {
    let reason = reason.trim_end();
    if reason.ends_with(['.', '!', '?', '…']) { reason.to_owned() } else { format!("{reason}.") }
}

#[cfg(test)]
mod tests {
    use super::as_sentence;

    #[test]
    fn a_reason_ends_with_one_sign() {
        for (reason, sentence) in
            [("Spam", "Spam."), ("Spam. ", "Spam."), ("Really?", "Really?"), ("And so on…", "And so on…")]
        {
            assert_eq!(as_sentence(reason), sentence);
        }
    }
}
