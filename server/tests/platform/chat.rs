//! Chat: messages are stored before they are shown, in one order for all, and never twice.

use crate::test_app::{TestApp, assert_fields, id, in_room, join};
use serde_json::{Value, json};
use testkit::{Record, Socket, history};

fn say(content: &str, nonce: &str) -> Value {
    json!({ "type": "chat:send", "content": content, "nonce": nonce })
}

#[tokio::test]
async fn a_member_who_joins_is_told_where_they_are_and_what_they_may_do() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let stream = app.on_air(&channel).await;
    // By slug or by stream, signed in or not.
    let mut owner = mira.socket().await;
    owner.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let joined = owner.next().await.unwrap();
    assert_fields(&joined, "type streamId channelId epoch seq recovered modes me");
    assert_eq!((&joined["type"], &joined["streamId"]), (&json!("chat:joined"), &json!(stream.to_string())));
    let place = (&joined["channelId"], &joined["seq"], &joined["recovered"]);
    assert_eq!(place, (&json!(channel.id.to_string()), &json!(0), &json!(false)));
    let permissions = joined["me"]["permissions"].as_array().unwrap().len();
    assert_eq!((&joined["me"]["role"], &joined["me"]["canSend"], permissions), (&json!("owner"), &json!(true), 9));
    assert_eq!(owner.next().await.unwrap(), json!({ "type": "chat:history", "messages": [] }));

    let mut reader = viewer.socket().await;
    reader.send(json!({ "type": "chat:join", "streamId": stream })).await;
    let joined = reader.event("chat:joined").await;
    assert_eq!((&joined["channelId"], &joined["epoch"].is_string()), (&json!(channel.id.to_string()), &true));
    assert_eq!(
        joined["me"],
        json!({ "role": "viewer", "canSend": false, "reason": "signin_required", "until": null, "banId": null })
    );
    let users = reader.event("chat:users").await;
    assert_eq!((&users["total"], users["users"].as_array().unwrap().len()), (&json!(2), 1), "{users}");
}

#[tokio::test]
async fn members_hear_who_comes_types_and_leaves() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let mut owner = mira.in_room(&channel.slug).await;
    let mut writer = jonas.in_room(&channel.slug).await;
    let came = owner.event("chat:user-joined").await;
    // What a member hears first may be that they have joined themselves.
    let came = if came["user"]["username"] == "mira" { owner.event("chat:user-joined").await } else { came };
    assert_fields(&came["user"], "id username displayName");
    assert_eq!(came["user"]["id"], jonas.id.to_string());
    writer.send(json!({ "type": "chat:typing" })).await;
    assert_eq!(owner.event("chat:typing").await, json!({ "type": "chat:typing", "users": ["JONAS"] }));
    writer.send(say("what I typed", "n1")).await;
    assert_eq!(owner.event("chat:typing").await["users"], json!([]), "sent is no longer typed");
    writer.send(json!({ "type": "chat:leave" })).await;
    let left = owner.event("chat:user-left").await;
    assert_eq!(left, json!({ "type": "chat:user-left", "userId": jonas.id.to_string() }));
    writer.send(say("from outside", "n2")).await;
    assert_eq!(writer.event("error").await["code"], "not_joined");
}

#[tokio::test]
async fn who_is_banned_does_not_show_as_typing() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas, troll) =
        (app.creator("mira").await, app.person("jonas").await, app.person("troll").await);
    let mut owner = mira.in_room(&channel.slug).await;
    let (mut his, mut theirs) = (jonas.in_room(&channel.slug).await, troll.in_room(&channel.slug).await);
    let ban = json!({ "userId": troll.id });
    assert_eq!(mira.post(&format!("/api/channels/{}/bans", channel.id), ban).await.status, 201);
    let barred = |event: &Value| (event["type"] == "chat:me" && event["canSend"] == false).then_some(());
    theirs.find("the ban", barred).await;
    theirs.send(json!({ "type": "chat:typing" })).await;
    // The answer to this comes behind it.
    theirs.send(say("let me in", "n1")).await;
    assert_eq!(theirs.event("error").await["code"], "banned");
    his.send(json!({ "type": "chat:typing" })).await;
    assert_eq!(owner.event("chat:typing").await["users"], json!(["JONAS"]));
}

#[tokio::test]
async fn a_message_is_stored_acknowledged_and_shown_alike_to_all() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas, viewer) = (app.creator("mira").await, app.person("jonas").await, app.server.client());
    let stream = app.on_air(&channel).await;
    let mut readers = [mira.in_room(&channel.slug).await, in_room(&viewer, &channel.slug).await];
    let mut writer = jonas.in_room(&channel.slug).await;
    // The row is stored when the acknowledgement arrives.
    writer.send(say("  Grüße <b>an alle</b> \u{1f44b}\nzusammen ", "n1")).await;
    let ack = writer.event("chat:ack").await;
    assert_fields(&ack, "type nonce id seq");
    assert_eq!((&ack["nonce"], &ack["seq"]), (&json!("n1"), &json!(1)));
    let stored = app.database.messages().await;
    assert_eq!((stored.len(), stored[0].seq, json!(stored[0].id)), (1, 1, ack["id"].clone()));
    let mut shown = Vec::new();
    for socket in &mut readers {
        shown.push(socket.event("chat:message").await["message"].clone());
    }
    assert_eq!(shown[0], shown[1]);
    assert_fields(&shown[0], "id seq streamId channelId user content badges createdAt");
    assert_fields(&shown[0]["user"], "id username displayName avatar color");
    assert_eq!(shown[0]["content"], "Grüße <b>an alle</b> \u{1f44b} zusammen");
    let place = (&shown[0]["id"], &shown[0]["streamId"], &shown[0]["badges"]);
    assert_eq!(place, (&ack["id"], &json!(stream.to_string()), &json!([])));
}

#[tokio::test]
async fn a_message_sent_twice_is_stored_and_shown_once() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let (mut writer, mut reader) = (mira.in_room(&channel.slug).await, in_room(&viewer, &channel.slug).await);
    writer.send(say("once", "n1")).await;
    let ack = writer.event("chat:ack").await;
    writer.send(say("again, after a lost answer", "n1")).await;
    assert_eq!(writer.event("chat:ack").await, ack);
    writer.send(say("next", "n2")).await;
    writer.event("chat:ack").await;
    let mut shown = Vec::new();
    for _ in 0..2 {
        shown.push(reader.event("chat:message").await["message"]["content"].clone());
    }
    assert_eq!(shown, ["once", "next"]);
    assert_eq!(app.database.count("select count(*) from message").await, 2);
}

#[tokio::test]
async fn an_answer_names_the_message_that_it_answers() {
    let app = TestApp::open().await;
    let ((mira, channel), jonas) = (app.creator("mira").await, app.person("jonas").await);
    let (mut owner, mut writer) = (mira.in_room(&channel.slug).await, jonas.in_room(&channel.slug).await);
    writer.send(say("a question", "n1")).await;
    let asked = writer.event("chat:ack").await;
    owner.send(json!({ "type": "chat:send", "content": "welcome", "replyTo": asked["id"] })).await;
    assert_eq!(owner.event("chat:ack").await["nonce"], json!(null));
    // The question comes before or after its acknowledgement.
    let another = |event: &Value| {
        let message = &event["message"];
        (event["type"] == "chat:message" && message["seq"] != asked["seq"]).then(|| message.clone())
    };
    let answer = writer.find("the answer", another).await;
    assert_fields(&answer, "id seq streamId channelId user content badges replyTo createdAt");
    let said = (&answer["seq"], &answer["badges"], &answer["replyTo"]);
    assert_eq!(said, (&json!(2), &json!(["owner"]), &asked["id"]));

    // What is deleted, or in another chat, or nowhere, cannot be answered.
    let elsewhere = mira.channel("elsewhere").await;
    let mut other = mira.in_room(&elsewhere.slug).await;
    other.send(say("over there", "n1")).await;
    let there = other.event("chat:ack").await;
    let deleted = mira.delete(&format!("/api/messages/{}", asked["id"].as_str().unwrap())).await;
    assert_eq!(deleted.status, 204);
    for id in [&asked["id"], &there["id"], &json!(uuid::Uuid::nil())] {
        owner.send(json!({ "type": "chat:send", "content": "what?", "nonce": "n2", "replyTo": id })).await;
        let refused = owner.event("error").await;
        assert_eq!((&refused["code"], &refused["nonce"]), (&json!("invalid_message"), &json!("n2")), "{refused}");
    }
}

#[tokio::test]
async fn rest_reaches_the_same_room_and_pages_through_it() {
    let app = TestApp::open().await;
    let ((_, channel), jonas, viewer) = (app.creator("mira").await, app.person("jonas").await, app.server.client());
    let stream = app.on_air(&channel).await;
    let mut reader = in_room(&viewer, &channel.slug).await;
    let messages = format!("/api/streams/{stream}/messages");
    for seq in 1..=3 {
        let posted = jonas.post(&messages, json!({ "content": format!("message {seq}") })).await;
        assert_eq!((posted.status, &posted.json()["seq"]), (201, &json!(seq)), "{}", posted.text());
        assert_eq!(reader.event("chat:message").await["message"], posted.json());
    }
    let sent = jonas.post("/api/messages", json!({ "streamId": stream, "content": "sent" })).await;
    assert_eq!((sent.status, &sent.json()["seq"]), (201, &json!(4)), "{}", sent.text());
    let page = viewer.get(&format!("{messages}?limit=3")).await.json();
    assert_fields(&page, "items nextCursor");
    let seqs =
        |page: &Value| page["items"].as_array().unwrap().iter().map(|m| m["seq"].as_i64().unwrap()).collect::<Vec<_>>();
    assert_eq!((seqs(&page), &page["items"][0]), (vec![4, 3, 2], &sent.json()));
    let before = page["nextCursor"].as_str().unwrap();
    let page = viewer.get(&format!("{messages}?before={before}")).await.json();
    assert_eq!((seqs(&page), &page["nextCursor"]), (vec![1], &json!(null)));
}

/// Reads until `count` messages were shown and `acks` acknowledged.
async fn read(socket: &mut Socket, count: usize, acks: usize) -> Record {
    let mut record = Record::default();
    let enough = |event: &Value| {
        record.note(event);
        (record.seen.len() >= count && record.acked.len() >= acks).then_some(())
    };
    socket.find(&format!("{count} messages and {acks} acknowledgements"), enough).await;
    record
}

#[tokio::test]
async fn everybody_sees_one_order_without_gaps() {
    let app = TestApp::open().await;
    let (_, channel) = app.creator("mira").await;
    let mut viewers =
        [in_room(&app.server.client(), &channel.slug).await, in_room(&app.server.client(), &channel.slug).await];
    let mut in_the_room = Vec::new();
    for name in ["anna", "ben", "cleo"] {
        in_the_room.push((name, app.person(name).await.in_room(&channel.slug).await));
    }
    let mut senders = Vec::new();
    for (name, mut socket) in in_the_room {
        senders.push(tokio::spawn(async move {
            for number in 0..40 {
                socket.send(say(&format!("{name} says {number}"), &format!("{name}-{number}"))).await;
            }
            read(&mut socket, 120, 40).await
        }));
    }
    let [one, other] = &mut viewers;
    let (one, other) = tokio::join!(read(one, 120, 0), read(other, 120, 0));
    let mut records = vec![one, other];
    for sender in senders {
        records.push(sender.await.unwrap());
    }
    let stored = app.database.messages().await;
    assert_eq!(stored.len(), 120);
    history::check(&records, &stored);
    assert!(records.iter().all(|record| record.refused.is_empty() && record.seen == records[0].seen));

    // A late joiner gets the last fifty, oldest first.
    let mut late = app.server.client().socket().await;
    late.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let mut record = Record::default();
    record.note(&late.event("chat:history").await);
    assert_eq!(record.seen, records[0].seen[70..]);
}

#[tokio::test]
async fn a_viewer_who_comes_back_gets_what_was_missed() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut writer = mira.in_room(&channel.slug).await;
    let mut socket = viewer.socket().await;
    let mut record = join(&mut socket, &channel.slug).await;
    writer.send(say("seen", "n0")).await;
    let first = |event: &Value| {
        record.note(event);
        (record.last() >= 1).then_some(())
    };
    socket.find("the first message", first).await;
    drop(socket);
    for number in 1..=60 {
        writer.send(say("missed", &format!("n{number}"))).await;
    }
    let is_last = |event: &Value| event["type"] == "chat:ack" && event["nonce"] == "n60";
    writer.find("the last acknowledgement", |event| is_last(event).then_some(())).await;

    let mut socket = viewer.socket().await;
    socket.send(record.resume(&channel.slug)).await;
    let joined = socket.event("chat:joined").await;
    assert_eq!((&joined["recovered"], &joined["seq"]), (&json!(true), &json!(61)));
    record.note(&socket.event("chat:history").await);
    assert_eq!(record.last(), 61, "more than the usual fifty");
    writer.send(say("live again", "n61")).await;
    record.note(&socket.event("chat:message").await);
    history::check(&[record.clone()], &app.database.messages().await);

    // A resume without missed messages is recovered too; another epoch, a future number, or an incomplete request is not.
    let resumes = [
        (json!(record.epoch), json!(62), true),
        (json!("another"), json!(61), false),
        (json!(record.epoch), json!(99), false),
        (json!(null), json!(61), false),
        (json!(record.epoch), json!(null), false),
    ];
    for (epoch, since, recovered) in resumes {
        socket.send(json!({ "type": "chat:join", "channel": channel.slug, "epoch": epoch, "since": since })).await;
        assert_eq!(socket.event("chat:joined").await["recovered"], recovered, "{epoch} {since}");
        let messages = socket.event("chat:history").await["messages"].as_array().unwrap().len();
        assert_eq!(messages, if recovered { 0 } else { 50 }, "{epoch} {since}");
    }
}

#[tokio::test]
async fn a_wide_gap_of_long_messages_is_closed_too() {
    let app = TestApp::open().await;
    let ((mira, channel), viewer) = (app.creator("mira").await, app.server.client());
    let mut record = Record::default();
    let mut socket = viewer.socket().await;
    socket.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    record.note(&socket.event("chat:joined").await);
    drop(socket);
    for writer in 0..4 {
        let mut socket = mira.in_room(&channel.slug).await;
        for number in 0..50 {
            socket.send(say(&"\u{1f600}".repeat(500), &format!("{writer}-{number}"))).await;
        }
        for _ in 0..50 {
            socket.event("chat:ack").await;
        }
    }
    let mut socket = viewer.socket().await;
    socket.send(record.resume(&channel.slug)).await;
    record.note(&socket.event("chat:joined").await);
    record.note(&socket.event("chat:history").await);
    assert_eq!((record.recovered, record.seen.len()), (1, 200));
    history::check(&[record], &app.database.messages().await);
}

/// The next error, which must be this one.
async fn refused(socket: &mut Socket, code: &str, nonce: Value) {
    let error = socket.event("error").await;
    assert_eq!((&error["code"], &error["nonce"]), (&json!(code), &nonce), "{error}");
    assert!(error["message"].as_str().is_some_and(|sentence| !sentence.is_empty()), "{error}");
}

#[tokio::test]
async fn who_may_not_write_is_told_why() {
    let app = TestApp::open().await;
    let ((_, channel), banned, viewer) = (app.creator("mira").await, app.person("banned").await, app.server.client());
    let (newcomer, jonas) = (app.newcomer("newcomer").await, app.person("jonas").await);

    let mut socket = jonas.socket().await;
    socket.send(say("too early", "n1")).await;
    refused(&mut socket, "not_joined", json!("n1")).await;
    for room in [json!({ "channel": "nothing-here" }), json!({ "streamId": channel.id }), json!({})] {
        let mut join = room.clone();
        join["type"] = json!("chat:join");
        socket.send(join).await;
        let code = socket.event("error").await["code"].clone();
        assert_eq!(code, if room == json!({}) { "bad_request" } else { "not_found" }, "{room}");
    }
    for text in ["", "{", "[]", "null", "{\"type\":\"chat:shout\"}", "{\"type\":\"chat:send\",\"content\":7}"] {
        socket.send_text(text.into()).await;
        refused(&mut socket, "bad_request", json!(null)).await;
    }
    socket.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let spaces = " \n\u{200b} ";
    for content in ["", spaces, &"x".repeat(501)] {
        socket.send(say(content, "n2")).await;
        refused(&mut socket, "invalid_message", json!("n2")).await;
    }
    socket.send(say(&"\u{1f600}".repeat(500), "n3")).await;
    assert_eq!(socket.event("chat:ack").await["nonce"], "n3", "500 characters fit, whatever their bytes");

    let mut reader = in_room(&viewer, &channel.slug).await;
    reader.send(say("hi", "n4")).await;
    refused(&mut reader, "signin_required", json!("n4")).await;
    let mut nameless = newcomer.in_room(&channel.slug).await;
    nameless.send(say("hi", "n5")).await;
    refused(&mut nameless, "onboarding_required", json!("n5")).await;

    // A member who is banned while their socket is open, and one who joins after the ban.
    let mut before = banned.in_room(&channel.slug).await;
    let ban = "insert into ban (channel_id, account_id) select channel.id, $1 from channel";
    app.database.change(ban, banned.id).await;
    before.send(say("hi", "n6")).await;
    refused(&mut before, "banned", json!("n6")).await;
    let mut after = banned.socket().await;
    after.send(json!({ "type": "chat:join", "channel": channel.slug })).await;
    let me = after.event("chat:joined").await["me"].clone();
    assert_fields(&me, "role canSend reason until banId");
    assert_eq!((&me["canSend"], &me["reason"], &me["until"]), (&json!(false), &json!("banned"), &json!(null)));
    app.database.change("update ban set expires_at = now() where account_id = $1", banned.id).await;
    before.send(say("the time-out is over", "n7")).await;
    assert_eq!(before.event("chat:ack").await["nonce"], "n7");
    assert_eq!(app.database.count("select count(*) from message").await, 2);

    // For other users, a room that is not public does not exist.
    let hidden = jonas.channel("hidden-room").await;
    assert_eq!(jonas.put("/api/channels/hidden-room", json!({ "isPublic": false })).await.status, 200);
    reader.send(json!({ "type": "chat:join", "channel": hidden.slug })).await;
    refused(&mut reader, "not_found", json!(null)).await;
    jonas.in_room("hidden-room").await;
    assert_eq!(id(&jonas.get("/api/channels/hidden-room").await.json()), hidden.id);
}

#[tokio::test]
async fn emoji_of_several_parts_and_long_words_are_kept_byte_for_byte() {
    let app = TestApp::open().await;
    let (mira, channel) = app.creator("mira").await;
    let stream = app.on_air(&channel).await;
    let messages = format!("/api/streams/{stream}/messages");
    let mut socket = mira.in_room(&channel.slug).await;
    // A family, a heart on fire, a thumb with a skin tone, a flag, a keycap; then a word that no line can break.
    let emoji = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}\u{200d}\u{1f525} \u{1f44d}\u{1f3fd} \u{1f1e9}\u{1f1ea} 1\u{fe0f}\u{20e3}";
    let mut sent = Vec::new();
    for text in [emoji.to_owned(), "w".repeat(500)] {
        socket.send(say(&text, &sent.len().to_string())).await;
        let by_socket = socket.event("chat:message").await["message"].clone();
        let by_rest = mira.post(&messages, json!({ "content": text })).await;
        assert_eq!(by_rest.status, 201, "{}", by_rest.text());
        assert_eq!((&by_socket["content"], &by_rest.json()["content"]), (&json!(text), &json!(text)));
        sent.extend([by_socket, by_rest.json()]);
        socket.event("chat:message").await;
    }
    sent.reverse();
    assert_eq!(mira.get(&messages).await.json()["items"], json!(sent));
}
