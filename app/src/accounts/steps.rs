//! The steps of signing up: which there are for whom, and how the pages show them.

use leptos::prelude::*;

/// A step of signing up; each has its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// E-mail address and password.
    Account,
    /// Username and display name.
    Name,
    /// The first channel.
    Channel,
}

impl Step {
    fn words(self) -> &'static str {
        match self {
            Self::Account => "Your account",
            Self::Name => "Your name",
            Self::Channel => "Your channel",
        }
    }
}

/// The steps of a user who goes on to `next`. Those who came to watch need no channel.
fn steps(next: &str) -> &'static [Step] {
    const ALL: [Step; 3] = [Step::Account, Step::Name, Step::Channel];
    if is_for_creators(&after_onboarding(next.to_owned())) { &ALL } else { &ALL[..2] }
}

/// Whether a page needs a name or a channel.
pub fn is_for_creators(page: &str) -> bool {
    let path = page.split(['?', '#']).next().unwrap_or_default();
    path == "/dashboard" || path.starts_with("/dashboard/")
}

/// Where onboarding leads: to the page that the user came from, else to the dashboard.
pub fn after_onboarding(next: String) -> String {
    if next == "/" { "/dashboard".to_owned() } else { next }
}

/// Where a user goes who leaves the steps for later: to the page that they came from, but home if it would lead here again.
pub fn just_watch(next: String) -> String {
    if is_for_creators(&next) { "/".to_owned() } else { next }
}

/// How far the user has come, and what the steps are.
#[component]
pub fn Steps(now: Step, next: String) -> impl IntoView {
    let steps = steps(&next);
    let at = steps.iter().position(|step| *step == now).unwrap_or_default();
    let row = |(index, step): (usize, &Step)| {
        view! {
            <li class:is-done=index < at aria-current=(index == at).then_some("step")>
                {step.words()}
                {(index < at).then(|| view! { <span class="sr-only">" (done)"</span> })}
            </li>
        }
    };
    view! {
        <div class="sign-up-steps">
            <p>{format!("Step {} of {}", at + 1, steps.len())}</p>
            <ol>{steps.iter().enumerate().map(row).collect_view()}</ol>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{Step, after_onboarding, just_watch, steps};

    #[test]
    fn creators_have_three_steps_and_those_who_watch_two() {
        for next in ["/", "/dashboard", "/dashboard?channel=ada", "/dashboard/videos"] {
            assert_eq!(steps(next), [Step::Account, Step::Name, Step::Channel], "{next}");
        }
        for next in ["/streams/night", "/videos/1?t=3", "/following", "/dashboards"] {
            assert_eq!(steps(next), [Step::Account, Step::Name], "{next}");
        }
    }

    #[test]
    fn leaving_the_steps_leads_back_and_never_into_them_again() {
        for (next, watches, goes_on) in [
            ("/streams/night?a=b", "/streams/night?a=b", "/streams/night?a=b"),
            ("/", "/", "/dashboard"),
            ("/dashboard?channel=ada", "/", "/dashboard?channel=ada"),
        ] {
            assert_eq!(
                (just_watch(next.to_owned()), after_onboarding(next.to_owned())),
                (watches.into(), goes_on.into())
            );
        }
    }
}
