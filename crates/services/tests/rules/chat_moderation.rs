//! What owners and moderators do in a chat: pinned messages, announcements, and deletions.

use crate::actors::{Outcome, PASSWORD, Person, Platform, device, node, outcome};
use domain::chat::Message;
use domain::{ChannelId, Code, MessageId, Page};
use serde_json::{Value, json};
use services::{accounts, chat, recheck};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

impl Person {
    pub async fn pins(&self, channel: ChannelId, message: MessageId) -> Outcome<Message> {
        outcome(chat::pin_message(&self.svc, &self.user, &channel.into(), message).await)
    }

    async fn unpins(&self, channel: ChannelId) -> Outcome<()> {
        outcome(chat::unpin_message(&self.svc, &self.user, &channel.into()).await)
    }

    async fn announces(&self, channel: ChannelId, text: &str) -> Outcome<Message> {
        outcome(chat::announce(&self.svc, &self.user, &channel.into(), text).await)
    }

    pub async fn deletes(&self, message: MessageId) -> Outcome<()> {
        outcome(chat::delete_message(&self.svc, &self.user, message).await).map(drop)
    }

    async fn deletes_all_of(&self, channel: ChannelId, user: &str) -> Outcome<()> {
        let user = user.parse().unwrap();
        outcome(chat::delete_user_messages(&self.svc, &self.user, &channel.into(), &user).await).map(drop)
    }

    /// Numbers of a page of the channel's messages, and the cursor.
    async fn pages(&self, channel: ChannelId, before: Option<&str>, limit: i64) -> (Vec<i64>, Option<String>) {
        let page = chat::channel_messages(&self.svc, &self.user, &channel.into(), before, Some(limit)).await;
        let Page { items, next_cursor } = page.unwrap();
        (items.iter().map(|message| message.seq).collect(), next_cursor)
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_channels_messages_are_read_in_pages_live_or_not(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, visitor) = (platform.creator("mira").await, platform.visitor());
    mira.says(mira.channel, "before").await.unwrap();
    let encoder = mira.goes_live().await;
    for text in ["during", "during, too"] {
        mira.says(mira.channel, text).await.unwrap();
    }
    mira.ends(encoder.stream).await.unwrap();
    mira.says(mira.channel, "after").await.unwrap();
    assert_eq!(visitor.pages(mira.channel, None, 3).await, (vec![4, 3, 2], Some("2".into())));
    assert_eq!(visitor.pages(mira.channel, Some("2"), 3).await, (vec![1], None));
    let wrong = chat::channel_messages(&mira.svc, &mira.user, &mira.channel.into(), Some("x"), None).await;
    assert_eq!(outcome(wrong), Err(Code::BadRequest));
    mira.sets_public(false).await;
    let hidden = chat::channel_messages(&visitor.svc, &visitor.user, &mira.channel.into(), None, None).await;
    assert_eq!(outcome(hidden), Err(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_message_is_gone_live_in_history_and_for_those_who_come_back(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let (moder, boss) = (platform.moderator("moder", mira.channel).await, platform.administrator().await);
    let other = platform.creator("other").await;
    let mut tab = platform.visitor().enters("mira").await.unwrap();
    let mut said = Vec::new();
    for number in 1..=6 {
        said.push(jonas.says(mira.channel, &format!("message {number}")).await.unwrap().id);
    }
    assert_eq!(other.deletes(said[0]).await, Err(Code::Forbidden));
    assert_eq!(platform.visitor().deletes(said[0]).await, Err(Code::SigninRequired));
    platform.sql("update moderator set permissions = '{timeout}'", &[]).await;
    assert_eq!(moder.deletes(said[0]).await, Err(Code::Forbidden), "without the permission");
    platform.sql("update moderator set permissions = default", &[]).await;
    for (person, message) in [(&jonas, said[0]), (&*mira, said[1]), (&moder, said[2]), (&boss, said[3])] {
        person.deletes(message).await.unwrap();
        let deleted = tab.hears("chat:deleted").await;
        assert_eq!(deleted, json!({ "type": "chat:deleted", "messageId": message, "by": person.id() }));
        assert_eq!(person.deletes(message).await, Err(Code::NotFound), "it is deleted already");
    }
    assert_eq!(jonas.enters("mira").await.unwrap().history(), [5, 6]);
    assert_eq!(jonas.pages(mira.channel, None, 50).await.0, [6, 5]);
    let back = jonas.returns("mira", &tab.epoch, 5).await.unwrap();
    assert_eq!(back.history(), [6]);
    let told: Vec<Value> = back.deleted.iter().map(|event| event["messageId"].clone()).collect();
    assert_eq!(told, said[..4].iter().map(|id| json!(id)).collect::<Vec<_>>());
    assert_eq!(jonas.says(mira.channel, "next").await.unwrap().seq, 7);
    // The author's own deletion is no act of moderation.
    assert_eq!(platform.count("select count(*) from audit where action = 'delete_message'").await, 3);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn all_messages_of_a_user_are_deleted_in_one_channel_only_on_every_node(db: PgPool) {
    let platform = Platform::open(db.clone()).await;
    let (mira, jonas, other) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.creator("other").await);
    let elsewhere = node(&db);
    let watching = elsewhere.watchers.watch(None, None);
    let svc = elsewhere.clone();
    platform.run(async move { recheck::run(&svc, &CancellationToken::new()).await });
    watching.changed().await;
    jonas.says(other.channel, "elsewhere").await.unwrap();
    for text in ["one", "two"] {
        jonas.says(mira.channel, text).await.unwrap();
    }
    mira.says(mira.channel, "three").await.unwrap();
    let viewer = Person { svc: elsewhere, user: platform.visitor().user };
    let mut there = viewer.enters("mira").await.unwrap();
    assert_eq!(jonas.deletes_all_of(mira.channel, "jonas").await, Err(Code::Forbidden));
    assert_eq!(mira.deletes_all_of(mira.channel, "unknown").await, Err(Code::NotFound));
    mira.deletes_all_of(mira.channel, "jonas").await.unwrap();
    let deleted = there.hears("chat:deleted").await;
    assert_eq!(deleted, json!({ "type": "chat:deleted", "userId": jonas.id(), "by": mira.id() }));
    assert_eq!(viewer.enters("mira").await.unwrap().history(), [3]);
    assert_eq!(jonas.pages(other.channel, None, 50).await.0, [1]);
    jonas.says(mira.channel, "four").await.unwrap();
    assert_eq!(jonas.enters("mira").await.unwrap().history(), [3, 4], "what comes later stays");
    let audit = "select count(*) from audit where action = 'delete_user_messages' and detail ->> 'messages' = '2'";
    assert_eq!(platform.count(audit).await, 1);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_pinned_message_is_shown_to_all_until_it_is_unpinned_or_deleted(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let moder = platform.moderator("moder", mira.channel).await;
    let other = platform.creator("other").await;
    let (rules, more) =
        (mira.says(mira.channel, "rules").await.unwrap(), jonas.says(mira.channel, "more").await.unwrap());
    let foreign = other.says(other.channel, "elsewhere").await.unwrap();
    let mut tab = jonas.enters("mira").await.unwrap();
    assert_eq!(tab.pinned, None);
    assert_eq!(jonas.pins(mira.channel, more.id).await, Err(Code::Forbidden));
    assert_eq!(mira.pins(mira.channel, foreign.id).await, Err(Code::NotFound));
    assert_eq!(mira.unpins(mira.channel).await, Ok(()), "none is pinned");
    assert_eq!(moder.pins(mira.channel, rules.id).await.as_ref(), Ok(&rules));
    assert_eq!(tab.hears("chat:pinned").await["message"], serde_json::to_value(&rules).unwrap());
    assert_eq!(platform.visitor().enters("mira").await.unwrap().pinned, Some(rules));

    mira.pins(mira.channel, more.id).await.unwrap();
    assert_eq!(tab.hears("chat:pinned").await["message"]["id"], json!(more.id));
    let blocker = platform.person("blocker").await;
    platform.sql("insert into block (account_id, blocked_id) values ($1, $2)", &[blocker.id().0, jonas.id().0]).await;
    assert_eq!(blocker.enters("mira").await.unwrap().pinned, None, "the author is blocked");
    moder.unpins(mira.channel).await.unwrap();
    assert_eq!(tab.hears("chat:pinned").await["message"], Value::Null);

    mira.pins(mira.channel, more.id).await.unwrap();
    assert_eq!(tab.hears("chat:pinned").await["message"]["id"], json!(more.id));
    jonas.deletes(more.id).await.unwrap();
    assert_eq!(tab.hears("chat:pinned").await["message"], Value::Null);
    assert_eq!(platform.count("select count(*) from pinned_message").await, 0);
    assert_eq!(mira.pins(mira.channel, more.id).await, Err(Code::NotFound), "it is deleted");
    let audit = "select count(*) from audit where action in ('pin_message', 'unpin_message')";
    assert_eq!(platform.count(audit).await, 4);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn erasing_an_account_unpins_its_message_and_leaves_what_it_has_pinned(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let moder = platform.moderator("moder", mira.channel).await;
    let erase = async |person: &Person| {
        outcome(accounts::erase_account(&person.svc, &person.user, PASSWORD, None, device(1)).await).unwrap();
    };
    let rules = mira.says(mira.channel, "rules").await.unwrap();
    moder.pins(mira.channel, rules.id).await.unwrap();
    erase(&moder).await;
    assert_eq!(platform.count("select count(*) from pinned_message where pinned_by is null").await, 1);
    assert_eq!(mira.enters("mira").await.unwrap().pinned, Some(rules));
    let said = jonas.says(mira.channel, "mine").await.unwrap();
    mira.pins(mira.channel, said.id).await.unwrap();
    erase(&jonas).await;
    assert_eq!(platform.count("select count(*) from pinned_message").await, 0);
    let fresh = Person { svc: node(&platform.db), user: platform.visitor().user };
    assert_eq!(fresh.enters("mira").await.unwrap().pinned, None);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn an_announcement_is_a_message_with_a_number_and_an_event_of_its_own(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let moder = platform.moderator("moder", mira.channel).await;
    let mut tab = jonas.enters("mira").await.unwrap();
    assert_eq!(jonas.announces(mira.channel, "I am the owner").await, Err(Code::Forbidden));
    assert_eq!(mira.announces(mira.channel, "").await, Err(Code::InvalidMessage));
    mira.says(mira.channel, "first").await.unwrap();
    let announced = moder.announces(mira.channel, "We raid at nine").await.unwrap();
    assert_eq!(
        (announced.seq, announced.badges.as_slice()),
        (2, &["announcement".to_owned(), "moderator".to_owned()][..])
    );
    mira.says(mira.channel, "third").await.unwrap();
    assert_eq!(tab.hears("chat:message").await["message"]["seq"], 1);
    assert_eq!(tab.hears("chat:announcement").await["message"], serde_json::to_value(&announced).unwrap());
    assert_eq!(tab.hears("chat:message").await["message"]["seq"], 3);
    assert_eq!(jonas.enters("mira").await.unwrap().history(), [1, 2, 3]);
    assert_eq!(jonas.returns("mira", &tab.epoch, 1).await.unwrap().history(), [2, 3]);
    assert_eq!(platform.count("select count(*) from audit where action = 'announce'").await, 1);
}

/// The owner has wiped a spammer: those who join then see what was written before, as they do from the database.
#[sqlx::test(migrator = "services::MIGRATOR")]
async fn older_messages_take_the_places_of_deleted_ones_in_the_history(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, troll) =
        (platform.creator("mira").await, platform.person("jonas").await, platform.person("troll").await);
    let say = "with said as (insert into message (id, channel_id, account_id, seq, content)
                             select gen_random_uuid(), $1, $2, n, 'hello' from generate_series(1, 70) n)
               update channel set last_message_seq = 70 where id = $1";
    platform.sql(say, &[mira.channel.0, jonas.id().0]).await;
    let mut tab = mira.enters("mira").await.unwrap();
    for number in 0..50 {
        troll.says(mira.channel, &format!("buy {number}")).await.unwrap();
    }
    mira.deletes_all_of(mira.channel, "troll").await.unwrap();
    let told = tab.hears("chat:deleted").await;
    assert_eq!(told["userId"].as_str(), Some(troll.id().to_string().as_str()));
    let expected: Vec<i64> = (21..=70).collect();
    testkit::until("the history to be whole", async || {
        let history = jonas.enters("mira").await.unwrap().history();
        if history == expected { Ok(()) } else { Err(format!("{history:?}")) }
    })
    .await;
}
