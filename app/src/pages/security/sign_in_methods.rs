//! The outside identities on the page of security: linked, and unlinked.

use super::typed;
use crate::identity::rpc::{BeginLink, UnlinkIdentity};
use crate::ui::{Button, ButtonLink, Field, Form, FormInput, FormState, Look, Tile};
use domain::IdentityId;
use domain::identity::{Identity, IdentityProvider, SignInMethods};
use icondata_lu as lu;
use leptos::prelude::*;

/// Nothing if the operator has set up no provider, and none was ever linked.
#[component]
pub fn SignInMethodsTile(methods: SignInMethods, change: Memo<String>) -> impl IntoView {
    let SignInMethods { has_password, identities, providers } = methods;
    if identities.is_empty() && providers.is_empty() {
        return ().into_any();
    }
    let linked =
        move |identity: Identity| view! { <Linked identity=identity change=change has_password=has_password /> };
    let unlinked = move |provider: IdentityProvider| view! { <Unlinked provider=provider change=change has_password=has_password /> };
    view! {
        <Tile title="Other ways to sign in" icon=lu::LuLink id="sign-in-methods">
            <p class="text-soft">"Sign in with an account that you have elsewhere. Two-factor sign-in asks for its code all the same."</p>
            <ul class="security-devices">
                {identities.into_iter().map(linked).collect_view()} {providers.into_iter().map(unlinked).collect_view()}
            </ul>
        </Tile>
    }
    .into_any()
}

#[component]
fn Linked(identity: Identity, change: Memo<String>, has_password: bool) -> impl IntoView {
    let Identity { id, label, email, .. } = identity;
    let word = format!("unlink-{id}");
    let (is_open, spoken) = (word.clone(), label.clone());
    let form = move || match change.get() == is_open {
        true => view! { <UnlinkForm id=id has_password=has_password /> }.into_any(),
        false => view! { <Change word=word.clone() words="Unlink" label=spoken.clone() /> }.into_any(),
    };
    view! {
        <li class="security-row">
            <div class="security-device">
                <strong>{label}</strong>
                <p class="text-soft">{email}</p>
            </div>
            {form}
        </li>
    }
    .into_any()
}

#[component]
fn Unlinked(provider: IdentityProvider, change: Memo<String>, has_password: bool) -> impl IntoView {
    let IdentityProvider { name, label } = provider;
    let word = format!("link-{name}");
    let (is_open, spoken) = (word.clone(), label.clone());
    let form = move || match change.get() == is_open {
        true => view! { <LinkForm provider=name.clone() has_password=has_password /> }.into_any(),
        false => view! { <Change word=word.clone() words="Link" label=spoken.clone() /> }.into_any(),
    };
    view! {
        <li class="security-row">
            <div class="security-device">
                <strong>{label}</strong>
                <p class="text-soft">"Not linked"</p>
            </div>
            {form}
        </li>
    }
    .into_any()
}

/// Opens a form by the page's address.
#[component]
fn Change(word: String, words: &'static str, label: String) -> impl IntoView {
    view! {
        <ButtonLink href=format!("/dashboard/security?change={word}#sign-in-methods")>
            {words} <span class="sr-only">" " {label}</span>
        </ButtonLink>
    }
}

#[component]
fn LinkForm(provider: String, has_password: bool) -> impl IntoView {
    let form = FormState::<BeginLink>::new();
    let password = has_password.then(|| form.input("password", String::new(), typed));
    view! {
        <Form state=form class="form opened">
            <input type="hidden" name="provider" value=provider />
            {password.map(|password| view! { <PasswordField input=password /> })}
            <Buttons busy=form.busy() look=Look::Plain words="Link" />
        </Form>
    }
}

#[component]
fn UnlinkForm(id: IdentityId, has_password: bool) -> impl IntoView {
    let form = FormState::<UnlinkIdentity>::new();
    let password = has_password.then(|| form.input("password", String::new(), typed));
    view! {
        <Form state=form class="form opened">
            <input type="hidden" name="identity" value=id.to_string() />
            {password.map(|password| view! { <PasswordField input=password /> })}
            <Buttons busy=form.busy() look=Look::Danger words="Unlink" />
        </Form>
    }
}

#[component]
fn Buttons(busy: Signal<bool>, look: Look, words: &'static str) -> impl IntoView {
    view! {
        <div class="two-factor-do">
            <Button look=look kind="submit" busy=busy>
                {words}
            </Button>
            <ButtonLink href="/dashboard/security#sign-in-methods" look=Look::Ghost>
                "Cancel"
            </ButtonLink>
        </div>
    }
}

/// Other forms of the page have a field for the password, too.
#[component]
fn PasswordField(input: FormInput) -> impl IntoView {
    view! { <Field id="identity-password" label="Password" input=input kind="password" autocomplete="current-password" max=256 /> }
}
