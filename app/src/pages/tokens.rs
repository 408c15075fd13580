//! Access tokens: making one for a program, and revoking it.

use crate::accounts::rpc::{CreateToken, access_tokens, revoke_token};
use crate::accounts::{SignInFirst, use_current_user};
use crate::browser;
use crate::pages::dashboard::nav::AccountNav;
use crate::pages::loaded::loaded;
use crate::pages::not_found::NotFound;
use crate::ui::{
    Ago, Button, Confirm, CopyButton, Empty, Field, Form, FormState, Look, Note, PageHead, Select, Skeleton, Tile,
    format, toasts,
};
use domain::accounts::{AccessToken, CreatedAccessToken, Scope};
use icondata_lu as lu;
use leptos::prelude::*;
use leptos::task::spawn_local;

const HERE: &str = "/dashboard/tokens";

/// A scope in words.
fn words(scope: Scope) -> &'static str {
    match scope {
        Scope::UserRead => "Read your account, follows and blocks",
        Scope::UserWrite => "Change your profile, follow, block and report",
        Scope::ChannelRead => "Read your channels and streams, also private ones",
        Scope::ChannelWrite => "Make, change and delete your channels, choose moderators",
        Scope::StreamWrite => "Start, change and end your streams, read your stream key",
        Scope::ChatRead => "Read chats",
        Scope::ChatWrite => "Write in chats as you, and delete what you wrote",
        Scope::Moderate => "Moderate where you moderate",
        Scope::Webhooks => "Set up webhooks of your channels",
        Scope::Admin => "Act as an administrator",
    }
}

/// The page. Signed-out users are redirected to sign in.
#[component]
pub fn TokensPage() -> impl IntoView {
    let current_user = use_current_user();
    let found = Resource::new(
        || (),
        move |()| async move {
            match current_user.await {
                Some(account) => access_tokens().await.map(|tokens| Some((account.is_admin(), tokens))),
                None => Ok(None),
            }
        },
    );
    view! {
        <PageHead title="Access tokens" description="What programs sign in with." path=HERE private=true />
        {loaded(
            found,
            || view! { <Skeleton class="h-80" /> }.into_any(),
            "Your tokens didn't load",
            || view! { <NotFound /> }.into_any(),
            |found: Option<(bool, Vec<AccessToken>)>, _| match found {
                Some((is_admin, tokens)) => view! { <Tokens is_admin=is_admin first=tokens /> }.into_any(),
                None => view! { <SignInFirst /> }.into_any(),
            },
        )}
    }
}

#[component]
fn Tokens(is_admin: bool, first: Vec<AccessToken>) -> impl IntoView {
    let (shown, created) = (RwSignal::new(first), RwSignal::new(None::<CreatedAccessToken>));
    let form = FormState::<CreateToken>::new();
    let name = form.input("name", String::new(), |text| text.trim().is_empty().then(|| "Give it a name.".to_owned()));
    let scopes = form.input("scopes", String::new(), |_| None);
    let wrong = scopes.error();
    form.on_success(move |new| {
        name.text.set(String::new());
        // Which boxes are ticked the browser knows alone. There are as many as scopes at most.
        for _ in Scope::ALL {
            if let Some(ticked) = browser::find("input[name='scopes[]']:checked") {
                browser::set_property(&ticked, "checked", &false.into());
            }
        }
        shown.update(|shown| shown.insert(0, new.access_token.clone()));
        created.set(Some(new.clone()));
        browser::focus_on("#token-created");
    });
    let choice = move |scope: &Scope| {
        view! {
            <label class="chat-choice">
                <input
                    type="checkbox"
                    name="scopes[]"
                    value=scope.as_str()
                    aria-describedby="scopes-note"
                    aria-invalid=move || wrong.get().map(|_| "true")
                    on:change=browser::once_settled(move |_: leptos::ev::Event| scopes.touch())
                />
                {words(*scope)}
                <code class="token-scope">{scope.as_str()}</code>
            </label>
        }
    };
    let offered =
        move || Scope::ALL.iter().filter(|scope| is_admin || **scope != Scope::Admin).map(choice).collect_view();
    let lifetimes = [("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("0", "Until I revoke it")];
    let lifetimes = lifetimes.map(|(days, words)| (days.to_owned(), words.to_owned())).to_vec();
    view! {
        <div class="dashboard">
            <AccountNav here=HERE />
            <h1 class="library-title">"Access tokens"</h1>
            <noscript>
                <p class="field-note my-4">"Making and revoking tokens needs JavaScript."</p>
            </noscript>
            <div class="tokens">
                {move || created.get().map(|created| view! { <NewToken created=created /> })}
                <Tile title="New token" icon=lu::LuKeyRound>
                    <p class="text-soft">
                        "A program signs in with a token and acts as you, as far as you allow it here. "
                        <a class="text-link" href="/api/docs" rel="external">
                            "The API's reference"
                        </a> " has the rest."
                    </p>
                    <Form state=form>
                        <Field label="Name" input=name max=60 help="So that you know later which program has it." />
                        <fieldset>
                            <legend>"What it may do"</legend>
                            {offered()}
                            <Note id="scopes-note" error=wrong help="" />
                        </fieldset>
                        <Select label="It ends after" name="days" options=lifetimes chosen="90" />
                        <div class="needs-script">
                            <Button kind="submit" busy=form.pending()>
                                "Make token"
                            </Button>
                        </div>
                    </Form>
                </Tile>
                <Tile title="Your tokens" icon=lu::LuKeyRound id="tokens">
                    <Show when=move || shown.with(Vec::is_empty)>
                        <Empty icon=lu::LuKeyRound title="No tokens yet">
                            <p>"Chat bots, stream tools and scripts each get one of their own."</p>
                        </Empty>
                    </Show>
                    <ul class="token-list">
                        <For each=move || shown.get() key=|token| token.id let(token)>
                            <TokenRow token=token shown=shown />
                        </For>
                    </ul>
                </Tile>
            </div>
        </div>
    }
    .into_any()
}

/// The token that was made just now, this once.
#[component]
fn NewToken(created: CreatedAccessToken) -> impl IntoView {
    let token = created.token;
    view! {
        <section class="tile" id="token-created" tabindex="-1" aria-label="Your new token">
            <p>"Copy the token of " <bdi>{created.access_token.name}</bdi> " now: it is not shown again."</p>
            <p class="token-value">
                <code>{token.clone()}</code>
            </p>
            <div>
                <CopyButton text=token name="Copy token" />
            </div>
        </section>
    }
}

#[component]
fn TokenRow(token: AccessToken, shown: RwSignal<Vec<AccessToken>>) -> impl IntoView {
    let (id, asks, toasts) = (token.id, RwSignal::new(false), toasts());
    let scopes = token.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(", ");
    let revoke = Callback::new(move |()| {
        spawn_local(async move {
            match revoke_token(id).await {
                Ok(()) => {
                    browser::focus_on("#tokens h2");
                    shown.try_update(|shown| shown.retain(|known| known.id != id));
                }
                Err(error) => toasts.fail(&error),
            }
        });
    });
    view! {
        <li class="token-row">
            <div>
                <p>
                    <bdi>{token.name.clone()}</bdi>
                </p>
                <p class="text-soft">{scopes}</p>
                <p class="text-soft">
                    {match token.last_used_at {
                        Some(at) => view! { "Used " <Ago at=at /> }.into_any(),
                        None => "Never used".into_any(),
                    }}
                    {match token.expires_at {
                        Some(at) => view! { " · ends on " {format::date(at)} }.into_any(),
                        None => " · does not end by itself".into_any(),
                    }}
                </p>
            </div>
            <span class="needs-script">
                <Button look=Look::Ghost on:click=move |_| asks.set(true) attr:aria-label=format!("Revoke {}", token.name)>
                    "Revoke"
                </Button>
            </span>
            <Confirm
                open=asks
                title=format!("Revoke {}?", token.name)
                loses="The program that has it can no longer sign in, at once and for good."
                action="Revoke"
                confirmed=revoke
            />
        </li>
    }
}
