//! Bans, timeouts, lockdowns, moderators and notes: who may do what to whom, what the room shows of it, and how it is taken back.

mod found;

use crate::actors::{Outcome, Person, Platform, outcome};
use domain::moderation::{Ban, ChannelModerator, LogEntry, NewBan, Note, UserCard};
use domain::{ActionId, ChannelId, Code};
use futures_util::future::join_all;
use serde_json::{Value, json};
use services::moderation::{self, LogQuery};
use sqlx::PgPool;

impl Person {
    async fn bans_with(&self, channel: ChannelId, ban: Value) -> Outcome<Ban> {
        let ban: NewBan = serde_json::from_value(ban).unwrap();
        outcome(moderation::ban_user(&self.svc, &self.user, &channel.into(), ban).await).map(|banned| banned.ban)
    }

    async fn bans(&self, channel: ChannelId, user: &str) -> Outcome<Ban> {
        self.bans_with(channel, json!({ "userId": user })).await
    }

    async fn times_out(&self, channel: ChannelId, user: &str, seconds: u32) -> Outcome<Ban> {
        self.bans_with(channel, json!({ "userId": user, "seconds": seconds })).await
    }

    async fn unbans(&self, channel: ChannelId, user: &str) -> Outcome<()> {
        let user = user.parse().unwrap();
        outcome(moderation::unban_user(&self.svc, &self.user, &channel.into(), &user).await).map(drop)
    }

    async fn undoes(&self, action: ActionId) -> Outcome<LogEntry> {
        outcome(moderation::undo(&self.svc, &self.user, action).await)
    }

    async fn reads_log(&self, channel: ChannelId, query: LogQuery) -> Outcome<Vec<LogEntry>> {
        outcome(moderation::log(&self.svc, &self.user, &channel.into(), query).await).map(|page| page.items)
    }

    /// The newest entry.
    async fn last_action(&self, channel: ChannelId) -> LogEntry {
        self.reads_log(channel, LogQuery::default()).await.unwrap().remove(0)
    }

    async fn makes_moderator(&self, channel: ChannelId, change: Value) -> Outcome<ChannelModerator> {
        let change = serde_json::from_value(change).unwrap();
        outcome(moderation::set_moderator(&self.svc, &self.user, &channel.into(), change).await)
    }

    async fn removes_moderator(&self, channel: ChannelId, user: &str) -> Outcome<()> {
        let user = user.parse().unwrap();
        outcome(moderation::remove_moderator(&self.svc, &self.user, &channel.into(), &user).await)
    }

    async fn locks_down(&self, channel: ChannelId) -> Outcome<()> {
        outcome(moderation::lock_down(&self.svc, &self.user, &channel.into()).await).map(drop)
    }

    async fn lifts_lockdown(&self, channel: ChannelId) -> Outcome<()> {
        outcome(moderation::lift_lockdown(&self.svc, &self.user, &channel.into()).await)
    }

    async fn notes(&self, channel: ChannelId, user: &str, content: &str) -> Outcome<Note> {
        let user = user.parse().unwrap();
        outcome(moderation::add_note(&self.svc, &self.user, &channel.into(), &user, content).await)
    }

    async fn sees_card(&self, channel: ChannelId, user: &str) -> Outcome<UserCard> {
        outcome(moderation::user_card(&self.svc, &self.user, &channel.into(), &user.parse().unwrap()).await)
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_ban_takes_a_person_out_of_view_and_undo_brings_them_back(db: PgPool) {
    let platform = Platform::open(db).await;
    platform.listens().await;
    let mira = platform.creator("mira").await;
    let (troll, jonas) = (platform.person("troll").await, platform.person("jonas").await);
    let moder = platform.moderator("moder", mira.channel).await;
    let mut tab = platform.visitor().enters("mira").await.unwrap();
    for (person, text) in [(&troll, "one"), (&jonas, "two"), (&troll, "three"), (&jonas, "four")] {
        person.says(mira.channel, text).await.unwrap();
    }
    let ban = moder.bans_with(mira.channel, json!({ "userId": "troll", "reason": "spam" })).await.unwrap();
    assert_eq!((ban.user.id, ban.by.unwrap().id, ban.reason.as_deref()), (troll.id(), moder.id(), Some("spam")));
    assert_eq!(tab.hears("chat:deleted").await["userId"], json!(troll.id()));
    assert_eq!(troll.says(mira.channel, "five").await.map(drop), Err(Code::Banned));
    assert_eq!(platform.visitor().enters("mira").await.unwrap().history(), [2, 4]);

    let logged = moder.last_action(mira.channel).await;
    assert_eq!((logged.action.as_str(), logged.reason.as_deref(), logged.messages), ("ban", Some("spam"), Some(2)));
    let gone = async |person: &Person| {
        let messages = outcome(moderation::deleted_messages(&person.svc, &person.user, logged.id).await);
        messages.map(|messages| messages.into_iter().map(|message| message.content).collect::<Vec<_>>())
    };
    assert_eq!(gone(&moder).await.unwrap(), ["one", "three"], "the log has what it took out of view");
    assert_eq!(gone(&jonas).await, Err(Code::Forbidden));
    assert_eq!(gone(&platform.visitor()).await, Err(Code::SigninRequired));
    let undone = moder.undoes(logged.id).await.unwrap();
    assert_eq!(undone.undone_by.unwrap().id, moder.id());
    let restored = tab.hears("chat:restored").await;
    let texts: Vec<&str> =
        restored["messages"].as_array().unwrap().iter().map(|message| message["content"].as_str().unwrap()).collect();
    assert_eq!(texts, ["one", "three"]);
    assert!(gone(&moder).await.unwrap().is_empty(), "they are back");
    troll.says(mira.channel, "sorry").await.unwrap();
    testkit::until("those who join now see them, too", async || {
        (platform.visitor().enters("mira").await.unwrap().history() == [1, 2, 3, 4, 5]).then_some(())
    })
    .await;
    assert_eq!(moder.undoes(logged.id).await.map(drop), Err(Code::Conflict), "once");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_timeout_ends_by_itself_and_does_not_replace_a_ban(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let troll = platform.person("troll").await;
    troll.says(mira.channel, "hello").await.unwrap();
    let keeping = json!({ "userId": troll.id(), "seconds": 600, "keepMessages": true });
    let timeout = mira.bans_with(mira.channel, keeping).await.unwrap();
    let seconds = (timeout.expires_at.unwrap() - timeout.created_at).whole_seconds();
    assert_eq!(seconds, 600);
    assert_eq!(mira.last_action(mira.channel).await.messages, None, "the messages stay");
    assert_eq!(troll.says(mira.channel, "what?").await.map(drop), Err(Code::Banned));
    platform.sql("update ban set expires_at = now()", &[]).await;
    troll.says(mira.channel, "again").await.unwrap();

    mira.bans(mira.channel, "troll").await.unwrap();
    assert_eq!(mira.times_out(mira.channel, "troll", 10).await.map(drop), Err(Code::Conflict));
    mira.unbans(mira.channel, "troll").await.unwrap();
    assert_eq!(mira.unbans(mira.channel, "troll").await, Err(Code::NotFound));
    troll.says(mira.channel, "thanks").await.unwrap();
    // Lifting a ban is taken back, too.
    let lifted = mira.last_action(mira.channel).await;
    assert_eq!(lifted.action, "unban");
    mira.undoes(lifted.id).await.unwrap();
    assert_eq!(troll.says(mira.channel, "oh").await.map(drop), Err(Code::Banned));
    for seconds in [0, 315_360_001] {
        assert_eq!(mira.times_out(mira.channel, "troll", seconds).await.map(drop), Err(Code::ValidationFailed));
    }
    let reason = json!({ "userId": "troll", "reason": "x".repeat(501) });
    assert_eq!(mira.bans_with(mira.channel, reason).await.map(drop), Err(Code::ValidationFailed));
    assert_eq!(mira.bans(mira.channel, "nobody_here").await.map(drop), Err(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn owner_staff_moderators_and_oneself_are_untouchable(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (moder, boss) = (platform.moderator("moder", mira.channel).await, platform.administrator().await);
    let second = platform.moderator("second", mira.channel).await;
    let boss_name = boss.user.account().unwrap().username.clone().unwrap();
    for (person, user) in [(&moder, "mira"), (&moder, boss_name.as_str()), (&moder, "second"), (&moder, "moder")] {
        assert_eq!(person.bans(mira.channel, user).await.map(drop), Err(Code::Forbidden), "{user}");
        assert_eq!(person.times_out(mira.channel, user, 60).await.map(drop), Err(Code::Forbidden), "{user}");
    }
    assert_eq!(mira.bans(mira.channel, "mira").await.map(drop), Err(Code::Forbidden));
    assert_eq!(boss.bans(mira.channel, "mira").await.map(drop), Err(Code::Forbidden));
    assert_eq!(platform.count("select count(*) from ban").await, 0);
    mira.removes_moderator(mira.channel, "second").await.unwrap();
    mira.bans(mira.channel, "second").await.unwrap();
    assert_eq!(second.says(mira.channel, "hm").await.map(drop), Err(Code::Banned));
    let back = json!({ "username": "second" });
    assert_eq!(mira.makes_moderator(mira.channel, back).await.map(drop), Err(Code::Conflict), "banned");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_moderator_does_what_the_owner_has_allowed(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (moder, jonas) = (platform.person("moder").await, platform.person("jonas").await);
    let troll = platform.person("troll").await;
    assert_eq!(
        jonas.makes_moderator(mira.channel, json!({ "username": "jonas" })).await.map(drop),
        Err(Code::Forbidden)
    );
    let only = |names: &[&str]| json!({ "username": "@moder", "permissions": names });
    let made = mira.makes_moderator(mira.channel, only(&["timeout", "timeout"])).await.unwrap();
    assert_eq!((made.user.id, made.permissions.len()), (moder.id(), 1));
    let again = mira.makes_moderator(mira.channel, json!({ "username": "moder" })).await.unwrap();
    assert_eq!(again, made, "nothing is given to one who moderates already unless it is named");
    assert_eq!(moder.bans(mira.channel, "troll").await.map(drop), Err(Code::Forbidden));
    moder.times_out(mira.channel, "troll", 60).await.unwrap();
    moder.unbans(mira.channel, "troll").await.unwrap();
    assert_eq!(moder.reads_log(mira.channel, LogQuery::default()).await.map(drop), Err(Code::Forbidden));
    assert_eq!(moder.locks_down(mira.channel).await, Err(Code::Forbidden));
    assert_eq!(moder.notes(mira.channel, "troll", "hm").await.map(drop), Err(Code::Forbidden));
    assert_eq!(moder.sees_card(mira.channel, "troll").await.map(drop), Err(Code::Forbidden));

    mira.bans(mira.channel, "troll").await.unwrap();
    let ban = mira.last_action(mira.channel).await.id;
    assert_eq!(moder.unbans(mira.channel, "troll").await, Err(Code::Forbidden), "a ban is no timeout");
    assert_eq!(moder.undoes(ban).await.map(drop), Err(Code::Forbidden));
    let standing = services::chat::standing(&moder.svc, &moder.user, mira.channel).await.unwrap();
    assert_eq!(standing.permissions, [domain::moderation::Permission::Timeout]);
    mira.makes_moderator(mira.channel, only(&["ban", "modes", "view_log"])).await.unwrap();
    moder.undoes(ban).await.unwrap();
    troll.says(mira.channel, "hi").await.unwrap();
    moder.locks_down(mira.channel).await.unwrap();

    let listed = outcome(moderation::moderators(&mira.svc, &mira.user, &mira.channel.into()).await).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(jonas.removes_moderator(mira.channel, "moder").await, Err(Code::Forbidden));
    moder.removes_moderator(mira.channel, "moder").await.unwrap();
    assert_eq!(moder.locks_down(mira.channel).await, Err(Code::Forbidden), "who has left may do nothing");
    assert_eq!(mira.removes_moderator(mira.channel, "moder").await, Err(Code::NotFound));
    for change in [json!({}), json!({ "username": "mira" }), json!({ "username": "no such name" })] {
        assert_eq!(mira.makes_moderator(mira.channel, change).await.map(drop), Err(Code::ValidationFailed));
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn in_a_lockdown_only_moderators_write_and_the_modes_stay(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (moder, jonas) = (platform.moderator("moder", mira.channel).await, platform.person("jonas").await);
    mira.sets_filters(mira.channel, json!({ "modes": { "uniqueMessages": true } })).await.unwrap();
    moder.locks_down(mira.channel).await.unwrap();
    assert_eq!(jonas.says(mira.channel, "hi").await.map(drop), Err(Code::Lockdown));
    let standing = services::chat::standing(&jonas.svc, &jonas.user, mira.channel).await.unwrap();
    assert_eq!((standing.can_send, standing.reason), (false, Some(Code::Lockdown)));
    moder.says(mira.channel, "calm down").await.unwrap();
    mira.says(mira.channel, "please").await.unwrap();
    moder.locks_down(mira.channel).await.unwrap();
    let locked = moder.last_action(mira.channel).await;
    assert_eq!(platform.count("select count(*) from audit where action = 'lock_down'").await, 1, "once is enough");
    mira.undoes(locked.id).await.unwrap();
    jonas.says(mira.channel, "hi").await.unwrap();
    assert_eq!(jonas.says(mira.channel, "hi").await.map(drop), Err(Code::DuplicateMessage));
    mira.lifts_lockdown(mira.channel).await.unwrap();
    mira.locks_down(mira.channel).await.unwrap();
    mira.lifts_lockdown(mira.channel).await.unwrap();
    jonas.says(mira.channel, "hello").await.unwrap();
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn what_has_changed_since_is_not_undone_and_of_two_who_undo_one_does(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let other = platform.creator("other").await;
    let (moder, troll) = (platform.moderator("moder", mira.channel).await, platform.person("troll").await);
    troll.says(mira.channel, "rude").await.unwrap();
    mira.times_out(mira.channel, "troll", 600).await.unwrap();
    let first = mira.last_action(mira.channel).await.id;
    mira.times_out(mira.channel, "troll", 900).await.unwrap();
    let second = mira.last_action(mira.channel).await.id;
    assert_eq!(moder.undoes(first).await.map(drop), Err(Code::Conflict), "another timeout is in force");
    assert_eq!(other.undoes(second).await.map(drop), Err(Code::Forbidden));
    assert_eq!(platform.visitor().undoes(second).await.map(drop), Err(Code::SigninRequired));
    assert_eq!(moder.undoes(ActionId(uuid::Uuid::nil())).await.map(drop), Err(Code::NotFound));
    // The first one is in force again.
    moder.undoes(second).await.unwrap();
    assert_eq!(troll.says(mira.channel, "still").await.map(drop), Err(Code::Banned));
    let outcomes = join_all([moder.undoes(first), mira.undoes(first), moder.undoes(first)]).await;
    let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(done, 1, "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| outcome.is_ok() || matches!(outcome, Err(Code::Conflict))));
    let message = troll.says(mira.channel, "free").await.unwrap();

    mira.sets_filters(mira.channel, json!({ "modes": { "slowSeconds": 5 } })).await.unwrap();
    let slow = mira.last_action(mira.channel).await;
    assert_eq!(slow.modes.as_ref().unwrap().slow_seconds, 5);
    mira.sets_filters(mira.channel, json!({ "modes": { "slowSeconds": 9 } })).await.unwrap();
    let slower = mira.last_action(mira.channel).await.id;
    assert_eq!(moder.undoes(slow.id).await.map(drop), Err(Code::Conflict));
    moder.undoes(slower).await.unwrap();
    moder.undoes(slow.id).await.unwrap();
    assert_eq!(
        outcome(services::chat::filters(&mira.svc, &mira.user, &mira.channel.into()).await).unwrap().modes.slow_seconds,
        0
    );

    moder.deletes(message.id).await.unwrap();
    let deleted = moder.last_action(mira.channel).await;
    assert_eq!(deleted.message.unwrap().content, "free");
    moder.undoes(deleted.id).await.unwrap();
    let again = moder.last_action(mira.channel).await;
    assert_eq!((again.action.as_str(), again.is_undoable), ("undo", false));
    assert_eq!(moder.undoes(again.id).await.map(drop), Err(Code::Conflict));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn moderators_see_a_persons_past_and_leave_each_other_notes(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let (moder, second) =
        (platform.moderator("moder", mira.channel).await, platform.moderator("second", mira.channel).await);
    let troll = platform.person("troll").await;
    for text in ["one", "two"] {
        troll.says(mira.channel, text).await.unwrap();
    }
    moder.times_out(mira.channel, "troll", 60).await.unwrap();
    let note = moder.notes(mira.channel, "troll", "  second time ").await.unwrap();
    let card = second.sees_card(mira.channel, "troll").await.unwrap();
    assert_eq!((card.message_count, card.messages.len(), card.notes[0].content.as_str()), (2, 2, "second time"));
    assert!(card.messages[0].deleted_at.is_some() && card.ban.is_some());
    assert_eq!(card.actions[0].action, "timeout");
    let delete = async |person: &Person| {
        let user = "troll".parse().unwrap();
        outcome(moderation::delete_note(&person.svc, &person.user, &mira.channel.into(), &user, note.id).await)
    };
    assert_eq!(delete(&second).await, Err(Code::NotFound), "another moderator's");
    delete(&mira).await.unwrap();
    assert_eq!(second.notes(mira.channel, "troll", " ").await.map(drop), Err(Code::ValidationFailed));
    mira.notes(mira.channel, "moder", "late again").await.unwrap();
    let of_moder = async |person: &Person| {
        let user = "moder".parse().unwrap();
        let notes = moderation::notes(&person.svc, &person.user, &mira.channel.into(), &user).await.unwrap();
        (notes.len(), person.sees_card(mira.channel, "moder").await.unwrap().notes.len())
    };
    assert_eq!((of_moder(&second).await, of_moder(&moder).await), ((1, 1), (0, 0)), "none of oneself");
    // The log is looked through by user, action and words.
    let found = async |query: LogQuery| moder.reads_log(mira.channel, query).await.unwrap().len();
    let by = |text: &str| LogQuery { text: Some(text.into()), ..LogQuery::default() };
    assert_eq!((found(by("TROLL")).await, found(by("nothing like it")).await), (1, 0));
    // As pages say it, in any order, with names between the words.
    for words in ["timed", "timed out", "deleted", "moder  Timed troll out", "timeout"] {
        assert_eq!(found(by(words)).await, 1, "{words}");
    }
    for words in ["banned", "timed second", "slow mode"] {
        assert_eq!(found(by(words)).await, 0, "{words}");
    }
    let change = serde_json::from_value(json!({ "modes": { "slowSeconds": 30 } })).unwrap();
    services::chat::change_filters(&mira.svc, &mira.user, &mira.channel.into(), change).await.unwrap();
    assert_eq!((found(by("slow mode")).await, found(by("emotes only")).await), (1, 0));
    assert_eq!(found(LogQuery { action: Some("ban".into()), ..LogQuery::default() }).await, 0);
    assert_eq!(found(LogQuery { user: Some("troll".parse().unwrap()), ..LogQuery::default() }).await, 1);
}
