-- Emotes of a channel's own, shown for `:name:` in its chat. `picture` is the address of the largest size, as for avatars.
create table emote (
    id uuid constraint emote_pk primary key,
    channel_id uuid not null constraint emote_channel_fk references channel on delete cascade,
    name text not null constraint emote_name_shape check (name ~ '^[a-z0-9_]{2,24}$'),
    picture text not null,
    created_at timestamptz not null default now(),
    constraint emote_name_unique unique (channel_id, name)
);
create trigger emote_discarded after update of picture or delete on emote for each row execute function discard_picture('picture');
create trigger emote_recheck after insert or update or delete on emote for each row execute function tell_recheck('emotes', 'channel_id');

-- The next delivery of each webhook is found by this, however many wait.
drop index webhook_delivery_due;
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where due_at is not null;

-- What happened in a channel before it was hidden is sent no more. The webhooks are locked first, as everywhere.
create function give_up_deliveries() returns trigger language plpgsql as $$
begin
    perform from webhook where channel_id = new.id order by id for no key update;
    update webhook_delivery set due_at = null, error = 'The channel was hidden before this was sent.'
    from webhook where webhook.id = webhook_id and channel_id = new.id and due_at is not null and event <> 'test';
    return null;
end $$;
create trigger channel_hidden after update of is_public on channel
    for each row when (old.is_public and not new.is_public) execute function give_up_deliveries();

-- Requests that create something, by the key that their client has given them, and what was answered. The answer is sealed: it may have a secret.
create table idempotency_key (
    account_id uuid not null constraint idempotency_key_account_fk references account on delete cascade,
    key text not null constraint idempotency_key_length check (octet_length(key) between 1 and 255),
    request_digest bytea not null,
    status smallint,
    body_sealed bytea,
    created_at timestamptz not null default now(),
    constraint idempotency_key_pk primary key (account_id, key),
    constraint idempotency_key_answer_whole check ((status is null) = (body_sealed is null))
);
create index idempotency_key_created on idempotency_key (created_at);

-- Deleting all that a person has written in a channel, or bringing it back, goes on after the commit if there is much of it. What is left to do is
-- noted, so that it is done also if the server is killed in between.
create table unfinished_deletion (
    -- At the end of the transaction, because the action is written after what it does.
    action_id uuid not null constraint unfinished_deletion_pk primary key
        constraint unfinished_deletion_action_fk references audit on delete cascade deferrable initially deferred,
    -- The last number that is deleted.
    until bigint not null,
    -- The action was taken back: its messages come back.
    restores boolean not null default false
);


-- When an account was last seen signed in. Sessions that are over are deleted, and with them what they tell of it.
create table account_seen (
    account_id uuid constraint account_seen_pk primary key constraint account_seen_account_fk references account on delete cascade,
    seen_at timestamptz not null
);
insert into account_seen (account_id, seen_at) select account_id, max(last_seen_at) from session group by account_id;

-- A row that another transaction is changing is left to it: waiting could be a deadlock where two nodes note the use of many sessions at once.
create function note_seen() returns trigger language plpgsql as $$
begin
    update account_seen set seen_at = new.last_seen_at
    where account_id = (select account_id from account_seen where account_id = new.account_id and seen_at < new.last_seen_at for update skip locked);
    if not found then
        insert into account_seen (account_id, seen_at) values (new.account_id, new.last_seen_at) on conflict do nothing;
    end if;
    return null;
end $$;
create trigger session_seen after insert or update of last_seen_at on session for each row execute function note_seen();

-- Views of a stream while it was on air, so that the time watched can be told for each. Those of earlier streams were counted for their channels only.
alter table stream add column view_count bigint not null default 0;
create index stream_ended on stream (ended_at) where ended_at is not null;

-- Why administrators have hidden a channel, and whether it was public before. Its owner cannot show it meanwhile.
alter table channel add column hidden_reason text;
alter table channel add column hidden_was_public boolean not null default false;
alter table channel add constraint channel_hidden_is_private check (hidden_reason is null or not is_public);

-- Slugs of channels change. One that a channel has had stays its own: links with it lead on, and no other channel can take it.

-- Every slug that a channel has or has had. One of a deleted channel stays reserved: links with it must not lead to another person, so only
-- the account whose channel it was can use it again. Once the account is erased, no one can.
create table taken_slug (
    slug text constraint taken_slug_pk primary key,
    channel_id uuid constraint taken_slug_channel_fk references channel on delete set null,
    account_id uuid constraint taken_slug_account_fk references account on delete set null
);
create index taken_slug_channel on taken_slug (channel_id);
create index taken_slug_account on taken_slug (account_id);
insert into taken_slug (slug, channel_id, account_id) select slug, id, owner_id from channel;

-- A trigger does it, as for usernames (`take_username`), and refuses with the constraint's name by which the server tells that a slug is taken.
create function take_slug() returns trigger language plpgsql as $$
begin
    insert into taken_slug (slug, channel_id, account_id) values (new.slug, new.id, new.owner_id)
    on conflict (slug) do update set channel_id = excluded.channel_id
        where taken_slug.channel_id is null and taken_slug.account_id = excluded.account_id;
    if not exists (select from taken_slug where slug = new.slug and channel_id = new.id) then
        raise unique_violation using message = 'the slug is another channel''s', constraint = 'channel_slug_unique';
    end if;
    return null;
end
$$;
create trigger channel_slug_taken after insert or update of slug on channel for each row execute function take_slug();
