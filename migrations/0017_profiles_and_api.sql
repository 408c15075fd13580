-- Access tokens, by which programs sign in. Of the token itself only its digest is kept.
create table access_token (
    id uuid not null constraint access_token_pk primary key,
    account_id uuid not null constraint access_token_account_fk references account (id) on delete cascade,
    name text not null constraint access_token_name_length check (char_length(name) between 1 and 60),
    digest bytea not null constraint access_token_digest_unique unique,
    scopes text[] not null constraint access_token_scopes_some check (cardinality(scopes) > 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz
);
create index access_token_account_index on access_token (account_id, id);

-- A revoked token ends the sockets that were opened with it.
create trigger access_token_recheck after delete on access_token for each row execute function tell_recheck('token', 'account_id');

-- Where a channel's events are sent. Addresses are sealed like secrets: those of Discord are, and others may hold a token.
create table webhook (
    id uuid constraint webhook_pk primary key,
    channel_id uuid not null constraint webhook_channel_fk references channel on delete cascade,
    kind text not null constraint webhook_kind_known check (kind in ('standard', 'discord')),
    address_sealed bytea not null,
    secret_sealed bytea,
    -- The secret before, which stays valid for a day after it was replaced.
    old_secret_sealed bytea,
    old_secret_until timestamptz,
    events text[] not null constraint webhook_events_some check (cardinality(events) between 1 and 20),
    created_at timestamptz not null default now(),
    -- Since when no delivery has arrived; null after one that has.
    failing_since timestamptz,
    disabled_at timestamptz,
    disabled_reason text,
    -- A delivery is under way until it is noted what came of it, at most until then.
    leased_until timestamptz,
    -- No delivery begins before: a receiver that fails is not asked for each of the deliveries that wait.
    paused_until timestamptz,
    constraint webhook_secret_of_standard check ((kind = 'standard') = (secret_sealed is not null)),
    constraint webhook_old_secret_whole check ((old_secret_sealed is null) = (old_secret_until is null)),
    constraint webhook_disabled_whole check ((disabled_at is null) = (disabled_reason is null))
);
create index webhook_channel on webhook (channel_id);

-- An event on its way to a webhook, written in the transaction in which it happens, and what came of the last attempt.
create table webhook_delivery (
    id uuid constraint webhook_delivery_pk primary key,
    webhook_id uuid not null constraint webhook_delivery_webhook_fk references webhook on delete cascade,
    -- The account that the body tells of besides the channel's owner. With it goes the delivery.
    account_id uuid constraint webhook_delivery_account_fk references account on delete cascade,
    event text not null,
    body text not null,
    created_at timestamptz not null default now(),
    -- When it is tried next; null once it has arrived or was given up.
    due_at timestamptz default now(),
    attempts integer not null default 0,
    attempted_at timestamptz,
    delivered_at timestamptz,
    status_code integer,
    duration_ms integer,
    response text constraint webhook_delivery_response_length check (octet_length(response) <= 4096),
    error text constraint webhook_delivery_error_length check (char_length(error) <= 500)
);
create index webhook_delivery_webhook on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_account on webhook_delivery (account_id) where account_id is not null;
create index webhook_delivery_due on webhook_delivery (due_at) where due_at is not null;
create index webhook_delivery_created on webhook_delivery (created_at);

-- Pictures that people upload. Their objects in storage are named by random numbers, which the addresses of avatars and banners carry:
-- `/pictures/{picture}-{width}.webp`.

-- Pictures whose objects are to be deleted. A new picture is listed, for later, before its objects are stored, and taken off the list by the
-- statement that shows it: what a server leaves that is killed in between is deleted, too. It outlives the account and the channel.
create table discarded_picture (
    picture uuid not null default gen_random_uuid() constraint discarded_picture_pk primary key,
    due_at timestamptz not null default now()
);
create index discarded_picture_due on discarded_picture (due_at);

-- When an address is replaced, or its row is deleted, also by a cascade, its picture is discarded. The argument is the column.
create function discard_picture() returns trigger language plpgsql as $$
declare
    address text := to_jsonb(old) ->> tg_argv[0];
begin
    -- Addresses of other shapes are none of ours.
    if address !~ '^/pictures/[0-9a-f]{32}-' then
        return null;
    end if;
    if tg_op = 'DELETE' or to_jsonb(new) ->> tg_argv[0] is distinct from address then
        insert into discarded_picture (picture) values (substring(address from 11 for 32)::uuid)
        on conflict (picture) do update set due_at = excluded.due_at;
    end if;
    return null;
end $$;
create trigger account_avatar_discarded after update of avatar or delete on account
    for each row when (old.avatar is not null) execute function discard_picture('avatar');
create trigger channel_avatar_discarded after update of avatar or delete on channel
    for each row when (old.avatar is not null) execute function discard_picture('avatar');
create trigger channel_banner_discarded after update of banner or delete on channel
    for each row when (old.banner is not null) execute function discard_picture('banner');

-- Reports of the same account, or of the same channel where none is named.
create index report_subject on report ((coalesce(account_id, channel_id)), id);
