//! Two-factor sign-in on the page of security: set up, on or off, and recovery codes. Everything works without JavaScript: what is to be
//! shown next comes with the next document.

use super::typed;
use crate::accounts::rpc::{BeginTwoFactor, ConfirmTwoFactor, EndTwoFactor, RenewRecoveryCodes};
use crate::accounts::{DoneNote, done};
use crate::error::AppError;
use crate::ui::{Button, ButtonLink, CopyButton, Field, Form, FormInput, FormState, Look, Tile};
use domain::accounts::{RecoveryCodes, SecondFactor, TwoFactor, TwoFactorSetup};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::server_fn::client::Client;
use leptos::server_fn::codec::PostUrl;
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::serde::de::DeserializeOwned;
use leptos::server_fn::{Http, ServerFn};

#[component]
pub fn TwoFactorTile(
    two_factor: TwoFactor,
    recovery_codes: Option<RecoveryCodes>,
    change: Memo<String>,
) -> impl IntoView {
    let state = match two_factor {
        TwoFactor { enabled: true, recovery_codes_left, .. } => {
            view! { <On left=recovery_codes_left change=change /> }.into_any()
        }
        TwoFactor { setup: Some(setup), .. } => view! { <SetUp setup=setup /> }.into_any(),
        TwoFactor { .. } => view! { <Off /> }.into_any(),
    };
    // Said here and not at the top of the page, since the browser shows this part of it.
    let done = match done().as_deref() {
        Some("setup") => "Almost done: now your authenticator app needs this secret.",
        Some("two-factor") => "Two-factor sign-in is on, and your other devices are signed out.",
        Some("two-factor-off") => "Two-factor sign-in is off: your password is enough again.",
        Some("recovery-codes") => "You have new recovery codes. The old ones don't work any more.",
        _ => "",
    };
    view! {
        <Tile title="Two-factor sign-in" icon=lu::LuShieldCheck class="two-factor" id="two-factor">
            <DoneNote words=done />
            {recovery_codes.map(|codes| view! { <NewCodes codes=codes /> })}
            {state}
        </Tile>
    }
    .into_any()
}

#[component]
fn Off() -> impl IntoView {
    let form = FormState::<BeginTwoFactor>::new();
    let password = form.input("password", String::new(), typed);
    view! {
        <p class="text-soft">
            "Off. When it's on, signing in also needs a code from an authenticator app, so your password alone isn't enough to get in."
        </p>
        <Form state=form>
            <PasswordField input=password />
            <div>
                <Button kind="submit" busy=form.busy()>
                    "Set up"
                </Button>
            </div>
        </Form>
    }
}

#[component]
fn SetUp(setup: TwoFactorSetup) -> impl IntoView {
    let form = FormState::<ConfirmTwoFactor>::new();
    let code = form.input("code", String::new(), |text| SecondFactor::parse(text).err());
    let TwoFactorSetup { secret, uri, qr_code } = setup;
    view! {
        <div class="two-factor-setup">
            <div class="two-factor-qr" role="img" aria-label="QR code of the secret" inner_html=qr_code></div>
            <div class="two-factor-steps">
                <p>
                    "1. Scan the QR code with an authenticator app. If you can't, type this secret into it, or "
                    <a class="text-link" href=uri>
                        "open it in an app on this device"
                    </a> "."
                </p>
                <div class="security-row">
                    <code class="two-factor-secret" data-testid="two-factor-secret">
                        {in_groups(&secret)}
                    </code>
                    <span class="needs-script">
                        <CopyButton text=secret name="Copy secret" />
                    </span>
                </div>
                <p>"2. Type the code that the app shows."</p>
                <Form state=form>
                    <Field label="Code" input=code autocomplete="one-time-code" inputmode="numeric" max=40 />
                    <div>
                        <Button look=Look::Primary kind="submit" busy=form.busy()>
                            "Switch on"
                        </Button>
                    </div>
                </Form>
            </div>
        </div>
    }
}

#[component]
fn On(left: u32, change: Memo<String>) -> impl IntoView {
    let left = match left {
        0 => "No recovery code is left: make new ones, for the day when your app is out of reach.".to_owned(),
        1 => "One recovery code is left: make new ones soon.".to_owned(),
        left => format!("{left} recovery codes are left."),
    };
    let forms = move || {
        match change.get().as_str() {
        "recovery-codes" => view! {
            <ProofForm
                state={FormState::<RenewRecoveryCodes>::new()}
                words="The recovery codes that you have now stop working."
                action="Make new recovery codes"
            />
        }
        .into_any(),
        "two-factor" => view! {
            <ProofForm
                state={FormState::<EndTwoFactor>::new()}
                words="Your password alone will be enough to sign in. \
                       The secret in your app and your recovery codes stop working."
                action="Switch off"
                look=Look::Danger
            />
        }
        .into_any(),
        _ => view! {
            <div class="two-factor-do">
                <ButtonLink href="/dashboard/security?change=recovery-codes#two-factor">"New recovery codes"</ButtonLink>
                <ButtonLink href="/dashboard/security?change=two-factor#two-factor">"Switch off"</ButtonLink>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <p>"On. Signing in needs your password and a code from your authenticator app. " {left}</p>
        {forms}
    }
}

/// A form that takes the password and a code; `words` say what it does, and `action` is what its button says.
#[component]
fn ProofForm<S, P>(
    state: FormState<S>,
    words: &'static str,
    action: &'static str,
    #[prop(optional)] look: Look,
) -> impl IntoView
where
    S: DeserializeOwned + ServerFn<Error = AppError, Protocol = Http<PostUrl, P>> + Clone + Send + Sync + 'static,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<web_sys::FormData>,
    S::Output: Clone + Send + Sync + 'static,
    S::Client: Client<AppError>,
    P: 'static,
{
    let password = state.input("password", String::new(), typed);
    let code = state.input("code", String::new(), |text| SecondFactor::parse(text).err());
    view! {
        <p>{words}</p>
        <Form state=state class="form opened">
            <PasswordField input=password />
            <Field
                label="Code"
                input=code
                autocomplete="one-time-code"
                help="From your authenticator app, or a recovery code."
                max=40
            />
            <div class="two-factor-do">
                <Button look=look kind="submit" busy=state.busy()>
                    {action}
                </Button>
                <ButtonLink href="/dashboard/security#two-factor" look=Look::Ghost>
                    "Cancel"
                </ButtonLink>
            </div>
        </Form>
    }
    .into_any()
}

/// The form for another address has a field for the password, too.
#[component]
fn PasswordField(input: FormInput) -> impl IntoView {
    view! { <Field id="two-factor-password" label="Password" input=input kind="password" autocomplete="current-password" max=256 /> }
}

#[component]
fn NewCodes(codes: RecoveryCodes) -> impl IntoView {
    let codes = codes.recovery_codes;
    let file =
        format!("data:text/plain;charset=utf-8,Recovery%20codes%20for%20AeThex%20Live%0A%0A{}%0A", codes.join("%0A"));
    view! {
        <div class="two-factor-new">
            <p>
                <strong>"Keep these recovery codes. They are shown this once."</strong>
                " Each signs you in once if your app is out of reach: write them down, or store them where you keep passwords."
            </p>
            <ul class="two-factor-codes" data-testid="recovery-codes">
                {codes.iter().map(|code| view! { <li><code>{code.clone()}</code></li> }).collect_view()}
            </ul>
            <div class="two-factor-do">
                <span class="needs-script">
                    <CopyButton text=codes.join("\n") name="Copy recovery codes" />
                </span>
                <a class="text-link" href=file download="aethex-recovery-codes.txt">
                    "Download as text"
                </a>
            </div>
        </div>
    }
}

/// Four characters at a time can be typed without losing one's place.
fn in_groups(secret: &str) -> String {
    let groups: Vec<&str> =
        (0..secret.len()).step_by(4).filter_map(|at| secret.get(at..secret.len().min(at + 4))).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_groups;

    #[test]
    fn a_secret_is_shown_in_groups() {
        assert_eq!(in_groups("GEZDGNBVGY3TQOJQ"), "GEZD GNBV GY3T QOJQ");
    }
}
