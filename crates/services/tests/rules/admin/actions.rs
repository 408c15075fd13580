//! What administrators do to accounts, channels and streams.

use crate::actors::{Encoder, PASSWORD, Person, Platform, device, outcome};
use domain::Code;
use domain::accounts::{NewAccessToken, Scope};
use domain::admin::AdminAction;
use domain::channels::{ChannelChange, SeenChannel, StaffNotice};
use domain::users::UserChange;
use serde_json::{Value, json};
use services::{accounts, admin, channels, users};
use sqlx::PgPool;

impl Platform {
    /// The newest line of the audit log: action, whether it names a channel it would go with, and the detail.
    async fn newest_line(&self) -> (String, bool, Value) {
        let query = "select action, channel_id is not null, detail from audit order by id desc limit 1";
        sqlx::query_as(query).fetch_one(&self.db).await.unwrap()
    }

    /// The subject of the newest mail to an address.
    async fn mailed(&self, to: &str) -> Option<String> {
        let query = "select subject from outgoing_mail where recipient = $1 order by id desc limit 1";
        sqlx::query_scalar(query).bind(to).fetch_optional(&self.db).await.unwrap()
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn nothing_is_done_without_a_reason(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let encoder = mira.goes_live().await;
    for (reason, code) in [(" ", Code::BadRequest), (&*"x".repeat(501), Code::ValidationFailed)] {
        assert_eq!(boss.signs_out(mira.id(), reason).await, Err(code));
        assert_eq!(boss.stops(encoder.stream, reason).await.err(), Some(code));
        assert_eq!(boss.judges(mira.channel, false, reason).await.err(), Some(code));
        assert_eq!(boss.removes(mira.channel, reason).await, Err(code));
    }
    let silent = AdminAction { reason: None };
    let refused = admin::sign_out_user(&boss.svc, &boss.user, &mira.id().into(), silent).await;
    assert_eq!(outcome(refused), Err(Code::BadRequest));
    assert_eq!(platform.count("select count(*) from audit").await, 0);
    assert!(platform.visitor().sees_channel("mira").await.unwrap().is_live());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn who_is_no_administrator_any_more_does_nothing(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    // The request was let in before.
    platform.sql("update account set is_admin = false where id = $1", &[boss.id().0]).await;
    assert_eq!(boss.removes(mira.channel, "spam").await, Err(Code::Forbidden));
    assert_eq!(boss.signs_out(mira.id(), "spam").await, Err(Code::Forbidden));
    assert!(platform.visitor().sees_channel("mira").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_that_is_stopped_does_not_come_back_by_itself(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let encoder = mira.goes_live().await;
    let (stream, old) = (encoder.stream, encoder.key.clone());
    let on_air = admin::streams(&boss.svc, &boss.user).await.unwrap().items;
    assert_eq!((on_air.len(), on_air[0].stream.id, on_air[0].channel.slug.as_str()), (1, stream, "mira"));

    boss.stops(stream, "A film that is not theirs").await.unwrap();
    encoder.loses_its_line().await;
    assert!(!platform.visitor().sees_channel("mira").await.unwrap().is_live());
    assert!(Encoder::connect(&platform, &old).await.is_err(), "the old key opens nothing");
    let (action, is_of_channel, detail) = platform.newest_line().await;
    assert_eq!((action.as_str(), is_of_channel), ("end_stream", false));
    assert_eq!((&detail["reason"], &detail["channel"]["slug"]), (&json!("A film that is not theirs"), &json!("mira")));
    assert_eq!(detail["stream"]["id"], json!(stream));
    assert_eq!(platform.mailed("mira@example.org").await.as_deref(), Some("Your stream was ended"));
    assert_eq!(boss.stops(stream, "again").await.err(), Some(Code::InvalidTransition));
    assert_eq!(platform.count("select count(*) from audit").await, 1);

    // The owner goes on with the new key.
    let again = mira.goes_live().await;
    assert_ne!(again.key, old);
    assert!(platform.visitor().sees_channel("mira").await.unwrap().is_live());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_hidden_channel_stays_hidden_whatever_its_owner_does(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let shows = || ChannelChange { is_public: Some(true), ..ChannelChange::default() };
    let hidden = boss.judges(mira.channel, false, "Spam").await.unwrap();
    assert_eq!((hidden.channel.is_public, hidden.hidden_reason.as_deref()), (false, Some("Spam")));
    assert_eq!(platform.visitor().sees_channel("mira").await.err(), Some(Code::NotFound));
    assert_eq!(mira.changes_channel(mira.channel, shows()).await.err(), Some(Code::Forbidden));
    let other = ChannelChange { slug: Some("mira-2".into()), ..shows() };
    assert_eq!(mira.changes_channel(mira.channel, other).await.err(), Some(Code::Forbidden));
    mira.sets(ChannelChange { name: Some("Mira".into()), ..ChannelChange::default() }).await;
    assert_eq!(platform.mailed("mira@example.org").await.as_deref(), Some("Your channel was hidden"));

    let again = boss.judges(mira.channel, false, "Still spam").await.unwrap();
    assert_eq!(again.hidden_reason.as_deref(), Some("Still spam"));
    let shown = boss.judges(mira.channel, true, "They have mended it").await.unwrap();
    assert_eq!((shown.channel.is_public, shown.hidden_reason), (true, None));
    assert_eq!(platform.newest_line().await.0, "show_channel");
    assert_eq!(platform.mailed("mira@example.org").await.as_deref(), Some("Your channel is no longer hidden"));
    assert_eq!(boss.judges(mira.channel, true, "again").await.err(), Some(Code::Conflict));

    // What its owner keeps private, administrators do not make public.
    mira.sets_public(false).await;
    assert_eq!(boss.judges(mira.channel, true, "show it").await.err(), Some(Code::Conflict));
    boss.judges(mira.channel, false, "Spam").await.unwrap();
    assert!(!boss.judges(mira.channel, true, "mended").await.unwrap().channel.is_public);
    mira.sets_public(true).await;

    // Nor what its owner makes private meanwhile. A form that shows the hidden channel as private asks for nothing.
    boss.judges(mira.channel, false, "Spam").await.unwrap();
    let seen = SeenChannel::Settings(mira.sees_channel("mira").await.unwrap().settings_fingerprint());
    let form = ChannelChange { is_public: Some(false), archive: Some(false), ..ChannelChange::default() };
    channels::change_channel_as_seen(&mira.svc, &mira.user, &mira.channel.into(), form, Some(seen)).await.unwrap();
    assert!(boss.judges(mira.channel, true, "mended").await.unwrap().channel.is_public);
    boss.judges(mira.channel, false, "Spam").await.unwrap();
    mira.sets_public(false).await;
    assert!(!boss.judges(mira.channel, true, "mended").await.unwrap().channel.is_public);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_channels_of_a_disabled_account_are_hidden_and_come_back_as_they_were(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let private = mira.makes_channel("mira-private").await.unwrap().id;
    mira.changes_channel(private, ChannelChange { is_public: Some(false), ..ChannelChange::default() }).await.unwrap();
    let spam = mira.makes_channel("mira-spam").await.unwrap().id;
    mira.goes_live().await;
    let disable = async |disabled: bool| {
        let change = UserChange { disabled: Some(disabled), reason: Some("Spam".into()), ..UserChange::default() };
        users::change_user(&boss.svc, &boss.user, &mira.id().into(), change).await.unwrap();
    };
    let visible = async || {
        let mut visible = Vec::new();
        for slug in ["mira", "mira-private", "mira-spam", "mira-late"] {
            visible.extend(platform.visitor().sees_channel(slug).await.ok().map(|_| slug));
        }
        visible
    };

    disable(true).await;
    assert_eq!(visible().await, Vec::<&str>::new());
    assert!(channels::live_channels(&platform.svc).await.unwrap().is_empty());
    // Administrators hide and show it meanwhile: it stays hidden with its owner.
    let hidden = boss.judges(mira.channel, false, "Spam").await.unwrap();
    assert_eq!((hidden.hidden_reason.as_deref(), hidden.hidden_with_owner), (Some("Spam"), true));
    let shown = boss.judges(mira.channel, true, "Mended").await.unwrap();
    assert_eq!((shown.hidden_reason, shown.hidden_with_owner, shown.channel.is_public), (None, true, false));
    assert_eq!(boss.judges(mira.channel, true, "again").await.err(), Some(Code::Conflict));
    boss.judges(spam, false, "Spam").await.unwrap();
    // What the owner had asked for before is answered now.
    let late = ChannelChange { is_public: Some(true), ..ChannelChange::default() };
    assert_eq!(mira.changes_channel(mira.channel, late).await.err(), Some(Code::Forbidden));
    let late = mira.makes_channel("mira-late").await.unwrap();
    assert_eq!(
        (late.is_public, platform.visitor().sees_channel("mira-late").await.err()),
        (false, Some(Code::NotFound))
    );

    disable(false).await;
    assert_eq!(visible().await, ["mira", "mira-late"]);
    boss.judges(spam, true, "Mended").await.unwrap();
    assert_eq!(visible().await, ["mira", "mira-spam", "mira-late"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_owner_alone_reads_why_their_channel_is_hidden_and_their_stream_was_ended(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let (jonas, other) = (platform.person("jonas").await, mira.makes_channel("mira-2").await.unwrap().id);
    assert_eq!(mira.is_told(mira.channel).await, Ok(StaffNotice::default()));

    for reason in ["A film that is not theirs", "Another film"] {
        let encoder = mira.goes_live().await;
        boss.stops(encoder.stream, reason).await.unwrap();
        encoder.loses_its_line().await;
    }
    let told = mira.is_told(mira.channel).await.unwrap();
    assert_eq!(told.hidden_reason, None);
    assert_eq!(told.ended_stream.map(|ended| ended.reason).as_deref(), Some("Another film"), "the newest");
    assert_eq!(mira.is_told(other).await, Ok(StaffNotice::default()), "it was the stream of another channel");
    for (person, code) in
        [(&platform.visitor(), Code::SigninRequired), (&jonas, Code::Forbidden), (&boss, Code::Forbidden)]
    {
        assert_eq!(person.is_told(mira.channel).await, Err(code));
    }

    boss.judges(mira.channel, false, "Spam").await.unwrap();
    assert_eq!(mira.is_told(mira.channel).await.unwrap().hidden_reason.as_deref(), Some("Spam"));
    for person in [&platform.visitor(), &jonas, &boss] {
        assert_eq!(person.is_told(mira.channel).await, Err(Code::NotFound));
    }
    boss.judges(mira.channel, true, "They have mended it").await.unwrap();
    let eight_days_ago = "update audit set created_at = now() - interval '8 days' where target_account_id = $1";
    platform.sql(eight_days_ago, &[mira.id().0]).await;
    assert_eq!(mira.is_told(mira.channel).await, Ok(StaffNotice::default()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_log_outlives_a_channel_and_forgets_it_with_its_owner(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.creator("mira").await);
    let encoder = mira.goes_live().await;
    boss.removes(mira.channel, "Spam").await.unwrap();
    encoder.loses_its_line().await;
    assert_eq!(mira.sees_channel("mira").await.err(), Some(Code::NotFound));
    assert_eq!(boss.removes(mira.channel, "Spam").await, Err(Code::NotFound));
    assert_eq!(platform.mailed("mira@example.org").await.as_deref(), Some("Your channel was deleted"));
    let [line] = &*boss.reads_audit_log("").await.unwrap() else { panic!("one line") };
    let channel = line.channel.as_ref().unwrap();
    assert_eq!((channel.id, channel.slug.as_str(), channel.name.as_str()), (mira.channel, "mira", "MIRA"));
    assert_eq!(line.entry.reason.as_deref(), Some("Spam"));

    accounts::erase_account(&mira.svc, &mira.user, PASSWORD, None, device(1)).await.unwrap();
    let (action, _, detail) = platform.newest_line().await;
    assert_eq!((action.as_str(), detail), ("delete_channel", json!({ "reason": "Spam" })));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn signing_out_everywhere_ends_sessions_and_tokens(db: PgPool) {
    let platform = Platform::open(db).await;
    let (boss, mira) = (platform.administrator().await, platform.person("mira").await);
    let signs_in = async || {
        accounts::login(&platform.svc, &platform.browser(), "mira@example.org", PASSWORD, None, device(1)).await
    };
    signs_in().await.unwrap();
    let scopes = vec![Scope::UserRead.as_str().into()];
    let token = NewAccessToken { name: "Bot".into(), scopes, expires_at: None };
    accounts::create_token(&mira.svc, &mira.user, token).await.unwrap();
    let seen = |boss: &Person| {
        let (svc, user, id) = (boss.svc.clone(), boss.user.clone(), mira.id());
        async move { admin::user(&svc, &user, id).await.unwrap().last_seen_at }
    };
    assert!(seen(&boss).await.is_some());
    boss.signs_out(mira.id(), "A stolen phone").await.unwrap();
    let left = "select (select count(*) from session) + (select count(*) from access_token)";
    assert_eq!(platform.count(left).await, 0);
    assert_eq!(platform.newest_line().await.0, "sign_out_user");
    assert!(seen(&boss).await.is_some(), "when they were seen does not go with their sessions");
    assert!(signs_in().await.is_ok());
}
