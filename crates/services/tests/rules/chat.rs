//! Chat: who may write, what is stored and in which order, and what later readers get.

use crate::actors::{Outcome, Person, Platform, Room, outcome};
use domain::channels::Role;
use domain::chat::Message;
use domain::{ChannelId, Code, Page, StreamId};
use serde_json::json;
use services::chat::outlet::Outlet;
use services::{access, chat};
use sqlx::PgPool;

impl Person {
    pub async fn says_once(&self, channel: ChannelId, text: &str, nonce: &str) -> Outcome<(i64, String)> {
        let member = access::member(&self.user).unwrap();
        let draft = outcome(chat::draft(&self.svc, &member, Role::Viewer, text, Some(nonce.to_owned()), None))?;
        let posted = outcome(self.svc.rooms.post(channel, draft).await)?;
        let stored = outcome(posted.await.unwrap()).map(|posted| posted.stored().unwrap());
        stored.map(|message| (message.seq, message.id.to_string()))
    }

    async fn reads_page(&self, stream: StreamId, before: Option<&str>, limit: Option<i64>) -> Outcome<Page<Message>> {
        outcome(chat::stream_messages(&self.svc, &self.user, stream, before, limit).await)
    }

    async fn reads_recent(&self, channel: ChannelId) -> Outcome<Vec<Message>> {
        outcome(chat::recent_messages(&self.svc, &self.user, channel).await)
    }
}

fn numbers(messages: &[Message]) -> Vec<i64> {
    messages.iter().map(|message| message.seq).collect()
}

/// Stores this many messages of the channel's owner, as many hours of chat would leave them.
async fn has_many(platform: &Platform, channel: ChannelId, count: u32) {
    let insert = format!(
        "insert into message (id, channel_id, account_id, seq, content)
         select gen_random_uuid(), id, owner_id, n, 'message ' || n from channel, generate_series(1, {count}) n where id = $1"
    );
    platform.sql(&insert, &[channel.0]).await;
    let noted = format!("update channel set last_message_seq = {count} where id = $1");
    platform.sql(&noted, &[channel.0]).await;
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_message_is_stored_when_its_writer_is_answered_and_shown_as_it_is_stored(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let mut room = platform.visitor().enters("mira").await.unwrap();
    let said = jonas.says(mira.channel, "  Grüße\nan alle ").await.unwrap();
    assert_eq!((said.seq, said.content.as_str(), said.stream_id), (1, "Grüße an alle", None));
    assert_eq!(jonas.reads_recent(mira.channel).await.unwrap(), std::slice::from_ref(&said));
    assert_eq!(room.hears("chat:message").await["message"], serde_json::to_value(&said).unwrap());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn every_room_counts_its_own_messages(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    for number in 1..=3 {
        assert_eq!(jonas.says(mira.channel, "hello").await.unwrap().seq, number);
    }
    assert_eq!(jonas.says(jonas.channel, "hello").await.unwrap().seq, 1);
    assert_eq!(jonas.says(mira.channel, "\u{200b}").await, Err(Code::InvalidMessage));
    assert_eq!(jonas.says(mira.channel, "hello").await.unwrap().seq, 4, "a refused message takes no number");
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_message_sent_twice_is_stored_once_and_two_people_may_choose_one_nonce(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.person("jonas").await);
    let first = mira.says_once(mira.channel, "mine", "1").await.unwrap();
    let other = jonas.says_once(mira.channel, "mine, too", "1").await.unwrap();
    assert_eq!((first.0, other.0), (1, 2));
    assert_eq!(mira.says_once(mira.channel, "after a lost answer", "1").await, Ok(first));
    assert_eq!(jonas.says_once(mira.channel, "after a lost answer", "1").await, Ok(other));
    let texts: Vec<String> = mira.reads_recent(mira.channel).await.unwrap().into_iter().map(|m| m.content).collect();
    assert_eq!(texts, ["mine", "mine, too"]);
    assert_eq!(mira.says_once(mira.channel, "text", "").await, Err(Code::InvalidMessage));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn visitors_read_and_do_not_write(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let visitor = platform.visitor();
    assert_eq!(visitor.says(mira.channel, "hello").await, Err(Code::SigninRequired));
    let room = visitor.enters("mira").await.unwrap();
    assert_eq!(
        room.me,
        json!({ "role": "viewer", "canSend": false, "reason": "signin_required", "until": null, "banId": null })
    );
    assert_eq!(visitor.reads_recent(mira.channel).await, Ok(Vec::new()));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_ban_silences_until_it_expires(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas) = (platform.creator("mira").await, platform.creator("jonas").await);
    assert!(jonas.says(mira.channel, "before").await.is_ok());
    platform.sql("insert into ban (channel_id, account_id) values ($1, $2)", &[mira.channel.0, jonas.id().0]).await;
    assert_eq!(jonas.says(mira.channel, "after").await, Err(Code::Banned));
    let room = jonas.enters("mira").await.unwrap();
    assert_eq!(
        (&room.me["canSend"], &room.me["reason"], &room.me["until"]),
        (&json!(false), &json!("banned"), &json!(null))
    );
    assert!(room.me["banId"].is_string(), "{}", room.me);
    assert!(jonas.says(jonas.channel, "elsewhere").await.is_ok());
    platform.sql("update ban set expires_at = now() + interval '1 hour' where account_id = $1", &[jonas.id().0]).await;
    assert_eq!(jonas.says(mira.channel, "too early").await, Err(Code::Banned));
    assert!(jonas.enters("mira").await.unwrap().me["until"].is_string(), "a time-out tells its end");
    platform.sql("update ban set expires_at = now() where account_id = $1", &[jonas.id().0]).await;
    assert!(jonas.says(mira.channel, "the time-out is over").await.is_ok());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn badges_and_roles_are_those_of_the_room(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, jonas, staff) =
        (platform.creator("mira").await, platform.creator("jonas").await, platform.person("staff_1").await);
    platform
        .sql("insert into moderator (channel_id, account_id) values ($1, $2)", &[mira.channel.0, jonas.id().0])
        .await;
    platform.sql("update account set is_admin = true where id = $1", &[staff.id().0]).await;
    let staff = platform.named("staff_1").await;
    let badges = async |person: &Person, channel| person.says(channel, "hello").await.unwrap().badges;
    assert_eq!(badges(&mira, mira.channel).await, ["owner"]);
    assert_eq!(badges(&jonas, mira.channel).await, ["moderator"]);
    assert_eq!(badges(&jonas, jonas.channel).await, ["owner"]);
    assert_eq!(badges(&mira, jonas.channel).await, Vec::<String>::new());
    assert_eq!(badges(&staff, mira.channel).await, ["admin"]);
    let role = async |person: &Person| person.enters("mira").await.unwrap().me["role"].clone();
    assert_eq!([role(&mira).await, role(&jonas).await, role(&staff).await], ["owner", "moderator", "viewer"]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_stream_has_its_own_pages_of_messages_newest_first(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, visitor) = (platform.creator("mira").await, platform.visitor());
    mira.says(mira.channel, "before the stream").await.unwrap();
    let encoder = mira.goes_live().await;
    let stream = encoder.stream;
    for number in 2..=6 {
        let said = chat::post_stream_message(&mira.svc, &mira.user, stream, &format!("message {number}")).await;
        let said = outcome(said).map(|posted| posted.stored().unwrap());
        assert_eq!(said.map(|message| (message.seq, message.stream_id)), Ok((number, Some(stream))));
    }
    let first = visitor.reads_page(stream, None, Some(3)).await.unwrap();
    assert_eq!((numbers(&first.items), first.next_cursor.as_deref()), (vec![6, 5, 4], Some("4")));
    let last = visitor.reads_page(stream, Some("4"), Some(2)).await.unwrap();
    assert_eq!((numbers(&last.items), last.next_cursor), (vec![3, 2], None), "not what was said before the stream");
    for limit in [Some(0), Some(-5)] {
        assert_eq!(visitor.reads_page(stream, None, limit).await.unwrap().items.len(), 1);
    }
    assert_eq!(visitor.reads_page(stream, None, Some(i64::MAX)).await.unwrap().items.len(), 5);
    assert_eq!(visitor.reads_page(stream, Some("x"), None).await, Err(Code::BadRequest));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_page_holds_two_hundred_messages_at_most_and_fifty_unless_told(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    has_many(&platform, mira.channel, 250).await;
    platform.sql("update message set stream_id = $1", &[encoder.stream.0]).await;
    let sizes = async |limit| mira.reads_page(encoder.stream, None, limit).await.unwrap().items.len();
    assert_eq!([sizes(None).await, sizes(Some(200)).await, sizes(Some(201)).await], [50, 200, 200]);
    assert_eq!(numbers(&mira.reads_recent(mira.channel).await.unwrap()), (201..=250).collect::<Vec<_>>());
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_deleted_message_is_read_by_nobody(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    has_many(&platform, mira.channel, 3).await;
    platform
        .sql("update message set stream_id = $1, deleted_at = case when seq = 2 then now() end", &[encoder.stream.0])
        .await;
    assert_eq!(numbers(&mira.reads_recent(mira.channel).await.unwrap()), [1, 3]);
    assert_eq!(numbers(&mira.reads_page(encoder.stream, None, None).await.unwrap().items), [3, 1]);
    let room = mira.enters("mira").await.unwrap();
    assert_eq!(room.history(), [1, 3]);
    assert_eq!(mira.returns("mira", &room.epoch, 1).await.unwrap().history(), [3]);
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_gap_of_five_hundred_messages_is_closed_and_a_wider_one_is_not(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    has_many(&platform, mira.channel, 501).await;
    let epoch = mira.channel.to_string();
    let told = |room: Room| (room.recovered, room.history().first().copied(), room.history().len());
    assert_eq!(told(mira.returns("mira", &epoch, 1).await.unwrap()), (true, Some(2), 500));
    assert_eq!(told(mira.returns("mira", &epoch, 0).await.unwrap()), (false, Some(452), 50));
    assert_eq!(told(mira.returns("mira", &epoch, 501).await.unwrap()), (true, None, 0));
    for (epoch, since) in [(epoch.as_str(), 502), (&epoch, -1), ("another", 501)] {
        assert_eq!(told(mira.returns("mira", epoch, since).await.unwrap()), (false, Some(452), 50), "{epoch} {since}");
    }
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_room_is_found_by_slug_or_stream_and_else_not(db: PgPool) {
    let platform = Platform::open(db).await;
    let mira = platform.creator("mira").await;
    let encoder = mira.goes_live().await;
    let target = chat::MessageTarget::Stream(encoder.stream);
    let entered = outcome(chat::join(&platform.svc, &platform.visitor().user, &target, None, &Outlet::new(None)).await);
    assert_eq!(
        entered.map(|entered| (entered.channel, entered.joined.on_air)),
        Ok((mira.channel, Some(encoder.stream)))
    );
    for slug in ["no-such-room", "?"] {
        assert_eq!(mira.enters(slug).await.err(), Some(Code::NotFound), "{slug}");
    }
    let prepared = chat::MessageTarget::Stream(mira.prepares(mira.channel, "Tomorrow").await.unwrap().id);
    let refused = chat::join(&platform.svc, &platform.visitor().user, &prepared, None, &Outlet::new(None)).await;
    assert_eq!(outcome(refused).err(), Some(Code::NotFound));
}

#[sqlx::test(migrator = "services::MIGRATOR")]
async fn a_name_like_the_owners_is_marked_from_the_moment_it_is_the_owners(db: PgPool) {
    let platform = Platform::open(db).await;
    let (mira, troll) = (platform.creator("mira").await, platform.person("troll").await);
    platform.sql("update account set display_name = 'M\u{456}ra' where id = $1", &[troll.id().0]).await;
    platform.named("troll").await.says(mira.channel, "give me your key").await.unwrap();
    let shown = mira.reads_recent(mira.channel).await.unwrap().remove(0).user.display_name;
    assert_eq!(shown, "M\u{456}ra (@troll)");
}
