//! What keeps an account its owner's: the username, the address, the password, two-factor sign-in, and the devices that are signed in. Also
//! what its owner may take along, and its end.

mod erasure;
mod export;
mod sign_in_methods;
mod two_factor;
mod username;

use crate::accounts::rpc::{self, ChangeEmail, ChangePassword, EndDevice, SendPasswordLink, SendVerification};
use crate::accounts::{DoneNote, NO_MAIL, SignInFirst, done, mailed, use_current_user};
use crate::browser;
use crate::error::AppError;
use crate::identity;
use crate::pages::dashboard::nav::AccountNav;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{Ago, Button, Field, Form, FormState, PageHead, Skeleton, Tile};
use domain::accounts::{Account, Device, Email, Password, RecoveryCodes, TwoFactor};
use domain::identity::SignInMethods;
use erasure::ErasureTile;
use export::ExportTile;
use icondata_lu as lu;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use sign_in_methods::SignInMethodsTile;
use time::OffsetDateTime;
use two_factor::TwoFactorTile;
use username::UsernameTile;

const HERE: &str = "/dashboard/security";

/// What the page shows of an account.
#[derive(Clone, Serialize, Deserialize)]
struct Security {
    account: Account,
    devices: Vec<Device>,
    two_factor: TwoFactor,
    methods: SignInMethods,
    /// From when on the username can be changed again; none if it never was changed.
    username_changeable_at: Option<OffsetDateTime>,
    /// Made just now, and shown this once.
    recovery_codes: Option<RecoveryCodes>,
}

/// None if the visitor is signed out.
async fn look(account: Option<Account>) -> Result<Option<Security>, AppError> {
    let Some(account) = account else { return Ok(None) };
    let devices = rpc::devices().await?;
    let (two_factor, recovery_codes) = rpc::two_factor().await?;
    let methods = identity::rpc::sign_in_methods().await?;
    let username_changeable_at = if account.is_onboarded() { rpc::username_changeable_at().await? } else { None };
    Ok(Some(Security { account, devices, two_factor, methods, username_changeable_at, recovery_codes }))
}

/// The page. Signed-out users are redirected to sign in.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let current_user = use_current_user();
    let found = Resource::new(|| (), move |()| async move { look(current_user.await).await });
    let page = loaded(
        found,
        || view! { <Skeleton class="h-80" /> }.into_any(),
        "Your devices didn't load",
        || view! { <NotFound /> }.into_any(),
        |security, _| match security {
            Some(security) => view! { <Secured security=security /> }.into_any(),
            None => view! { <SignInFirst /> }.into_any(),
        },
    );
    view! {
        <PageHead title="Security" description="Username, address, password, two-factor sign-in and devices." path=HERE private=true />
        <div class="dashboard">
            <AccountNav here=HERE />
            <h1 class="library-title">"Security"</h1>
            {page}
        </div>
    }
}

#[component]
fn Secured(security: Security) -> impl IntoView {
    let Security { account, devices, two_factor, methods, username_changeable_at, recovery_codes } = security;
    let username = account.username.clone();
    let (erased, with_code) = (account.clone(), two_factor.enabled);
    let trouble = identity::trouble(&methods.providers);
    let done = match done().as_deref() {
        Some("password") => "Your password is changed, and your other devices are signed out.",
        Some("username") => "Your username is changed. The old one still leads to you.",
        Some("address") => mailed(
            "A mail with a link is on its way to your new address. Your address changes once you open it.",
            "This site sends no mail. Ask the people who run it for your link. Your address changes once you open it.",
        ),
        Some("sent") => mailed("A mail with a link is on its way to you.", NO_MAIL),
        Some("device") => "That device is signed out.",
        Some("linked") => "Linked: you can sign in with it from now on.",
        Some("unlinked") => "Unlinked, and your other devices are signed out.",
        _ => "",
    };
    let change = opened();
    view! {
        <DoneNote words=done />
        {trouble}
        <div class="security">
            {username.map(|username| view! { <UsernameTile username=username changeable_at=username_changeable_at /> })}
            <Address account=account />
            {match methods.has_password {
                true => view! { <NewPassword /> }.into_any(),
                false => view! { <FirstPassword /> }.into_any(),
            }}
            <SignInMethodsTile methods=methods change=change />
            <TwoFactorTile two_factor=two_factor recovery_codes=recovery_codes change=change />
            <Devices devices=devices />
            <ExportTile />
            <ErasureTile account=erased with_code=with_code />
        </div>
    }
}

/// Which of the forms that links open is open. It stands in the address, so that it works without JavaScript, and so that a form that was
/// refused is open when the page is shown again. The focus follows to a form that a link has opened.
fn opened() -> Memo<String> {
    let query = use_query_map();
    let change = Memo::new(move |_| query.with(|query| query.get("change")).unwrap_or_default());
    Effect::new(move |known: Option<()>| {
        change.track();
        if known.is_some() {
            browser::focus_on(".opened :is(input:not([type='hidden']), button)");
        }
    });
    change
}

#[component]
fn Address(account: Account) -> impl IntoView {
    let (send, change) = (FormState::<SendVerification>::new(), FormState::<ChangeEmail>::new());
    let email = change.input("email", String::new(), |text| Email::parse(text).err());
    let password = change.input("password", String::new(), typed);
    let unconfirmed = (!account.email_verified).then(|| {
        view! {
            <p class="text-soft">"This address is not confirmed yet. If you forget your password, it is the only way back in."</p>
            <Form state=send>
                <div>
                    <Button kind="submit" busy=send.busy()>
                        {mailed("Mail me the link again", "Ask for the link again")}
                    </Button>
                </div>
            </Form>
        }
    });
    view! {
        <Tile title="E-mail address" icon=lu::LuMail>
            <p>
                <strong class="security-address">{account.email}</strong>
                {account.email_verified.then_some(" (confirmed)")}
            </p>
            {unconfirmed}
            <Form state=change>
                <Field label="New address" input=email kind="email" autocomplete="email" max=254 />
                <Field label="Your password" input=password kind="password" autocomplete="current-password" max=256 />
                <div>
                    <Button kind="submit" busy=change.busy()>
                        "Change address"
                    </Button>
                </div>
            </Form>
        </Tile>
    }
}

#[component]
fn NewPassword() -> impl IntoView {
    let form = FormState::<ChangePassword>::new();
    let current = form.input("current", String::new(), typed);
    let new = form.input("new", String::new(), |text| Password::parse(text).err());
    view! {
        <Tile title="Password" icon=lu::LuKeyRound>
            <Form state=form>
                <Field label="Current password" input=current kind="password" autocomplete="current-password" max=256 />
                <Field
                    label="New password"
                    input=new
                    kind="password"
                    autocomplete="new-password"
                    help="At least 8 characters. Your other devices are signed out."
                    max=256
                />
                <div class="security-row">
                    <Button kind="submit" busy=form.busy()>
                        "Change password"
                    </Button>
                    <a class="text-link" href="/auth/forgot">
                        "Forgot it?"
                    </a>
                </div>
            </Form>
        </Tile>
    }
}

/// For an account that only a provider signs in. The link proves what a password would.
#[component]
fn FirstPassword() -> impl IntoView {
    let form = FormState::<SendPasswordLink>::new();
    view! {
        <Tile title="Password" icon=lu::LuKeyRound>
            <p class="text-soft">
                "Your account has none. A new address and two-factor sign-in ask for one, and with it you can sign in when your provider is away."
            </p>
            <Form state=form>
                <div>
                    <Button kind="submit" busy=form.busy()>
                        {mailed("Mail me a link to set a password", "Ask for a link to set a password")}
                    </Button>
                </div>
            </Form>
        </Tile>
    }
    .into_any()
}

#[component]
fn Devices(devices: Vec<Device>) -> impl IntoView {
    view! {
        <Tile title="Devices" icon=lu::LuMonitorSmartphone>
            <p class="text-soft">"Where you are signed in. Sign out any device you don't recognise, then change your password."</p>
            <ul class="security-devices">{devices.into_iter().map(|device| view! { <DeviceRow device=device /> }).collect_view()}</ul>
        </Tile>
    }
}

#[component]
fn DeviceRow(device: Device) -> impl IntoView {
    let form = FormState::<EndDevice>::new();
    let name = name_of(device.user_agent.as_deref().unwrap_or_default());
    let spoken = format!(" {name}");
    let sign_out = (!device.current).then(|| {
        view! {
            <Form state=form>
                <input type="hidden" name="session" value=device.id.to_string() />
                <Button kind="submit" busy=form.busy()>
                    "Sign out"
                    <span class="sr-only">{spoken}</span>
                </Button>
            </Form>
        }
    });
    view! {
        <li class="security-row">
            <div class="security-device">
                <strong>{name}</strong>
                <p class="text-soft">
                    {device.address.map(|address| format!("{address} · "))} "last used " <Ago at=device.last_seen_at />
                    {device.current.then_some(" · this device")}
                </p>
            </div>
            {sign_out}
        </li>
    }
}

/// What is wrong with a password that is only compared.
fn typed(text: &str) -> Option<String> {
    text.is_empty().then(|| "Type your password.".to_owned())
}

/// Browser and system as people call them. Browsers name their relatives, too, so the first that fits counts.
fn name_of(user_agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "A program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn devices_are_named_as_people_call_them() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1";
        for (user_agent, name) in [
            (chrome, "Chrome on Linux"),
            (edge, "Edge on Windows"),
            (iphone, "Safari on iPhone"),
            ("curl/8.0", "A program"),
        ] {
            assert_eq!(name_of(user_agent), name);
        }
    }
}
