//! The filters of a channel: the form with the rules, and what another moderator changes of them meanwhile.

mod latest;
mod outcome;

use super::live::Done;
use super::rpc::{ChangeRules, RulesInForce, filters, try_rules};
use super::rules_form::RulesForm;
use super::rules_merge::{Theirs, merge};
use crate::browser;
use crate::error::AppError;
use crate::ui::{Area, Button, Field, Form, FormState, Look, Select, Tile, toasts};
use domain::moderation::{Action, DryRun, RaidGuard};
use domain::{ChannelId, Code};
use icondata_lu as lu;
use latest::Latest;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outcome::{Statistics, Test, Tried};
use wasm_bindgen::JsCast;

/// What happens to a message, to choose from.
fn actions(chosen: Action) -> (Vec<(String, String)>, &'static str) {
    let options = [("allow", "Send it"), ("hold", "Hold it for a moderator"), ("refuse", "Refuse it")];
    (options.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec(), name_of(chosen))
}

fn name_of(action: Action) -> &'static str {
    match action {
        Action::Allow => "allow",
        Action::Hold => "hold",
        Action::Refuse => "refuse",
    }
}

#[component]
fn ActionSelect(label: &'static str, name: &'static str, chosen: Action) -> impl IntoView {
    let (options, chosen) = actions(chosen);
    view! { <Select label=label name=name options=options chosen=chosen /> }
}

/// What happens in a raid, to choose from.
fn raid_guards() -> Vec<(String, String)> {
    let words = |guard: &RaidGuard| match guard {
        RaidGuard::Off => "Do nothing",
        RaidGuard::Suggest => "Suggest followers-only mode to moderators",
        RaidGuard::Act => "Followers only at once",
    };
    RaidGuard::ALL.iter().map(|guard| (guard.as_str().to_owned(), words(guard).to_owned())).collect()
}

/// A box of a form that is sent as `true`.
fn tick(name: &'static str, words: &'static str, ticked: bool) -> AnyView {
    view! {
        <label class="chat-choice">
            <input type="checkbox" name=name value="true" checked=ticked />
            {words}
        </label>
    }
    .into_any()
}

#[component]
pub fn FiltersTile(channel: ChannelId, in_force: RulesInForce, may_change: Signal<bool>, done: Done) -> impl IntoView {
    let RulesInForce { form: rules, version, may_change_guard, .. } = in_force.clone();
    let state = FormState::<ChangeRules>::new();
    let area = |name: &'static str, text: &str| state.input(name, text.to_owned(), |_| None);
    let refused = area("form[refused]", &rules.refused);
    let held = area("form[held]", &rules.held);
    let allowed = area("form[allowed]", &rules.allowed);
    let hosts = area("form[hosts]", &rules.hosts);
    let number = |name: &'static str, number: u16, check: fn(&str) -> Option<String>| {
        state.input(name, number.to_string(), check)
    };
    let percent = number("form[percent]", rules.percent.into(), |text| outside(text, 1, 100));
    let repeated = number("form[repeated]", rules.repeated.into(), |text| outside(text, 2, 100));
    let mentioned = number("form[mentioned]", rules.mentioned.into(), |text| outside(text, 1, 20));
    let alike = number("form[alike]", rules.alike.into(), |text| outside(text, 1, 10));
    let seconds = number("form[seconds]", rules.seconds, |text| outside(text, 1, 600));
    let numbers = StoredValue::new([percent, repeated, mentioned, alike, seconds]);
    let version = RwSignal::new(version);
    let known = RwSignal::new(in_force);
    let trial = Latest::<DryRun>::new();
    let toasts = toasts();
    let theirs = RwSignal::new(Vec::<Theirs>::new());
    let follow = move || {
        spawn_local(async move {
            if let Ok(fresh) = filters(channel).await {
                let Some(before) = known.try_get_untracked() else { return };
                follow_change(&before.form, &fresh.form, theirs);
                // What was typed can be saved on top of it: its reader sees what else was changed.
                version.try_set(fresh.version);
                known.try_set(fresh);
            }
        });
    };
    done.follow(follow);
    // The other change may be faster than what tells of it.
    let is_late = state.is_refused_as(Code::VersionConflict);
    Effect::new(move |_| {
        if is_late.get() {
            follow();
        }
    });
    state.on_success(move |new_version| {
        version.set(*new_version);
        trial.forget();
        theirs.set(Vec::new());
        // What is told of this change is no news.
        if let Some(Ok(saved)) = form_on_page() {
            known.update(|known| known.form = saved);
        }
        toasts.say("The filters are saved, and apply from the next message on.");
        spawn_local(async move {
            if let Ok(fresh) = filters(channel).await {
                known.try_set(fresh);
            }
        });
    });
    let try_out = move |event: leptos::ev::MouseEvent| {
        // The server refuses a form with a field that is no number, so the page marks the field instead.
        let wrong = numbers.with_value(|numbers| numbers.iter().filter(|input| !input.judge()).count());
        let Some(form) = form_around(&event) else { return };
        if wrong > 0 {
            return browser::focus_first_invalid(form);
        }
        let Some(filled) = form_of(&form) else { return };
        trial.ask(async move { try_rules(channel, filled?).await });
    };
    let levels = [
        ("0", "Off"),
        ("1", "The worst only"),
        ("2", "Strong words"),
        ("3", "Include common words"),
        ("4", "Include mild words"),
    ];
    let levels = levels.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    view! {
        <Tile title="Filters" icon=lu::LuFunnel id="filters">
            <p class="text-soft">
                "Filters check what viewers write, and see through disguises such as l33t or s p a c e s. They don’t apply to you, your moderators or administrators."
                {move || (!may_change.get()).then_some(" You can see them, but the owner hasn’t allowed you to change them.")}
            </p>
            <Form state=state class="form filters">
                <input type="hidden" name="channel" value=channel.to_string() />
                <input type="hidden" name="version" prop:value=move || version.get().to_string() value=version.get_untracked().to_string() />
                <fieldset class="filters-all" disabled=move || !may_change.get() on:input=move |_| trial.forget()>
                    <fieldset>
                        <legend>"Offensive words"</legend>
                        <Select label="How strict" name="form[level]" options=levels chosen=rules.level.to_string() />
                        <ActionSelect label="A message with such a word" name="form[words]" chosen=rules.words />
                        <div class="filters-ticks">
                            {tick("form[hate]", "Against groups of people", rules.hate)}
                            {tick("form[sexual]", "Sexual", rules.sexual)}
                            {tick("form[insults]", "Insults", rules.insults)}
                            {tick("form[swearing]", "Swearing", rules.swearing)}
                        </div>
                    </fieldset>
                    <fieldset>
                        <legend>"Your own terms"</legend>
                        <Area label="Refuse" input=refused rows=4 max=100_000 help="One per line: words, spam* for words that start with it, /…/ for a regular expression." />
                        <Area label="Hold for a moderator" input=held rows=3 max=100_000 />
                        <Area label="Always allow" input=allowed rows=2 max=100_000 help="Words that are caught by mistake." />
                    </fieldset>
                    <fieldset>
                        <legend>"Links"</legend>
                        <ActionSelect label="A message with a link" name="form[links]" chosen=rules.links />
                        <Area label="Allow links to" input=hosts rows=2 max=30_000 help="One per line, such as example.org." />
                    </fieldset>
                    <fieldset class="filters-shape">
                        <legend>"How it is written"</legend>
                        <ActionSelect label="Mostly capitals" name="form[capitals]" chosen=rules.capitals />
                        <Field label="Minimum % capitals" input=percent inputmode="numeric" max=3 />
                        <ActionSelect label="The same again and again" name="form[repetition]" chosen=rules.repetition />
                        <Field label="Maximum repeats" input=repeated inputmode="numeric" max=3 />
                        <ActionSelect label="Many mentions" name="form[mentions]" chosen=rules.mentions />
                        <Field label="More than … people" input=mentioned inputmode="numeric" max=2 />
                        <ActionSelect label="Almost the same messages" name="form[flood]" chosen=rules.flood />
                        <Field label="More than … of one person" input=alike inputmode="numeric" max=2 />
                        <span></span>
                        <Field label="Time window (seconds)" input=seconds inputmode="numeric" max=3 />
                    </fieldset>
                    {may_change_guard
                        .then(|| {
                            view! {
                                <fieldset>
                                    <legend>"Raids"</legend>
                                    <Select
                                        label="When new accounts flood the chat"
                                        name="form[raids]"
                                        options=raid_guards()
                                        chosen=rules.raids.unwrap_or_default().as_str()
                                        help="Followers only lasts ten minutes; those who followed before can write meanwhile."
                                    />
                                </fieldset>
                            }
                        })}
                </fieldset>
                <Conflicts theirs=theirs />
                <Show when=move || may_change.get()>
                    <div class="user-actions">
                        <Button kind="submit" look=Look::Primary busy=state.pending()>
                            "Save"
                        </Button>
                        <span class="needs-script">
                            <Button icon=lu::LuFlaskConical busy=trial.is_asked() on:click=try_out>
                                "Try it on the past day"
                            </Button>
                        </span>
                    </div>
                </Show>
            </Form>
            <div role="status">{move || trial.answer().map(|answer| view! { <Tried answer=answer /> })}</div>
            <Test channel=channel version=version.into() />
            <Statistics known=known />
        </Tile>
    }
    .into_any()
}

/// Finds the form on the page.
const FORM: &str = "#filters form.filters";

/// What the form holds. Without the permission nothing can be typed into it, and a form that is disabled sends nothing.
fn form_on_page() -> Option<Result<RulesForm, AppError>> {
    if browser::find("#filters .filters-all:disabled").is_some() {
        return None;
    }
    form_of(browser::find(FORM)?.dyn_ref()?)
}

/// Takes into the form what another moderator has changed, and leaves what was typed.
fn follow_change(before: &RulesForm, after: &RulesForm, theirs: RwSignal<Vec<Theirs>>) {
    let Some(form) = browser::find(FORM) else { return };
    let (follow, both) = match form_on_page() {
        Some(Ok(mine)) => merge(before, &mine, after),
        None => merge(before, before, after),
        // A number is being typed: the form is left alone.
        Some(Err(_)) => (Vec::new(), merge(before, before, after).0),
    };
    follow.iter().for_each(|theirs| theirs.put_into(&form));
    theirs.try_update(|known| {
        known.retain(|known| follow.iter().chain(&both).all(|newer| newer.field != known.field));
        known.extend(both);
    });
}

/// What another moderator has changed that was changed in this form, too.
#[component]
fn Conflicts(theirs: RwSignal<Vec<Theirs>>) -> impl IntoView {
    let row = move |changed: Theirs| {
        let form = browser::find(FORM);
        let words = changed.words(form.and_then(|form| changed.option(&form)));
        let label = changed.label();
        let take = move |_| {
            if let Some(form) = browser::find(FORM) {
                changed.put_into(&form);
            }
            theirs.update(|theirs| theirs.retain(|known| known.field != changed.field));
            browser::focus_on("#filters h2");
        };
        view! {
            <li>
                <span>
                    <strong>{label}</strong>
                    ": "
                    {words}
                </span>
                <Button on:click=take>"Take theirs"</Button>
            </li>
        }
        .into_any()
    };
    view! {
        <div role="status">
            <Show when=move || theirs.with(|theirs| !theirs.is_empty())>
                <div class="filters-theirs">
                    <p>
                        <strong>"Another moderator has changed this meanwhile, and so have you."</strong>
                        " Saving puts yours in its place."
                    </p>
                    <ul>{move || theirs.get().into_iter().map(row).collect_view()}</ul>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// The form in which the event was; none outside of a form.
fn form_around(event: &leptos::ev::MouseEvent) -> Option<web_sys::HtmlFormElement> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest("form").ok()??.dyn_into().ok()
}

/// What is wrong with a number, in the words of the server.
fn outside(text: &str, least: u16, most: u16) -> Option<String> {
    let fits = text.parse().is_ok_and(|number: u16| (least..=most).contains(&number));
    (!fits).then(|| format!("Choose a number from {least} to {most}."))
}

/// What a form holds.
fn form_of(form: &web_sys::HtmlFormElement) -> Option<Result<RulesForm, AppError>> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    let read = ChangeRules::from_form_data(&data).map(|change| change.form);
    Some(read.map_err(|error| {
        let sentence = format!("A number in the form could not be read: {error}.");
        AppError(domain::Problem::new(domain::Code::ValidationFailed, sentence))
    }))
}
