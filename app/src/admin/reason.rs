//! The dialog of everything that administrators do: what will happen, and why, which the audit log keeps.

use crate::browser;
use crate::error::AppError;
use crate::ui::{Area, Button, Dialog, Form, FormState, Look};
use leptos::prelude::*;
use leptos::server_fn::client::Client;
use leptos::server_fn::codec::PostUrl;
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::serde::de::DeserializeOwned;
use leptos::server_fn::{Http, ServerFn};
use std::time::Duration;

/// The most characters of a reason.
const LONGEST: u32 = 500;

/// What an administrator is about to do, in words.
#[derive(Clone, PartialEq)]
pub struct Deed {
    pub title: String,
    /// What will happen.
    pub what: String,
    /// What the button says.
    pub button: &'static str,
    /// Whether it takes something from people.
    pub is_harmful: bool,
}

/// Open from the beginning; what was typed stays when the server refuses. `closed` is called when it is not needed any more.
#[component]
pub fn ReasonDialog<S, P: 'static>(
    form: FormState<S>,
    deed: Deed,
    /// What the form sends besides the reason.
    sends: Vec<(&'static str, String)>,
    closed: Callback<()>,
) -> impl IntoView
where
    S: DeserializeOwned + ServerFn<Error = AppError, Protocol = Http<PostUrl, P>> + Clone + Send + Sync + 'static,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<web_sys::FormData>,
    S::Output: Clone + Send + Sync + 'static,
    S::Client: Client<AppError>,
{
    let open = RwSignal::new(true);
    // Closed first, so that the focus returns to where it was; taken down afterwards.
    Effect::new(move |_| {
        if !open.get() {
            browser::after(Duration::ZERO, move || {
                closed.try_run(());
            });
        }
    });
    let missing = |text: &str| text.trim().is_empty().then(|| "Say why. The log keeps it.".to_owned());
    let reason = form.input("reason", String::new(), missing);
    form.on_success(move |_| open.set(false));
    let Deed { title, what, button, is_harmful } = deed;
    let look = if is_harmful { Look::Danger } else { Look::Primary };
    let hidden = sends.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <Dialog open=open title=title>
            <Form state=form>
                {hidden.collect_view()}
                <p class="dialog-text">{what}</p>
                <Area label="Reason" input=reason max=LONGEST help="The log keeps it with your name." />
                <div class="dialog-actions">
                    <Button on:click=move |_| open.set(false)>"Cancel"</Button>
                    <Button look=look kind="submit" busy=form.pending()>
                        {button}
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
    .into_any()
}
