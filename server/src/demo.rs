//! The demo: a creator with a synthetic live stream, and a few people who chat.

use crate::Failed;
use crate::logging::say;
use crate::operator::random_password;
use domain::addresses;
use domain::channels::{Channel, NewChannel};
use services::accounts::CurrentUser;
use services::{RequestHost, Services, accounts, channels, chat};
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

const CREATOR: (&str, &str) = ("mira", "Mira");
const VIEWERS: [(&str, &str); 3] = [("jonas", "Jonas"), ("pixel_fern", "Pixel Fern"), ("tomasz", "Tomasz")];
const SLUG: &str = "demo";

/// Chat lines with the index of their speaker; speaker 0 is the creator.
const LINES: [(usize, &str); 12] = [
    (1, "hi everyone!"),
    (0, "welcome in, good to see you"),
    (2, "picture is crisp here, about a second behind"),
    (3, "what are we looking at today?"),
    (0, "a test card with a running clock, the finest of all genres"),
    (1, "I came for the beep, I stay for the beep"),
    (2, "is that 720p?"),
    (0, "720p at 30, straight from ffmpeg"),
    (3, "@mira can I stream here too?"),
    (0, "sure: sign up, copy your key, point OBS at it"),
    (1, "just did that, took two minutes"),
    (3, "brb making my own channel"),
];

/// Runs until the server stops. The encoder is started again when it ends.
pub async fn run(services: &Services, rtmp: SocketAddr, shutdown: &CancellationToken) -> Result<(), Failed> {
    let creator = person(services, CREATOR).await?;
    let channel = channel(services, &creator).await?;
    let mut people = vec![creator.clone()];
    for names in VIEWERS {
        people.push(person(services, names).await?);
    }
    say!("  Demo channel     {}{}\n", services.settings.public_url, addresses::channel_page(SLUG));
    tokio::select! {
        done = keep_streaming(services, &creator, &channel, rtmp) => done,
        done = keep_chatting(services, &people, &channel) => done,
        () = shutdown.cancelled() => Ok(()),
    }
}

async fn person(services: &Services, names: (&str, &str)) -> Result<CurrentUser, Failed> {
    if accounts::user_named(services, names.0).await?.is_none() {
        let email = format!("{}@demo.aethex.local", names.0.replace('_', "."));
        // The demo does not sign in as them, so the password is thrown away.
        accounts::create_user(services, &email, &random_password(), names).await?;
    }
    Ok(accounts::user_named(services, names.0).await?.unwrap_or_default())
}

async fn channel(services: &Services, creator: &CurrentUser) -> Result<Channel, Failed> {
    if let Ok(channel) = channels::get_channel(services, creator, &SLUG.parse()?).await {
        return Ok(channel);
    }
    let wanted = NewChannel {
        name: "Demo".into(),
        slug: SLUG.into(),
        description: Some("A test card, a tone and some company: this is what a live channel looks like.".into()),
        tags: vec!["demo".into()],
        ..NewChannel::default()
    };
    Ok(channels::create_channel(services, creator, wanted).await?)
}

async fn keep_streaming(
    services: &Services,
    creator: &CurrentUser,
    channel: &Channel,
    rtmp: SocketAddr,
) -> Result<(), Failed> {
    loop {
        let key = channels::stream_key(services, creator, &channel.id.into(), &RequestHost::default()).await?;
        let mut encoder = encoder(&format!("rtmp://{rtmp}/live/{}", key.stream_key))?;
        let status = encoder.wait().await?;
        tracing::warn!(%status, "the demo's encoder ended; it starts again");
        sleep(Duration::from_secs(3)).await;
    }
}

/// ffmpeg's test card with a running clock, and a quiet tone.
fn encoder(target: &str) -> Result<Child, Failed> {
    let picture = ["-re", "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30"];
    let sound = ["-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000,volume=0.08"];
    let video = [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-tune",
        "zerolatency",
        "-pix_fmt",
        "yuv420p",
        "-g",
        "30",
        "-b:v",
        "1500k",
    ];
    let audio = ["-c:a", "aac", "-b:a", "96k"];
    let child = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-nostdin"])
        .args(picture)
        .args(sound)
        .args(video)
        .args(audio)
        .args(["-f", "flv", target])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        // ffmpeg's messages may contain the address, and with it the stream key.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    Ok(child.map_err(|error| {
        format!("the demo needs ffmpeg, which cannot be started: {error}. Install it and try again.")
    })?)
}

async fn keep_chatting(services: &Services, people: &[CurrentUser], channel: &Channel) -> Result<(), Failed> {
    for (turn, (speaker, line)) in LINES.iter().cycle().enumerate() {
        // Uneven pauses, as in a real room.
        sleep(Duration::from_millis(3000 + (turn as u64 * 1700) % 5000)).await;
        if let Some(speaker) = people.get(*speaker)
            && let Err(error) = chat::post_message(services, speaker, channel.id, line).await
        {
            tracing::debug!(%error, "a demo message was not posted");
        }
    }
    Ok(())
}
