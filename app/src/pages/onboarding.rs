//! Choosing a name, once, right after signing up.

use crate::accounts::card::AccountCard;
use crate::accounts::form::Faults;
use crate::accounts::rpc::Onboard;
use crate::accounts::use_current_user;
use crate::ui::{Area, Avatar, Button, Field, FormFault, Look, PageHead, Size};
use domain::accounts::{Bio, DisplayName, Username};
use leptos::either::EitherOf3;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// The page. Signed-out users are redirected to sign in, and users who have a name already to the dashboard.
#[component]
pub fn Onboarding() -> impl IntoView {
    let current_user = use_current_user();
    view! {
        <PageHead title="Choose your name" description="Pick the name people will know you by." path="/auth/onboarding" private=true />
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                match current_user.await {
                    None => EitherOf3::A(view! { <Redirect path="/auth/login?next=/auth/onboarding" /> }),
                    Some(account) if account.is_onboarded() => EitherOf3::B(view! { <Redirect path="/dashboard" /> }),
                    Some(_) => EitherOf3::C(view! { <OnboardingForm /> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn OnboardingForm() -> impl IntoView {
    let onboard = ServerAction::<Onboard>::new();
    let form = NodeRef::<html::Form>::new();
    let faults = Faults::of(onboard, form);
    let username = RwSignal::new(String::new());
    let display_name = RwSignal::new(String::new());
    let bio = RwSignal::new(String::new());
    let check = move |event: leptos::ev::SubmitEvent| {
        let checks = [
            ("username", Username::parse(&username.get_untracked()).err()),
            ("display_name", DisplayName::parse(&display_name.get_untracked()).err()),
            ("bio", Bio::parse(&bio.get_untracked()).err()),
        ];
        faults.hold(&event, &checks);
    };
    // The use case names its fields as JSON does, the form as the server function does; a fault may come under either.
    let display_fault = faults.field("display_name");
    let display_answer = faults.field("displayName");
    let display_error = Signal::derive(move || display_fault.get().or_else(|| display_answer.get()));
    let shown = Signal::derive(move || {
        let name = display_name.get();
        if name.trim().is_empty() { "Your name".to_owned() } else { name }
    });
    let handle = Signal::derive(move || {
        let name = username.get().to_lowercase();
        format!("@{}", if name.is_empty() { "username" } else { &name })
    });
    view! {
        <AccountCard title="What should we call you?" lead="This is how you appear in chat and on your channel.">
            <div class="who-preview" aria-hidden="true">
                {move || view! { <Avatar name=shown.get() size=Size::Large /> }}
                <div class="min-w-0">
                    <strong>{shown}</strong>
                    <span>{handle}</span>
                </div>
            </div>
            <ActionForm action=onboard node_ref=form attr:class="form" attr:novalidate="" on:submit:capture=check>
                <FormFault text=faults.form() />
                <Field
                    label="Username"
                    name="username"
                    autocomplete="username"
                    value=username
                    error=faults.field("username")
                    help="3–25 letters, numbers or underscores. It can't be changed later."
                    prefix="@"
                    max=25
                    typed=Callback::new(move |()| faults.touch("username"))
                    left=Callback::new(move |()| faults.check("username", &username.get_untracked(), Username::parse))
                />
                <Field
                    label="Display name"
                    name="display_name"
                    autocomplete="name"
                    value=display_name
                    error=display_error
                    help="Any letters you like, emoji too."
                    max=50
                    typed=Callback::new(move |()| {
                        faults.touch("display_name");
                        faults.touch("displayName");
                    })
                    left=Callback::new(move |()| {
                        faults.check("display_name", &display_name.get_untracked(), DisplayName::parse);
                    })
                />
                <Area
                    label="About you (optional)"
                    name="bio"
                    value=bio
                    error=faults.field("bio")
                    help="A line or two. You can leave it for later."
                    max=500
                />
                <Button look=Look::Primary kind="submit" busy=faults.busy()>
                    "Continue"
                </Button>
            </ActionForm>
        </AccountCard>
    }
    .into_any()
}
