-- The whole of phase one: people, channels, streams, chat, follows, subscriptions, moderation.
-- Ids are UUIDv7, made by the server. Constraints are named: the server tells conflicts by their names.

create type stream_status as enum ('OFFLINE', 'LIVE', 'ENDING', 'ARCHIVED');
create type subscription_tier as enum ('BASIC', 'PREMIUM', 'VIP');
create type subscription_status as enum ('ACTIVE', 'CANCELLED', 'EXPIRED');

create table account (
    id uuid constraint account_pk primary key,
    email text not null constraint account_email_unique unique,
    email_verified boolean not null default false,
    -- Null for accounts that sign in elsewhere only.
    password_hash text,
    -- Id at an outside identity provider such as Clerk.
    clerk_id text constraint account_clerk_id_unique unique,
    -- Chosen at onboarding; both or neither.
    username text constraint account_username_unique unique,
    display_name text,
    avatar text,
    bio text,
    is_admin boolean not null default false,
    disabled_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint account_email_lower_case check (email = lower(email)),
    constraint account_username_lower_case check (username = lower(username)),
    constraint account_names_together check ((username is null) = (display_name is null))
);

create table profile (
    account_id uuid constraint profile_pk primary key constraint profile_account_fk references account on delete cascade,
    social_links jsonb not null default '{}' constraint profile_social_links_object check (jsonb_typeof(social_links) = 'object'),
    notification_email text,
    theme text not null default 'dark' constraint profile_theme_known check (theme in ('dark', 'light')),
    language text not null default 'en',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- Signed-in devices. The cookie's token is kept as its SHA-256 only.
create table session (
    id uuid constraint session_pk primary key,
    account_id uuid not null constraint session_account_fk references account on delete cascade,
    token_digest bytea not null constraint session_token_digest_unique unique,
    user_agent text,
    address text,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_account on session (account_id, last_seen_at desc);
create index session_expiry on session (expires_at);

create table channel (
    id uuid constraint channel_pk primary key,
    owner_id uuid not null constraint channel_owner_fk references account on delete cascade,
    name text not null,
    slug text not null constraint channel_slug_unique unique,
    description text,
    avatar text,
    banner text,
    category text not null default 'just-chatting',
    tags text[] not null default '{}',
    is_public boolean not null default true,
    auto_start boolean not null default true,
    -- Looked up by digest (SHA-256); sealed so that its owner can see it again.
    stream_key_digest bytea not null constraint channel_stream_key_unique unique,
    stream_key_sealed bytea not null,
    view_count bigint not null default 0,
    follower_count bigint not null default 0,
    -- Sequence number of the room's last message; the row's lock orders a room's messages across nodes.
    last_message_seq bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint channel_slug_lower_case check (slug = lower(slug))
);
create index channel_owner on channel (owner_id, id);
create index channel_category on channel (category) where is_public;

create table stream (
    id uuid constraint stream_pk primary key,
    channel_id uuid not null constraint stream_channel_fk references channel on delete cascade,
    title text not null,
    description text,
    status stream_status not null default 'OFFLINE',
    started_at timestamptz,
    ended_at timestamptz,
    -- Since when a LIVE stream waits for its encoder; null while one sends.
    encoder_gone_at timestamptz,
    viewer_count integer not null default 0,
    peak_viewers integer not null default 0,
    -- Seconds.
    duration integer,
    hls_url text,
    thumbnail_url text,
    recording_path text,
    is_archived boolean not null default false,
    vod_url text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint stream_live_has_start check (status = 'OFFLINE' or started_at is not null),
    constraint stream_over_has_end check (status in ('OFFLINE', 'LIVE') or ended_at is not null)
);
-- A second concurrent session of one channel is impossible, whatever the server believes.
create unique index stream_one_live_per_channel on stream (channel_id) where status in ('LIVE', 'ENDING');
create index stream_channel on stream (channel_id, id desc);
create index stream_on_air on stream (status) where status in ('LIVE', 'ENDING');

create table message (
    id uuid constraint message_pk primary key,
    channel_id uuid not null constraint message_channel_fk references channel on delete cascade,
    stream_id uuid constraint message_stream_fk references stream on delete set null,
    account_id uuid not null constraint message_account_fk references account on delete cascade,
    seq bigint not null,
    content text not null,
    badges text[] not null default '{}',
    -- Not a foreign key: an answer outlives what it answers.
    reply_to uuid,
    -- The sender's own mark; the same one is stored once.
    nonce text,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    deleted_by uuid constraint message_deleted_by_fk references account on delete set null,
    constraint message_seq_unique unique (channel_id, seq),
    constraint message_nonce_unique unique (channel_id, account_id, nonce)
);
create index message_stream on message (stream_id, seq desc);
create index message_account on message (account_id, channel_id, seq desc);

create table follow (
    id uuid constraint follow_pk primary key,
    follower_id uuid not null constraint follow_follower_fk references account on delete cascade,
    followee_id uuid not null constraint follow_followee_fk references account on delete cascade,
    created_at timestamptz not null default now(),
    constraint follow_unique unique (follower_id, followee_id),
    constraint follow_not_oneself check (follower_id <> followee_id)
);
create index follow_followee on follow (followee_id);

create table channel_follow (
    id uuid constraint channel_follow_pk primary key,
    account_id uuid not null constraint channel_follow_account_fk references account on delete cascade,
    channel_id uuid not null constraint channel_follow_channel_fk references channel on delete cascade,
    created_at timestamptz not null default now(),
    constraint channel_follow_unique unique (account_id, channel_id)
);
create index channel_follow_channel on channel_follow (channel_id);

create table subscription (
    id uuid constraint subscription_pk primary key,
    account_id uuid not null constraint subscription_account_fk references account on delete cascade,
    channel_id uuid not null constraint subscription_channel_fk references channel on delete cascade,
    tier subscription_tier not null default 'BASIC',
    stripe_subscription_id text constraint subscription_stripe_unique unique,
    status subscription_status not null default 'ACTIVE',
    started_at timestamptz not null default now(),
    renews_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index subscription_account on subscription (account_id);
create index subscription_channel on subscription (channel_id);

-- Personal block list: whom somebody does not want to read.
create table block (
    account_id uuid not null constraint block_account_fk references account on delete cascade,
    blocked_id uuid not null constraint block_blocked_fk references account on delete cascade,
    created_at timestamptz not null default now(),
    constraint block_pk primary key (account_id, blocked_id),
    constraint block_not_oneself check (account_id <> blocked_id)
);
create index block_blocked on block (blocked_id);

-- A ban, or a time-out where `expires_at` stands.
create table ban (
    channel_id uuid not null constraint ban_channel_fk references channel on delete cascade,
    account_id uuid not null constraint ban_account_fk references account on delete cascade,
    banned_by uuid constraint ban_banned_by_fk references account on delete set null,
    reason text,
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    constraint ban_pk primary key (channel_id, account_id)
);
create index ban_account on ban (account_id);

create table moderator (
    channel_id uuid not null constraint moderator_channel_fk references channel on delete cascade,
    account_id uuid not null constraint moderator_account_fk references account on delete cascade,
    permissions text[] not null default '{delete,timeout,ban}',
    created_at timestamptz not null default now(),
    constraint moderator_pk primary key (channel_id, account_id)
);
create index moderator_account on moderator (account_id);

create table report (
    id uuid constraint report_pk primary key,
    reporter_id uuid constraint report_reporter_fk references account on delete set null,
    message_id uuid constraint report_message_fk references message on delete set null,
    account_id uuid constraint report_account_fk references account on delete set null,
    channel_id uuid constraint report_channel_fk references channel on delete cascade,
    reason text not null,
    status text not null default 'OPEN' constraint report_status_known check (status in ('OPEN', 'RESOLVED', 'DISMISSED')),
    handled_by uuid constraint report_handled_by_fk references account on delete set null,
    handled_at timestamptz,
    created_at timestamptz not null default now()
);
create index report_open on report (channel_id, id) where status = 'OPEN';

-- Content filters and chat modes of a channel; no row means the defaults.
create table filter (
    channel_id uuid constraint filter_pk primary key constraint filter_channel_fk references channel on delete cascade,
    blocked_terms text[] not null default '{}',
    profanity_filter boolean not null default true,
    slow_seconds integer not null default 0 constraint filter_slow_seconds_range check (slow_seconds between 0 and 3600),
    followers_only boolean not null default false,
    emote_only boolean not null default false,
    unique_messages boolean not null default false,
    verified_email_only boolean not null default false,
    -- Seconds an account must exist before it may write.
    account_age_seconds integer not null default 0 constraint filter_account_age_positive check (account_age_seconds >= 0),
    updated_at timestamptz not null default now()
);

-- Every action that moderators and administrators take; written, never changed.
create table audit (
    id uuid constraint audit_pk primary key,
    actor_id uuid constraint audit_actor_fk references account on delete set null,
    channel_id uuid constraint audit_channel_fk references channel on delete cascade,
    action text not null,
    target_account_id uuid constraint audit_target_account_fk references account on delete set null,
    target_message_id uuid constraint audit_target_message_fk references message on delete set null,
    detail jsonb not null default '{}',
    created_at timestamptz not null default now()
);
create index audit_channel on audit (channel_id, id desc);
