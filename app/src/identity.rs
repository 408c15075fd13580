//! Signing in through outside providers: the buttons on the pages for signing in and up, and why a provider did not sign a user in.

pub mod rpc;

use crate::ui::Icon;
use domain::addresses::with_next;
use domain::identity::{IdentityProvider, ProviderRefusal};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A link to each provider, and above them why the last one did not sign the user in. Nothing if the operator has set up none.
#[component]
pub fn ProviderLinks(next: Memo<String>) -> impl IntoView {
    let providers = Resource::new(|| (), |()| async { rpc::providers().await.unwrap_or_default() });
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let providers = providers.await;
                let trouble = trouble(&providers);
                let links = (!providers.is_empty()).then(|| links(providers, &next.get_untracked()));
                view! {
                    {trouble}
                    {links}
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The router leaves them to the browser: what they lead to is no page of the application.
fn links(providers: Vec<IdentityProvider>, next: &str) -> AnyView {
    let link = |IdentityProvider { name, label }: IdentityProvider| {
        view! {
            <a class="btn btn-plain" rel="external" href=with_next(&format!("/auth/oidc/{name}/start"), next)>
                <span class="btn-label">"Continue with " {label}</span>
            </a>
        }
    };
    view! {
        <div class="auth-providers">{providers.into_iter().map(link).collect_view()}</div>
        <p class="auth-or" aria-hidden="true">
            "or"
        </p>
    }
    .into_any()
}

/// Why a provider did not sign the user in, as the address says. Nothing if it says nothing that is known.
pub fn trouble(providers: &[IdentityProvider]) -> Option<AnyView> {
    let query = use_query_map().get_untracked();
    let why = query.get("trouble")?.parse::<ProviderRefusal>().ok()?;
    let name = query.get("provider").unwrap_or_default();
    let label = providers.iter().find(|provider| provider.name == name).map_or("The provider", |found| &found.label);
    let sentence = why.sentence(label);
    let view = view! {
        <div class="form-error" role="alert">
            <Icon glyph=icondata_lu::LuCircleAlert />
            <p>{sentence}</p>
        </div>
    };
    Some(view.into_any())
}
