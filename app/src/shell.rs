//! The document around every page, and which page belongs to which address.

use crate::accounts::provide_current_user;
use crate::browser;
use crate::channels::live::provide_live;
use crate::follows::provide_followed;
use crate::layout::Frame;
use crate::pages::channel::{ChannelPage, ChatOverlayPage, ChatWindowPage};
use crate::pages::home::Home;
use crate::pages::lazy::LazyPage;
use crate::pages::not_found::NotFound;
use crate::pages::user::UserPage;
use crate::pages::video::VideoPage;
use crate::streams::player::early;
use crate::ui::Toasts;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

pub fn shell(options: LeptosOptions) -> impl IntoView {
    let bundle = format!("/{}/{}", options.site_pkg_dir, options.output_name);
    let folder = options.site_pkg_dir.clone();
    // The player's script lies in the same folder; pages hint at it, and the browser's half reads where it is.
    provide_context(options.clone());
    let font = format!("/{folder}/inter-latin-wght-normal.woff2");
    view! {
        <!DOCTYPE html>
        <html lang=browser::language() data-theme=browser::theme().as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
                <meta name="color-scheme" content="dark light" />
                <meta name="aethex-sign-up" content=if browser::is_sign_up_open() { "open" } else { "closed" } />
                <meta name="aethex-mail" content=if browser::has_mail_server() { "sent" } else { "kept" } />
                <meta name="aethex-pkg" content=format!("/{folder}") />
                <meta name=browser::RENDERED_AT content=(browser::now().unix_timestamp_nanos() / 1_000_000).to_string() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <link rel="stylesheet" href=format!("{bundle}.css") />
                <link rel="modulepreload" href=format!("{bundle}.js") />
                <link rel="modulepreload" href=format!("/{folder}/__wasm_split.js") />
                <script type="module" nonce=browser::nonce() inner_html=boot(&folder, &bundle)></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The page's own script: wakes the application, on a live page after the first picture. Compiling and hydrating take the browser
/// half a second in which nothing else of the page runs, and the picture is what people came for.
fn boot(folder: &str, bundle: &str) -> String {
    format!(
        "const [folder, bundle] = [\"/{folder}\", \"{bundle}\"];\nconst settings = {};\n{}",
        early::SETTINGS,
        include_str!("boot.js")
    )
}

/// What stands in the browser's tab.
fn page_title(text: String) -> String {
    let text = browser::as_markup(text);
    if text.is_empty() { "AeThex Live".into() } else { format!("{text} · AeThex Live") }
}

/// The application. Pages whose head or redirect depends on data are sent whole (`SsrMode::Async`).
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Toasts::new());
    provide_current_user();
    provide_live();
    provide_followed();
    // Signing in or out loads a fresh document, because the socket is bound to a user when it opens.
    _ = leptos::server_fn::redirect::set_redirect_hook(browser::leave_for);

    view! {
        <Title formatter=page_title />
        <Router>
            <Frame>
                <FlatRoutes fallback=|| view! { <NotFound /> }>
                    <Route path=path!("/") view=Home ssr=SsrMode::Async />
                    <Route path=path!("/streams/:slug") view=ChannelPage ssr=SsrMode::Async />
                    <Route path=path!("/embed/:slug/chat") view=ChatWindowPage ssr=SsrMode::Async />
                    <Route path=path!("/overlay/:slug/chat") view=ChatOverlayPage ssr=SsrMode::Async />
                    <Route path=path!("/videos/:stream") view=VideoPage ssr=SsrMode::Async />
                    <Route path=path!("/users/:username") view=UserPage ssr=SsrMode::Async />
                    <Route path=path!("/following") view=LazyPage::Following ssr=SsrMode::Async />
                    <Route path=path!("/dashboard") view=LazyPage::Dashboard ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/channel") view=LazyPage::ChannelSettings ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/channel/new") view=LazyPage::NewChannel ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/videos") view=LazyPage::Videos ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/followers") view=LazyPage::Followers ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/moderation") view=LazyPage::Moderation ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/emotes") view=LazyPage::Emotes ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/webhooks") view=LazyPage::Webhooks ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/profile") view=LazyPage::Profile ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/blocks") view=LazyPage::Blocks ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/tokens") view=LazyPage::Tokens ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/reports") view=LazyPage::OwnReports ssr=SsrMode::Async />
                    <Route path=path!("/dashboard/security") view=LazyPage::Security ssr=SsrMode::Async />
                    <Route path=path!("/admin") view=LazyPage::Overview ssr=SsrMode::Async />
                    <Route path=path!("/admin/users") view=LazyPage::Users ssr=SsrMode::Async />
                    <Route path=path!("/admin/channels") view=LazyPage::Channels ssr=SsrMode::Async />
                    <Route path=path!("/admin/streams") view=LazyPage::Streams ssr=SsrMode::Async />
                    <Route path=path!("/admin/storage") view=LazyPage::Storage ssr=SsrMode::Async />
                    <Route path=path!("/admin/log") view=LazyPage::Log ssr=SsrMode::Async />
                    <Route path=path!("/admin/outbox") view=LazyPage::Outbox ssr=SsrMode::Async />
                    <Route path=path!("/admin/reports") view=LazyPage::ReportQueue ssr=SsrMode::Async />
                    <Route path=path!("/auth/forgot") view=LazyPage::ForgotPassword ssr=SsrMode::Async />
                    <Route path=path!("/auth/reset") view=LazyPage::ResetPassword ssr=SsrMode::Async />
                    <Route path=path!("/auth/verify") view=LazyPage::VerifyEmail ssr=SsrMode::Async />
                    <Route path=path!("/auth/register") view=LazyPage::Register ssr=SsrMode::Async />
                    <Route path=path!("/auth/login") view=LazyPage::Login ssr=SsrMode::Async />
                    <Route path=path!("/auth/login/code") view=LazyPage::LoginCode ssr=SsrMode::Async />
                    <Route path=path!("/auth/login/open") view=LazyPage::OpenLogin ssr=SsrMode::Async />
                    <Route path=path!("/auth/onboarding") view=LazyPage::Onboarding ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}
