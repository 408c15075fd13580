//! Choosing a name, once, right after signing up.

use crate::accounts::card::AccountCard;
use crate::accounts::rpc::Onboard;
use crate::accounts::steps::{Step, after_onboarding, just_watch};
use crate::accounts::{avatar_of, mailed, on_avatar_change, use_current_user, use_next};
use crate::ui::{Area, Avatar, Button, Field, Form, FormState, Look, PageHead, PictureField, Redirect, Size};
use domain::accounts::{Account, Bio, DisplayName, Username};
use domain::addresses::with_next;
use domain::pictures::PictureKind;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page. Signed-out users are redirected to sign in, and users who have a name already to `?next=` or the dashboard.
#[component]
pub fn Onboarding() -> impl IntoView {
    let current_user = use_current_user();
    let next = use_next();
    view! {
        <PageHead title="Choose your name" description="Pick the name people will know you by." path="/auth/onboarding" private=true />
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match current_user.await {
                    None => {
                        let here = with_next("/auth/onboarding", &next.get_untracked());
                        EitherOf3::A(view! { <Redirect path=with_next("/auth/login", &here) /> })
                    }
                    Some(account) if account.is_onboarded() => {
                        EitherOf3::B(view! { <Redirect path=after_onboarding(next.get_untracked()) /> })
                    }
                    Some(account) => EitherOf3::C(view! { <OnboardingForm next=next account=account /> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn OnboardingForm(next: Memo<String>, account: Account) -> impl IntoView {
    let form = FormState::<Onboard>::new();
    // A sign-in provider may have told names that the user can keep.
    let offered = use_query_map().get_untracked();
    let offered = |field: &str| offered.get(field).unwrap_or_default();
    let username = form.input("username", offered("username"), |text| Username::parse(text).err());
    let display_name = form.input("display_name", offered("name"), |text| DisplayName::parse(text).err());
    let bio = form.input("bio", String::new(), |text| Bio::parse(text).err());
    let shown = Signal::derive(move || {
        let name = display_name.text.get();
        if name.trim().is_empty() { "Your name".to_owned() } else { name }
    });
    let handle = Signal::derive(move || {
        let name = username.text.get().to_lowercase();
        format!("@{}", if name.is_empty() { "username" } else { &name })
    });
    let (avatar, changed) = (avatar_of(&account), on_avatar_change(account.id));
    view! {
        <AccountCard
            title="What should we call you?"
            lead="This is how you appear in chat and on your channel."
            step=(Step::Name, next.get_untracked())
            elsewhere=("Not now?", just_watch(next.get_untracked()), "Just watch for now")
        >
            <div class="who-preview" aria-hidden="true">
                {move || view! { <Avatar name=shown.get() src=avatar.get() size=Size::Large /> }}
                <div class="min-w-0">
                    <strong>{shown}</strong>
                    <span>{handle}</span>
                </div>
            </div>
            <div class="needs-script">
                <PictureField
                    label="Your picture (optional)"
                    kind=PictureKind::Avatar
                    name=account.name().to_owned()
                    src=avatar.get_untracked()
                    changed=changed
                />
            </div>
            <Form state=form>
                <input type="hidden" name="next" value=move || next.get() />
                <Field
                    label="Username"
                    input=username
                    autocomplete="username"
                    help="3–25 letters, numbers or underscores. You can change it once every 60 days."
                    prefix="@"
                    max=25
                />
                <Field
                    label="Display name"
                    input=display_name
                    autocomplete="name"
                    help="Any letters you like, emoji too."
                    max=50
                />
                <Area
                    label="About you (optional)"
                    input=bio
                    help="A line or two about yourself."
                    max=500
                />
                <Button look=Look::Primary kind="submit" busy=form.busy()>
                    "Continue"
                </Button>
                {(!account.email_verified).then(|| view! {
                    <p class="text-soft">
                        {mailed("A mail to ", "This site sends no mail. Ask the people who run it for the link that confirms ")}
                        <strong class="security-address">{account.email}</strong>
                        {mailed(" has a link that confirms your address. Open it when you have a moment.", ".")}
                    </p>
                })}
            </Form>
        </AccountCard>
    }
    .into_any()
}
