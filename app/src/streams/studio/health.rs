//! What the encoder sends: one word, the last minutes as a graph, figures, and in sentences what to change.

mod figures;
mod graph;
mod issues;

use super::StudioState;
use crate::browser;
use crate::streams::rpc;
use crate::ui::{Empty, Icon, Skeleton, Tile};
use domain::StreamId;
use domain::health::{Condition, Health};
use figures::Figures;
use graph::Graph;
use issues::Issues;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Figures change each second; every two seconds is often enough.
const POLL: Duration = Duration::from_secs(2);

/// What the tile shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HealthTileStage {
    /// No encoder is connected.
    Empty,
    /// The first answer is on its way, or did not come.
    Waiting,
    Shown,
}

#[component]
pub fn HealthTile(state: StudioState) -> impl IntoView {
    let (connected, open) = (state.is_connected(), state.stream());
    let stream = Memo::new(move |_| open.with(|stream| stream.as_ref().map(|stream| stream.id)));
    let health = RwSignal::new(None::<Health>);
    let error = RwSignal::new(None::<String>);
    let asking = StoredValue::new(None::<StreamId>);
    let ask = move || {
        let Some(Some(id)) = stream.try_get_untracked() else { return };
        if connected.try_get_untracked() != Some(true) || asking.try_get_value() == Some(Some(id)) {
            return;
        }
        asking.set_value(Some(id));
        spawn_local(async move {
            let answer = rpc::health(id).await;
            if asking.try_get_value() != Some(Some(id)) {
                return;
            }
            asking.try_set_value(None);
            if connected.try_get_untracked() != Some(true) {
                return;
            }
            match answer {
                Ok(found) => {
                    health.try_set(Some(found));
                    error.try_set(None);
                }
                // The last answer stays on screen; the next one is asked for anyway.
                Err(problem) => drop(error.try_set(Some(problem.to_string()))),
            }
        });
    };
    // Each encoder and each stream begins anew.
    Effect::new(move |_| {
        stream.track();
        let connected = connected.get();
        health.set(None);
        error.set(None);
        if connected {
            ask();
        }
    });
    Effect::new(move |_| {
        browser::every_visible(POLL, ask);
    });
    let condition = Memo::new(move |_| health.with(|health| health.as_ref().map(|health| health.status)));
    let stage = Memo::new(move |_| match (connected.get(), condition.get()) {
        (false, _) => HealthTileStage::Empty,
        (true, None | Some(Condition::Offline)) => HealthTileStage::Waiting,
        (true, Some(_)) => HealthTileStage::Shown,
    });
    let shown = Signal::derive(move || health.get().unwrap_or_else(|| Health::offline(browser::now())));
    let body = move || match stage.get() {
        HealthTileStage::Empty => EitherOf3::A(view! {
            <Empty icon=icondata_lu::LuSignal title="Waiting for your encoder">
                <p>"Connect your encoder and its health shows here."</p>
            </Empty>
        }),
        HealthTileStage::Waiting => EitherOf3::B(view! {
            <div class="health-body" aria-busy="true">
                <span class="sr-only">"Loading"</span>
                <Skeleton class="h-24" />
                <Skeleton class="h-16" />
            </div>
        }),
        HealthTileStage::Shown => EitherOf3::C(view! {
            <div class="health-body">
                <Graph health=shown />
                <Figures health=shown />
                <Issues health=shown />
            </div>
        }),
    };
    view! {
        <Tile
            title="Health"
            icon=icondata_lu::LuActivity
            aside=move || view! { <State condition=condition stage=stage /> }
            class="tile-health"
        >
            {body}
            {move || {
                error.get().map(|sentence| {
                    view! {
                        <p class="health-error" role="status">
                            <Icon glyph=icondata_lu::LuCircleAlert />
                            {sentence}
                            " Trying again…"
                        </p>
                    }
                })
            }}
        </Tile>
    }
    .into_any()
}

/// The condition in one word, with a colour and a sign.
#[component]
fn State(condition: Memo<Option<Condition>>, stage: Memo<HealthTileStage>) -> impl IntoView {
    let word = move || {
        let (word, icon, class) = match condition.get().filter(|_| stage.get() == HealthTileStage::Shown)? {
            Condition::Good => ("Good", icondata_lu::LuCircleCheck, "pill pill-good"),
            Condition::Warning => ("Could be better", icondata_lu::LuTriangleAlert, "pill pill-warn"),
            Condition::Bad => ("Needs fixing", icondata_lu::LuOctagonAlert, "pill health-bad"),
            Condition::Offline => return None,
        };
        Some(view! {
            <span class=class data-testid="health">
                <Icon glyph=icon />
                {word}
            </span>
        })
    };
    view! { <span role="status">{word}</span> }
}
