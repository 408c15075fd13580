//! Rules for texts: whom they bind, what senders and moderators are told, what waits and what becomes of it, and trying rules out.

use crate::actors::{Outcome, PASSWORD, Person, Platform, device, outcome, problem};
use domain::chat::{Filters, Message};
use domain::moderation::{Action, DryRun, Held, Hold, Permission, RuleStatistics, RulesChange, Verdict};
use domain::{ChannelId, Code, HoldId};
use futures_util::future::join_all;
use serde_json::{Value, json};
use services::accounts;
use services::chat::{self, Posted};
use services::moderation;
use services::recheck::Watching;
use sqlx::PgPool;
use testkit::PATIENCE;
use tokio::time::timeout;

impl Person {
    async fn writes(&self, channel: ChannelId, text: &str) -> Outcome<Posted> {
        outcome(chat::post_message(&self.svc, &self.user, channel, text).await)
    }

    /// What the sender of a message is told that is held.
    async fn is_held(&self, channel: ChannelId, text: &str) -> Held {
        match self.writes(channel, text).await.unwrap() {
            Posted::Held(held) => held,
            Posted::Stored(_) => panic!("{text:?} was sent"),
        }
    }

    async fn reads_holds(&self, channel: ChannelId) -> Outcome<Vec<Hold>> {
        let page = moderation::holds(&self.svc, &self.user, &channel.into(), false, None, None).await;
        outcome(page).map(|page| page.items)
    }

    async fn reads_refused(&self, channel: ChannelId) -> Outcome<Vec<Hold>> {
        let page = moderation::holds(&self.svc, &self.user, &channel.into(), true, None, None).await;
        outcome(page).map(|page| page.items)
    }

    async fn approves(&self, hold: HoldId) -> Outcome<Message> {
        outcome(moderation::approve(&self.svc, &self.user, hold).await)
    }

    async fn denies(&self, hold: HoldId) -> Outcome<()> {
        outcome(moderation::deny(&self.svc, &self.user, hold).await)
    }

    async fn tests(&self, channel: ChannelId, text: &str) -> Outcome<Verdict> {
        outcome(chat::test_filters(&self.svc, &self.user, &channel.into(), text).await)
    }

    async fn tries_out(&self, channel: ChannelId, change: Value) -> Outcome<DryRun> {
        let change: RulesChange = serde_json::from_value(change).unwrap();
        outcome(chat::dry_run(&self.svc, &self.user, &channel.into(), change, None).await)
    }

    async fn reads_statistics(&self, channel: ChannelId) -> Vec<(String, i64, i64)> {
        let found = chat::rule_statistics(&self.svc, &self.user, &channel.into()).await.unwrap().into_iter();
        found.map(|RuleStatistics { rule_id, fired, overturned }| (rule_id, fired, overturned)).collect()
    }

    /// A socket of this person in a channel.
    fn has_a_socket(&self, channel: ChannelId, decides: bool) -> Watching {
        let watching = self.svc.watchers.watch(None, self.user.id());
        watching.enter(channel, self.svc.watchers.heard());
        watching.set_permissions(if decides { &[Permission::Hold] } else { &[] });
        watching
    }
}

/// The next event for this socket alone, but for those that say that the moderation page has something new.
async fn letter(watching: &Watching) -> Value {
    loop {
        let letter: Value = serde_json::from_str(&timeout(PATIENCE, watching.letter()).await.unwrap()).unwrap();
        if letter["type"] != "moderation:changed" {
            return letter;
        }
    }
}

fn refusing(terms: &[&str]) -> Value {
    json!({ "blockedTerms": terms })
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_refused_message_is_not_sent_and_moderators_are_not_bound(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let mira = platform.creator("mira").await;
    let (jonas, moder, boss) = (
        platform.person("jonas").await,
        platform.moderator("moder", mira.channel).await,
        platform.administrator().await,
    );
    mira.sets_filters(mira.channel, refusing(&["kumquat"])).await.unwrap();
    let refused =
        problem(chat::post_message(&jonas.svc, &jonas.user, mira.channel, "a K u m q u a t!").await.unwrap_err());
    assert_eq!(refused.code, Code::MessageRefused);
    assert!(!refused.detail.contains("kumquat"), "it is no help to get around the rule: {}", refused.detail);
    let stopped = moder.reads_refused(mira.channel).await.unwrap();
    let [stopped] = stopped.as_slice() else { panic!("{stopped:?}") };
    assert_eq!((stopped.content.as_str(), stopped.expires_at), ("a K u m q u a t!", None));
    assert_eq!(stopped.matches[0].term.as_deref(), Some("kumquat"));
    assert_eq!(moder.reads_holds(mira.channel).await, Ok(Vec::new()));
    assert_eq!(jonas.reads_refused(mira.channel).await, Err(Code::Forbidden));
    jonas.says(mira.channel, "an orange").await.unwrap();
    for person in [&*mira, &moder, &boss] {
        person.says(mira.channel, "kumquat").await.unwrap();
    }
    assert_eq!(platform.count("select count(*) from message").await, 4);
    let kept = "select count(*) from filtered_message where action = 'refuse' and normalized like '%k u m q u a t%'
                and jsonb_array_length(matches) = 1 and (matches -> 0 ->> 'ruleVersion')::int = 1";
    assert_eq!(platform.count(kept).await, 1);
    // In force with the next message, on every node, whatever a room has compiled.
    let other = crate::actors::node(&db);
    mira.sets_filters(mira.channel, refusing(&["orange"])).await.unwrap();
    let there = chat::post_message(&other, &jonas.user, mira.channel, "an orange").await;
    assert_eq!(outcome(there).map(drop), Err(Code::MessageRefused));
    jonas.says(mira.channel, "kumquat").await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_held_message_waits_and_those_whom_it_concerns_are_told_at_once(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (jonas, moder, other) = (
        platform.person("jonas").await,
        platform.moderator("moder", mira.channel).await,
        platform.person("other").await,
    );
    let (his, hers, bystander) = (
        jonas.has_a_socket(mira.channel, false),
        moder.has_a_socket(mira.channel, true),
        other.has_a_socket(mira.channel, false),
    );
    mira.sets_filters(mira.channel, json!({ "links": "hold" })).await.unwrap();
    let mut room = other.enters("mira").await.unwrap();
    let held = jonas.is_held(mira.channel, "see https://example.org/x").await;
    assert_eq!(held.reason, "It contains a link.");
    let told = letter(&hers).await;
    assert_eq!((&told["type"], &told["hold"]["id"]), (&json!("chat:hold"), &json!(held.id)));
    assert_eq!(told["hold"]["matches"][0]["ruleId"], "links");
    let waiting = moder.reads_holds(mira.channel).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].content.as_str()), (1, "see https://example.org/x"));
    assert_eq!(other.reads_holds(mira.channel).await.map(drop), Err(Code::Forbidden));

    let message = moder.approves(held.id).await.unwrap();
    assert_eq!((message.user.id, message.content.as_str()), (jonas.id(), "see https://example.org/x"));
    assert_eq!(room.hears("chat:message").await["message"]["id"], json!(message.id));
    assert_eq!(letter(&his).await, json!({ "type": "chat:released", "holdId": held.id, "messageId": message.id }));
    let decided = letter(&hers).await;
    assert_eq!(
        (&decided["type"], &decided["decision"], &decided["by"]),
        (&json!("chat:hold-decided"), &json!("approved"), &json!(moder.id()))
    );
    assert_eq!(moder.approves(held.id).await.map(drop), Err(Code::Conflict));
    assert_eq!(moder.denies(held.id).await, Err(Code::Conflict));

    let second = jonas.is_held(mira.channel, "and https://example.org/y").await;
    assert_eq!(letter(&hers).await["hold"]["id"], json!(second.id));
    // A tab that is opened now, or comes back, is told of it, and of what was decided a short time ago.
    let told = async |person: &Person| person.enters("mira").await.unwrap().held;
    let released = json!({ "type": "chat:released", "holdId": held.id, "messageId": message.id });
    let reason = "It contains a link.";
    let waits = json!({ "type": "chat:held", "nonce": null, "holdId": second.id, "reason": reason });
    assert_eq!(told(&jonas).await, [released.clone(), waits]);
    mira.denies(second.id).await.unwrap();
    let denied = json!({ "type": "chat:denied", "holdId": second.id, "reason": reason });
    assert_eq!(told(&jonas).await, [released, denied]);
    assert!(told(&other).await.is_empty());
    platform.sql("update filtered_message set decided_at = now() - interval '11 minutes'", &[]).await;
    assert!(told(&jonas).await.is_empty());
    let denied = letter(&his).await;
    assert_eq!((&denied["type"], &denied["reason"]), (&json!("chat:denied"), &json!("It contains a link.")));
    assert_eq!(moder.reads_statistics(mira.channel).await, [("links".to_owned(), 2, 1)]);
    assert!(futures_util::FutureExt::now_or_never(bystander.letter()).is_none(), "others are told nothing");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn of_two_who_decide_at_once_one_does_and_what_is_over_stays_over(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (jonas, moder) = (platform.person("jonas").await, platform.moderator("moder", mira.channel).await);
    mira.sets_filters(mira.channel, json!({ "blockedTerms": [{ "pattern": "kumquat", "action": "hold" }] }))
        .await
        .unwrap();
    let held = jonas.is_held(mira.channel, "kumquat").await.id;
    let approvals = join_all([moder.approves(held), mira.approves(held), moder.approves(held)]).await;
    assert_eq!(approvals.iter().filter(|approved| approved.is_ok()).count(), 1, "{approvals:?}");
    assert!(approvals.iter().all(|approved| approved.is_ok() || matches!(approved, Err(Code::Conflict))));
    assert_eq!(platform.count("select count(*) from message").await, 1);

    let banned = jonas.is_held(mira.channel, "kumquat again").await.id;
    platform.sql("insert into ban (channel_id, account_id) values ($1, $2)", &[mira.channel.0, jonas.id().0]).await;
    assert_eq!(moder.approves(banned).await.map(drop), Err(Code::Conflict), "the author may not write");
    platform.sql("delete from ban", &[]).await;
    let his = jonas.has_a_socket(mira.channel, false);
    platform.sql("update filtered_message set expires_at = now() where decision is null", &[]).await;
    assert_eq!(moder.approves(banned).await.map(drop), Err(Code::Conflict));
    assert!(moder.reads_holds(mira.channel).await.unwrap().is_empty());
    moderation::expire_holds(&platform.svc).await.unwrap();
    let denied = letter(&his).await;
    assert!(denied["reason"].as_str().unwrap().contains("No moderator decided in time"), "{denied}");
    platform.sql("update moderator set permissions = '{ban}'", &[]).await;
    let waits = jonas.is_held(mira.channel, "kumquat once more").await.id;
    for outcome in [moder.approves(waits).await.map(drop), moder.denies(waits).await] {
        assert_eq!(outcome, Err(Code::Forbidden), "without the permission");
    }
    assert_eq!(moder.approves(HoldId(uuid::Uuid::nil())).await.map(drop), Err(Code::NotFound));
    // The channel has become private meanwhile: its owner decides all the same.
    platform.sql("update channel set is_public = false", &[]).await;
    assert_eq!(mira.approves(waits).await.map(|message| message.content).as_deref(), Ok("kumquat once more"));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_held_reply_is_sent_without_what_it_answered_if_that_is_gone(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let answered = mira.says(mira.channel, "What do you think?").await.unwrap();
    mira.sets_filters(mira.channel, json!({ "links": "hold" })).await.unwrap();
    let member = services::access::member(&jonas.user).unwrap();
    let role = domain::channels::Role::Viewer;
    let draft = chat::draft(&jonas.svc, &member, role, "www.example.org", None, Some(answered.id)).unwrap();
    let Posted::Held(held) = jonas.svc.rooms.post(mira.channel, draft).await.unwrap().await.unwrap().unwrap() else {
        panic!("it was sent")
    };
    platform.sql("update message set deleted_at = now()", &[]).await;
    let sent = mira.approves(held.id).await.unwrap();
    assert_eq!((sent.content.as_str(), sent.reply_to), ("www.example.org", None));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_text_of_a_denied_message_is_in_the_log_until_its_author_is_gone(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    mira.sets_filters(mira.channel, json!({ "links": "hold" })).await.unwrap();
    let held = jonas.is_held(mira.channel, "my zebra lives at www.example.org").await;
    mira.denies(held.id).await.unwrap();
    let query = moderation::LogQuery { text: Some("zebra".into()), ..moderation::LogQuery::default() };
    let log = moderation::log(&mira.svc, &mira.user, &mira.channel.into(), query).await.unwrap().items;
    let [entry] = log.as_slice() else { panic!("{log:?}") };
    let denied = entry.message.as_ref().unwrap();
    assert_eq!((entry.action.as_str(), denied.content.as_str()), ("deny_message", "my zebra lives at www.example.org"));
    // Earlier versions kept the text with the action.
    platform
        .sql("update audit set detail = detail || '{\"content\": \"my zebra\"}' where action = 'deny_message'", &[])
        .await;
    outcome(accounts::erase_account(&jonas.svc, &jonas.user, PASSWORD, None, device(1)).await).unwrap();
    for kept in
        ["select count(*) from audit where detail::text like '%zebra%'", "select count(*) from filtered_message"]
    {
        assert_eq!(platform.count(kept).await, 0, "{kept}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_message_that_is_sent_twice_is_held_once(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    mira.sets_filters(mira.channel, json!({ "links": "hold" })).await.unwrap();
    let send = async |nonce: &str| {
        let member = services::access::member(&jonas.user).unwrap();
        let (role, nonce) = (domain::channels::Role::Viewer, Some(nonce.to_owned()));
        let draft = chat::draft(&jonas.svc, &member, role, "www.example.org", nonce, None).unwrap();
        outcome(jonas.svc.rooms.post(mira.channel, draft).await.unwrap().await.unwrap())
    };
    let held = async |nonce: &str| match send(nonce).await {
        Ok(Posted::Held(held)) => held.id,
        other => panic!("{other:?}"),
    };
    let first = held("n1").await;
    assert_eq!(held("n1").await, first);
    assert_eq!(mira.reads_holds(mira.channel).await.unwrap().len(), 1);
    // Once it was decided, the answer says how.
    let sent = mira.approves(first).await.unwrap();
    let Ok(Posted::Stored(again)) = send("n1").await else { panic!("it was sent") };
    assert_eq!((again.id, again.seq), (sent.id, sent.seq));
    mira.denies(held("n2").await).await.unwrap();
    assert_eq!(send("n2").await.map(drop), Err(Code::MessageRefused));
    assert_eq!(platform.count("select count(*) from message").await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_flood_of_alike_messages_is_stopped(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let flood = json!({ "flood": { "action": "refuse", "most": 2, "seconds": 60 } });
    mira.sets_filters(mira.channel, flood).await.unwrap();
    for text in ["come to my channel", "COME to my channel!!"] {
        jonas.says(mira.channel, text).await.unwrap();
    }
    assert_eq!(jonas.writes(mira.channel, "come to my channel").await.map(drop), Err(Code::MessageRefused));
    jonas.says(mira.channel, "something else entirely").await.unwrap();
    platform.sql("update message set created_at = created_at - interval '2 minutes'", &[]).await;
    jonas.says(mira.channel, "come to my channel").await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn equal_messages_that_are_sent_at_once_are_counted(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    for (most, text) in [(1, "come to my channel"), (3, "what a goal that was")] {
        let flood = json!({ "flood": { "action": "refuse", "most": most, "seconds": 60 } });
        mira.sets_filters(mira.channel, flood).await.unwrap();
        let sent = join_all((0..7).map(|_| jonas.writes(mira.channel, text))).await;
        assert_eq!(sent.iter().filter(|sent| sent.is_ok()).count(), most, "{sent:?}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn floods_are_tried_out_as_they_would_have_been_stopped(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (jonas, ada) = (platform.person("jonas").await, platform.person("ada").await);
    for text in ["come to my channel", "COME to my channel!!", "come to my channel now", "something else"] {
        jonas.says(mira.channel, text).await.unwrap();
    }
    ada.says(mira.channel, "come to my channel").await.unwrap();
    let flood = |seconds: u32| json!({ "flood": { "action": "refuse", "most": 1, "seconds": seconds } });
    let tried = mira.tries_out(mira.channel, flood(60)).await.unwrap();
    let found: Vec<&str> = tried.examples.iter().map(|example| example.content.as_str()).collect();
    assert_eq!(found, ["come to my channel now", "COME to my channel!!"], "what others say is no flood");
    assert_eq!((tried.checked, tried.refused), (5, 2));
    // What would have been stopped is not counted: only the first of them was sent, and that is long ago.
    platform
        .sql("update message set created_at = created_at - interval '2 minutes' where content like 'come%channel'", &[])
        .await;
    let tried = mira.tries_out(mira.channel, flood(60)).await.unwrap();
    let found: Vec<&str> = tried.examples.iter().map(|example| example.content.as_str()).collect();
    assert_eq!(found, ["come to my channel now"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn rules_are_tested_tried_out_and_taken_back(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (jonas, moder) = (platform.person("jonas").await, platform.moderator("moder", mira.channel).await);
    for text in ["I like kumquats", "me too", "KUMQUAT", "www.example.org"] {
        jonas.says(mira.channel, text).await.unwrap();
    }
    mira.says(mira.channel, "kumquat, says the owner").await.unwrap();
    let change =
        json!({ "blockedTerms": [{ "pattern": "kumquat*", "kind": "wildcard", "action": "hold" }], "links": "refuse" });
    let tried = moder.tries_out(mira.channel, change.clone()).await.unwrap();
    assert_eq!((tried.checked, tried.held, tried.refused, tried.is_sample), (4, 2, 1, false));
    assert_eq!(tried.examples[0].content, "www.example.org", "the newest first");
    assert_eq!(moder.tests(mira.channel, "kumquat").await.unwrap().verdict, Action::Allow, "nothing was changed");
    let Filters { version, .. } = mira.sets_filters(mira.channel, change).await.unwrap();
    let verdict = moder.tests(mira.channel, "oh kümquat").await.unwrap();
    let [found] = verdict.matches.as_slice() else { panic!("{verdict:?}") };
    assert_eq!((verdict.verdict, found.start, found.end, found.rule_version), (Action::Hold, 3, 10, version));
    assert_eq!(found.term.as_deref(), Some("kumquat*"), "which of the channel's terms it is");
    // Places are those of the text as it was typed.
    let verdict = moder.tests(mira.channel, "  \u{200b}oh\u{a0}\nkumquat kumqua \u{202e}").await.unwrap();
    assert_eq!((verdict.matches[0].start, verdict.matches[0].end), (7, 14), "{verdict:?}");
    // A rule that did not change keeps its version.
    mira.sets_filters(mira.channel, json!({ "links": "hold" })).await.unwrap();
    let verdict = moder.tests(mira.channel, "kumquat www.example.org").await.unwrap();
    let versions: Vec<i32> = verdict.matches.iter().map(|found| found.rule_version).collect();
    assert_eq!(versions, [version, version + 1]);
    let log =
        moderation::log(&mira.svc, &mira.user, &mira.channel.into(), moderation::LogQuery::default()).await.unwrap();
    let [last, first] = log.items.as_slice() else { panic!("{:?}", log.items) };
    assert_eq!(outcome(moderation::undo(&mira.svc, &mira.user, first.id).await).map(drop), Err(Code::Conflict));
    for action in [last, first] {
        moderation::undo(&mira.svc, &mira.user, action.id).await.unwrap();
    }
    assert_eq!(moder.tests(mira.channel, "kumquat www.example.org").await.unwrap().verdict, Action::Allow);

    platform.sql("update moderator set permissions = '{modes}'", &[]).await;
    assert_eq!(moder.sets_filters(mira.channel, refusing(&["x"])).await.map(drop), Err(Code::Forbidden));
    assert_eq!(moder.tries_out(mira.channel, json!({})).await.map(drop), Err(Code::Forbidden));
    moder.sets_filters(mira.channel, json!({ "modes": { "slowSeconds": 1 } })).await.unwrap();
    for terms in [
        json!(["("]),
        json!([""]),
        json!([{ "pattern": "(", "kind": "regex" }]),
        json!([{ "pattern": "a*", "kind": "regex" }]),
    ] {
        let is_word = terms == json!(["("]);
        let set = mira.sets_filters(mira.channel, json!({ "blockedTerms": terms })).await.map(drop);
        assert_eq!(set, if is_word { Ok(()) } else { Err(Code::ValidationFailed) }, "{terms}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn the_worst_words_wait_unless_the_channel_says_otherwise(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    jonas.says(mira.channel, "damn, what a shot").await.unwrap();
    let level = async |level: u8| {
        let change = json!({ "profanity": { "level": level, "action": "refuse" } });
        mira.sets_filters(mira.channel, change).await.unwrap();
        jonas.writes(mira.channel, "what a sh1t").await.map(drop)
    };
    assert_eq!(level(3).await, Err(Code::MessageRefused));
    assert_eq!(level(2).await, Ok(()));
    assert_eq!(level(0).await, Ok(()));
}
