//! What users say of themselves, and how pages look to them.

mod link_rows;

use crate::accounts::{DoneNote, SignInFirst, avatar_of, done, on_avatar_change, use_current_user};
use crate::browser;
use crate::pages::dashboard::nav::AccountNav;
use crate::ui::{Area, Button, Field, Form, FormState, Look, PageHead, PictureField, Redirect, Select, Tile};
use crate::users::rpc::ChangeProfile;
use domain::accounts::{Account, Bio, DisplayName, PAGE_LANGUAGES, Theme, email_or_none};
use domain::addresses;
use domain::addresses::with_next;
use domain::channels::Language;
use domain::pictures::PictureKind;
use icondata_lu as lu;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use link_rows::{LinkRows, LinkRowsState};

/// The page. Signed-out users are redirected to sign in, and users without a name to onboarding.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let current_user = use_current_user();
    view! {
        <PageHead title="Profile" description="What others see of you, and how pages look to you." path="/dashboard/profile" private=true />
        <div class="dashboard">
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move {
                    match current_user.await {
                        None => EitherOf3::A(view! { <SignInFirst /> }),
                        Some(account) if !account.is_onboarded() => {
                            EitherOf3::B(view! { <Redirect path=with_next("/auth/onboarding", "/dashboard/profile") /> })
                        }
                        Some(account) => EitherOf3::C(view! { <ProfileForm account=account /> }),
                    }
                })}
            </Suspense>
        </div>
    }
}

#[component]
fn ProfileForm(account: Account) -> impl IntoView {
    let form = FormState::<ChangeProfile>::new();
    let saved = if done().as_deref() == Some("saved") { "Your profile is saved." } else { "" };
    let page = addresses::user_page(account.username.as_deref().unwrap_or_default());
    let (avatar, name) = (avatar_of(&account).get_untracked(), account.name().to_owned());
    let changed = on_avatar_change(account.id);
    let seen = form.seen(account.profile_fingerprint());
    let profile = account.profile;
    let display_name =
        form.input("display_name", account.display_name.unwrap_or_default(), |text| DisplayName::parse(text).err());
    let bio = form.input("bio", account.bio.unwrap_or_default(), |text| Bio::parse(text).err());
    let notification_email = form
        .input("notification_email", profile.notification_email.unwrap_or_default(), |text| email_or_none(text).err());
    let links = LinkRowsState::new(form, account.social_links);
    let own_address = format!("If empty, notifications go to {}.", account.email);
    let themes = Theme::ALL.iter().map(|theme| (theme.as_str().to_owned(), name_of(*theme).to_owned())).collect();
    view! {
        <AccountNav here="/dashboard/profile" />
        <h1 class="library-title">"Profile"</h1>
        <DoneNote words=saved />
        <div class="profile">
            <div class="profile-picture">
                <Tile title="Your picture" icon=lu::LuImage>
                    <div class="needs-script">
                        <PictureField label="Avatar" kind=PictureKind::Avatar name=name src=avatar changed=changed />
                    </div>
                    <noscript>
                        <p>"Changing your picture needs JavaScript, or a program that uses the API."</p>
                    </noscript>
                </Tile>
            </div>
            <Form state=form>
                <input type="hidden" name="seen" value=move || seen.get() />
                <Tile title="What others see" icon=lu::LuUser>
                    <div class="form">
                        <p class="text-soft">
                            "All of this is on " <a class="text-link" href=page>"your page"</a> ", which everybody can read. "
                            <a class="text-link" href="/dashboard/security">"Security"</a> " is where you change your username."
                        </p>
                        <Field
                            label="Display name"
                            input=display_name
                            autocomplete="name"
                            help="The name people see, also in chat."
                            max=50
                        />
                        <Area label="About you" input=bio help="A few lines. Web addresses become links." max=500 />
                        <LinkRows rows=links />
                    </div>
                </Tile>
                <Tile title="What you see" icon=lu::LuSettings2>
                    <div class="form">
                        <Select
                            label="Theme"
                            name="theme"
                            options=themes
                            // The one that this page has: saving something else does not change how it looks.
                            chosen=browser::theme().as_str()
                            help="For this device and others where you haven't chosen one."
                        />
                        <Select
                            label="Language"
                            name="language"
                            options=languages(&profile.language)
                            chosen=profile.language
                            help="Pages are in English for now."
                        />
                        <Field
                            label="E-mail address for notifications"
                            input=notification_email
                            kind="email"
                            autocomplete="email"
                            help=own_address
                            max=254
                        />
                    </div>
                </Tile>
                <div>
                    <Button look=Look::Primary kind="submit" busy=form.busy()>
                        "Save profile"
                    </Button>
                </div>
            </Form>
        </div>
    }
    .into_any()
}

fn name_of(theme: Theme) -> &'static str {
    match theme {
        Theme::Dark => "Dark",
        Theme::Light => "Light",
    }
}

/// The languages that pages are written in, and the one that the account has, which programs may have set to another.
fn languages(chosen: &str) -> Vec<(String, String)> {
    let mut languages: Vec<_> =
        PAGE_LANGUAGES.iter().map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned())).collect();
    if languages.iter().all(|(tag, _)| tag != chosen) {
        languages.push((chosen.to_owned(), Language::name_of(chosen)));
    }
    languages
}
