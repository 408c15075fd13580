//! The test of object storage, and what it has found.

use super::rpc::TestStorage;
use crate::ui::{Button, Form, FormState, Icon, Look, Pill, Tile, Tone};
use domain::admin::{StepOutcome, StorageStep, StorageTest};
use icondata_lu as lu;
use leptos::prelude::*;

#[component]
pub fn StorageTestTile() -> impl IntoView {
    let form = FormState::<TestStorage>::new();
    let found = move || form.action.value().get().and_then(Result::ok);
    view! {
        <Tile title="Object storage" icon=lu::LuDatabase id="storage">
            <p class="text-soft">
                "Recordings and pictures lie in object storage. The test stores a small object there, reads it, lists it and deletes it. It says what is wrong and what to change; nothing of yours is touched."
            </p>
            <noscript>
                <p>"The test needs JavaScript. Programs run it with POST /api/admin/storage-test."</p>
            </noscript>
            <div class="needs-script">
                <Form state=form>
                    <div>
                        <Button look=Look::Primary kind="submit" icon=lu::LuPlay busy=form.pending()>
                            "Test the storage"
                        </Button>
                    </div>
                </Form>
            </div>
            <div aria-live="polite">{move || found().map(|test| view! { <TestResult test=test /> })}</div>
        </Tile>
    }
    .into_any()
}

#[component]
fn TestResult(test: StorageTest) -> impl IntoView {
    let verdict = match (test.works, test.is_embedded) {
        (true, true) => "The storage inside of this server works.",
        (true, false) => "The storage works.",
        (false, _) => "Something is wrong with the storage.",
    };
    view! {
        <p class="storage-verdict"><strong>{verdict}</strong></p>
        <ol class="storage-steps">{test.steps.into_iter().map(|step| view! { <Step step=step /> }).collect_view()}</ol>
    }
    .into_any()
}

#[component]
fn Step(step: StorageStep) -> impl IntoView {
    let (tone, glyph, words) = match step.outcome {
        StepOutcome::Worked => (Tone::Good, lu::LuCheck, "Works"),
        StepOutcome::Failed => (Tone::Warn, lu::LuTriangleAlert, "Failed"),
        StepOutcome::Skipped => (Tone::Plain, lu::LuMinus, "Not tried"),
    };
    let took = step
        .milliseconds
        .map(|milliseconds| view! { <span class="storage-took">{format!("{milliseconds} ms")}</span> });
    view! {
        <li>
            <p class="storage-step">
                <strong>{step.step.in_words()}</strong>
                <Pill tone=tone>
                    <Icon glyph=glyph />
                    {words}
                </Pill>
                {took}
            </p>
            {step.problem.map(|problem| view! { <p>{problem}</p> })}
            {step.advice.map(|advice| view! { <p class="text-soft">{advice}</p> })}
        </li>
    }
    .into_any()
}
