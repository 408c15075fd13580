SELECT pg_catalog.set_config('search_path', '', false);
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';
CREATE TYPE public.stream_status AS ENUM (
    'OFFLINE',
    'LIVE',
    'ENDING',
    'ARCHIVED'
);
CREATE TYPE public.subscription_status AS ENUM (
    'ACTIVE',
    'CANCELLED',
    'EXPIRED'
);
CREATE TYPE public.subscription_tier AS ENUM (
    'BASIC',
    'PREMIUM',
    'VIP'
);
CREATE FUNCTION public.count_followers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    -- In the order of ids: two transactions that change several channels lock them one after the other.
    perform from channel where id in (select channel_id from changed) order by id for no key update;
    update channel set follower_count = follower_count + follows * tg_argv[0]::bigint
    from (select channel_id, count(*) as follows from changed group by channel_id) as change
    where channel.id = change.channel_id;
    return null;
end $$;
CREATE FUNCTION public.discard_archive() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into discarded_archive (stream_id) values (old.stream_id) on conflict do nothing;
    return null;
end $$;
CREATE FUNCTION public.empty_message() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.content = '';
    new.badges = '{}';
    new.nonce = null;
    new.deleted_at = coalesce(new.deleted_at, now());
    return new;
end $$;
CREATE FUNCTION public.end_clerk_session() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    delete from session where id = old.session_id;
    return null;
end
$$;
CREATE FUNCTION public.end_clerk_sessions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    delete from clerk_session where issuer = old.issuer and subject = old.subject;
    return null;
end
$$;
CREATE FUNCTION public.note_deleted_channel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into deleted_channel (channel_id) values (old.id);
    return null;
end $$;
CREATE FUNCTION public.take_username() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into taken_username (username, account_id) values (new.username, new.id) on conflict (username) do nothing;
    if not exists (select from taken_username where username = new.username and account_id = new.id) then
        raise unique_violation using message = 'the username is another account''s', constraint = 'account_username_unique';
    end if;
    return null;
end
$$;
CREATE FUNCTION public.tell_recheck() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_notify('recheck', tg_argv[0] || ' ' || (coalesce(to_jsonb(old), to_jsonb(new)) ->> tg_argv[1]));
    return null;
end
$$;
CREATE FUNCTION public.tell_standing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    follow channel_follow := coalesce(old, new);
begin
    if exists (select from filter where channel_id = follow.channel_id and followers_only_minutes is not null) then
        perform pg_notify('recheck', 'standing ' || follow.account_id);
    end if;
    return null;
end
$$;
CREATE FUNCTION public.unpin_message() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    delete from pinned_message where message_id = new.id;
    return null;
end
$$;
CREATE TABLE public._sqlx_migrations (
    version bigint NOT NULL,
    description text NOT NULL,
    installed_on timestamp with time zone DEFAULT now() NOT NULL,
    success boolean NOT NULL,
    checksum bytea NOT NULL,
    execution_time bigint NOT NULL
);
CREATE TABLE public.account (
    id uuid NOT NULL,
    email text NOT NULL,
    email_verified boolean DEFAULT false NOT NULL,
    password_hash text,
    username text,
    display_name text,
    avatar text,
    bio text,
    is_admin boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    two_factor_at timestamp with time zone,
    username_changed_at timestamp with time zone,
    canonical_email text,
    CONSTRAINT account_email_lower_case CHECK ((email = lower(email))),
    CONSTRAINT account_names_together CHECK (((username IS NULL) = (display_name IS NULL))),
    CONSTRAINT account_username_lower_case CHECK ((username = lower(username)))
);
CREATE TABLE public.appeal (
    ban_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    content text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    decision text,
    answer text,
    answered_by uuid,
    answered_at timestamp with time zone,
    CONSTRAINT appeal_answer_length CHECK (((char_length(answer) >= 1) AND (char_length(answer) <= 500))),
    CONSTRAINT appeal_answered CHECK (((decision IS NULL) = (answered_at IS NULL))),
    CONSTRAINT appeal_content_length CHECK (((char_length(content) >= 1) AND (char_length(content) <= 1000))),
    CONSTRAINT appeal_decision_known CHECK ((decision = ANY (ARRAY['approved'::text, 'denied'::text])))
);
CREATE TABLE public.archive (
    stream_id uuid NOT NULL,
    state text DEFAULT 'recording'::text NOT NULL,
    folder uuid DEFAULT gen_random_uuid(),
    visibility text,
    size bigint DEFAULT 0 NOT NULL,
    duration integer,
    has_thumbnail boolean DEFAULT false NOT NULL,
    has_storyboard boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT archive_state_known CHECK ((state = ANY (ARRAY['recording'::text, 'finishing'::text, 'ready'::text, 'failed'::text]))),
    CONSTRAINT archive_visibility_known CHECK ((visibility = ANY (ARRAY['public'::text, 'unlisted'::text, 'private'::text])))
);
CREATE TABLE public.audit (
    id uuid NOT NULL,
    actor_id uuid,
    channel_id uuid,
    action text NOT NULL,
    target_account_id uuid,
    target_message_id uuid,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    undoes uuid
);
CREATE TABLE public.ban (
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    banned_by uuid,
    reason text,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL
);
CREATE TABLE public.block (
    account_id uuid NOT NULL,
    blocked_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT block_not_oneself CHECK ((account_id <> blocked_id))
);
CREATE TABLE public.channel (
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    description text,
    avatar text,
    banner text,
    category text DEFAULT 'just-chatting'::text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    is_public boolean DEFAULT true NOT NULL,
    auto_start boolean DEFAULT true NOT NULL,
    stream_key_digest bytea NOT NULL,
    stream_key_sealed bytea NOT NULL,
    view_count bigint DEFAULT 0 NOT NULL,
    follower_count bigint DEFAULT 0 NOT NULL,
    last_message_seq bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    stream_url text,
    archive boolean DEFAULT true NOT NULL,
    vod_visibility text DEFAULT 'public'::text NOT NULL,
    retention_days integer,
    language text,
    CONSTRAINT channel_follower_count_positive CHECK ((follower_count >= 0)),
    CONSTRAINT channel_retention_days_range CHECK (((retention_days >= 1) AND (retention_days <= 3650))),
    CONSTRAINT channel_slug_lower_case CHECK ((slug = lower(slug))),
    CONSTRAINT channel_stream_url_is_rtmp CHECK ((stream_url ~ '^rtmps?://[^[:space:]]+$'::text)),
    CONSTRAINT channel_vod_visibility_known CHECK ((vod_visibility = ANY (ARRAY['public'::text, 'unlisted'::text, 'private'::text])))
);
CREATE TABLE public.channel_follow (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.clerk_session (
    id text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    session_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.clerk_user (
    issuer text NOT NULL,
    subject text NOT NULL,
    version bigint NOT NULL,
    is_banned boolean DEFAULT false NOT NULL,
    deleted_at timestamp with time zone,
    erased_at timestamp with time zone
);
CREATE TABLE public.clerk_webhook (
    id text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.deleted_channel (
    channel_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.discarded_archive (
    stream_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.filter (
    channel_id uuid NOT NULL,
    slow_seconds integer DEFAULT 0 NOT NULL,
    emote_only boolean DEFAULT false NOT NULL,
    unique_messages boolean DEFAULT false NOT NULL,
    verified_email boolean DEFAULT false NOT NULL,
    account_age_seconds integer DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    followers_only_minutes integer,
    version integer DEFAULT 0 NOT NULL,
    locked_down_at timestamp with time zone,
    rules jsonb DEFAULT '{}'::jsonb NOT NULL,
    rule_versions jsonb DEFAULT '{}'::jsonb NOT NULL,
    raid_suspected_at timestamp with time zone,
    raid_suspicion jsonb,
    raid_guard_since timestamp with time zone,
    raid_guard_until timestamp with time zone,
    raid_guard_action uuid,
    CONSTRAINT filter_account_age_range CHECK (((account_age_seconds >= 0) AND (account_age_seconds <= 31536000))),
    CONSTRAINT filter_followers_only_range CHECK (((followers_only_minutes >= 0) AND (followers_only_minutes <= 129600))),
    CONSTRAINT filter_raid_guard_whole CHECK ((num_nonnulls(raid_guard_since, raid_guard_until, raid_guard_action) = ANY (ARRAY[0, 3]))),
    CONSTRAINT filter_slow_seconds_range CHECK (((slow_seconds >= 0) AND (slow_seconds <= 3600)))
);
CREATE TABLE public.filtered_message (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    content text NOT NULL,
    reply_to uuid,
    nonce text,
    action text NOT NULL,
    normalized text NOT NULL,
    matches jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    decision text,
    decided_by uuid,
    decided_at timestamp with time zone,
    message_id uuid,
    CONSTRAINT filtered_message_action_known CHECK ((action = ANY (ARRAY['hold'::text, 'refuse'::text]))),
    CONSTRAINT filtered_message_decided CHECK (((decision IS NULL) = (decided_at IS NULL))),
    CONSTRAINT filtered_message_decision_known CHECK ((decision = ANY (ARRAY['approved'::text, 'denied'::text, 'expired'::text]))),
    CONSTRAINT filtered_message_hold_expires CHECK (((action = 'hold'::text) = (expires_at IS NOT NULL)))
);
CREATE TABLE public.follow (
    id uuid NOT NULL,
    follower_id uuid NOT NULL,
    followee_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT follow_not_oneself CHECK ((follower_id <> followee_id))
);
CREATE TABLE public.identity (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    provider text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    email text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.mailed_link (
    token_digest bytea NOT NULL,
    account_id uuid NOT NULL,
    purpose text NOT NULL,
    email text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    two_factor_secret_sealed bytea,
    canonical_email text,
    CONSTRAINT mailed_link_purpose CHECK ((purpose = ANY (ARRAY['verify'::text, 'change'::text, 'reset'::text, 'restore'::text, 'login'::text]))),
    CONSTRAINT mailed_link_secret_restores CHECK (((two_factor_secret_sealed IS NULL) OR (purpose = 'restore'::text)))
);
CREATE TABLE public.message (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    stream_id uuid,
    account_id uuid,
    seq bigint NOT NULL,
    content text NOT NULL,
    badges text[] DEFAULT '{}'::text[] NOT NULL,
    reply_to uuid,
    nonce text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    deleted_by uuid,
    deleted_in uuid,
    CONSTRAINT message_without_author_empty CHECK (((account_id IS NOT NULL) OR (content = ''::text)))
);
CREATE TABLE public.moderator (
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    permissions text[] DEFAULT '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}'::text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.note (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    author_id uuid,
    content text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT note_content_length CHECK (((char_length(content) >= 1) AND (char_length(content) <= 500)))
);
CREATE TABLE public.outgoing_mail (
    id uuid NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    sealed bytea,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    last_error text,
    account_id uuid
);
CREATE TABLE public.pinned_message (
    channel_id uuid NOT NULL,
    message_id uuid NOT NULL,
    pinned_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.profile (
    account_id uuid NOT NULL,
    social_links jsonb DEFAULT '{}'::jsonb NOT NULL,
    notification_email text,
    theme text DEFAULT 'dark'::text NOT NULL,
    language text DEFAULT 'en'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT profile_social_links_object CHECK ((jsonb_typeof(social_links) = 'object'::text)),
    CONSTRAINT profile_theme_known CHECK ((theme = ANY (ARRAY['dark'::text, 'light'::text])))
);
CREATE TABLE public.recovery_code (
    account_id uuid NOT NULL,
    digest bytea NOT NULL
);
CREATE TABLE public.report (
    id uuid NOT NULL,
    reporter_id uuid,
    message_id uuid,
    account_id uuid,
    channel_id uuid,
    reason text NOT NULL,
    status text DEFAULT 'OPEN'::text NOT NULL,
    claimed_by uuid,
    claimed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    for_staff boolean DEFAULT false NOT NULL,
    resolution text,
    closed_at timestamp with time zone,
    CONSTRAINT report_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
    CONSTRAINT report_resolution_length CHECK (((char_length(resolution) >= 1) AND (char_length(resolution) <= 500))),
    CONSTRAINT report_status_known CHECK ((status = ANY (ARRAY['OPEN'::text, 'CLAIMED'::text, 'RESOLVED'::text, 'DISMISSED'::text])))
);
CREATE TABLE public.session (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_digest bytea NOT NULL,
    user_agent text,
    address text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    identity_id uuid,
    id_token_sealed bytea
);
CREATE TABLE public.stream (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    title text NOT NULL,
    description text,
    status public.stream_status DEFAULT 'OFFLINE'::public.stream_status NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    encoder_gone_at timestamp with time zone,
    viewer_count integer DEFAULT 0 NOT NULL,
    peak_viewers integer DEFAULT 0 NOT NULL,
    duration integer,
    thumbnail_url text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    visibility text,
    seconds_watched bigint DEFAULT 0 NOT NULL,
    CONSTRAINT stream_live_has_start CHECK (((status = 'OFFLINE'::public.stream_status) OR (started_at IS NOT NULL))),
    CONSTRAINT stream_over_has_end CHECK (((status = ANY (ARRAY['OFFLINE'::public.stream_status, 'LIVE'::public.stream_status])) OR (ended_at IS NOT NULL))),
    CONSTRAINT stream_seconds_watched_positive CHECK ((seconds_watched >= 0)),
    CONSTRAINT stream_visibility_known CHECK ((visibility = ANY (ARRAY['public'::text, 'unlisted'::text, 'private'::text])))
);
CREATE TABLE public.subscription (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    tier public.subscription_tier DEFAULT 'BASIC'::public.subscription_tier NOT NULL,
    stripe_subscription_id text,
    status public.subscription_status DEFAULT 'ACTIVE'::public.subscription_status NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    renews_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.taken_username (
    username text NOT NULL,
    account_id uuid
);
CREATE TABLE public.two_factor (
    account_id uuid NOT NULL,
    secret_sealed bytea NOT NULL,
    session_id uuid,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.used_sign_in_state (
    state_digest bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-30 11:00:32.277139+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 65518454);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-30 11:00:32.343211+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 848409);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-30 11:00:32.344231+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 6414278);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-30 11:00:32.350931+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 990630);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-30 11:00:32.35215+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1033654);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-30 11:00:32.35339+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 2107007);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-30 11:00:32.355713+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 5565850);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-30 11:00:32.361476+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 590035);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-30 11:00:32.362193+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 13687331);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-30 11:00:32.376116+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 8003236);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-30 11:00:32.38431+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 12446309);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-30 11:00:32.396984+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 21835031);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-11-30 11:00:32.41909+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 3093280);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (14, 'erased traces and chat modes', '2026-11-30 11:00:32.422372+00', true, '\xf9fadab5307b16d04b5dbba3dc42511a73607671b77f4a2d4cf5d4dc601dabb338e5b34112a259111ac1092d4bb74afc', 12121166);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (15, 'moderation', '2026-11-30 11:00:32.434705+00', true, '\x7a4dd7481d21b9052934c0692a061ee91fc16c07ca51c58ef568cd1fefbd11fed0137646746eb72d6483b25596ea8e4b', 16219157);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (16, 'appeals reports raids', '2026-11-30 11:00:32.451126+00', true, '\x4518bfef6071c3fc3b37d10aad61b40b2ccaee79b989e3a67d948ff282b3996425545a3c384bc4c15b1c9f51cd6b9de4', 9821505);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-12ca-7465-b7bd-72e4f605350d', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$UweEtdqOkBfpI4GC2OrAYg$ipzTIrPPxyA2Be7hL5cSFgBwkOsT5mT4fkXEP5ksHc8', NULL, NULL, NULL, NULL, true, NULL, '2026-11-30 11:00:32.586117+00', '2026-11-30 11:00:32.586117+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-1339-71fd-9d15-a3216cb17579', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$ZRPNLb/AIPbgW3gUdUBAqA$NfxDxxdTViFTLmObZJSX6pTLduZOe539wkRAX1Zau1U', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-30 11:00:32.697579+00', '2026-11-30 11:00:32.710064+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-1365-7173-bbae-e5bae78b9cfd', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$VnbtLojYMRYU26T+D6Gndg$waq6KVDrt7zexW84s1QwsfAYAbfzuUe2mn6n+yU6SPQ', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-30 11:00:32.741066+00', '2026-11-30 11:00:32.750533+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-1386-70bd-abcf-a9161c9157c8', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$v5RGk2jlMyH+1ZrRF0X7Ng$vPF1zmzW0ZfBuhfG5epem8e7V86MCJKIshwyEmQNzTA', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-30 11:00:32.774444+00', '2026-11-30 11:00:32.784709+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-13a5-73b2-8257-870dd9c1b898', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$ijljxZhR7O5buvhrO7oCrg$5WUB6GBhIiPdPipJiptrbuOhfEyMTfihCla5f4NFtsA', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-30 11:00:32.805464+00', '2026-11-30 11:00:32.81512+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-13c6-72d5-baf6-e92d8f061628', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$Yhp9Hl8pDLepIS7cYjDNqA$p1CXyw8U+KiJgs8JOs19poiAhofFoDsC4d/bibcMH+g', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-30 11:00:32.838014+00', '2026-11-30 11:00:32.847358+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-1412-7430-bd2a-c9f14f38db4e', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$c5Zlmps6f20LDlqhRFvsmA$IRFwUNDtzUjmoQfZ+9Xchmbf7qpIHhAPhY+dWy7mDsA', NULL, NULL, NULL, NULL, false, NULL, '2026-11-30 11:00:32.914194+00', '2026-11-30 11:00:32.914194+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-13e1-7558-bd9b-26df6b6a6449', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$BYAWwadfcjDBI5a/kQ6jdQ$t0q2wy545J4a9Zlkej6G4ERw66VPs6qsd/5cCA/Dqy4', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-30 11:00:32.865181+00', '2026-11-30 11:00:32.873309+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22c1d-13fa-74c8-9ed5-2f3ab878c487', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$SsXcanCI5mQJJfB9xhsP6Q$OVVmOzXsLtH3JcE/Wb7zePJiriCOf1ISch3cfT2Y1RE', 'gone', 'GONE', NULL, NULL, false, '2026-11-30 11:00:32.973335+00', '2026-11-30 11:00:32.890014+00', '2026-11-30 11:00:32.897467+00', NULL, NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22c1d-155e-7586-8d63-81e728e2cb73', 'ready', '4e97f449-ba27-417b-8224-9374ddf6322b', 'public', 34904, 4, true, true, '2026-11-30 11:00:33.521528+00', '2026-11-30 11:00:37.776654+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22c1d-2802-70ed-ab98-8dd476b0ad79', 'recording', 'a1ccd005-b33d-42db-95af-4579527c08aa', NULL, 0, NULL, false, false, '2026-11-30 11:00:38.295968+00', '2026-11-30 11:00:38.295968+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at, id) VALUES ('01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-13a5-73b2-8257-870dd9c1b898', NULL, NULL, NULL, '2026-11-30 11:00:32.943824+00', 'c083733e-0bcd-48e7-b637-4fbe8e3b30b6');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22c1d-1373-7014-848c-ce41c6490837', '01a22c1d-1365-7173-bbae-e5bae78b9cfd', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x3c9c8cbe266235bec62dd655390a730f08cfbea05e8773a15ab30776f5de8a5e', '\x86627320783e5077a806cfb5df9183a2ee2feaf48b0766a0b3b7292156a3546ff4e855f00c663c8d9204c8f190e297279e70cda12eae8e60bac8c734b22c2020e0dafa16984b092487ed197cf6833911db84cd944b3d591b8569c57869', 0, 0, 0, '2026-11-30 11:00:32.754997+00', '2026-11-30 11:00:32.754997+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-1339-71fd-9d15-a3216cb17579', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x4f0122a886b4d835258e741cc906ef29990059053306cec5eec0b75f2eb85538', '\x473d895f3ff622ce3719d1bc6b8bc8ac3f9d510d948794ebf11473ee14955dd73dc0e181c2b99d50f7c9c86a22444f5d789b7a3e7645394cae9084cfda4f68a7cdd80e30be33dc83979d0d7071cfb12b35ec36c79cde37dcdf64838e77', 0, 0, 4, '2026-11-30 11:00:32.71533+00', '2026-11-30 11:00:32.71533+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x7f727e60b4b34b66aafa376b87bce71d9956799b98964e738c21e6e2e6175910', '01a22c1d-1339-71fd-9d15-a3216cb17579', 'verify', 'mira@example.org', '2026-12-01 11:00:32.697579+00', '2026-11-30 11:00:32.697579+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xe369cefd4365afd6cc0b620263014442d0f3bef8e42813a0f170e2471227f297', '01a22c1d-1365-7173-bbae-e5bae78b9cfd', 'verify', 'noor@example.org', '2026-12-01 11:00:32.741066+00', '2026-11-30 11:00:32.741066+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xeb67f2804810d494bb35cbcf48dcdb256aa15f0bb5507e936e55dba584ae48c3', '01a22c1d-1386-70bd-abcf-a9161c9157c8', 'verify', 'jonas@example.org', '2026-12-01 11:00:32.774444+00', '2026-11-30 11:00:32.774444+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xfbfef16895d66037d21e581b7bcb97ddee1cd21ccac7ccd550eed049ee0b4ee9', '01a22c1d-13a5-73b2-8257-870dd9c1b898', 'verify', 'vera@example.org', '2026-12-01 11:00:32.805464+00', '2026-11-30 11:00:32.805464+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xaecc102eaf16811ee45802058c2849a44245c6a754900eadd73465fffbe16e42', '01a22c1d-13c6-72d5-baf6-e92d8f061628', 'verify', 'tomasz@example.org', '2026-12-01 11:00:32.838014+00', '2026-11-30 11:00:32.838014+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x1473bdd768a7205e9816f3527ecc47e1100af3af7713e47d16c6fa2baecd383e', '01a22c1d-13e1-7558-bd9b-26df6b6a6449', 'verify', 'boss@example.org', '2026-12-01 11:00:32.865181+00', '2026-11-30 11:00:32.865181+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x08fb5d4988cfddb74194b866c9f84d997d7b24ae19cb26271b801215d1dfbc1e', '01a22c1d-13fa-74c8-9ed5-2f3ab878c487', 'verify', 'gone@example.org', '2026-12-01 11:00:32.890014+00', '2026-11-30 11:00:32.890014+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x44f000f6fcdb3217677e700ed50afa731d079d751b19e5277e0c53fa5f61e2fc', '01a22c1d-1412-7430-bd2a-c9f14f38db4e', 'verify', 'newcomer@example.org', '2026-12-01 11:00:32.914194+00', '2026-11-30 11:00:32.914194+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22c1d-1687-7661-9bd3-b1b3a6dcff5a', '01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-155e-7586-8d63-81e728e2cb73', '01a22c1d-1386-70bd-abcf-a9161c9157c8', 1, 'hello', '{}', NULL, NULL, '2026-11-30 11:00:33.543906+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22c1d-16ae-7007-ad57-0f8ee4943451', '01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-155e-7586-8d63-81e728e2cb73', '01a22c1d-1339-71fd-9d15-a3216cb17579', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-30 11:00:33.582926+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22c1d-16b7-771b-9747-11eb7a2c9adc', '01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-155e-7586-8d63-81e728e2cb73', '01a22c1d-1386-70bd-abcf-a9161c9157c8', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-30 11:00:33.591183+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22c1d-16bf-70c8-9385-2441ffcfaca3', '01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-155e-7586-8d63-81e728e2cb73', '01a22c1d-13c6-72d5-baf6-e92d8f061628', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-30 11:00:33.599879+00', '2026-11-30 11:00:33.603452+00', '01a22c1d-13c6-72d5-baf6-e92d8f061628', NULL);
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22c1d-134c-76b3-bcff-22bab65f7b02', '01a22c1d-13c6-72d5-baf6-e92d8f061628', '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}', '2026-11-30 11:00:32.968485+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-133c-76c2-b163-8cecbc5cc5ff', 'mira@example.org', 'Confirm your e-mail address', '\x6e2680e1b517415cc27bbca4052df4d8843883e640df0d35a8d9458ce2b6023f49093bea59057a0959cd8754021fc6dbd32600d21836d878e2f90de1c6a968aaa9a22abb14e095cb99419011bd8975c4dd2071fe2eaab4666c718ad3ea65e6607fc1bf7aa6ed113fb3fff2dea532feb64571970d63a84c9f2174aabef4161ae8aa7e87aa3a3721eb92f21a5c8abfaa0d195196184995742f1ca7796859f21c0ff84e530b995a3b1aed3d2fa26c1a61cb4b159b1f22d139853ee8d0c86daf93b24bc2904682116328436845c40685b98bdc97fc436696714d686ff1e14c301b3d8d8c5408077e698131b6301090e61ae226d523023e5124df5173621b87f84a44dbca68b1b39a5deda1aabae8de4c5633af0e4aa07aa7720198040d37b8db7da46469dccda8ecf738859d24357ced541783e63f0a16d6ecfdacfa151bbda62324910ce0a30bbac940719f6039db13d9508d8b26a745f06aed1ca649bb847030147669925b7f7906f2069e2b50d41536666f9bcb346935f2e955050c6abdafd98080a8933f8bcd63cf41fbcc98895e6ba8cf56f5f2cfaa7241aee869eebee06d7bb296d8d6b3c4778631bc89efeff25f884f9767f28be18a7ff753f38556ac7637e748fd803a212ea32c1243411c61c4d02fba0e341659f7adfa88e4592b38fff6962494a5bdd23c41cef3b152cb9fab8c45a085058c5f79364c8bd5f2c638f9baf631d3a036e910628014a0d9e08e9587b2bd40ee435f6b6e4e63f69dbd0a35dcd20ce30ec2adcf8dde7cebc0f0bf03ffbd26ca30af0529655d2d10f4128f9910936b7c79819fff2d4889a7268f80a50e9e27cb8f1cb42bdc64418cf65bf727812488f1a0c329b96cabbde8c5b394b11c9db8b8c7603f4720f29f10acd90a2ccf139dfa0b976df60abc1d62d22c925fe93c34ca65c2451913192f00ecb8dab63e88278d5c0323a96aff72b70da67239219fb6902f3adee78158b748ff8849bbe172fd4ad6e1397213995b83801297978948842011f2318e64223944f1659d0838cb2c5a46f826fa12e179e4d3fafd5ecf81d0d2615c8940333ccc3bc6547bbb50508263e5d911569edee2be4c22cd72180b874f4ba0f3cdb5025001bad893085139217eba45bd355a9dd8a332d4e03f5ed252aac44f6a7ec7d5a08a0dd28957602e462a6f82a265ce999fa340149f9f1e6a2512274e734868141c9c35592279893ae3578e53aba25c7988b85dc8e1f014bed02a6e5ae3c478b1a22fd7faedd645e5a34a78e518b15f6ecfd16f42ebe837f3c48f5be4472c1bdf489af49d4bc0e32002afbf7f1ed032578474e56e29db3cedb2fd66cbfa275c3f2ed17e6d4ece0db4d6572046099ac659a7db8e0ea9668260949049ceb4eb5bd095a3c9a8bc9179ab0ea03f15ca05bd1392ecdf26aa0795b7be026fb78a02b7a84a671278b1d4fcdfa210a9eab973c42e478445ac3a6ac6b68f8b338ab8c75472d285fe14217281974359575614ec88aae3ce134f8abbfba5508a49dc8e5c1f4ae68f5a44694d4cc58f5c1ff5ef269a441aa8b4570dabe050b0ce87ff43c7cf69b0d1e1ef3ad6aaf8ad55f646574964177e5ad56f71a187479d9088fd9b708b90af45c3976d28c876cfb2c422c135152574a307f2579499e86a8a8515b507fcc952e80de6575438ad516c660b0deab9d7306eef73591a1572665d16fcc80f6cfb40d36a7f86237ab52127007d655807ca6738987911871a0dec74b157a4a9b6d49a075012732e8d06f8f80cdeedeada0d823e400aa7870c5e4e21688a96564c0ac28af3a53b87ae4da62275a5c9366ee69f1b6070cbf8e1639c9ef26245d03ce8c349d3d8af8637e713d06e5f1cccab8d33c2e09def3f7c2d1962b43ab7b285eb65454a5f84f97cb1418d06d8fe08daec10b25a73d2c12f713ed2b8436561b515c8a9680ff35c5b36cc3999ade12ebd05c5ce98576728c02922ddb5988eeaeb91fa4ba17f8d5ce0a3da3b779f6cfcc02d37f048027d7b65d6cdd90e0827f7b7c449ce3d6ca1052011c043615f8ae93ea6af345dbb87599d83968ac33fad5b440c5e3b391ccc8b40a3db72b25e8962c2e4e122753b30b3cedc7210091fb88ba9b6b4060e1c0e4395d80fe65e23d8ad1c7cc909a385ff07d127da792338bc25075ca4d885f5001fe7603c04f03f7383fbea678f453244fcb79c4b877771ca4dca3e1e1e62ab0b99169b8206a687dfa203cb08ef914fbf63d59a6b14655c962f93882c8fe6f1575b805124dff776cb93fb838f3b94dd088d780342d6e58d648caa31504716f789e26dc84f86a8ce04545d252f5acc1752847767a0b49753c5637a65282d352339cb2c544d78255035e07c148a70c9ec111200b9320b293596543a55a83520e3871862b3329c73cfdb1e50d619f080e8eb7195a267d8b98342e41cb70baaea60a88a69288fe7e3f95f5faf4343646e232809602d8eb2bceb7fe132bf537ed9d4ed6f348944367ccda1fc7aebe49de2ccd44789ee0f45dddc7ae2f624902db5f5cb8b390c648dcd8297290678e707cf4bf54a4c773dd0bbcf0c8ebdfc7ade9b0a2d88728799896cfc51c00e1120ddc2d6c6dfc74d207ecf5510b103b07c51721347ac9307d465117cef284ad0', 1, '2026-11-30 11:00:32.697579+00', 'infinity', '2026-11-30 11:00:32.707058+00', NULL, '01a22c1d-1339-71fd-9d15-a3216cb17579');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-1367-7527-aaa4-2f3008e476fa', 'noor@example.org', 'Confirm your e-mail address', '\xdd67d8b51d6010ade246782733580b425f9eaafd1ca3f32433bb7ff4f0b83d622cd9bbcd527604e89827368e4a95a8763ef168f998ab09b815c58be3c485e7a9c9a7d696b2cc9521cfb97f2dd67feb5c2c6ad77f9b5060b7f547524f9aa1d4544b1c552c26e2a414b424516ef1d85137e6e6302a585d3b1ca0bd2bb10c5661029038992fed9a3aebc6db49e0b42c97f712014afc6183e9db85097267fba3dd539945156ae05aa1fe64c16a1c842490892917113a9a984e376021d9df77f6ad70a3e0e1738d348b392d5682efc0558ea2c4bb2cbbe2dd5c73574077e305ad42419e25fec934cbfcde8e58995184604a3051093d55ad22f02bb5becef4dc1e65ead646c4142c1c106b815a8c209b8d8e303feb437a003b2131c7ab4fd22a3ab6dff4684bd635340bf8ace783b8baa338a7b8cd8a379d414259af2ff1ee6ac0deb4fed06e5357b1c3b32a0749f1663a469abe47132636f0993e3ec03413f7dc828d477f9d922f695bf0aa73823dd143b7197dbda25f11e86d099fd9756eeda218903642f6e6d0522f3a8f0332f00d202222cf538fa37429e1cd6c372e6c02ea8b17f38e4b2f2d1119b7691958ad94d6f2d5d3c90c2acd8a33f890106f68f067b27bbda71052f130a47b2ded7c0557e49d9db39ebe7fe20ccc15d1440ddd6717824f80ed016eccb30404a38befe3d94ae69afea209b91956b086645e70eff5520d11ad04a5f36f090ca85a4ef9c5479bfba903bfd69b2ac99fb4f1c40a69c18b6d6ba1694bb918907c6c8cdda1e579d678d238c94a7c3317c0d68e368ebcee523020c2f81181c722c394b6bb13913d6a38e4962b1ec408b63778306829a57cb39322bfc33821fa6f6576bf703651813c53b8d95ceb7ecfaceba361ca4d7beb13b4d7c0fe1e6adda1d5cacfaef9e9de0557bab99358a5278343ee665821ceb5e67351d88396f5326019fe801a0be5aa70e2244f40f5a34cc220aec9381090aaa0e0ca71b1f338878807de09218b50e4a4861ab19e5f76f9086387def023ff970fc3ad142729035dabcf4c0b1b23ebe0bca8cd2b7dae4c988d7ca7dffbc936f10a61881f5eeb6f547fac727e7fd7475051cfcc3f5d213fab7ad21fb408ec7ecf1a3946748bb3cd102ee52c1b110f2961d471040507b3e084c34fba897b866a09a53134f77c91dc15c07a380bf6ed64df2390876491b62d9e2523155d5af0fc00c16ddd8d00a93828f0457d09a3c8887a6d34dbe7684b3e4ab79c9c7848d9f773cc22e57588622d8ebd727847fddfda87b5632a884286ef19f661d3f7e188ac222bc560b5f6cf77f501d1b0d09020ea156ac82fcc871e6137fbabe9a221c293203dbc554ad3b33e55a0553bee122e38c1603f5180eecfca82d87cc251894f2e2db4c039d9a6a99f6f9f7c02ea9adf904e55ec2c8d0cfd7fc0adf1312ff75b9655f5bf9403e50dbdc3fd8fef839217b1a5c84286fa242c50a4ea6af605312f5c0cedc9d45f2b27d927f67421c172a68e6e2281bd51764ed40d4a29589e47d8cec695dc454a9a3725a8409166ba9ad72ed5ad8dd0f319fd3e80e0a0fbe83627433bb70d4623687ad1eaa3204727cbe19fa96211f80f9906a0284cdabb070df36f44bbe0596ba58165fc9c12371c9606d365654f3362fde560316d8f1b0ed15192222a17902f5f0f4b20a516c5cae12bf41523044d24f888c51d50d5a1cce33edab9923ba80a82d0c0f2c8d33d72693b3b04bbe368bf237067f67c720c5d8f8b9335d5b4ce1dae4f53e32274e1918b1e1ea624b85e4f8b315219a7ea93665a2c29cfd2ec8a5fd908f49e45f7d27dcc0b4bfb284de7fc4857cd639f9d3e06ff1feb4100c7ed1252f58eaff2e15f3d11285e25a046da2efef63d013bb6a67ab642120bf4d6965d1b10a66235b92a7219e19c7b51ec1907c2d2404a753312165d1b55ee78c1ea03a95b065ae0130f66f6c7d7c52748ea1a48e4a2345dcd1a0bb8f0d771bee7604c331995938b0515969b493daab5412acd2b64fa2cdb1e0c6ce592613fe7cf5b5c9f8271df1bc28d31735afdaa0472c540c6f2092e07cdf2e8a88628e914b54be84b65b1f4c6870c239bb4f8f5adffd241426b63c7a13b31eb1307419c272ae22bc5d2d3045f8e38c9a149bf2dd58302e6e12bd3fd4655b02f8798d96c81b9b8850d87802e15ea790469d7ac09dd8214563d11222c332fa8f4ece2ebc2e76e11715335527b7c5a73f8277cccaa3351ed53db7ed5faceba13923335a9b7023b0873d49fd4c9bd8d244f7832c5f3035c0524f3f721a4ec0cac04686241fff8e8dec6fedcfa95ce56ba3db912099184561c9c9fbfa7ead99e7feaefa2dfd772fc1e872d7ec95247f53ce9ccdeb81697ed35d3589bdac1317b6efa3064a015de4bcc21c4a0d175ba0357f89fb22ecada66850de9882b1645dd27ee5aeddddaaff2b6f3fa0c77928f1f1feb3718282493ee1a8ba80f5f39385ff9630f0a6a321611966eaf652b4bf8182983c8812f09c04d1d069866a8b50456bebe84073bb57f999670128a952f65b5ec42141ea1ea232b5876460931e542a15f56e9347dfe14ebbdfc0f277ff1b2f3816460fd4382a59ec16d1e030c8618d725c5cdb2c74d589450cce34308762b2fa433', 1, '2026-11-30 11:00:32.741066+00', 'infinity', '2026-11-30 11:00:32.750057+00', NULL, '01a22c1d-1365-7173-bbae-e5bae78b9cfd');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-1389-719c-8606-761fce7ea108', 'jonas@example.org', 'Confirm your e-mail address', '\x27d14f274faa4ca0d54f818e5b48f2e7ed5770f964e49697e7c0889c44d91c13ca27a1ccbd6431c653de3a4832ec581fd1ca59e56ce7c197048d134a59b9b4a994f6af30d2b6a974b26d7536a2fabe6b26e228a0dcbec0de9b38acc35cab88a464ad689140fbb51895302ef075393075e59533126d41c8d002aa91029b19298dabb5690f44ec2c2e59e0c817279f1e9d65489ec14ed7f7a431df5fb4769f3d68a8f77fffd7affbe3ce1fb7401db390ff568951ba59d5654fafea936fab0f4bb53af2d39b0660c6ed5c10bb7f3a4a29fff2a21711380a22d1e66f95c1d1a8a6e915b82bc5b8c90f59db94b0da999939ef86e9139c7a772cdc0a39ea44eef4299edaf8ac758215f38dc394b73e3fd522c1989fa91dcff382d77135918b3c2c0742d2c152c9cdbca55b214c280f7a1f6e984aa3bbc9345ef36849e2d251ba9a602041d0d6ec9df71fc8a78dafe1e4b589217e6a5be17a60af8af5fa1b562b559c42cb0687ab42168ecfb263eb797e3bba884f685879f7da6ef05e8ef9e6f4fd22be3ceca5cfa1f1cf8ba5bf1c46d004123cb83cf50cd6d392fa59c1fae551f2f620b86c5ce8e97b17ad3b750ccf6094550f1e9927ac8dd13bc8a0ed635a99fc905845c8f9bb2ab5206de0b50ee17afa5714f582e8fa46215cbdc9a445e27be25031a56ed81c249e15c58ca26f78bd8b50ca79d2126b0b0b9f4e91b760ee40f2ab38b6c63c22c80c66007e4a8713f1d694d4e1e85b936e0de693cd95ed0827512ac8ac833684d84b2b359526e6f0b71f31a4fea9fc15eb665b9615b6ecb99d22f3a81c0093dfa81d9a6eb1da366eee6d01c8fd3a8a2fc135c2d3e23feb284439b38aff399dc0731cba1b1b7ac6198f9c3f3b8a753c9af07c9b01b75fb332cdb91342c5fa315f6d4ee03fb5f8209c64d4d4e60dcf5f3e5318f9b7b1900fa369a698efcdda57026a6797f16ec8b9a547f3bb4251ea68dfce2bc5a69f6ad973dc7bb35515071d98229cd9d29ba26ea9bfbf30d8e97655f2aafe2d29f9b4faff94b086aea44c373566c333722c14519fdf0c605722529c08969dfa48ea3316790c1ccd7a447d28f7cd4513480e2c3c5e410803f8b1ffad2eb2292f77b6c1dec4e75903d3b8d734586e809c07fbf931f36c97b69e78d4cc2e1d361e765d008826c60ac4ac98e8fd91845c0a9d733fa4b0851c00aa8b3f70186ae57542e1a3360ec43cc51f857e41bbad9b953d28d17579b532e841f9cfa5e45d92dbf169fb2211146c9e4907ab3a67ce79e8f94bb83a76aa3bc147935c9d3cc703962eb4794d749581aab2d4faf48a66b5afe5f63766807b1d6cab56393eccc5bf802320e712045fbcba05928856250496d682035219141853a42a44be075a6d5848d482ddfbadda6090c5d7face2f42fbfa2e81e93058ed2e70eceb515801bfc4b801ee205a255cfe4795b65f8ee205cab432d1fab6bd72f2ffe4973a1825cc4cbe46944f1fa9d8df55298f49cd875b3372ac18f80459f3ffb31fb363401eacc438d615a5d191c378ae4637bc46d49ea942148b0f5274546141956ef15822c0c75da1ed290de8e83e58609d082bcb5238a7eda1928767201b61f1d127c59803509c7ae1a1182883ffa369922b1bf5a547e13c76e60bf7ff9fdc730d6fc1e4b4aa26c74944ca123dd4209e21925b0e49b72711bc283a6092efccbfbaaf977f24031623e27ffe6383a891d2a07dead86d3964381c1074aec32432dbffb75085b599bdcd564873515d1abc516d82efb77f56dbb70a144b805acc7741cb79d0511806b6c25978971c53e3bac904d109061cd4116c1e5ea380ceee4920ed7547f41f9da62ef2a8ad9efa1c1c9f038b3aba6cd74746c998970e5c2ab9bbf20e5d895680f27fbcd59885b5089464a4dedf970629d468b798b224636f14ccea48cf683d270c68df2839a91d25106e3e1a2a3706dbdf9ccca4b6db1da3edad6015dc64d88ddb29e2c15e7dae5f270ee2f133514253b6021c8abb1fb3db706b7d1c31205d2dfa0bcd3cd59d9b9a2f29b486000f561e3a1d2370540158fc2ec8533877e10a4b0e81ff45affa6a8344a3c5affe602ccf0915c9c61a5efdc1d83bba901c53d0dbe0ec3209352527336f680ee0b5c696a01b2b1d76911ce639c32b6a558de681a3b0184230cf47d3268a14acb457723fd2ccd83d9ef5c91e8f9d34dc4ea666c153874ec9fc798d7e5b2f76e2c3bbefb40d03b6f11efa2dc4afc4e78a6bbb06a8647ac497958400c71e7a22486ba28c0aecf49aeed2bf68cbfb281e41e1aa3e3e0702482e4069800fb3e6056677949b7a57e3b163b40c3ad420b3d2d22184e3565d5fa3c02163f1660051cf2b6b9272dec9c7373851230a98a832d5ced75682ff6813126e44f2af9fba6709307722c4ec4803f88f3b8e747f58cfd39f9fd86c9c642127b74bf67a32a3b1aca092aa3236f486b01e0e62d0d9d1fb138411d977e510a972a74f1d870f8a9c924edbbf0e9297be5a680be459dc8524d8e78f65f01ef0d72468ba82dc13525159bdbcbca7153730b60eb261354ba8d43a20ec0bf5ca3cda7d9b896a866742e2e43dcf4b0de079a14130c5fbaf6d017f16a138cfc36d7c75c1310031bca8e88f185887b7c23bca93ce371520', 1, '2026-11-30 11:00:32.774444+00', 'infinity', '2026-11-30 11:00:32.783953+00', NULL, '01a22c1d-1386-70bd-abcf-a9161c9157c8');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-13fc-7161-b337-6cba04cff367', 'gone@example.org', 'Confirm your e-mail address', '\x2354c08a09e0d0c5e53452abbb1ad069e911ff7166be4aeca007f27b85d9cbe88482d10d0f9c319e3575cfcd860b213513a54363deb7fd8b963211692c08347904e40b2d2d2f4b0f7b9d9ac96a2cc56308427d55afffe88f14ea9a390cdcdd401b1f4c8911f4f0019a53daaabc1ca8cd44462bdbe1c355c42d8cecea62b703ec5635038e81d2c6d3f90e59132187b9d9b4da4efa575e61261b0dcdcb6f3ddcae184147cac30ba9522cd010e7c984e8ce90f5ad80c0a6c9549c2d6289828cfe73e5f3bcd6b132a3ec0d68316e3ee1a3a4650b1da52bce958562761d459949f856dbf0b0273299e85931a5038d8e4e55df240c799ea2bd2377cab0db392e884d1d5e7b99a19612538eb759a81a1dd3daa32ea211bf9d47b1bcc9bbaf8e5a269dfc111f796e496e8070a3c38b4c0e19d31af4d6f876814ebf71761edb9fb8d003ac39dadd9a436ea1467063aa5776cffb092214811bde85f95eb3d031e0a3e4cd7a287709080621279e45edb03ae3b2d63905ba55900a46af607f962c226c156f56fe255b0e1d2a8d05c3d7e735a79ffd6b538a9d3a19f59e2457c0a36ddd178120b420ab38823aec8f0541bba890a087688016a3b2a50b00851739dfd704986d51a9ecd844d3025c1b6cb80dbdb7914f59d6454146f13aad40a6b3b293e4a36152d71e13941bd35651ae8874a4d5170e168cf812737a68796f2a1691277b0c90d8ca8e3495542dc904dc8ae4e6557f00918090e23b4eb5b48497b81db003f1a72d1fa748cbc28228c52df9caaf60fb5bbe4e578170a143aa9f50edafe51b63bfb4e20b082ae411ce5d6aee5d3f24c026cc3fb1975ad2d5b36870adfd1207d478acbbfd099a7cdd732884499ac8495e8ee25bcc272679d1ea48772bd8c1ff4153837a32e40d14a0a64e3e41539943b91999bdbdff775273a57d625fa4fb4345e92820fd9ccfe5f38be4443b02e218eaf01a0c43328ac12226226bb18ef3af9d88731633be00363bca9a0e66310ab539daea5620da560f0d771ee9b8962d679bb57c56c52275a9ada6a242f725907251c1289f7e0d2b2202a07fd02dd6383923f7de13842fcbe8a395142f0b75ab6107eb716d1158cf0b629f1c9b812f856836dc500910d3d9230aecfdb65b3b7aea29edae9a4411772e6f514494091c4de6a6802b5fefac578d52ce49a42725a14c8ee857bc0d2025f312ccf36527cdf07d4edf35c7fdfb0a68d066967fa3d45ee99e9fc2d2d15a8f2b4be5c422ccbe7ebd4207756bd15747dfd12f5746625c614a6c53ea6b0ffd4ddc76522edcad59dccbf54581b2780535d2fd802eba078a12150e4b30359fccd897c6e865b3eb439852446312aa7ee6419d808c77969ad980e6940b5f2bd573bfe1d4d577cc900ca9405febd511078f5e7df96d1bc21a69ac750d34264681b8350d67f7a6c73f944eb0bcea73765f0be80a5aff2555f5f461b6b82c143607f98ae2573c3c3cc131b49c79a3896ecf9cb06080879705960b7b9981d1305ba56e2ec7f5b41956dfa92946a85461ecf37e92321127df45a3649d95b4a7ba3c53d4a59cb36983f2dd4fe89620a656d7fb559685ecc3a470de73179bab7ee205c2737fcaeb2bc5c6a701752c53b0fab5983ab25f35034d6ef70242c79335af1852d71bc4ed3b51ec92f85c1d8e4452d850cacafd12768ac8aef37a34f5b50613834e3b675dd880f05ae8d3bf5ee9209872d99af428da89898f42ab7543dc2f28713cf50b80814666bc985d54b464207a40fdd42eff94a3ce0790d6698f481b54466652db984179a6c383aeae846251848b4c201f498244de3cbdeb406e85eb5ab5268f4df589b85e179d75a031b779161d3b6c71950051f6dd06f0d5237e97956a3b921b6de13524262bd3c7865bc847455539317940ab997da566c97a163dd275b8fec3c5f5a1aed0889846e51a6fa017ef87b3d87697e9c966b22ceccda8d29ffe0cc0f973f7180ef7b39d7e2200ea28a13792843939a4d347584864d3cc992e9c64059a7060934df65ea3fac96ec049b79c07b6d6bcfb02522b80a7ff3c5c111ce957420d1fc1fb7abf1ab2da78bfc7e8cdfce425de9e9064e7c303db7606b25b1dee9070e4f21a95c2f1f6d86d59457fb105a136538a6a936805f7d9e0ebdfdfcdab34440dacf9c146b2e97f79f0f19b6665a3fb649f11a846ca40e6fc4974334397734d8650a65a7de7653494daa6c726c278d6a74f3553868da9a9edc0e48ac765eea228e0acceb15df70e421acfb4ed3cfc2d334143789ca46eb8074f1e26a1211f3a26a437cb34f3c881ba1f76656b6ae9928439c7fc5ca78f0e676e454a17c758ccfbf0c0bb8c852a92513c799a4a4b44336d1dd9d667e220700dc0aa45af27aa15f76f24681c9a66bd570073bee62625d0dda9405046b623f28c600eb2096d0af5274db3f985800ba70b2dcd4b14f0694d1de412592798cbb44828f1912951e25a5e65381413e5bf984866764ceef4100aaaf2e2b5ff3848e1df5b201224937753104800f0fb1551127101e48586b8f999e948d5bd067ae0a4f152d8fe6d8354dfcb5350757ddfc239ffd22de7924ef37b946c9c66da11cc4237c9a3793ae318efdee8e0dddde2cec00d0528524556ac6454e2', 1, '2026-11-30 11:00:32.890014+00', 'infinity', '2026-11-30 11:00:32.896842+00', NULL, '01a22c1d-13fa-74c8-9ed5-2f3ab878c487');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-13a7-735c-86a4-8bd61b2fe915', 'vera@example.org', 'Confirm your e-mail address', '\x02e0870375a74835224e674ecd31ad6fe3fd0941b9ec71995d77cb0949001eb0db4af004f1345e87368c26c4ff8f7a0ad9efeb364d93e2274b3beea5ff48c6e3fd942981ac6cc9d646d1e6f12a196c78e338a9dc1c91cf1c645cd91f4aaf114773633dc414ddfd582132b1dd6b548a47f2f932bca54fa6090271d7f742ead625f9c31850baaea690baf69e0f9712c24d08e72724a48863bb371f3742fae0b5ba646e6abf01c94535cd63892fb8c3ee89e2549442907e9ba762915d918c6e753be683ae687a0c90dc1d20b3a9995ef964a762cc937cad1a8b808fcbc83e8d82818ab7dddb4001eac9c531bc91bccbca8d0df60b949c3581c8340a2b1a7ee7ddb68c6eeaad1ebd0888100b8f513a3993f28f4844cfae9432ad172185ce38736c1e05b5b5dd36ee6fa41cbde6ed11bd1bd548055aaf67745e1afedf6f11cb461804bde72825752e95940e029ab680aa1ba74e9d7eacdf54ef2458c725e834f56ed01d338e59b453a5b459a4be8c027ea17e82cb468e6696e7b2540d16b9ccb6c460506d2d2555869ba1f5354dbabb086ec702e204cdd1e634170a558e81d626dbaf88d06f7ad6e507bee6e271ee2ceec809e602ed88510d84601f30291293a57e91e9b24ff59fcb1425848727f91ffacefceddc87f2e6704cb11b327b07e58763ae43447819a21dc7be415366a1a479eb27b679279538bb8ab95125167b2d8984521d3ffc3a213eb2aa23152a1709794db81fb46ddcdaf1ee29542303aac3ee418a688b7e12b1e3d090f353f1128d4985bb35b7ffec22a071c30d6f19b460a6d640eff86ebfe1acc299421232df44af3ad948015796a4d05509f9ca4f2482e0cea60dfbae589e944807a62e908cf711275d2d8b0c50826ae1d1bb879a87e0a465b3c83ae76bb06755853cd30f6c25c184f3e8247448ee8801d212b1010533cd37217622f36f10112b36b00e3961a69b792f83b32237c5cc7e0515eb8975f82bd1eb51524d3c367c6b460ac35cb6c014c9869da40ed5c0a6871a359a821656bf77cdca186b47e11308bffce07e568f2a7c0dbdb8e0e8f47b2ba33d3e481c1b41c9be95d1f9544ed591233c5ce3ee35718ee88502a84c2b4fd776be478fb31c708f2aa659c384b8601afb6d5d0940b159a7fc5a2939f72b7f60a2a48b48c3a9d6ea0e2806e8f821b0e8018f71b45f3739e779385f0eb51af6d22ec22ff0bfdcc18295a4170c971bcf140c435314e612ce6958829cecb47400fa250b155d9cd3a19148963aaa96ff35498aeeca46284bb7dc043d3f05855986514d7974795bd698131694978ab69759bc26010fa299153b308c6a093eadd2eed88725107c9eaafeca3f5a4398b8ba55bb53cd12afc6ecfce0009d11ee9a321d5f1ebf5e337dc5deec7d443ef80f91b1eb0c9f0038dea366ee240c699cb202369d70306fcf39865377d3969e71553813a17552d3ee13bd96eedd09dda41ef6282f0bfbf14afe8a83c42bc07c2e8964588c7a7555df4161456c35257c9fcfb99fece526fb9420f253e017a39ae0448b089b8db1d390eb1148e7fef85f06e6a1c7af368a9204a251970778baece710e552b4e54742cd2f39a73d4bfa5645666d5e4e32f7ecd227cebe37e51ade962f624ee6af7d38b4fad1eb08c50a647e619b40f5d42e06f2ef744ad0d2b59990bda6d57c10ec218a8d09ae2e5d31616f527c2b17cd00b1051301215f4297ef457469bba958e6a95610b0a9db297c6c1031fc815f9fc3e61d94893a95d71c7c04505e0c15e334406c9903bd9c4e858e2d29416cbcc0c563e4a3b4e9bd5f23163798f5ad090498994b5710d730f1cf542cd23292b90baa8d449a22303722c13fe3c8a050ca30682fa7e93aaaa24dcc52748c1f6175fffc8d4669f90d664b66f1bab010fcbedab944a6d57e98a22c173a4ce79d42f6b842de663d50145357e161d939c255b6fc9fb457e599118e15f6a3dae35600b8ba8e3fefbfb927808e0fdc64feb6c041b44f71c23ee0639b0b59157cb10882c0a6fc29f7050d003dda7cad96950b5c639c84bf6536bc9b2deb53c17ef5c4d6231bc7f01782241fd7c643042574ae9a2e44bbffff5d1260260200ecfab220c175ae7ca230c43d2f3ba728a6a9773590b2ab94e76ee36d718c2a6c5a798a3cd1d79439e3a5f97d90fbb27fba4c630eaca7c6d8595649fa8a6c144a5aa8fad3305dbb82f6965b426bb8658334a9fea413afb8dd24ffc73334c307ba6ffdf26504fd8f102d93e9d65f2cc168398478d3d547f5c03565a3519739e763fce3368efaf4b5e6df8b5f213bd70f6f30d5f8eec2b696a5dc37a3caa66c1c95ae9f7cdbb259fa9bb5bf7851ef9e69d41d2a4a32597fe0f22a0c204b40a48f82f163309c1e2671ace2674342c0b931f0aab241f1f6641bd89dcc49cef236d5bfe4696cbc3a15f1d78b6d3d2a6d15c284a7e80524bb2acf05c2abf3f90367189bb89152ebc72be16a0891c07876d29f15008dbebfd80180d945e02009e48872555493d7b52497e4d5f01284cedcf8419178534ec11c1b86ba98217dec5bb802d22496393f11203c00e0aa19295b39d452b2560cca932e91957544ca3cf3372479773bfc74502f13af17d57322e3222799cdab4bc1608afd2f', 1, '2026-11-30 11:00:32.805464+00', 'infinity', '2026-11-30 11:00:32.813513+00', NULL, '01a22c1d-13a5-73b2-8257-870dd9c1b898');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-13c8-75b8-abcf-7e1f31142d47', 'tomasz@example.org', 'Confirm your e-mail address', '\xfdb860c5ca9846ed0b75559e90f318920cdf599f5fe08c1ccde42ddbf3dd3d21d9e174c0d26b819286fca23252841eb969011645de5661a0df92d1392646f8911f5c2bee28110484cd154efd747f54d76c1a6a592414fc113175707841da6e27ca714f3b74e8bd303ccdbda4796e488abfc7ec7b41599ec609883669407f43bcdf54edfee2a24c2570de73250f0851912ba915274d0218a1ee215d95a1b80797a2c9369c219aa712f90d4f0ce9e51bba51038affcac91caddd8aa0ec3f464ca01efc1c50ce36bc8d95ef39b941514ee8e018b7ec5129c35269397c161045d179d76710312df0f0ae6c8fdc811447a82c0eb8a7309b37c73cabca4a2338d90d6065dfd36deb271a438effb0b5af252080822fbd6e57f3f3116ac3a6a499d6c8b96090a811d1b482d735e4d8a5265a2793c4d2c02c1b0655978be17c384bc1a800bf60436e27fc0d6497f60ce71ca7eaa51c5247f1507d71cc51c2d7d49d33488d56e1d11d551c01a78d655ad7ffbc657ef6d21435c43ebd2fed610c249a4a39b9d3e717eb216969f4c3e8e02ac9e00ca2201ba861f8138d55a82d3dc87081966547ba5da2b716ec3d906706536430f4f81e0edf7e21605d843f241821e04d041be7cb721027eaf9405c688657d350ad7da7f63b0c6405d32c6af5a731366bdb7a40ff8482b58118e4244209145b7ca3af96047eb88e9cd7a0ec3b41052d2a9b33baa9bbef8e7b0362f1180655ed9e6005a01fb8d4140d136d1a4cd563791a4deb5ec73ddf435e2806a9b65aef77a5ab314cef791305b3f248ec4bef7aa48e0e5a6a59a6fffbc1efabe08f4af9700807276cb4e3f936605075956d939e015ec931869318be4fa71c673bceb670fad28f35f0bc56b1a1736342dde1d67474f56c1200a3aff80fff385d3137ce32dc072d7bcf1701a6e8a7ad94021a35dbc30c957e37f85ffa4efacb8a5e247875744086f33246f242f4871ecf034f0f590c0722071603b243d750b8a5d654c0acde50fe4d984610246c334a73aafde0c3d838cc25d0011ff2b43939bef59c6a27685a0a04a31568a881e00f3ff8b597bcb334d26d13ed680b848d436a1bea2b131b1c5cdc11d3f48b17e0819a1db8ba2ce04cae0f2cfe68723edda253b03bf3a40f5f66740a71a89508c0d32f5ded70837c6b8736fa3584b710f529edea714e4254cca0f83ab3c370aa036811779ecf552a1f69d4294fea5066e223553b7c08760996b280ac08aa524f5d535ddc05e8f323e18e7bafe0a55fc66bf32d05a02c58d10cb1ef8bde18b36f1d468c058a2604cde12cadec40ae6cbca7b80d58d0f83a6011e2f48cb23692342b5c58f743511ddf1db950387caed958599af87051c416afadcbd2a6b8193bacff8451a2e445d6ac61147af89703600a51c4b84b2c38634dc8fc41803347400d161ffb2c864c87c5368a706ba0b0cb2b81d6799445d177b909eb58814f24c43b0628917bcd5eca52f6cc976f974d2b4362b801221461a0d7dd88e35d54630401879bd5866eb6d03e2c15972fd0b9af5f47d2520d5f55b658723de69d3769b77fa46d04dbf6028ee2102cc8b6eca45c85986d1fa20beed4555521490ab7f45aed0df162db7dabec633774db51f5aa3eb8e8d4b694740f447132519827ab691a68526b669a58a795f56e7149fd05d29d2f2a0026e04950edc62c5a0aa8529a6e249e986630f0f5b58b57bd0d1662c48477f084dd8295172176c4fabc5e812c54cbc661d0e3437d584334a11d4fa22c683a3ccf08c99d1cd9858c458cddc801bc9bb427e04dc026d3181f6b3d5e9a48fa366970f82f1c070a176ad5f4b54ac820bcc1e90e3cc4674309033a43dd6ccb9158a790fabefb953b4513978ac8f136c4cfd89ff4c01633f5fad77fd8c6c3ac832f88773e669f3fab5d790ae106fa0b34e97d9aa880f2de7e78a2559ddee7682dacc37d717eaa8cc76ebbb48d5e5e37a551e9446d52b242b5e4331390f07d974cad96ff421e665e003167c5e68cb1d1107d21e7158764781712b59e6f7eaae1455e7c6b91cd2c9c019b2d71f9ef0529d0275d73728ebf7165829376705baf26d8e4cc3fe9e26d37115e83cd3899434c38eebe7c33c18cf20656585454691f94628d6daf25562a2a4c2ee0121410c8ed75b4e6a111a5c7d17e69d93ac964f98ed50acbad447d0ee0d0b245e9848d9100d28df378de745ebaa3e9244394a2f0b06906515cb2e9dc62af867855c9e8532a5e61f6191514fba557bd9abcd8fdb691b4872ec194f75300a48361f8b06f9c49692b88eb1337c6216561a11eae30fbaadbdbea702c9da9eee410aaaa7813589699fff7ecbd713948bd850cef4ac41fa1e6470075b73e6ce85a902ab4ee183342ea52d534234fc96f6041490803ce40ed83e630a127f722965151cc6323f86ce68dbdfeae37561481a0aa105ed9ad0586bed771c288b56a771a5199676993bc1c8e0af14c8ed0eab88754e7a54c40cd4e82df2ec356d9487ca579508d51ab68c2e6392213adab4e8082660b84f3ca4476714e65f5ce8d19f4e8223a0b93d8c177c6f5303a5f1b68af3c1361a9e63a8d39e7a7554574e1c066676af216a20ab84119d9a5123cffdf112e7fb1fe8c75308b4f329426cdb1d4446c62', 1, '2026-11-30 11:00:32.838014+00', 'infinity', '2026-11-30 11:00:32.846701+00', NULL, '01a22c1d-13c6-72d5-baf6-e92d8f061628');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-13e3-70f3-abc2-117972416909', 'boss@example.org', 'Confirm your e-mail address', '\xcb6c2e2b9f325129f8033574cb11b1bae62e77ddd32a62f8cb28f965596f77c3cc7503ba638a441aa24e2f1c797bca32496593471f91c00a95c0b52d9dfd31d2d21a653e0a5b290352c28ce9ca678b436745e6788fe0545c43e3a98a76a104304ae50c2f2fe9800c2a1253aad1826ca5a0e93589fa517bea3e1c35ec9b990a92c3608ec44fca82852f8924c6711e0883cad677f6f783f4bbd3c3de353c0bc74abb8fd13d8d529e9aafeec89776c55f9c8ec0cdd4882d146f0996cd07c0e371bb818c1ecde6406743288fceb735168e03641328a438b352a9d44ce736fa605990a5c6a691248106a9ff38f52b9828702c95f69f6237f77f5c0bcaaf3901a9d2d25b4a6910146d92c12da541430c4b2cdecfae2af12c072a601f36074fe7fa079076f096903c91c167834c3501d7b4da0375f60068f302707724b3e9a22844d3c8870e568cf8344b4934935c57dce49255d9bfc52ac86811b48b5dbd40bf098ab4cc3c19f5e99dd0853d870435d362b964bee08c64dd35c8f9803a5024acb3e20cb8610d37245dd86c84106ce6774692fa95bb61f7c72782c9334360d9729aef0a2c62d2f6e6aac313972a62b3091deaa2b7220f4e27909f2576d2823726f276c486a9d3a8a583994ae9d4fa1cf82c4ea9e24003cb844fe1b811b56ab547a4163afb8000b268730094d25036d85616b19a9c564fba082cd14f9ee660ba039ca5c3f4b32aa8ce831332ff16ec66b5d8c58238c1543474a5371a0c68b29334e0f26785eae747a5501d9e0da92cea552f3491faad662dbcfe28dac2d6e09535d51e044ac3f20709d675d44c8fa1668db3049592ec8a80a72688d8e36ae3a731673c22ca15ab409ac4b4bab5b93dbacd455c49d88d7671b48b02ca8ceed042944ef4bc61404193aeb1a708910634edf8ebbea255c1640609fec67075ce06b5e62fb131fced3b46873ac7b6bc1d637e9f1b2f52264549411cd3754fe595ea596edc4d2ce4a6a316af68895b847943cfbea60ec4d580a1700178c6411f0e6525a3342d7b44bd700160c0bbf5143a64989d27fb2c0fc19d1d703b3cef06392d72cc786df243f4f09518df643dc9a4ba2db1ce388f412ce4917beaed1b9b6c8f7f01dc2de24e4f0f675c205b1c6b001c179a07ba8d1ecf0506838fbd25a72f1b0b7606c7e40b42ac572471490bb2ab4b5e5ee1c6022ca120e772a75bf7c7619239bcd81047c5f49c0e451d9c3ecd453dc41be703fb4b678616fc454641b3048cfabffea2e96028b2ce3e391f4fdabde40445c65cb7b62f5da17888ebffc30f6ca26fd7073642c6c1bfc1383d6af04c0a8b28e9ce8d33c62b66c66853d4e99fa0407998035a6af80bdc28248661f720dedcaf8add76c62bfdef7086e930bf89ad126c120c9b6e4b53e76c8ec2b39360025168b78f627356d5543211b43c0430269ae99a3723d511764dc40c09e841b049c6c72bfd2befdf254880b52356383e0effe568aeb37f80d0cc90917c0e42e181d2f8f0820fcfcad741dec3bc55a5edfec2e757c2490b6755d11b3073fc54846857f748dc7c836baebbfe60bf4062d21fe6db34c70252292418d468ae162795cc53d88f7e629884eeba430ebfaeff95122e676e1b0f327c833f21e69082d32979ad0b9e38b6c0fad1799b3f621576075a53407425d6b39599879985cf9ad4e320fd3574821a2398c53fe1b9d1969e3d850d2b0985d88e52545ff532881930dd5cd56d12da3935a47bd1355d34633db838bdd2cfe64bb698f6eeee1e9c34a5d395672ca7bdb08ba78b08373243642133c0f54d8ecc4c67d74445ec22b4abf2f1e425b887c74192b8339a7b427151d9859cbd817f5266bc060be0cbbabd1b85522e1dda6ff2fb8362f1b1c9d9575ebc399275c8099951d6a0dc8692552e09f84a4afc48dbb4ec22f95a3bedf885254f521c668b6f62b38b8275546e899c45abc148dd4de477b8153331cf365d893f66b75731243a2cae98594129e91957f4dbb49049b4b917f5f05d4b73ee49a790e1586c1b1e9928e10da9141cf626dbdb7dc3aefa97c7d06080d2c8c18f68e97fed3c7c183bbbd87ae36aec9974b1723bba2bf65d28f0676de1862c53c78f0313c942b31347cbfd4e396c30d08e780b2891ce673fbe9e39d78518ca55a175b9170bbd90d3cbb98393b30a4200004253795f8a7d5faa72ca069c8e697780ca151591ebead81e93ed98f004a2de54aa4412a44b2edaf1fe80d16d86844b70be9c9d6ecc3edeff93ab22a5fcf694656af5ba1403dbc1ebf8e98fb9cebdc8cd44e1e287e768c0d02a996dd4150e57899906265682eb71d29d6c2c9bcdcebe4b559b3574a7fac1056242060b6b963c1ccccb2ac020575d5efcb105dd313675fdd59a13e9c2cb62f859b41209136788b8eceee00c47df602e55c4379a30c81089bd73440086b2ff3e40d310545c5494290dc3c720162481a6fef683b53cecbabc1bf63453d36274f4460cb39f0dd73a906f122b2d048f1827394f592e87d2cb28d40a1d18ed162a2b17bf4833a7ec5ae7aaca2ee09439f927887e848fa9d6b58e6a3fd2f234d0757df5b6e84f98dd7e78ac92e068ab0c9ecc30b48262a572108ebbb55e99334ece35ac30847dca49158ea7d47a59', 1, '2026-11-30 11:00:32.865181+00', 'infinity', '2026-11-30 11:00:32.873189+00', NULL, '01a22c1d-13e1-7558-bd9b-26df6b6a6449');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22c1d-1414-7733-b274-41db87a6ee3c', 'newcomer@example.org', 'Confirm your e-mail address', '\xcff5165ffbe052ae9469b7d5ac15b083069a7b2db6a2c597358c58c99e162e0fdbdee3ded3603c526f276172b17eea6ce5aaa372b240ace253a5846925f951569d8feab89b9608b20f0ac86bb38848b1c7627c542998c0284c1e2f06b0d2f29f99e104fd892fd4d7da8d3e6f115c738f60e101a5cd456276596f05d0a26a43cd1db3f1cc8941d8b538da4f986c27ba62da4a45134e2c97bec38325a454a18b8bf5b13e3b2552569ce927976c71f802420ebe196ce946140957225c3903613d72aa7bd5bdf95ee0b08cde834234e4bc9f98bf178526fe103ccf007b92872a2fef846020926dfb3d36ee27f278c4aa07b00e865f52e6884cc10d575aa7f23aefd9132edaf0b35f1dba315e1a67c8e7e72e800425cb0cac2f0c1cd3b3a53c547a4a65db67976624aabc7868d61ee7a56889068c90c4b101f2df79b8f2127b2aafdeeee5185249af7849eb713b5d11898c868ec1b1d8e7204f4d8596cbbf877a0f2aa780a2f2e421f0d5bbc5c1356090844c7d524fce97f7d9777b371afcbec9655a3ca4bdf21aa65e30347cc9a01a11523fe37e0767070335f129a0fa3b176c922a813f6a098415c732ebc7de380791af9e263a25ac40c198251bb143740a9fee9c8f284fea994c8ef92275f34d524ac918367cf999991fb38fdfc61a12a42f9b6b1cb194bd098c4cd2ee178181cbe8dee03a4a7f63cfa03f295996f000454b7c04cab14a72ed82607ad082c01f3ff171da001f446c98aa94d7d52032606c8d2b63b1cbab12b44decef6b1a3b8f5b679f8077b46a830f94b4ebffb24c2f16cc699ae054a749b4ad8464b6ca18a2d54d8f3f00613e2c018a9758a87124dd10154441167559212866907f08df58ac51a4e86fadc21a6c38e14d62023aa7daa6e54c39efcec6fd7a8c3fb705528055f1f5302d7af4ee9cc00d100ad8a9d76ca77eb581dc21113f898977d65b5177f44993951ec4c991d5de1d2995d738b05ede334a6e143b3db7d0400d0c10ff6eefc49777eb599cace028b73412fc38170fa128977628f1d00521e4ee8a00e117b73bb49b62e4c180538d3fc0e95900363bf3cc4a5845537d21c8327875b2e6c2b79c66dc3ba8a62a6a74ecc4579ff3241aecd4a85a8e2c9bcd2eefd14f6228fbf7f2ba77ef6e5a4a14324914055191076571e203f154c2b9e3d55afa9de548a3815152ad4327e18ffe928805b4e0a123bcdfc2f07085421ec25176b6e08180845cbd633118af5013011660f22a58a058742777c26c70d77c65fae7b062ebf50a0c526a834527ec32f8538ec1ef449005d11a3f3a0a496060bc9222da6b5dc756d5307fe7cc16a768edab89de00752b9a494f4adbf2c8e03ede890c38c23ad5d07d62fd4d8654264c253ceb127f816727459cdcb34faac6d3d16649d040e7e4ffc8843c5dc23f22a8c6c963bbfc88d7aaac35c4c755ff61f737266058c990d18d7a98ad2c380b1721002391a8f1eab4334669fda9e65d91f0f19c180e5f7bfceb8d596786330468a545e415557a966d5e2377135bd4087c8c0197a66e1a802ed838e82cfe66cf14d1cf2f9f9b4224c69e9d86cb6bd85422333b9a6643eb0d20274b1e19cf9067419151a211fe0e7ddf6565802777182db7a37b20dd2305f0dd3198df481ec6d8b9db2b62ec1abca458e5d6318ffff30897371d5ec1c6ad150464c0953ea21af5f1ec5529d0d0718603a6297c34fb3157aa4cddf0c18422af64704efd152b684907da49f8846051fb9688b7420469c79e836a3d380550ce5abc99cb08eb055e91287d6edb8b9879f1208751cf9a491dd2e5acad072d658579f1eb7f395b6652131892171e104c97e205f8348955aade479215627186219bf1d23c84ee4fcf190f570baa43152fd65c40bbd50733528ad8e14e34eafb95667751e10b0ccdfc73fb1cd6b712688aaa0d0fbb6bb7f7104c0c3f283596159e103607386da6cf19c8acff62de2727adeaffd7442f7d2c3679037d0cc60506061a167b24e5ba89b2103879723ff3a4501d02648caccbe24d3b5f367bc4612d19b6c129fa22b5f84091332f26f43e5d519497e7808f57f885ff701d5e91d5a0610e8aea9a8c750b04920d791b37ce6d7e1b927a276e2ee79a2ac4b01150587c22c0dc5908c0d35ef2e8725c25ad88db800db260edb0899fd22bd20cfcdd2db203473444b271f34e9aef2edd535c5ca23f21ccec29e386e3fa3f49159a3fca6a35ef7c13b5844c57106dd3aac5169eb634df3f3e9d04ddd7001d56080368f16adcb29933b4735220c2aae06ec0e02c8a4f7c39f0a00716222323613818c23a662567a966720cf4dab5bb75ab5afb40832f2094c33b05b3516daa16c391b56b5645462733eb06d2cdc731c3d06d8225086a9f30d7535dda28f692fc47ba6be1707c95ffe65f0f088d1484090a634ab1c00639cbadd833d5de9db9f44ef6fae06aede2e19edaa9164416d9681f3428e9069842d7b981b44df729216b9b444c74fd5f52aedaa5576b6f4de4cc0875596ac4be8b61b868e20c2427e1ec728cca4e03eea72026d0015650c772dbdfea96cca1f7cd3be4154e4e04b5816becd514f9f6e924899ae2570a8b5dc350cd2d146d4e46f580e672e63743be943c40db885fce650ca5629bdfd17a2d7465', 1, '2026-11-30 11:00:32.914194+00', 'infinity', '2026-11-30 11:00:32.92227+00', NULL, '01a22c1d-1412-7430-bd2a-c9f14f38db4e');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-12ca-7465-b7bd-72e4f605350d', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.586117+00', '2026-11-30 11:00:32.586117+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-1339-71fd-9d15-a3216cb17579', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.697579+00', '2026-11-30 11:00:32.697579+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-1365-7173-bbae-e5bae78b9cfd', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.741066+00', '2026-11-30 11:00:32.741066+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-1386-70bd-abcf-a9161c9157c8', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.774444+00', '2026-11-30 11:00:32.774444+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-13a5-73b2-8257-870dd9c1b898', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.805464+00', '2026-11-30 11:00:32.805464+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-13c6-72d5-baf6-e92d8f061628', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.838014+00', '2026-11-30 11:00:32.838014+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-13e1-7558-bd9b-26df6b6a6449', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.865181+00', '2026-11-30 11:00:32.865181+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-13fa-74c8-9ed5-2f3ab878c487', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.890014+00', '2026-11-30 11:00:32.890014+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22c1d-1412-7430-bd2a-c9f14f38db4e', '{}', NULL, 'dark', 'en', '2026-11-30 11:00:32.914194+00', '2026-11-30 11:00:32.914194+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-133d-717c-ae8d-ac64ec051b3b', '01a22c1d-1339-71fd-9d15-a3216cb17579', '\x85ca44d6dc230e6e5244b500f3e33c54f2048d96f37c92b3cf7d5134c2fa6655', NULL, '127.0.0.1', '2026-11-30 11:00:32.703126+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-1368-7429-a274-f0e52fa5e471', '01a22c1d-1365-7173-bbae-e5bae78b9cfd', '\x7acbc5fa4c2b8903131d27811db46b3b2af2617c793f159fa94a2ca68477a391', NULL, '127.0.0.1', '2026-11-30 11:00:32.745065+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-1389-719c-8606-762081b55f22', '01a22c1d-1386-70bd-abcf-a9161c9157c8', '\x8053ccd474d8bd47b763e95989215ec913b16886d732be117bf4e6cf003ca040', NULL, '127.0.0.1', '2026-11-30 11:00:32.778506+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-13a7-735c-86a4-8bd7ec935f46', '01a22c1d-13a5-73b2-8257-870dd9c1b898', '\x910833aa20025ec592a21ab1fea61b19545941988ae2aab0e0fb0e0a8e4aab42', NULL, '127.0.0.1', '2026-11-30 11:00:32.808156+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-13c8-75b8-abcf-7e20506e2ae3', '01a22c1d-13c6-72d5-baf6-e92d8f061628', '\xe19c57d4003cbbe96c69bac156968c576cea595898612440d627d09832ddd739', NULL, '127.0.0.1', '2026-11-30 11:00:32.842726+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-13e3-70f3-abc2-117ae661623c', '01a22c1d-13e1-7558-bd9b-26df6b6a6449', '\x22f795fc8072c88570a483aba050c6c1f0eada1be7b88636196ef1eec5b745a1', NULL, '127.0.0.1', '2026-11-30 11:00:32.867957+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-13fc-7161-b337-6cbbd8ff5874', '01a22c1d-13fa-74c8-9ed5-2f3ab878c487', '\xc9e4f22b959e818f5ebcda9dab83a4c5052c4dd518e93b38d0b8b1dab57099bb', NULL, '127.0.0.1', '2026-11-30 11:00:32.893009+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22c1d-1415-7020-9474-ff13d2f10d7c', '01a22c1d-1412-7430-bd2a-c9f14f38db4e', '\xaaf953c3829bfe2689d5e167be48bdc9321f7573cf84b11796135de361757d2f', NULL, '127.0.0.1', '2026-11-30 11:00:32.91733+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22c1d-2727-76ab-92af-2c62eb404201', '01a22c1d-134c-76b3-bcff-22bab65f7b02', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-30 11:00:37.798168+00', '2026-11-30 11:00:37.798168+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22c1d-2802-70ed-ab98-8dd476b0ad79', '01a22c1d-1373-7014-848c-ce41c6490837', 'NOOR is live', NULL, 'LIVE', '2026-11-30 11:00:38.295968+00', NULL, NULL, 0, 0, NULL, '/hls/01a22c1d-2802-70ed-ab98-8dd476b0ad79/thumb.webp?v=0', '2026-11-30 11:00:38.017996+00', '2026-11-30 11:00:38.295968+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22c1d-155e-7586-8d63-81e728e2cb73', '01a22c1d-134c-76b3-bcff-22bab65f7b02', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-30 11:00:33.521528+00', '2026-11-30 11:00:37.296867+00', NULL, 0, 0, 4, '/hls/01a22c1d-155e-7586-8d63-81e728e2cb73/thumb.webp?v=0', '2026-11-30 11:00:33.243206+00', '2026-11-30 11:00:39.627892+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22c1d-1339-71fd-9d15-a3216cb17579');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22c1d-1365-7173-bbae-e5bae78b9cfd');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22c1d-1386-70bd-abcf-a9161c9157c8');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22c1d-13a5-73b2-8257-870dd9c1b898');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22c1d-13c6-72d5-baf6-e92d8f061628');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22c1d-13e1-7558-bd9b-26df6b6a6449');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22c1d-13fa-74c8-9ed5-2f3ab878c487');
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_email_unique UNIQUE (email);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_username_unique UNIQUE (username);
ALTER TABLE ONLY public.appeal
    ADD CONSTRAINT appeal_pk PRIMARY KEY (ban_id);
ALTER TABLE ONLY public.archive
    ADD CONSTRAINT archive_pk PRIMARY KEY (stream_id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_undone_once UNIQUE (undoes);
ALTER TABLE ONLY public.ban
    ADD CONSTRAINT ban_id_unique UNIQUE (id);
ALTER TABLE ONLY public.ban
    ADD CONSTRAINT ban_pk PRIMARY KEY (channel_id, account_id);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_pk PRIMARY KEY (account_id, blocked_id);
ALTER TABLE ONLY public.channel_follow
    ADD CONSTRAINT channel_follow_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.channel_follow
    ADD CONSTRAINT channel_follow_unique UNIQUE (account_id, channel_id);
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_slug_unique UNIQUE (slug);
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_stream_key_unique UNIQUE (stream_key_digest);
ALTER TABLE ONLY public.clerk_session
    ADD CONSTRAINT clerk_session_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.clerk_user
    ADD CONSTRAINT clerk_user_pk PRIMARY KEY (issuer, subject);
ALTER TABLE ONLY public.clerk_webhook
    ADD CONSTRAINT clerk_webhook_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.deleted_channel
    ADD CONSTRAINT deleted_channel_pk PRIMARY KEY (channel_id);
ALTER TABLE ONLY public.discarded_archive
    ADD CONSTRAINT discarded_archive_pk PRIMARY KEY (stream_id);
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_pk PRIMARY KEY (channel_id);
ALTER TABLE ONLY public.filtered_message
    ADD CONSTRAINT filtered_message_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_unique UNIQUE (follower_id, followee_id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT identity_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT identity_subject_unique UNIQUE (issuer, subject);
ALTER TABLE ONLY public.mailed_link
    ADD CONSTRAINT mailed_link_pk PRIMARY KEY (token_digest);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_nonce_unique UNIQUE (channel_id, account_id, nonce);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_seq_unique UNIQUE (channel_id, seq);
ALTER TABLE ONLY public.moderator
    ADD CONSTRAINT moderator_pk PRIMARY KEY (channel_id, account_id);
ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.pinned_message
    ADD CONSTRAINT pinned_message_pk PRIMARY KEY (channel_id);
ALTER TABLE ONLY public.profile
    ADD CONSTRAINT profile_pk PRIMARY KEY (account_id);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_pk PRIMARY KEY (account_id, digest);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_token_digest_unique UNIQUE (token_digest);
ALTER TABLE ONLY public.stream
    ADD CONSTRAINT stream_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_stripe_unique UNIQUE (stripe_subscription_id);
ALTER TABLE ONLY public.taken_username
    ADD CONSTRAINT taken_username_pk PRIMARY KEY (username);
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_pk PRIMARY KEY (account_id);
ALTER TABLE ONLY public.used_sign_in_state
    ADD CONSTRAINT used_sign_in_state_pk PRIMARY KEY (state_digest);
CREATE INDEX account_admin ON public.account USING btree (id) WHERE is_admin;
CREATE INDEX account_canonical_email ON public.account USING btree (canonical_email) WHERE (canonical_email IS NOT NULL);
CREATE INDEX appeal_account ON public.appeal USING btree (account_id);
CREATE INDEX appeal_answered_by ON public.appeal USING btree (answered_by) WHERE (answered_by IS NOT NULL);
CREATE INDEX appeal_channel ON public.appeal USING btree (channel_id);
CREATE INDEX archive_expiry ON public.archive USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX archive_unfinished ON public.archive USING btree (state) WHERE (state = ANY (ARRAY['recording'::text, 'finishing'::text]));
CREATE INDEX audit_actor ON public.audit USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX audit_channel ON public.audit USING btree (channel_id, id DESC);
CREATE INDEX audit_target_account ON public.audit USING btree (target_account_id) WHERE (target_account_id IS NOT NULL);
CREATE INDEX audit_target_message ON public.audit USING btree (target_message_id) WHERE (target_message_id IS NOT NULL);
CREATE INDEX audit_user ON public.audit USING btree (channel_id, target_account_id, id DESC) WHERE (target_account_id IS NOT NULL);
CREATE INDEX ban_account ON public.ban USING btree (account_id);
CREATE INDEX ban_banned_by ON public.ban USING btree (banned_by) WHERE (banned_by IS NOT NULL);
CREATE INDEX block_account ON public.block USING btree (account_id, id DESC);
CREATE INDEX block_blocked ON public.block USING btree (blocked_id);
CREATE INDEX channel_category ON public.channel USING btree (category) WHERE is_public;
CREATE INDEX channel_follow_channel ON public.channel_follow USING btree (channel_id, id DESC);
CREATE INDEX channel_owner ON public.channel USING btree (owner_id, id);
CREATE INDEX channel_search ON public.channel USING gin (lower(name) public.gin_trgm_ops, slug public.gin_trgm_ops) WHERE is_public;
CREATE INDEX clerk_session_identity ON public.clerk_session USING btree (issuer, subject);
CREATE INDEX clerk_session_over ON public.clerk_session USING btree (created_at) WHERE (session_id IS NULL);
CREATE INDEX clerk_session_session ON public.clerk_session USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX clerk_user_deleted ON public.clerk_user USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX clerk_webhook_received ON public.clerk_webhook USING btree (received_at);
CREATE INDEX filtered_message_account ON public.filtered_message USING btree (account_id);
CREATE INDEX filtered_message_channel ON public.filtered_message USING btree (channel_id, id DESC);
CREATE INDEX filtered_message_decided_by ON public.filtered_message USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX filtered_message_message ON public.filtered_message USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE UNIQUE INDEX filtered_message_nonce ON public.filtered_message USING btree (channel_id, account_id, nonce) WHERE (nonce IS NOT NULL);
CREATE INDEX filtered_message_waiting ON public.filtered_message USING btree (expires_at) WHERE ((action = 'hold'::text) AND (decision IS NULL));
CREATE INDEX follow_followee ON public.follow USING btree (followee_id, id);
CREATE INDEX identity_account ON public.identity USING btree (account_id);
CREATE INDEX mailed_link_account ON public.mailed_link USING btree (account_id, purpose);
CREATE INDEX mailed_link_expiry ON public.mailed_link USING btree (expires_at);
CREATE INDEX message_account ON public.message USING btree (account_id, channel_id, seq DESC);
CREATE INDEX message_deleted ON public.message USING btree (channel_id, seq) WHERE (deleted_at IS NOT NULL);
CREATE INDEX message_deleted_by ON public.message USING btree (deleted_by) WHERE (deleted_by IS NOT NULL);
CREATE INDEX message_deleted_in ON public.message USING btree (deleted_in) WHERE (deleted_in IS NOT NULL);
CREATE INDEX message_stream ON public.message USING btree (stream_id, seq DESC);
CREATE INDEX moderator_account ON public.moderator USING btree (account_id);
CREATE INDEX note_account ON public.note USING btree (account_id, channel_id, id DESC);
CREATE INDEX note_author ON public.note USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX note_channel ON public.note USING btree (channel_id);
CREATE INDEX outgoing_mail_account ON public.outgoing_mail USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX outgoing_mail_created ON public.outgoing_mail USING btree (created_at);
CREATE INDEX outgoing_mail_due ON public.outgoing_mail USING btree (due_at) WHERE (sealed IS NOT NULL);
CREATE INDEX pinned_message_message ON public.pinned_message USING btree (message_id);
CREATE INDEX pinned_message_pinned_by ON public.pinned_message USING btree (pinned_by) WHERE (pinned_by IS NOT NULL);
CREATE INDEX report_account ON public.report USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX report_claimed_by ON public.report USING btree (claimed_by) WHERE (claimed_by IS NOT NULL);
CREATE INDEX report_message ON public.report USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX report_of_channel ON public.report USING btree (channel_id, id DESC) WHERE (channel_id IS NOT NULL);
CREATE UNIQUE INDEX report_once ON public.report USING btree (reporter_id, COALESCE(message_id, account_id, channel_id), COALESCE(channel_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (status = ANY (ARRAY['OPEN'::text, 'CLAIMED'::text]));
CREATE INDEX report_reporter ON public.report USING btree (reporter_id) WHERE (reporter_id IS NOT NULL);
CREATE INDEX report_waiting ON public.report USING btree (id DESC) WHERE (status = ANY (ARRAY['OPEN'::text, 'CLAIMED'::text]));
CREATE INDEX session_account ON public.session USING btree (account_id, last_seen_at DESC);
CREATE INDEX session_expiry ON public.session USING btree (expires_at);
CREATE INDEX session_identity ON public.session USING btree (identity_id) WHERE (identity_id IS NOT NULL);
CREATE INDEX stream_channel ON public.stream USING btree (channel_id, id DESC);
CREATE INDEX stream_on_air ON public.stream USING btree (status) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE UNIQUE INDEX stream_one_live_per_channel ON public.stream USING btree (channel_id) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE INDEX subscription_account ON public.subscription USING btree (account_id, id DESC);
CREATE INDEX subscription_channel ON public.subscription USING btree (channel_id);
CREATE INDEX taken_username_account ON public.taken_username USING btree (account_id);
CREATE INDEX two_factor_session ON public.two_factor USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE TRIGGER account_erased_recheck AFTER DELETE ON public.account FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('erased', 'id');
CREATE TRIGGER account_recheck AFTER UPDATE ON public.account FOR EACH ROW WHEN ((((((old.is_admin IS DISTINCT FROM new.is_admin) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.username IS DISTINCT FROM new.username)) OR (old.display_name IS DISTINCT FROM new.display_name)) OR (old.email_verified IS DISTINCT FROM new.email_verified))) EXECUTE FUNCTION public.tell_recheck('account', 'id');
CREATE TRIGGER account_username_taken AFTER INSERT OR UPDATE OF username ON public.account FOR EACH ROW WHEN ((new.username IS NOT NULL)) EXECUTE FUNCTION public.take_username();
CREATE TRIGGER appeal_recheck AFTER INSERT OR UPDATE ON public.appeal FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER archive_discarded AFTER DELETE ON public.archive FOR EACH ROW EXECUTE FUNCTION public.discard_archive();
CREATE TRIGGER ban_recheck AFTER INSERT OR DELETE OR UPDATE ON public.ban FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER block_recheck AFTER INSERT OR DELETE ON public.block FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('block', 'account_id');
CREATE TRIGGER blocked_recheck AFTER INSERT OR DELETE ON public.block FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('block', 'blocked_id');
CREATE TRIGGER channel_deleted AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.note_deleted_channel();
CREATE TRIGGER channel_deleted_recheck AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER channel_follow_deleted AFTER DELETE ON public.channel_follow REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.count_followers('-1');
CREATE TRIGGER channel_follow_inserted AFTER INSERT ON public.channel_follow REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.count_followers('1');
CREATE TRIGGER channel_follow_recheck AFTER INSERT OR DELETE ON public.channel_follow FOR EACH ROW EXECUTE FUNCTION public.tell_standing();
CREATE TRIGGER channel_recheck AFTER UPDATE ON public.channel FOR EACH ROW WHEN ((old.is_public IS DISTINCT FROM new.is_public)) EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER clerk_session_ended AFTER DELETE ON public.clerk_session FOR EACH ROW WHEN ((old.session_id IS NOT NULL)) EXECUTE FUNCTION public.end_clerk_session();
CREATE TRIGGER filter_recheck AFTER INSERT OR DELETE OR UPDATE ON public.filter FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('modes', 'channel_id');
CREATE TRIGGER identity_clerk_sessions AFTER DELETE ON public.identity FOR EACH ROW EXECUTE FUNCTION public.end_clerk_sessions();
CREATE TRIGGER message_emptied BEFORE UPDATE OF account_id ON public.message FOR EACH ROW WHEN (((old.account_id IS NOT NULL) AND (new.account_id IS NULL))) EXECUTE FUNCTION public.empty_message();
CREATE TRIGGER message_unpinned AFTER UPDATE ON public.message FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.unpin_message();
CREATE TRIGGER moderator_recheck AFTER INSERT OR DELETE OR UPDATE ON public.moderator FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'channel_id');
CREATE TRIGGER pinned_message_recheck AFTER INSERT OR DELETE OR UPDATE ON public.pinned_message FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('pinned', 'channel_id');
CREATE TRIGGER session_recheck AFTER DELETE ON public.session FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('session', 'id');
ALTER TABLE ONLY public.appeal
    ADD CONSTRAINT appeal_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.appeal
    ADD CONSTRAINT appeal_answered_by_fk FOREIGN KEY (answered_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.appeal
    ADD CONSTRAINT appeal_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.archive
    ADD CONSTRAINT archive_stream_fk FOREIGN KEY (stream_id) REFERENCES public.stream(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_actor_fk FOREIGN KEY (actor_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_target_account_fk FOREIGN KEY (target_account_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_target_message_fk FOREIGN KEY (target_message_id) REFERENCES public.message(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_undoes_fk FOREIGN KEY (undoes) REFERENCES public.audit(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.ban
    ADD CONSTRAINT ban_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.ban
    ADD CONSTRAINT ban_banned_by_fk FOREIGN KEY (banned_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.ban
    ADD CONSTRAINT ban_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_blocked_fk FOREIGN KEY (blocked_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.channel_follow
    ADD CONSTRAINT channel_follow_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_owner_fk FOREIGN KEY (owner_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.clerk_session
    ADD CONSTRAINT clerk_session_session_fk FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.filtered_message
    ADD CONSTRAINT filtered_message_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.filtered_message
    ADD CONSTRAINT filtered_message_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.filtered_message
    ADD CONSTRAINT filtered_message_decided_by_fk FOREIGN KEY (decided_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_followee_fk FOREIGN KEY (followee_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_follower_fk FOREIGN KEY (follower_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT identity_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.mailed_link
    ADD CONSTRAINT mailed_link_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_deleted_by_fk FOREIGN KEY (deleted_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.moderator
    ADD CONSTRAINT moderator_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.moderator
    ADD CONSTRAINT moderator_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_author_fk FOREIGN KEY (author_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pinned_message
    ADD CONSTRAINT pinned_message_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pinned_message
    ADD CONSTRAINT pinned_message_message_fk FOREIGN KEY (message_id) REFERENCES public.message(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pinned_message
    ADD CONSTRAINT pinned_message_pinned_by_fk FOREIGN KEY (pinned_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.profile
    ADD CONSTRAINT profile_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_two_factor_fk FOREIGN KEY (account_id) REFERENCES public.two_factor(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_claimed_by_fk FOREIGN KEY (claimed_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_message_fk FOREIGN KEY (message_id) REFERENCES public.message(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_reporter_fk FOREIGN KEY (reporter_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_identity_fk FOREIGN KEY (identity_id) REFERENCES public.identity(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.stream
    ADD CONSTRAINT stream_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.taken_username
    ADD CONSTRAINT taken_username_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_session_fk FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
