//! The export of an account's data: what it holds, what it does not, and how it ends.

use crate::actors::{Creator, Outcome, PASSWORD, Person, Platform, TestStorage, device, outcome};
use bytes::Bytes;
use domain::webhooks::{NewWebhook, WebhookEvent, WebhookKind};
use domain::{Code, StreamId};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};
use services::accounts::{self, Export, REFERENCES};
use services::storage::Storage;
use services::{blocks, follows, webhooks};
use sqlx::PgPool;
use std::collections::BTreeMap;
use std::io;
use std::pin::{Pin, pin};
use testkit::{until, unzip};
use uuid::Uuid;

/// Longer than what is read from storage at once.
const LONG: usize = (5 << 19) + 7;

type Body = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

impl Person {
    fn begins_export(&self, storage: &Storage) -> Outcome<Export<Body>> {
        let Export { file_name, body } = outcome(accounts::export_account(&self.svc, storage, &self.user))?;
        Ok(Export { file_name, body: Box::pin(body) })
    }

    /// Many messages in a room, each with its number and 400 letters.
    async fn has_written(&self, db: &PgPool, room: &Creator<'_>, count: i32) {
        let insert = "insert into message (id, channel_id, account_id, seq, content)
                      select gen_random_uuid(), $1, $2, seq, seq || repeat('x', 400) from generate_series(1, $3) seq";
        sqlx::query(insert).bind(room.channel.0).bind(self.id().0).bind(count).execute(db).await.unwrap();
    }

    /// The bytes of a whole export.
    async fn exports(&self, storage: &Storage) -> Vec<u8> {
        let (bytes, end) = read(self.begins_export(storage).unwrap().body).await;
        end.unwrap();
        bytes
    }
}

impl Creator<'_> {
    /// An ended stream whose VOD has these segments, each with its initialisation segment.
    pub async fn stores_vod(&self, storage: &Storage, db: &PgPool, segments: &[(&str, &[u8])]) -> StreamId {
        let stream = self.has_vod("ready").await;
        let query = "select folder from archive where stream_id = $1";
        let folder: Uuid = sqlx::query_scalar(query).bind(stream.0).fetch_one(db).await.unwrap();
        let key = |file: &str| format!("streams/{stream}/{}/source/{file}", folder.simple());
        let mut playlist = String::from("#EXTM3U\n#EXT-X-TARGETDURATION:2\n");
        for (msn, (init, bytes)) in segments.iter().enumerate() {
            playlist.push_str(&format!("#EXT-X-MAP:URI=\"init.{init}.mp4\"\n#EXTINF:2,\n{msn}.m4s\n"));
            storage.put(&key(&format!("init.{init}.mp4")), format!("<{init}>").into(), "video/mp4").await.unwrap();
            storage.put(&key(&format!("{msn}.m4s")), bytes.to_vec().into(), "video/mp4").await.unwrap();
        }
        storage.put(&key("index.m3u8"), (playlist + "#EXT-X-ENDLIST\n").into(), "text/plain").await.unwrap();
        stream
    }
}

/// What a body brings, and how it ends.
async fn read(body: Body) -> (Vec<u8>, io::Result<()>) {
    let (mut body, mut bytes) = (pin!(body), Vec::new());
    while let Some(piece) = body.next().await {
        match piece {
            Ok(piece) => bytes.extend_from_slice(&piece),
            Err(error) => return (bytes, Err(error)),
        }
    }
    (bytes, Ok(()))
}

fn parsed(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A field of each item.
fn each(list: &Value, field: &str) -> Vec<String> {
    let text = |item: &Value| item[field].as_str().map_or_else(|| item[field].to_string(), str::to_owned);
    list.as_array().unwrap().iter().map(text).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn it_holds_what_the_account_is_and_has_done(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    let stranger = platform.person("stranger").await;
    let long = vec![7; LONG];
    let vod = mira.stores_vod(&storage.client, &db, &[("0", b"one,"), ("0", &long), ("1", b"three")]).await;
    let prepared = mira.prepares(mira.channel, "Next week").await.unwrap().id;
    let mark = "insert into stream_marker (id, stream_id, title, position_seconds) values ($1, $3, 'The end', 50), ($2, $3, 'The beginning', 0)";
    platform.sql(mark, &[Uuid::now_v7(), Uuid::now_v7(), vod.0]).await;
    jonas.stores_vod(&storage.client, &db, &[("0", b"of jonas")]).await;
    for (room, text) in [(jonas.channel, "hello jonas"), (mira.channel, "hello all"), (mira.channel, "more")] {
        mira.says(room, text).await.unwrap();
    }
    jonas.says(mira.channel, "words of jonas").await.unwrap();
    platform.sql("update message set deleted_at = now(), deleted_by = $1 where content = 'more'", &[mira.id().0]).await;
    for (one, other) in [(&*mira, &jonas), (&*jonas, &mira)] {
        follows::follow_channel(&one.svc, &one.user, &other.channel_ref()).await.unwrap();
        follows::follow_user(&one.svc, &one.user, &other.id().into()).await.unwrap();
    }
    blocks::block_user(&mira.svc, &mira.user, "stranger").await.unwrap();
    blocks::block_user(&stranger.svc, &stranger.user, "mira").await.unwrap();
    let ids = [Uuid::now_v7(), mira.id().0, jonas.channel.0];
    platform.sql("insert into subscription (id, account_id, channel_id) values ($1, $2, $3)", &ids).await;
    let identity = "insert into identity (id, account_id, provider, issuer, subject, email)
                    values ($1, $2, 'google', 'https://accounts.example', 'subject-7', 'm@example.org')";
    platform.sql(identity, &[Uuid::now_v7(), mira.id().0]).await;
    accounts::login(&mira.svc, &platform.browser(), "mira@example.org", PASSWORD, None, device(7)).await.unwrap();
    let (own, discord) = ("https://hooks.example.org/aethex", "https://discord.com/api/webhooks/123/very-secret");
    for (owner, url, kind) in [
        (&mira, own, WebhookKind::Standard),
        (&mira, discord, WebhookKind::Discord),
        (&jonas, own, WebhookKind::Standard),
    ] {
        let wanted = NewWebhook { url: url.into(), kind: Some(kind), events: vec![WebhookEvent::Follow] };
        webhooks::create_webhook(&owner.svc, &owner.user, &owner.channel_ref(), wanted).await.unwrap();
    }

    let files = unzip(&mira.exports(&storage.client).await).await.unwrap();
    let recordings: Vec<&String> = files.keys().filter(|name| name.starts_with("recordings/")).collect();
    let mut expected: Vec<&str> = REFERENCES.iter().filter_map(|reference| reference.export).collect();
    // What belongs to the account's channels.
    expected.extend(["emotes.json", "streams.json", "webhooks.json"]);
    expected.extend(recordings.iter().map(|name| name.as_str()));
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        expected,
        "exactly what the references name, the streams, and the recordings"
    );

    let account = parsed(&files, "account.json");
    assert_eq!((&account["email"], &account["username"]), (&json!("mira@example.org"), &json!("mira")));
    assert_eq!((&account["usernames"], &account["hasPassword"]), (&json!(["mira"]), &json!(true)));
    assert_eq!((&account["twoFactorSince"], &account["profile"]["theme"]), (&Value::Null, &json!("dark")));
    assert!(account["createdAt"].as_str().is_some_and(|at| at.ends_with('Z')), "{account}");
    assert_eq!(each(&parsed(&files, "devices.json"), "address"), ["192.0.2.7"]);
    let channels = parsed(&files, "channels.json");
    assert_eq!(
        (each(&channels, "slug"), each(&channels, "vodVisibility")),
        (vec!["mira".into()], vec!["public".into()])
    );
    let streams = parsed(&files, "streams.json");
    assert_eq!(each(&streams, "title"), ["Yesterday", "Next week"]);
    assert_eq!(each(&streams, "id"), [vod.to_string(), prepared.to_string()]);
    assert_eq!(each(&streams, "archiveState"), ["ready", "null"]);
    assert_eq!(each(&streams[0]["markers"], "title"), ["The beginning", "The end"]);
    assert_eq!(
        (each(&streams[0]["markers"], "position"), &streams[1]["markers"]),
        (vec!["0".into(), "50".into()], &json!([]))
    );
    let messages = parsed(&files, "messages.json");
    let said = if mira.channel < jonas.channel {
        ["hello all", "more", "hello jonas"]
    } else {
        ["hello jonas", "hello all", "more"]
    };
    assert_eq!(each(&messages, "content"), said);
    let deleted = messages.as_array().unwrap().iter().find(|message| message["content"] == "more").unwrap();
    assert!(deleted["deletedAt"].is_string() && deleted["channelId"] == json!(mira.channel), "{deleted}");
    let follows = parsed(&files, "follows.json");
    assert_eq!(
        (each(&follows, "slug"), each(&follows, "username")),
        (vec!["jonas".into(), "null".into()], vec!["null".into(), "jonas".into()])
    );
    let followers = parsed(&files, "followers.json");
    assert_eq!(each(&followers, "username"), ["jonas", "jonas"]);
    assert_eq!(each(&followers, "channelId"), ["null".to_owned(), mira.channel.to_string()]);
    let subscriptions = parsed(&files, "subscriptions.json");
    assert_eq!(
        (each(&subscriptions, "tier"), each(&subscriptions, "channelId")),
        (vec!["BASIC".into()], vec![jonas.channel.to_string()])
    );
    assert_eq!(each(&parsed(&files, "blocks.json"), "username"), ["stranger"]);
    assert_eq!(each(&parsed(&files, "identities.json"), "subject"), ["subject-7"]);
    let webhooks = parsed(&files, "webhooks.json");
    assert_eq!(each(&webhooks, "channelId"), [mira.channel.to_string(), mira.channel.to_string()]);
    assert_eq!(each(&webhooks, "kind"), ["standard", "discord"]);
    assert_eq!((&webhooks[0]["url"], &webhooks[0]["events"]), (&json!(own), &json!(["follow"])));
    assert_eq!(each(&webhooks, "secret"), ["null", "null"]);
    assert!(!contains(&files["webhooks.json"], b"very-secret"), "{webhooks}");

    let begin = "select to_char(started_at at time zone 'UTC', 'YYYY-MM-DD HH24-MI-SS') from stream where id = $1";
    let begin: String = sqlx::query_scalar(begin).bind(vod.0).fetch_one(&db).await.unwrap();
    assert_eq!(recordings, [&format!("recordings/{begin} {vod} part 2.mp4"), &format!("recordings/{begin} {vod}.mp4")]);
    assert_eq!(files[recordings[0]], b"<1>three", "another initialisation segment needs another file");
    assert_eq!(files[recordings[1]], [b"<0>one,", &*long].concat());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn it_holds_no_secret_and_nothing_of_other_people_but_names(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    accounts::login(&mira.svc, &platform.browser(), "mira@example.org", PASSWORD, None, device(7)).await.unwrap();
    mira.says(mira.channel, "hello").await.unwrap();
    jonas.says(mira.channel, "words of jonas").await.unwrap();
    jonas.stores_vod(&storage.client, &db, &[("0", b"pictures of jonas")]).await;
    follows::follow_channel(&jonas.svc, &jonas.user, &mira.channel_ref()).await.unwrap();
    follows::follow_user(&mira.svc, &mira.user, &jonas.id().into()).await.unwrap();
    follows::follow_channel(&mira.svc, &mira.user, &jonas.channel_ref()).await.unwrap();
    platform
        .sql("update account set bio = 'jonas about himself', avatar = '/jonas.webp' where id = $1", &[jonas.id().0])
        .await;
    let two_factor = "with sealed as (insert into two_factor (account_id, secret_sealed) values ($1, 'sealed secret') returning account_id)
                      insert into mailed_link (token_digest, account_id, purpose, email, expires_at)
                      select 'digest of a link', account_id, 'reset', 'mira@example.org', now() + interval '1 hour' from sealed";
    platform.sql(two_factor, &[mira.id().0]).await;
    // What is hidden from the account by now keeps its id alone.
    jonas.sets_public(false).await;

    let bytes = mira.exports(&storage.client).await;
    assert!(contains(&bytes, b"hello") && contains(&bytes, mira.id().to_string().as_bytes()));
    let hash: String =
        sqlx::query_scalar("select password_hash from account where username = 'mira'").fetch_one(&db).await.unwrap();
    let digest: Vec<u8> = sqlx::query_scalar("select token_digest from session").fetch_one(&db).await.unwrap();
    let key: (Vec<u8>, Vec<u8>) =
        sqlx::query_as("select stream_key_digest, stream_key_sealed from channel where slug = 'mira'")
            .fetch_one(&db)
            .await
            .unwrap();
    let folder: Uuid = sqlx::query_scalar("select folder from archive").fetch_one(&db).await.unwrap();
    let mut secrets = vec![hash.into_bytes(), mira.reads_key(mira.channel).await.unwrap().into_bytes()];
    for raw in [digest, key.0, key.1, b"sealed secret".to_vec(), b"digest of a link".to_vec()] {
        secrets.extend([raw.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes(), raw]);
    }
    secrets.push(folder.simple().to_string().into_bytes());
    let others =
        ["jonas@example.org", "words of jonas", "pictures of jonas", "jonas about himself", "/jonas.webp", "JONAS"];
    for part in secrets.iter().map(Vec::as_slice).chain(others.iter().map(|text| text.as_bytes())) {
        assert!(!contains(&bytes, part), "{}", String::from_utf8_lossy(part));
    }
    let files = unzip(&bytes).await.unwrap();
    assert_eq!(each(&parsed(&files, "follows.json"), "slug"), ["null", "null"]);
    assert_eq!(each(&parsed(&files, "follows.json"), "username"), ["jonas", "null"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn lists_of_any_length_are_whole(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    mira.has_written(&db, &jonas, 1203).await;
    let crowd = "with made as (insert into account (id, email, username, display_name)
                               select gen_random_uuid(), 'fan' || n || '@example.org', 'fan' || n, 'Fan' from generate_series(1, 1000) n returning id),
                 fans as (insert into channel_follow (id, account_id, channel_id) select gen_random_uuid(), id, $1 from made returning account_id)
                 insert into follow (id, follower_id, followee_id) select gen_random_uuid(), account_id, $2 from fans";
    platform.sql(crowd, &[mira.channel.0, mira.id().0]).await;
    let streams = "insert into stream (id, channel_id, title) select gen_random_uuid(), $1, 'Stream ' || n from generate_series(1, 501) n";
    platform.sql(streams, &[mira.channel.0]).await;

    let files = unzip(&mira.exports(&storage.client).await).await.unwrap();
    let messages = parsed(&files, "messages.json");
    let written: Vec<String> = (1..=1203).map(|number| format!("{number}{}", "x".repeat(400))).collect();
    assert_eq!(each(&messages, "content"), written);
    for (name, length) in [("followers.json", 2000), ("streams.json", 501)] {
        let mut ids = each(&parsed(&files, name), "id");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), length, "{name}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn one_runs_at_a_time_until_it_is_read_or_its_reader_is_gone(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    mira.stores_vod(&storage.client, &db, &[("0", &vec![7; LONG])]).await;
    let first = mira.begins_export(&storage.client).unwrap();
    assert!(first.file_name.starts_with("aethex-mira-20") && first.file_name.ends_with(".zip"), "{}", first.file_name);
    let refused = accounts::export_account(&mira.svc, &storage.client, &mira.user).err().unwrap().into_problem();
    assert_eq!((refused.code, refused.retry_after_ms.is_some()), (Code::RateLimited, true));
    jonas.exports(&storage.client).await;
    drop(first);
    let second = until("the first to be over", async || mira.begins_export(&storage.client).ok()).await;
    let (bytes, end) = read(second.body).await;
    assert!(end.is_ok() && unzip(&bytes).await.is_ok());
    mira.exports(&storage.client).await;
    let visitor = platform.visitor().begins_export(&storage.client);
    assert_eq!(visitor.err(), Some(Code::SigninRequired));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_reader_that_waits_holds_no_connection_to_the_database(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    mira.has_written(&db, &jonas, 1203).await;
    let mut body = mira.begins_export(&storage.client).unwrap().body;
    let mut bytes = body.next().await.unwrap().unwrap().to_vec();
    // The first page of messages does not fit into the pipe, so the export waits in the middle of it.
    until("the connections to be free", async || (db.num_idle() == db.size() as usize).then_some(())).await;
    assert!(!contains(&bytes, b"followers.json"));
    let (rest, end) = read(body).await;
    end.unwrap();
    bytes.extend(rest);
    let files = unzip(&bytes).await.unwrap();
    assert_eq!(each(&parsed(&files, "messages.json"), "seq").len(), 1203);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn it_breaks_off_when_storage_fails_and_may_begin_again(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let mira = platform.creator("mira").await;
    mira.stores_vod(&storage.client, &db, &[("0", b"one")]).await;
    mira.has_written(&db, &mira, 200).await;
    let (gone, other) = (storage.client.clone(), TestStorage::open().await);
    drop(storage);
    let (bytes, end) = read(mira.begins_export(&gone).unwrap().body).await;
    assert!(end.is_err() && unzip(&bytes).await.is_err(), "it has no valid end");
    assert!(contains(&bytes, b"mira@example.org"), "it had begun");
    // In another bucket there is nothing of the recording, which does not keep the rest back.
    let files = unzip(&mira.exports(&other.client).await).await.unwrap();
    assert!(files.keys().all(|name| !name.starts_with("recordings/")), "{:?}", files.keys());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_recording_goes_without_what_storage_has_lost(db: PgPool) {
    let (platform, storage) = (Platform::open(db.clone()).await, TestStorage::open().await);
    let mira = platform.creator("mira").await;
    mira.stores_vod(&storage.client, &db, &[("0", b"one,"), ("1", b"two,"), ("2", b"three,"), ("2", b"four")]).await;
    for key in storage.keys().await {
        if key.ends_with("/init.1.mp4") || key.ends_with("/2.m4s") {
            storage.client.delete(&key).await.unwrap();
        }
    }
    let files = unzip(&mira.exports(&storage.client).await).await.unwrap();
    let mut recordings: Vec<&[u8]> =
        files.iter().filter(|(name, _)| name.starts_with("recordings/")).map(|(_, content)| &**content).collect();
    recordings.sort_unstable();
    assert_eq!(recordings, [&b"<0>one,"[..], b"<2>four"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_account_exports_ten_times_in_an_hour(db: PgPool) {
    let (platform, storage) = (Platform::with_rate_limits(db).await, TestStorage::open().await);
    let mira = platform.person("mira").await;
    for _ in 0..10 {
        mira.exports(&storage.client).await;
    }
    assert_eq!(mira.begins_export(&storage.client).err(), Some(Code::RateLimited));
    // The refused one does not count as running.
    let refused = accounts::export_account(&mira.svc, &storage.client, &mira.user).err().unwrap().into_problem();
    assert!(refused.detail.starts_with("You have downloaded your data many times."), "{}", refused.detail);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_export_whose_account_is_erased_meanwhile_breaks_off(db: PgPool) {
    let (platform, storage) = (Platform::open(db).await, TestStorage::open().await);
    let room = platform.creator("mira").await;
    let jonas = platform.person("jonas").await;
    jonas.has_written(&platform.db, &room, 5000).await;
    let mut body = jonas.begins_export(&storage.client).unwrap().body;
    let first = body.next().await.unwrap().unwrap();
    let erased = accounts::erase_account(&jonas.svc, &jonas.user, PASSWORD, None, device(1)).await;
    erased.unwrap();
    let (rest, end) = read(body).await;
    assert!(end.is_err(), "{} bytes looked whole", first.len() + rest.len());
}
