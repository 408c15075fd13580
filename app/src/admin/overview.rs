//! The figures of the platform: now, and in the last 1, 7 and 28 days.

use super::of_staff::REPORTS;
use crate::moderation::waiting::counted;
use crate::ui::{Ago, Tile, format};
use domain::admin::{Overview, PeriodFigures};
use icondata_lu as lu;
use leptos::prelude::*;
use time::Duration;

/// A figure, what it means, and how it is written.
type Line = (&'static str, &'static str, fn(&PeriodFigures) -> String);

/// The figures of periods, in their order.
const LINES: [Line; 9] = [
    ("New users", "Accounts made in this time.", |period| format::count(period.new_users)),
    (
        "Active users",
        "Accounts that were signed in and used the site. For one day these are the daily active users.",
        |period| format::count(period.active_users),
    ),
    ("New creators", "Accounts that opened their first channel.", |period| format::count(period.new_creators)),
    ("Active creators", "Owners of a channel that was on air.", |period| format::count(period.active_creators)),
    (
        "Creators who came back",
        "How many of the creators who were on air in the period before, of the same length, were on air again.",
        |period| match period.return_rate() {
            Some(rate) => {
                format!("{:.0} % ({} of {})", rate * 100.0, period.creators_back, period.creators_before)
            }
            None => NONE.to_owned(),
        },
    ),
    ("Streams", "Streams that were on air at any time.", |period| format::count(period.streams)),
    ("Peak viewers", "The most viewers that one stream had at the same time.", |period| {
        format::count(period.peak_viewers.into())
    }),
    ("Messages per stream", "Chat messages while a stream was on air, on average.", |period| {
        period.messages_per_stream.map_or_else(|| NONE.to_owned(), |messages| format!("{messages:.1}"))
    }),
    ("Mean watch time", "Time watched for each view. A view is a viewer who stays for ten seconds.", |period| {
        let seconds = period.mean_watch_seconds;
        seconds.map_or_else(|| NONE.to_owned(), |seconds| format::wait(Duration::seconds_f64(seconds)))
    }),
];

/// For what cannot be told.
const NONE: &str = "–";

#[component]
pub fn Figures(overview: Overview) -> impl IntoView {
    let now = [
        ("Users", overview.users),
        ("Creators", overview.creators),
        ("Channels", overview.channels),
        ("Streams on air", overview.live_streams),
        ("Viewers now", overview.viewers),
    ];
    let figure = |(name, number): (&'static str, i64)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{format::count(number)}</dd>
            </div>
        }
        .into_any()
    };
    let heads = overview.periods.iter().map(|period| {
        let words = if period.days == 1 { "1 day".to_owned() } else { format!("{} days", period.days) };
        view! { <th scope="col">{words}</th> }.into_any()
    });
    let heads: Vec<AnyView> = heads.collect();
    let line = |(name, meaning, write): &Line| {
        let cells: Vec<AnyView> =
            overview.periods.iter().map(|period| view! { <td>{write(period)}</td> }.into_any()).collect();
        view! {
            <tr>
                <th scope="row">
                    {*name}
                    <span>{*meaning}</span>
                </th>
                {cells}
            </tr>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = LINES.iter().map(line).collect();
    let now: Vec<AnyView> = now.into_iter().map(figure).collect();
    let waiting = counted(|now| now.for_staff);
    let is_waiting = Memo::new(move |_| waiting.get() > 0);
    view! {
        <Show when=move || is_waiting.get()>
            <p>
                <a class="text-link" href=REPORTS>
                    {move || format::counted(waiting.get(), "report waiting", "reports waiting")}
                </a>
            </p>
        </Show>
        <Tile title="Now" icon=lu::LuActivity>
            <dl class="figures figures-large admin-now">{now}</dl>
        </Tile>
        <Tile title="Activity" icon=lu::LuChartLine>
            <table class="admin-figures">
                <thead>
                    <tr>
                        <th scope="col">"In the last"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            <p class="text-soft">
                "Accounts, channels and streams that were deleted since are not counted. Updated " <Ago at=overview.read_at />
                "; changes can take a minute to appear."
            </p>
        </Tile>
    }
    .into_any()
}
