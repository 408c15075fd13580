//! Signing in, and on to the page that the user wanted.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::{FinishLogin, Login as SignIn, OpenLogin as PassLimit};
use crate::accounts::{done, mailed, use_current_user, use_next};
use crate::browser;
use crate::identity::ProviderLinks;
use crate::pages::password::mailed_token;
use crate::ui::{Button, Field, Form, FormState, Look, PageHead, Redirect};
use domain::accounts::{Email, SecondFactor};
use domain::addresses::{CHANNEL_PAGES, USER_PAGES, VIDEO_PAGES, with_next};
use leptos::either::Either;
use leptos::prelude::*;

/// The page; a signed-in user is redirected to `?next=`.
#[component]
pub fn Login() -> impl IntoView {
    view! {
        <PageHead
            title="Sign in"
            description="Sign in to chat, follow channels and stream from your own."
            path="/auth/login"
        />
        {for_visitors(|next| view! { <LoginForm next=next /> }.into_any())}
    }
}

/// The page that asks for the code of two-factor sign-in, after the right password.
#[component]
pub fn LoginCode() -> impl IntoView {
    view! {
        <PageHead title="Sign in" description="The second step of signing in." path="/auth/login/code" private=true />
        {for_visitors(|next| view! { <CodeForm next=next /> }.into_any())}
    }
}

/// The page behind a mailed link past the limit of sign-ins. Opening it does nothing yet: programs that check mail open links, too.
#[component]
pub fn OpenLogin() -> impl IntoView {
    let form = FormState::<PassLimit>::new();
    view! {
        <PageHead title="Sign in" description="Let this browser sign in." path="/auth/login/open" private=true />
        <AccountCard
            title="Let this browser sign in"
            lead="Many wrong passwords were tried with your address. One click, and this browser need not wait."
            elsewhere=("Link too old?", "/auth/login".to_owned(), "Try to sign in")
        >
            <Form state=form>
                <input type="hidden" name="token" value=mailed_token() />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Go on to sign in"
                </Button>
            </Form>
        </AccountCard>
    }
}

/// Shows a form to visitors, and redirects a signed-in user to `?next=`.
fn for_visitors(form: fn(Memo<String>) -> AnyView) -> impl IntoView {
    let (current_user, next) = (use_current_user(), use_next());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match current_user.await {
                    Some(_) => Either::Left(view! { <Redirect path=next.get_untracked() /> }),
                    None => Either::Right(form(next)),
                }
            })}
        </Suspense>
    }
}

#[component]
fn CodeForm(next: Memo<String>) -> impl IntoView {
    let form = FormState::<FinishLogin>::new();
    let code = form.input("code", String::new(), |text| SecondFactor::parse(text).err());
    view! {
        <AccountCard
            title="One more step"
            lead="Type the code that your authenticator app shows. A recovery code works, too."
            elsewhere=("Took too long?", with_next("/auth/login", &next.get_untracked()), "Begin again")
        >
            <Form state=form>
                <input type="hidden" name="next" value=move || next.get() />
                <Field label="Code" input=code autocomplete="one-time-code" max=40 />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Sign in"
                </Button>
                <p class="text-soft">
                    "Lost your app and your recovery codes? The people who run this site can switch two-factor sign-in off for you."
                </p>
            </Form>
        </AccountCard>
    }
    .into_any()
}

#[component]
fn LoginForm(next: Memo<String>) -> impl IntoView {
    let form = FormState::<SignIn>::new();
    let email = form.input("email", String::new(), |text| Email::parse(text).err());
    let password =
        form.input("password", String::new(), |text| text.is_empty().then(|| "Type your password.".to_owned()));
    let lead = match done().as_deref() {
        Some("password") => "Your new password is set. Sign in with it.",
        Some("open") => "This browser may sign in now.",
        Some("erased") => mailed(
            "Your account is erased, and this device is signed out. A mail confirms it.",
            "Your account is erased, and this device is signed out.",
        ),
        _ => reason(&next.get_untracked()),
    };
    let title = if done().as_deref() == Some("erased") { "Goodbye" } else { "Welcome back" };
    let register = || ("New here?", with_next("/auth/register", &next.get_untracked()), "Create an account");
    view! {
        <AccountCard
            title=title
            lead=lead
            elsewhere=browser::is_sign_up_open().then(register)
        >
            <ProviderLinks next=next />
            <Form state=form>
                <input type="hidden" name="next" value=move || next.get() />
                <Field
                    label="E-mail"
                    input=email
                    kind="email"
                    autocomplete="email"
                    max=254
                />
                <Field
                    label="Password"
                    input=password
                    kind="password"
                    autocomplete="current-password"
                    max=256
                />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Sign in"
                </Button>
                <a class="text-link" href=move || with_next("/auth/forgot", &next.get())>
                    "Forgot your password?"
                </a>
            </Form>
        </AccountCard>
    }
    .into_any()
}

/// What signing in is for: the page that the user wanted and is led back to.
fn reason(next: &str) -> &'static str {
    match next.split(['?', '#']).next().unwrap_or_default() {
        "/dashboard/videos" => "Sign in to see and edit your videos.",
        "/dashboard/followers" => "Sign in to see who follows you.",
        "/dashboard/profile" => "Sign in to edit your profile.",
        "/dashboard/blocks" => "Sign in to see the people you have blocked.",
        "/dashboard/tokens" => "Sign in to make access tokens.",
        "/dashboard/security" => "Sign in to open your security settings.",
        "/following" => "Sign in to see the channels that you follow.",
        "/auth/onboarding" => "Sign in to choose your name.",
        path if path == "/dashboard" || path.starts_with("/dashboard/") => "Sign in to open your dashboard.",
        path if path.starts_with("/admin/") => "Sign in as an administrator to open this page.",
        path if path.starts_with(CHANNEL_PAGES) => "Sign in to follow and to chat. You come back to the channel.",
        path if path.starts_with(USER_PAGES) => "Sign in to follow. You come back to this person's page.",
        path if path.starts_with(VIDEO_PAGES) => "Sign in to follow the channel. You come back to the video.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_page_says_what_signing_in_is_for() {
        for (next, words) in [
            ("/", ""),
            ("/dashboard", "dashboard"),
            ("/dashboard?channel=ada", "dashboard"),
            ("/dashboard/videos", "videos"),
            ("/dashboard/blocks", "blocked"),
            ("/users/mira", "this person's page"),
            ("/streams/night", "the channel"),
            ("/videos/1?t=3", "the video"),
            ("/dashboards", ""),
        ] {
            assert!(
                reason(next).contains(words) && reason(next).is_empty() == words.is_empty(),
                "{next}: {}",
                reason(next)
            );
        }
    }
}
