//! The filters of a channel: the rules, what a change would have done to the past day, a text to test them with, and what each rule has done.

use super::live::Done;
use super::rpc::{ChangeRules, RulesInForce, filters, test_filters, try_rules};
use super::rules_form::RulesForm;
use crate::error::AppError;
use crate::ui::{Area, Button, Field, Form, FormState, Look, Select, Tile, format, toasts};
use domain::ChannelId;
use domain::moderation::{Action, DryRun, Permission, RaidGuard, Verdict};
use icondata_lu as lu;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::task::spawn_local;
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
        RaidGuard::Suggest => "Suggest followers only to the moderators",
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
pub fn FiltersTile(channel: ChannelId, in_force: RulesInForce, done: Done) -> impl IntoView {
    let RulesInForce { form: rules, version, may_change_guard, .. } = in_force.clone();
    let may_change = in_force.permissions.contains(&Permission::Filters);
    let state = FormState::<ChangeRules>::new();
    let area = |name: &'static str, text: &str| state.input(name, text.to_owned(), |_| None);
    let refused = area("form[refused]", &rules.refused);
    let held = area("form[held]", &rules.held);
    let allowed = area("form[allowed]", &rules.allowed);
    let hosts = area("form[hosts]", &rules.hosts);
    let number = |name: &'static str, number: u16| state.input(name, number.to_string(), |_| None);
    let (percent, repeated) =
        (number("form[percent]", rules.percent.into()), number("form[repeated]", rules.repeated.into()));
    let (mentioned, alike) =
        (number("form[mentioned]", rules.mentioned.into()), number("form[alike]", rules.alike.into()));
    let seconds = number("form[seconds]", rules.seconds);
    let version = RwSignal::new(version);
    let known = RwSignal::new(in_force);
    let tried = RwSignal::new(None::<Result<DryRun, AppError>>);
    let busy = RwSignal::new(false);
    let toasts = toasts();
    // A change of the modes is a new version, too, and nothing that this form would undo.
    done.follow(move || {
        spawn_local(async move {
            let Ok(fresh) = filters(channel).await else { return };
            if known.try_with_untracked(|known| known.form == fresh.form) == Some(true) {
                version.try_set(fresh.version);
                known.try_set(fresh);
            }
        });
    });
    state.on_success(move |new_version| {
        version.set(*new_version);
        tried.set(None);
        toasts.say("The filters are saved, and in force from the next message on.");
        spawn_local(async move {
            if let Ok(fresh) = filters(channel).await {
                known.try_set(fresh);
            }
        });
    });
    let try_out = move |event: leptos::ev::MouseEvent| {
        let Some(form) = form_of(&event) else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = match form {
                Ok(form) => try_rules(channel, form).await,
                Err(error) => Err(error),
            };
            busy.try_set(false);
            tried.try_set(Some(answer));
        });
    };
    let levels = [
        ("0", "Off"),
        ("1", "The worst only"),
        ("2", "Strong words"),
        ("3", "Common ones, too"),
        ("4", "Mild ones, too"),
    ];
    let levels = levels.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    view! {
        <Tile title="Filters" icon=lu::LuFunnel id="filters">
            <p class="text-soft">
                "Filters look at what viewers write, through disguises such as l33t or s p a c e s. They don’t bind you, your moderators and the administrators."
                {(!may_change).then_some(" You may look at them; the owner has not allowed you to change them.")}
            </p>
            <Form state=state class="form filters">
                <input type="hidden" name="channel" value=channel.to_string() />
                <input type="hidden" name="version" prop:value=move || version.get().to_string() value=version.get_untracked().to_string() />
                <fieldset class="filters-all" disabled=!may_change>
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
                        <Area label="Refuse" input=refused rows=4 max=100_000 help="One on each line: words, spam* for words that begin so, /…/ for a regular expression." />
                        <Area label="Hold for a moderator" input=held rows=3 max=100_000 />
                        <Area label="Always allow" input=allowed rows=2 max=100_000 help="Words that are caught by mistake." />
                    </fieldset>
                    <fieldset>
                        <legend>"Links"</legend>
                        <ActionSelect label="A message with a link" name="form[links]" chosen=rules.links />
                        <Area label="Links are fine to" input=hosts rows=2 max=30_000 help="One on each line, such as example.org." />
                    </fieldset>
                    <fieldset class="filters-shape">
                        <legend>"How it is written"</legend>
                        <ActionSelect label="Mostly capitals" name="form[capitals]" chosen=rules.capitals />
                        <Field label="From % capitals on" input=percent inputmode="numeric" max=3 />
                        <ActionSelect label="The same again and again" name="form[repetition]" chosen=rules.repetition />
                        <Field label="More than … in a row" input=repeated inputmode="numeric" max=3 />
                        <ActionSelect label="Many mentions" name="form[mentions]" chosen=rules.mentions />
                        <Field label="More than … people" input=mentioned inputmode="numeric" max=2 />
                        <ActionSelect label="Almost the same messages" name="form[flood]" chosen=rules.flood />
                        <Field label="More than … of one person" input=alike inputmode="numeric" max=2 />
                        <span></span>
                        <Field label="Within … seconds" input=seconds inputmode="numeric" max=3 />
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
                {may_change
                    .then(|| {
                        view! {
                <div class="user-actions">
                    <Button kind="submit" look=Look::Primary busy=state.pending()>
                        "Save"
                    </Button>
                    <span class="needs-script">
                        <Button icon=lu::LuFlaskConical busy=busy on:click=try_out>
                            "Try it on the past day"
                        </Button>
                    </span>
                </div>
                        }
                    })}
            </Form>
            <div role="status">{move || tried.get().map(|answer| view! { <Tried answer=answer /> })}</div>
            <Test channel=channel />
            <Statistics known=known />
        </Tile>
    }
    .into_any()
}

/// What the form holds in which the event was; none outside of a form.
fn form_of(event: &leptos::ev::MouseEvent) -> Option<Result<RulesForm, AppError>> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let form = target.closest("form").ok()??.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let read = ChangeRules::from_form_data(&data).map(|change| change.form);
    Some(read.map_err(|error| {
        let sentence = format!("A number in the form could not be read: {error}.");
        AppError(domain::Problem::new(domain::Code::ValidationFailed, sentence))
    }))
}

/// What a dry run has found.
#[component]
fn Tried(answer: Result<DryRun, AppError>) -> impl IntoView {
    let run = match answer {
        Ok(run) => run,
        Err(error) => return view! { <p class="field-note is-error">{said(&error)}</p> }.into_any(),
    };
    let count = |number: usize| format::counted(number as i64, "message", "messages");
    let words = format!("These filters would have held {} and refused {}.", count(run.held), count(run.refused));
    let looked = match run.is_sample {
        true => format!("The newest {} of the past day were looked at.", count(run.checked)),
        false => format!("{} of the past day were looked at.", count(run.checked)),
    };
    let approved = (run.approved > 0).then(|| format!(" {} of them a moderator had approved by hand.", run.approved));
    let example = |example: domain::moderation::DryRunExample| {
        view! {
            <li>
                <bdi class="chat-quote-name">{example.display_name}</bdi>
                ": "
                <Marked text=example.content verdict=example.verdict />
            </li>
        }
    };
    view! {
        <section class="filters-tried" aria-label="What these filters would have done">
            <p><strong>{words}</strong> {approved}</p>
            <p class="text-soft">{looked}</p>
            <ul class="moderator-list">{run.examples.into_iter().map(example).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The sentence of an error, with what is wrong with single fields.
fn said(error: &AppError) -> String {
    let fields: Vec<&str> = error.0.errors.values().map(String::as_str).collect();
    if fields.is_empty() { error.to_string() } else { fields.join(" ") }
}

/// A text with the places that rules have found, and the names of these rules.
#[component]
fn Marked(text: String, verdict: Verdict) -> impl IntoView {
    let characters: Vec<char> = text.chars().collect();
    let is_marked = |at: usize| verdict.matches.iter().any(|found| (found.start..found.end).contains(&at));
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (at, ch) in characters.into_iter().enumerate() {
        match pieces.last_mut() {
            Some((marked, piece)) if *marked == is_marked(at) => piece.push(ch),
            _ => pieces.push((is_marked(at), ch.to_string())),
        }
    }
    let shown = pieces.into_iter().map(|(marked, piece)| match marked {
        true => view! { <mark>{piece}</mark> }.into_any(),
        false => piece.into_any(),
    });
    let mut rules: Vec<String> = verdict.matches.iter().map(|found| rule_in_words(&found.rule_id)).collect();
    rules.dedup();
    view! {
        <span dir="auto">{shown.collect_view()}</span>
        " "
        <span class="text-soft">{rules.join(", ")}</span>
    }
    .into_any()
}

/// A rule as the form names it.
pub fn rule_in_words(rule: &str) -> String {
    match rule {
        "links" => "links",
        "capitals" => "capitals",
        "repetition" => "repetition",
        "mentions" => "mentions",
        "flood" => "alike messages",
        "profanity-hate" => "against groups of people",
        "profanity-sexual" => "sexual words",
        "profanity-insults" => "insults",
        "profanity-swearing" => "swearing",
        _ => "your own terms",
    }
    .to_owned()
}

/// A text that the filters in force are asked about.
#[component]
fn Test(channel: ChannelId) -> impl IntoView {
    let (text, answer) = (RwSignal::new(String::new()), RwSignal::new(None::<Result<(String, Verdict), AppError>>));
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let content = text.get_untracked();
        spawn_local(async move {
            let found = test_filters(channel, content.clone()).await.map(|verdict| (content, verdict));
            answer.try_set(Some(found));
        });
    };
    let shown = move || {
        answer.get().map(|answer| match answer {
            Err(error) => view! { <p class="field-note is-error">{said(&error)}</p> }.into_any(),
            Ok((text, verdict)) => {
                let words = match verdict.verdict {
                    Action::Allow => "It would be sent.",
                    Action::Hold => "It would be held: ",
                    Action::Refuse => "It would be refused: ",
                };
                let is_sent = verdict.verdict == Action::Allow;
                let (normalized, marked) =
                    (verdict.normalized.clone(), (!is_sent).then(|| view! { <Marked text=text verdict=verdict /> }));
                view! {
                    <p>{words} {marked}</p>
                    <p class="text-soft">"Read as: " <bdi>{normalized}</bdi></p>
                }
                .into_any()
            }
        })
    };
    view! {
        <form class="moderator-note needs-script" on:submit=ask>
            <div class="input-box">
                <input
                    aria-label="Test a message"
                    placeholder="Test a message against the saved filters"
                    maxlength="500"
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                />
            </div>
            <Button kind="submit">"Test"</Button>
        </form>
        <div role="status">{shown}</div>
    }
    .into_any()
}

/// What each rule has done.
#[component]
fn Statistics(known: RwSignal<RulesInForce>) -> impl IntoView {
    let rows = move || {
        known
            .get()
            .statistics
            .into_iter()
            .map(|(name, fired, overturned)| {
                view! {
                    <tr>
                        <th scope="row"><bdi>{name}</bdi></th>
                        <td class="tabular-nums">{format::count(fired)}</td>
                        <td class="tabular-nums">{format::count(overturned)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    let is_empty = move || known.with(|known| known.statistics.is_empty());
    view! {
        <Show when=move || !is_empty()>
            <table class="filters-statistics">
                <caption>"The past 30 days"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
                        <th scope="col">"Held or refused"</th>
                        <th scope="col">"Approved after all"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
    .into_any()
}
