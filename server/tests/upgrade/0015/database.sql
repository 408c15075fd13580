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
    CONSTRAINT filter_account_age_range CHECK (((account_age_seconds >= 0) AND (account_age_seconds <= 31536000))),
    CONSTRAINT filter_followers_only_range CHECK (((followers_only_minutes >= 0) AND (followers_only_minutes <= 129600))),
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
    handled_by uuid,
    handled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT report_status_known CHECK ((status = ANY (ARRAY['OPEN'::text, 'RESOLVED'::text, 'DISMISSED'::text])))
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-30 07:19:05.448371+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 47980720);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-30 07:19:05.496953+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 698326);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-30 07:19:05.497793+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 5809732);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-30 07:19:05.503802+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 678256);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-30 07:19:05.504645+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 2891150);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-30 07:19:05.507725+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1253590);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-30 07:19:05.509154+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 6685151);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-30 07:19:05.516012+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 499882);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-30 07:19:05.516658+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 15102631);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-30 07:19:05.532096+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 7632997);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-30 07:19:05.543515+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 8215330);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-30 07:19:05.551905+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 13095022);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-11-30 07:19:05.56752+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 2759795);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (14, 'erased traces and chat modes', '2026-11-30 07:19:05.570428+00', true, '\xf9fadab5307b16d04b5dbba3dc42511a73607671b77f4a2d4cf5d4dc601dabb338e5b34112a259111ac1092d4bb74afc', 11015066);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (15, 'moderation', '2026-11-30 07:19:05.581638+00', true, '\x7a4dd7481d21b9052934c0692a061ee91fc16c07ca51c58ef568cd1fefbd11fed0137646746eb72d6483b25596ea8e4b', 12445148);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-54e7-7413-8ffc-da6931ca7e17', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$u37kOUiVVCSqV+Kg/ypRKw$N9pp0T7Lo0lKmZl6wnhD6UOqH7pcsshxQwU8EVd4yRw', NULL, NULL, NULL, NULL, true, NULL, '2026-11-30 07:19:05.703548+00', '2026-11-30 07:19:05.703548+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-5530-7780-b73e-bdce201f0cb9', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$lucp7mz5iHbZaahxdTfQXg$TktJq8KL4gWMSJcUi7BXC5AUFlpINVUxAP33626NL8M', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-30 07:19:05.775999+00', '2026-11-30 07:19:05.87978+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-55e1-7319-abce-ce0a6f9561d0', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$cFikEqJlFPPhDM6uaHUdFA$bYueYbArUfn9pOBCm7OAj2t7azAf+YhufJj6sKj097k', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-30 07:19:05.952975+00', '2026-11-30 07:19:05.963174+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-5616-7232-8f04-cca951eb27b9', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$i1VJ/c6k1zSUklEXddqIPg$5Fx6c33NHscmdmBoFPBCDaOFl5AY+r1bQYJpGseXt2w', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-30 07:19:06.005993+00', '2026-11-30 07:19:06.017217+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-5641-76f5-ab1c-6c93aba3037c', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$RoQGqcs4ScTOeox748MBjg$S4sQ5bIdRGKCnOaOWbW+v05I7WjX170ojygqb1CsCl8', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-30 07:19:06.049792+00', '2026-11-30 07:19:06.062596+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-566a-767d-a525-c163588a0c3d', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$eFTNrhF0utoeXV4luQ/c8g$2jHM4/xIcc7pQGAQFpk0goclKQ2vF2BQd/DlzlYrRY8', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-30 07:19:06.090064+00', '2026-11-30 07:19:06.103022+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-56bf-715a-87a6-4986efe813fa', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$LzQQQ/I8ukBIUPAd4uoKeQ$FK+rpFakhA8WKcp+83KcK5fXpr+QmRLvzIF6QYg0nII', NULL, NULL, NULL, NULL, false, NULL, '2026-11-30 07:19:06.175575+00', '2026-11-30 07:19:06.175575+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-5689-71c1-b81a-7d1f12361bd2', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$LDDZqi0x7JVhvfwFZgQtNw$4JcviQx+RvoTPZOWWMxKY4sr0uOH/2eGcJ7bB1JcxTU', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-30 07:19:06.121616+00', '2026-11-30 07:19:06.129877+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22b52-56a4-773f-a910-b3e7799bcd12', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$Nn+vxM8hYjoALAg/opRQ/w$EAiBcI6Qz+n91ZYRHxgLAYJLSYtk91/EjhVPu7cGIjw', 'gone', 'GONE', NULL, NULL, false, '2026-11-30 07:19:06.259803+00', '2026-11-30 07:19:06.148805+00', '2026-11-30 07:19:06.157345+00', NULL, NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22b52-598d-734b-9016-fed8aaabe1ab', 'ready', 'e2b20411-7d56-494a-9624-67913a02b1c4', 'public', 34904, 4, true, true, '2026-11-30 07:19:07.175209+00', '2026-11-30 07:19:12.031706+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22b52-6ed2-76ed-907e-b268e2fa1c94', 'recording', '83c80408-ef82-4200-b381-c7e5933e7b64', NULL, 0, NULL, false, false, '2026-11-30 07:19:12.623446+00', '2026-11-30 07:19:12.623446+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at, id) VALUES ('01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-5641-76f5-ab1c-6c93aba3037c', NULL, NULL, NULL, '2026-11-30 07:19:06.21529+00', 'd8fdd46d-e489-41ec-83e2-e983b8021160');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22b52-55f5-765d-8203-23d194b21ee1', '01a22b52-55e1-7319-abce-ce0a6f9561d0', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x1c2ef07adba844e90026804084b0d66ffb95b5cc8eeb9ca7c3197e5fe2a4c581', '\x55bf0b66a5105c4014b360e1a8ca18b95958c36c1b3553afffbca86f6b7fcfa9f268a91148a5136d3f17663828b077329de1224c3cf9447af9ce6d86ffcdc3d2c868c243030a8d9e024c5053508fc89eff054193e54297203c88b89d6d', 0, 0, 0, '2026-11-30 07:19:05.971527+00', '2026-11-30 07:19:05.971527+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-5530-7780-b73e-bdce201f0cb9', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\xd976831e07f8491aad5993d7184e80d15af71bcc50e3bba95be463f059590819', '\x90fa0201c3eb78e62bc949669c26fbd1b583105e5c4b86ec3ce07dce55c4132e44ab7de7571201027d327127eaf786705ec3b8c437b4e1afecfa0b04dad9a9cb936a8a4c43d75f529a8c5d2ef4760740b3bae6b4321c07f645a7a4ad87', 0, 0, 4, '2026-11-30 07:19:05.892564+00', '2026-11-30 07:19:05.892564+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xd0d034e06a723e7929d5597bff5b0c874fc5829c44fb9b582b4975065350bef2', '01a22b52-5530-7780-b73e-bdce201f0cb9', 'verify', 'mira@example.org', '2026-12-01 07:19:05.775999+00', '2026-11-30 07:19:05.775999+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x792b498f19e53665a46f338c07fc5ea44db303e3416ba9b6d1ecc471b5bc35d8', '01a22b52-55e1-7319-abce-ce0a6f9561d0', 'verify', 'noor@example.org', '2026-12-01 07:19:05.952975+00', '2026-11-30 07:19:05.952975+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x3cb6445c66d7e9684790d98fee7bac777bb603d665794253ba87c8df2f43f70b', '01a22b52-5616-7232-8f04-cca951eb27b9', 'verify', 'jonas@example.org', '2026-12-01 07:19:06.005993+00', '2026-11-30 07:19:06.005993+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x4bbaf47210cb58895de4d73e9c3083f246a2fb60d28c5ec376f2291c9f06c123', '01a22b52-5641-76f5-ab1c-6c93aba3037c', 'verify', 'vera@example.org', '2026-12-01 07:19:06.049792+00', '2026-11-30 07:19:06.049792+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x3044f8f9ee38a741c084c37ee26bf62d68289735693acf81646327194532e959', '01a22b52-566a-767d-a525-c163588a0c3d', 'verify', 'tomasz@example.org', '2026-12-01 07:19:06.090064+00', '2026-11-30 07:19:06.090064+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x05ccb445201b67fd74f38a092dda88e09868bfa8be512c4636fcb62e9cb9ae48', '01a22b52-5689-71c1-b81a-7d1f12361bd2', 'verify', 'boss@example.org', '2026-12-01 07:19:06.121616+00', '2026-11-30 07:19:06.121616+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x2b863c3f333ec68564403b2bac052ecf317727438cab047a2bd6b0e958cc6aff', '01a22b52-56a4-773f-a910-b3e7799bcd12', 'verify', 'gone@example.org', '2026-12-01 07:19:06.148805+00', '2026-11-30 07:19:06.148805+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xf304329a8e44a8178491a2c50e7bab9fa969e65ba41d811489498cdf61103a4e', '01a22b52-56bf-715a-87a6-4986efe813fa', 'verify', 'newcomer@example.org', '2026-12-01 07:19:06.175575+00', '2026-11-30 07:19:06.175575+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22b52-5ad0-7138-9796-d6601c02c808', '01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-598d-734b-9016-fed8aaabe1ab', '01a22b52-5616-7232-8f04-cca951eb27b9', 1, 'hello', '{}', NULL, NULL, '2026-11-30 07:19:07.216732+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22b52-5b12-70ba-98ce-93adfdf38d3d', '01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-598d-734b-9016-fed8aaabe1ab', '01a22b52-5530-7780-b73e-bdce201f0cb9', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-30 07:19:07.282724+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22b52-5b1a-71be-a8a9-8634429ad9b7', '01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-598d-734b-9016-fed8aaabe1ab', '01a22b52-5616-7232-8f04-cca951eb27b9', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-30 07:19:07.290986+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22b52-5b25-75df-b30c-d31d01bc3220', '01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-598d-734b-9016-fed8aaabe1ab', '01a22b52-566a-767d-a525-c163588a0c3d', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-30 07:19:07.301508+00', '2026-11-30 07:19:07.307402+00', '01a22b52-566a-767d-a525-c163588a0c3d', NULL);
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22b52-55a9-71b5-978d-f8919c927ee4', '01a22b52-566a-767d-a525-c163588a0c3d', '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}', '2026-11-30 07:19:06.244476+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-5537-74bc-a155-15646321a689', 'mira@example.org', 'Confirm your e-mail address', '\xfb1c13dcac3c7bdb9f0a3d70f201ebcb9c02486e1e3b9fb6498ff073a6c545858ef5fdeae1c24078639d43304f7dc39e263c1e60863ab5e3ff0c33e071d0bc745a2bb99f19134b2c5382cdfa6f447bedc7ba4a450ac46cfd6603497d17c9e96fa1b2e3b2b5d9524e3538e7a1134e7f66dae94fe8c5449c92e2c30f0d993d8f688c929fbfd1e7d9e43aa42619f3b6940e75357651a40b983dc6a87985c039de71b04ff51df9b337efb6780ea4f2c75baddb6a382d45b8af7290164180fa897667fb5bb1ef50507ac5666c8c1d338271042cb55b862a8db3f1c48aefee9d57f1609d91aaccca84e3890e73ee7e7dd968081ebf15fd07febf115a2cdb023cf3109753c65a0fe91ff7dea2f55df247abe88a3d58fc7963def8424fa5d85d66460b4426eae96d9e2f8756feb7a16769b4c416a2377b8ae5856d83af4f13d54bb20f58d69915829224c12441d522ca02ac9c6b76cde56ced986284d7f2544195723a501a40349ddf3f465b14a41e2da0669b36ce516dec5f758912723bae0e893436b6b54ec669be570489e8a868f4598e0e2fc89d8c80728511f0c6317db53dc8860767b0494589785736081e2f156c7a9e6d0f6a8bf713ad08127157f144f9c6f4f0baf7de5058c6f987780540177055af6c99b86b10a763d05828aafae4c919d8260258834280327a538449bf5a26cf9db895e4ccce051e40aa4d91a1c6e5010472238bd59461a7646ad1b3b1d98a8ffe3062f13de881d0ca270180fcf4613ec70613671e26936c644c8bb2d996db7733160e2f8be77c9848ec53df0ae7a04f9fb68b88471b02aa3b540b64ab69e0f30c0e387218e5eaeeb3913a5c3151893021288398e19a030f91f3ccc703d89ae887fc8a0c4981998a7cfdfbc3f6fb8494d995958031dc75ba9cf246e3a3911cdc93931995d74b99fc5d5d63a5e930615cc98ebd8dbbf047de09bcdecdbb7010fa99255057118762e34cb32c6b00d413df16c4faf3290c9980a430a9cf6fc9a4e0f21346991c3bb2aca15264d419bacf0b96d2a56004f23d72e97db10f319bbd6374dba474d0c2727de58ccfaec387541466e7865e00330244c8db046939064ba039bc80d6943fdcd3cd94bbf87953b1e69532249ec84fefe8b91e35d9c1e6eb750b2ab33c379701fe7b9a3261e75f7a01d0b16d83fd3b2358ffc9c1724ef834d329a3e50698912d57fd8d45d45872d11f4a146ff02184b2736e0ae797571bb7ad90fc791f25d0774840607ef9f85d5a5a9c318ebe5a7310b82c4dda5e2842c498cfcb94d1bdaf557d167c43087312b3b9a814598a594f69a7294319b89a53d695c52d025d9e87e22a9aa1a4992c176e0120de74ef667d173345b3a9e3988cb589ce090033f699d9f38342cbe1c0cf42d9769b94f86fa5032133886d6f26fcb7ac1e19a7c1d89e2213059fa98d02d540efefc1e2d57688ec07976c0b3b30a85b0fa13d62a90eec72faaafe9b71b5c7b01e8ad102b5b060080c5ffde451749c4bd9f065199e09c93263f36af2238a172286ec5feadbc6d2474f234a99489f423631cc2b87f775979882af724b357cc83857bc92b87fc1dd17d063cc0e0c12dae1d5b4207874ff57fbb39a3ef84423a7b0127053a213c5b271f0598e257fe02ef926ed6e5cb62ce55b14d44ded7ad8e9453d40806b2e2e49c17f0c9025de4deb16e0a6b097e9230ea2d278d491ab2d1cf35c2d4504ddae0814ebebacef5efc0183ba346da82dab5fffe28d5271c19966e67afde8bcc2a87f0992eeb054d0af8b4f5cea34864c4c4db7649677161b6d3fcebe9c77c5eaa710731ceb61c10fabf8b5bad05a5a1ed8f77c7559602ff01ea1aaa92202c2c2b92995ce101873e66a3ab6c6ec16939840d5fae51cf07d9cc28139294c7baa41696439e2da54c9bc7638aabc02f697e347a77a57f80ea84d529fa5b290d86e609a6e3a7aeec3040d07555241c9c3cec2842b7bc1ee3e53020181a5fda52adecb486c80b494e0ea3a6b6fd75b641b52c25530ba6361a207d24ec394cf145183a68173729dd9dbc79d8c2a9fd26371d40d5425fcecf1df249439ee733084a052b022a63a7f682b75997c0b33c06b3a9df23ffa0346580a61beb8473ecf892b5fd078a2888cbc0796875e3557e0e8908f662ec28eaae8a59a65a5e023257063bb99fbe8711787ac5109011cf658169fbfac5fc614f8c80ab74131ef76e7f6226a29c855a91cefd0cb161dfe80d7f2917ea9280e306a4a441a20ce736b69db9cb78d42b4035aa2a8dd12cd87b65544d0c73d702f777cf5bc65743e536959a5982c6a63de93b825ae39c5d2d298e9f48bd831d3f2227b37c15fedc097f01db0aa1e9fe04bd0756bc7c03e63a4a91ceb70a9fd4b7f17678617b58673886ed2387c6b43fdae8cd1d54c5566e13603f754dac6d80559a693af971c38772e6821dd6a0160fbf25c06df765bbc85e88224e8bfbdce3e474fdf9e0248302cdd73e85a6f7f9fdd441e9aa1936c20abb8197c3fac802e52c45bba8f0c0b0cf460074f3d640e64b2d7847d72ab16ed2819ed0c7ced6d0833a1b8b9832ec9184421c0980a0bd80a17f7132394e0dd477baea60a107e13318271a593f735163f8fa285622fa4dc410ba2b9ecab6eb6', 1, '2026-11-30 07:19:05.775999+00', 'infinity', '2026-11-30 07:19:05.889803+00', NULL, '01a22b52-5530-7780-b73e-bdce201f0cb9');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-55e2-76b4-9006-4a0c0aa03a5b', 'noor@example.org', 'Confirm your e-mail address', '\xf4eeb601bfe59c5d3777c3fd04f3612803662174942537fbb0e2a8fbf263b51faaf3fda8618a90bac6cabdc49545c9cce60cc1873f99e59665324e450cbeeb43a2260b35ed0be434d63bdc347a4f5bc8b8f71cc3acfdecfbaaffbce1dc23f66bbf522a49675e530b878236167d00c997902becf6681b1fa9eb51da296ff80719be6d56ac466ec6b6c9c3d2df8195cfe6343585aa12e469ba9d38f4ed0c671acf274b98de079360600d98898cab937ee75a27e6c7d6511b48c7a85e2aeb2985ea0d8dc723559da7f0af670ddcb6a0afb39ffd81b5f2dc6e7c6701b10bf9b7bf7c12e5ad66329c83e58067a6a2ff2198186218037e476579da197787cd8b03000a85b2fe524ba3e6daf2592eeeb970e61d87b765bc2788268bd780a03e501da69f454d186b0eb54e5cdc08f540727719f2510ef95b3e3531e98eae70cc204f7f643930166638d9ebe0cb71bbdc4171349fed3e930900114816a8e5b6123896f4c44a1c6fcfb0a17f517ad76963128126931dd2fef7dcecd933b7a840a57b6a6abccc53fdd9e81207fb408ed947358902140ac9456d48147951b3d65415e64307963e02df89a1d198d3bbe2130f99393734106fa99054c82f10c4664481c7f5414d59c351940e7fed947f2a3ee71dc4487e895f9088bbf25b92ee6283c3ac7744e41585c6f5bcf0dc175d8d2b7cec5ab68a1f36344ca89c313a06fb688a3d95ca232a93b2cc97ac98709328e23be2dc33b9d2397de12f4c508bf6f6be45438535f781cbe476ad01bcf2a6628a6531edbda63d30c348607479b66c4d9be93be7065ad467e57c307f95d18120ec4506e70481e18651c8365305b401f445735ec1bda7cca037d97b737752d3b3c3cd2a2f81f108ed055d0c97c5c9586a7c1380e2c19e61fb3baf99543df23536235346b79f4f23e422e2bb3c6e87be7902e89ece6885a2f0076e98c09463749305f395809f8ec36ea53bea2c5f5dfb0c6da37918fc147c0b4c282b824a6bf642d733577d16c9ead1dd324da0429f45b1eb787db84525864ebc46362d24ac3fecc034c49fe31f5dadb01e737cfcfe0f1d4b72fc435aa337676404a1fc4a5ab3532f9579a600d4526bb9632b9d365d4eb6b2cd3e49676eeec35f63f28025574167ffb17a1e10e44ab151a386c0998456a12aa1f3770bb315845c00cf1c1c57f751384786d3892aa9c64dfae47a7ecb46c5483495c88aab21ed5c76347216581b82c910f43fbd840262e0db8a0379e57263d64f34bc84b2c001a2eee08a3993ee0b4e469a6ea73780ece3c8d19c3afebb40c8961507c367ba94fa994b5df9fb82134758386765628d6add4850c65d02cb1fa385d1439a10b84b5cd99d1c2409d3ee3f7644be3c771d8dec29ffa91d31204d18e4e3c66aa024de340139a95214ed4b57ec3479351d879c3fb530faa578f5ced29d78e259fe560563432220756f1498469b48e56ab4e0e98d869287a4e0e1512b8d0968f23a595ca105ab67dee96f828c9a374810b1fe341ff73f01641992ce4d4a7c7222b2a602041701d1b01fdad399ccf1c73917cc9d104f05bd34f645e5ad4070747d4ea403dc43ce5172f6f849e492f9d93178823a52d51f3ac2b002ec2a3fd695a2fc203661d2e8b6c42d6f4d924530ada6b5255ddd36034273be43361214c941cc68f932091997a68e33cb98fa9f5170161d957d52339d8c2b0dda821704bd1ce3cb13645d58ed6caedcb48fe2d6afad011d2f72a7c417552683561ff0919169462ca496eba89ce87f67494c1b4b5485761aa199794407a14262e1a58b5b46f0de37ad09f2342f59cc3e4503f1d0e5086a2478c9997516a56367e30a03a24a5cdbf4af6ef20efc8c4f6dd8543e2307433865873aed161536cd47399e58b49310c3eb30a5850feec69393ace577e760c15c07c14aaa49ae3a8dc6a1a5e9d9cd7c807bc9cc07986c3be989566d6a1a0324367e99099bd00d091ec01a250e5e815d8b0d4bca412aa4c115928f2f4eaeac16691dc45e75807e6c19df2a5f377e4582fb05f37adeac6c9ff505655fdbf4f666bcc4332b141e048f0fcd751034c92f6e1550dcc4b296684beb14e191cab99fa5a9992d5abe041170fed243d0c4cbac52d9d0a638829177e78d7c361fb61975602e94f88da68e254011e9ef05e3050729e7811ffd3aaa219e410282abbf7fa239975f3a799639fd1bf74df7f6c4e9305a3544cac7b461285d9e5e06efe85935564076106b0275c9f94c0d53e714e27c2a47e6a0d90ca2bca86f9319ce9412eb50f22d98a807d120268c183b29df476db321a931dd0af18f7236306f145bf16326b5e216c26f01dea6dff268c7eb78f120bdfddbd3935155661009fee299269be727fee24bbd515129b00107223af25cc2b6aaf7b25bb769ebb609df6084e50ced8b4d0e6189172c23195bbf491c5bf47a16978598c6631b3512306fe8faf2e420646720274267f71087d645be38dee40cde96f6aa0b10957956350a67acfddf294abc09a20de5d3265c6f057fe4e0be2ecaee7cd5f593af7f4d526dbba79fad8f10bb90db707e101d29f0ff7e5e6436be068eccc596d5a294a4658cf3f392c0d7ede6d34edff852f6ce8d7749495efb4619894a5fae591975ae6437', 1, '2026-11-30 07:19:05.952975+00', 'infinity', '2026-11-30 07:19:05.963488+00', NULL, '01a22b52-55e1-7319-abce-ce0a6f9561d0');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-5618-777f-ac53-fdebfcf82a88', 'jonas@example.org', 'Confirm your e-mail address', '\x1ed378ce453ed721ce05b219048b6205d0fff500c5f0b5c5e563bed258bd257eb71c38bd93f5b4e27705bfa0decc45d3b331ac4612259913905533ee01997b5ba6e337f8b566112723b8a8ec22944eefbe765c35c46b2352d6551766ca7a68d122ea10d230c8b51a974f8185bd68e1cfe2d6e245161bbb46e9471d6ccb301abdc96e5c6a3f8aff535c79151ede88b56783fb57c3d743a1fc642c4a446916af7d31fdd62607284ad67901312a4183e40905a173c5fa1d4c96a8c18fa3b86f25080e55cc871f82f3197051b7ecb4015796b484a1aaff501069d2c8d445ad170efc87cf61d3a23641a82cc79b3ecb7807d22875d7a9e21b6df34532557baf1c2fafdad432b37105370467774e409778029b0b3c93af1102f4c47cf3a7acb830e07bbb8268b58725b366fbefa28a2d3f5e5542d82c96d2c01bc74d0905d6f7f769250a7584845451d06d5d21cfc288c8bd36602a20bfd3a68bb70925dbdb00454055f0b43b2ec9ef3638a1095acf8db2e96bfd527acd8d77992f6ed6ca951cd64b2b7bcd9cf677d2e54a9c2b6cf19056814fad1c92c0ac1a1ebf89989850845f8246975140d8f5d60a7e6b5cfc814f957d990b1658844171c24d48cee08542d0402fd348adb8cef30081ea01125b98d72c733d2a2af09ce292ced986edb78943ccaad6eaa10a614aa330407e522fe39745ed4747acf5069c015f35142422f625a9b17f4edb862d6ad6f8eb36de1209a7b9a5266086e9fbd7f616a909924955f28dc48debe7ffcb410a822730b1cc19020c6156aec9ee47e62332c82bb4894205d913ed8d272d5cc3c6a6c7c68a55fabc7f4ba1003edf899b0a91b6a7774f8a588b1409c6862d04dd5dcd8e425bc90a2c3ebea6747daad6cba9dfde1d70da27b5d83503ab73c3195ae5032979279964089ba5543f0b0db7c5dc9d07a0e21b4da4500d948b9129a961e9d9cb95f245c0ee666bc939fdb09b63c0659dcc412d9cc7d6786ee79b6995cda32564c3d4364816c4da608eb5510e4a7088efc9c6886cd092c81bb4e934b260b94a6bcf66d32fd5c0878d2b4a2a7d4c8d6a69503919e7f436d3ce3f4baf34fc690099f04c3394c1ee2f794045005e5be7faf8a7b2efc2c6ea244bb8d7fafebbc834af37f60cf8cdc8c21d9caed496e7f5f4f52e07891fd8459616f27d74e074073caa65d8fa10e743922f4dbe8f34b67310dd40152c0db48c6e9637079554dce6aeb3c01842e7f490a56c7efccf98366a22eb6fca8f4f88354854818080306aaebdfbabecdaee13fb46eecdd6148381384410291c1197327a887a3ab7eac745a9a9621e54de6de8a1046beb24a679c61c42ce8c5a1da8aae8d6d744a5c548a787e94000e5706fc08363497df58c06ac0d73dbd3d23799a55c1fc925a8d6d9a7d79b702aafeac73c9f951398de3d955aca4708f88d6d2d53733374c3186678cf7d667a3b21d63d173d6e12e8a8a1f23e25737dc78004c032fcfb8560da8a468eac3f5b1a574df707d8564fc8fe56c1106409f95bcea4d25de32c913d300e67ef6f88d8b1fe4176d524ac872be042c5b7030a24093ebf61c818cb4cb8224017bab2c98e6f9d160fcd68193e7ba1ad5ae8a86290c0cfdbc085f867dba77b46c04ee150309ad05d413305c209965a3e3c2663919b8a3597c78a0317fd1aad018ab0d7bee6b12a74202fd316c247e858deb5c1da04c61bf293c4a77e7c57e6e142a51fd580a96ffa4c1b4b4a0ce796bbee36dd6b08b9193f4f4b7d6354abebd8a02fa0a845f3cf065dc19ea3afef247f6d591ff31add8baea69c3adcec14c7447ea8b1c9f1f615611ac604187038a8c4d2aeb72a79a9ef5e86ce65b54ed1a899daac5f5d6ac69ee6e68df9dcca04f3b92bfb836f4b7718509934a5bf39b3e48466d4773fb5b8db1128c68b0ea02a2d34221dfdaf4c13ee2d7b8c972eeb3f199ea60120bd9b9d51cff26e34c97f9078f1ba2b9edc3b52490d839258cf69b13a81b3c719b206d59cb221c6e9c39220252dfeb54ddc52b543266e26a1bc4c4770a763f4fb06520fcf3e16db15544d98ae5e1d7b99429c41b70b8b887e8a20a5c19fa407d774ba8ae13b714eb8cf3503223d4682c89d8c7e81ffb43f470d4cc10672c9e407b4f8554edcc2a4f864ac63646364d2f2beb2784ad33938d4f3e070cc7c9a649b2f2f88d76205a8c499a950788e5874b7339c5aae1c0b3de2d046db0b02498aceb3077479f579c5df7baae62528f4b368b174137f6f8758f7402fd9162b6bbd4b676d7f64a34e42b2d2ca1fbe54a42a376ebfc098687614c57b73147b1d4d7ea7ac7d3a56aa5927f92f361d6ab447423a1a163bb4c8fe24e7855c8fa3b0613612fb62ac56f506344435a07b3e88ac2613efd6406b0b60948e3491eb2e9e98ea878000a13181c52198627c41465d0b4f1ff3f3ebc94ae78c4625b2312bd0d788d85a1b830ac31ad576986147cf28b261e5dfb74db24aae77a3e6ff8379e0cd35b47a03e4d4c0c839e50f8fc91bcddb66facf3b6e60c5c97754e65d057b25a446835de71333619181b4dbe109bb5a9c7b7b1600402a66c2a5f45c641581087450a63916035c7e98f27711f04b85778bebf2bc8ddc1dbea42578e7ecb8fe2cf12f22fa1a781f', 1, '2026-11-30 07:19:06.005993+00', 'infinity', '2026-11-30 07:19:06.017131+00', NULL, '01a22b52-5616-7232-8f04-cca951eb27b9');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-56c2-737c-b91a-209a58763f36', 'newcomer@example.org', 'Confirm your e-mail address', '\x9dd6f8c0e1d0b210f0946dab90ec83040c3a5d028597db4a36c68f7aba00d6cd4e7ae563487bf816b597992c515ca044cae6aef3b29fdd43d310a41f6c3720f9fa8bfc4aafda5ddc4c694e2cf62ef1c79e9725d67c30526d0ad338c6fd6f1445ee08f6c0a6adad49ff72b7598aa3c21e6b04b720cff1806ef9fa58497514aaf6debcfd0304889c35c82e0f09b16fe3b1d62fcd9809d583a9ce026bc41af7ce40e7f2ab65370dd5a4c816edb911dd1d7e54b48d1e1d91f7606643ba3c7f1188a30a844d18ab04dc1317ce043edce98b3c239b4f379939390387d9faebcbd780de6acd9abcb5eac1e3f0eb3dd8cef0ac269bcb071cd41345b07d04b039905a37660327f4ee005416982e09604da25ca97bc7c4b1dda79e8dabc8a2b74f74de75c94693b3752f132fa330349dd77a9446cbc587f7e4335c3e071ca805aacfc91ed5e6efb2e693c2852a73c6bc93b6312e3fc217927db7bad29fb27ba58ced97f41c4ead5fad091060d87002a75a17e5b3f014d3da0beda24465f710c81c579d763db016b14721a8784eb79ee7479a32a79da6b2ecb17c8820a5acce147094387d29c69461a9de35abc96ec4e0e7f1b22a00d018688a1849d3a881abe17393f4c1e06e8c594e1e1e67134e997cc3885150ebeedabfcd99bc6cba93971b3f578a4b2b45041752215f003520e8dacda32f28fcd21884d4f3f62b099bb40c0b64274d9cf8505b68afb786698db49dc5cb19d864dc7b055c641fd5511707f89666110d8ba2994f93ed1118e63ed7e9c6ac16450744857ad681ee5c43db465852b99ca439bb3d1ac5737d7e66e162b3b41ed91911e22b758ee2f9f7ae481401003687d02c2cafd1928046e1f4284d4d3d542ff726e2ccc4e123d8d9364cbc40642433978a341e68d5d65d8ccb6b2fd0cfeec3af31c3132c9c7ba710ef29b1f6cc1eac66c6342ef1de5c71294fba9ff0e92ec657d91b412dd238576dbcaf7291f77af5dea879753275dd8e7fc2377f1c900878629a12838df1ef3c5f500061951a84f66617efefdc86850f3a85434a1bc73823878b3b6ec1797dee6b88f1e4c2e1e396a90f98c9c75fc58b0132c5d60e0d6ec251e27d274639d351f52718a8f688564e36197cf61cf22f5041d1c5af2995b35d368ce2ab84a230825e9cff003f6f509b12332fab772b1650e49770f8da1ff1ecbaa177836a0ff2fac18b4e49750a3109615d2cb4e80be8bffcf58dd2be6b092053b5a2f35c895d29260157cddc19f049ef29c80b48a4cbcf5dbe76dacb89dfef0423011776e0a0b304a27dc2e05011f76cc13badb00a461b2f6543e2acb07cc74836ba1ca6ce0563830a36c2f2422daf80e47ec78ac3fec3af70ddfd0fc38f3c412ac5ea45dd6c71c5e27e71f424abc7683edf27c46db574fd43cdbee3225d1c68421a5a210828f3ab067d45ea9351558dff9b77fcb514897d535fab559464d4b555df73f9f2efc980c692599b2bc29a5b4e0887c5f41ef958d294e2b4b5ecc3c59e0e2b49c287c62030a8df23634a9bb27f4c842c37eeb0dee32085f1178fbe3112fe114fe6a904dbd6fed32af13962b38750fb039fd5f17ee4b26270e7041ead8850774b8a5a4cfef5fcffea88f6d41a87b8c22c32f55ce4fd0c93e157adc461f52e04eeb9ed62bf7f0e3a5820b5c5ce2be554a24cf63a6c96c9835d567db12042293bc0c4e1750cf1afe7397f1c87a41de2f9f2e661d0297f74a12405ea032f7912abff8a23f4d6a00e8536b1e35f99229b42c315e1fe69d590743e6a3edaf7cad7c09a20c2e108d3b83eb370e7dd01e13b35f4f926036e642b489cd9f069642255d1b53f545b3239263a42af13a98fcf70a0aa075a37524c34ea67a1b332d0d1001451d6e7645465f3e485e6c01742ec780b7b1237401a4fb09980646cafbcf78f4a486a25cae130f60512a8111e903e9594192456a92d9ebfb6122257b0fce251c658a41710ea519a2a0a530aae613881a3d0f5072f54e1f7301442a0cdc036369983641c97f34304a8c14f08f3f15b17b20edc68423c85f6303e7f87ed91b319a5e5390d7217104b49999295f1ae786a0689b697b16360b1cf315c227e5366c716f8a0c92c5c26613aac6fb78cb206d0867475f2369b56ae2e0a99de43bc9ef844d57d8b7435976d277438d83b24f2a51694ed6bfe1370bd8f3cf818d12840ee066863e8545c29cb8d8289e8847d99fc096b2ca127a7cc0d2677597ac5cacd0021ef8dd552ee7b3ed63ccc7809528165c74895e987c8b15a41a865afaf4042d1ab68e97e8b0fa1d535553f60b767a817d8a338c5bb4a88f8d55e11887a13536d44b66856f6e582e0795f901651185fdc4629e0162c18d960dd78269bcd580575747069ef7c590ed6eeb54c9a4b63d5fc6c3b8f7523017e2421dfd532c0cd96349791416a8ec10e8fed1c8c64985c9c15101fbc970476aa5181151717a21e87cca1123817fda7e8fbf87e87d166e5b5e62a54e4ea88f163834af493966ebed7c946291cedff3e7507e8f2073afde08a2ba545e3374f7ac86e20d6c127cf137e15e16111967598353128602e39588b233bbbaa84c12414bf1323266d3848cf2b0d633e1796406697c0bbdb76058b46b32fc07178449fab3976e3b698001b1fcb59', 1, '2026-11-30 07:19:06.175575+00', 'infinity', '2026-11-30 07:19:06.184241+00', NULL, '01a22b52-56bf-715a-87a6-4986efe813fa');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-5645-7491-9796-6d4634edb7c1', 'vera@example.org', 'Confirm your e-mail address', '\xcc428d37fa840559e167df68641c8ae9f7b5708396e60e3696fdcbe0455ce194e866eaf38912bd2d7707fa11add80baa17a77f83824e11a787d332874c0e0f0a4583773d66bc5fc801149982e909840542f1db06ab13d50a67a5d8dd2cc32573d1428bc24fed5e276bbd5402744efa140a0ffe22ca33f5dd0be490e36706a46b8e2e45a56fd8457fdf16dc1ea66c390846897fa29426bae6e6c1500067f6fc9b0f796fe9a8bd9efe2cf8dd103aecb0be785f307140a8d88dfc2326e95018f1c05ac80cb1f5fb9c106b9cd146951ffefe6a8127e89ded0643b9692a8649d15bd9c9489879e088c8e34c82e1b9267a150d3aabd313fcefe5011966c48239b697cb63065f6a9e88c6fc1c7984326fa982e1a82e1a401ae612c75d785e87cb0e71ef03e732a69b3d75a2dd8fb44f58721ee9bef753ab99bd2cef597ef4238629e3dc3c374a83a6942c5c2f4efb4203106eabd740d6e7ee6f1abe7180e7802a654e47bd824a59a4941a853e1669bc7d45c49d955b4612ed34144c50d92689c6078ed5bfc6b6cd8a70e26bb69f7930aacbae78c30287403c5098a53cf3e7b8b0ae06dddd0d2e330f9a8f07f06ed8c491c2204febc98958b05239159e8ede26ddb6955bd880a5dbe4339e2e62578852e0a03539b24042a503f9de7e374eabbc072ace8bfda495c1e677b387b175dd87ba2ee5adc26b85a9b9898cfc9c4f87030a983b751e55ee8211dbab3561aa6e5f7c71b244b3c4678cbb7db2c23a5e80ccdf60d9754f96fa9631a1182d232de6e696a69bac9f38f7ea8d2a9a5a61320bd427a9de0f575de7f98a8ef6f3c42fcf837be14937ef3d9010d3976643d3a1e53011bc213e60f3f7b7ba9a8146a8675a3ef791de5a8a908c86fb088f0a17856fc423a75217d4bf488a82d9db0b39e07159199d4d0e6c83c2f808f1ad9d007a00f49bfc3b49ffd361fc5bfc48baa435a2fdfd7877f3cd1d2568527227aa713f61666aefd129dbb37bcc2013f3cbac95ce50e63574992817d1e82b9bf25b72ddc6f4ec6eb5d820423dbcc815f2fac9e7b8ec6903fbbf239135459064e740a0761263a4daa2e16d2ed15d258a8647e1fe35f767d973f7d35914015d2756e54c337f3952d5f679ddd33865f80d1f23bb33f3e4724a664cfc7ec9aa26a67d083cb58b57e71f80ce854e313d0a7e99863044beabc2ac4c8a0cd306422bf281a9ed63831455a189e62e4c2920a31c6b46a0076e048fd67dc782e9d5b63d00fd56c136d855308244eea6de9721a78d323832f152344f44eddd78bcb1f4786f13e564941cf8f49329fd7fc3da2816fd8ad0f1905a5190c307615c3d8a75251b664d6d9a4b28560f85d4f467d308dd62fbee643dd2b47c2c2b85fd20dc768338dd00b5711953a29f923d7033ef2146f9f4545f0126367a6c500eafe507bf62fb3fa99e86e0ad7d7dd2df7be554f124ea4550e715524b2ba1b86227d13e4005c5ab517ab0a1ff480793531740277e6a0d4ee5dd15a005cc29b7c2c4bef20e94aae5f20dda980e9c609c730ced01a62547a2e6884063aa9c9cabf4d6f0ddc5050c96383581bade250ae0e91785ef97549ebbb87b45067747041e098be2e4f06dc52beb973c01dc4ccb4368d495afedb244bc749011cd9faf433a71a9bbd6e0d61dfbf7d9dd16d4a9479ab19091465a0b88104c32413d27e643c8046e16e0d2d4c2a8d1e790dbce88374cd8701ddc278326b243beed69a7d23c1ceba7b99a2dc0d46ef719d0b3c47bd27a8d6e9bb42a2257bcd023e1fa47bb013b29e24708337bcbf5811edebba6e9ab0befc7f77fe574868bdb5533f20705a785ab5ec4bceac6445ed89163139252a8b9cacee366b00a1ba1e66e7312ff750f0ee95d08038c9c8b4a6aa7652611f565d74dcb254aa1c0747f5b8aec989e08b1f149f0c1cd3984a0783d6e7d0bdd4eabfed27cbd02170c038276d34d7fc1524ad02c4f74f8281448af63daf843150436883f58e3e4c444b939fd1075e6d1c8b855a0abafb197a8fba795a2afee7f662833f6561d5ec4fb3ee67f7177c43ff6b7be175f15b4ddb232931cd60ee6a28b4f869cb8bd55714b8034f30db56b9367b9557ec8d8578502f735d7089e8b232e2dbf863ee4cff8a56e6c5bd8b59190b42c609fd3ec3c8467d8b44f79991bb948328a0caac03c12cc2fd101357a73424049b0e8e638e9cf0ca1071b7420d606174bb0b6c50e3dbd3703c10b73391502fc955a488f971f56cc36dc34669bfc59c7f87424c583e80d7fa8722b00e3e3df0adc213ffff91587595cfcc58b260f3ae80697d872a96f20cbdae72897c14bc40f259555c40b229a2c8f754f70dd435ed4eb083c50ccf60727ca1c7077a7035b6d148a84a7387fb59fc72da205bbf393fbdf53c6837e0dc9624d9b0de28af1e56a3d1f0b55a4c4d90ac24e1da5c2f8665e938ef5fc7a2fdae5443c58243d631e787c5f0ee7b53cf6b50c207124193d4ec5842676a49ce17c19ff22ffac0b9a1e8a430bd188643878ae15a831dc00630382b44de1781b7ec5d8fdc9c57bf16a86962fc37827c8bfde7d600cc992caac58679406be276be80c642010556a273fcf733633bfea00de979e6768fedf283e8bd127cdd5dec257b7642ee7cd84', 1, '2026-11-30 07:19:06.049792+00', 'infinity', '2026-11-30 07:19:06.059098+00', NULL, '01a22b52-5641-76f5-ab1c-6c93aba3037c');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-566d-72c2-964c-e43c6deca3ae', 'tomasz@example.org', 'Confirm your e-mail address', '\x4e550d17f3bae46357aed6e6d7d84d27be4c4a716decfdc18b369ad2880f24860ad336ed27bd2abb60634a3ba604e7d791dd3d7d5acf86af5c742e0041ed67f15611508074c911a859fbd6e9bcdafc0a8b0400d16be6b7acedb523fd5977f2069b1ec981b9c00d882db320dbc7d24292d4d70052d8edbe545265bcec7e37ddd2ad8ad277016dfa0d2b82e9af02746c9642b8a0e921123f718c2a23c59f8fd4b2199c530f7b5dd03c7d6699874d1b856854ffb7905db7ffcada52583ca0a48266b41062685587a2409e70c527274433dac25542bd734bb728160f246ff582d192a245f04abbb67d1bb7cc39a4331840d634bc413bc95be798af80a6f8590e2df5e42bf7a4b3e9e05f1d0eaefae1215f0f3b1d796a2b48f393541526227a13aed96d6404ced76c82baf0815187d266a188a484590d77b11bea4f7797956256c8185639c1e231c0c4680c90ef63c98625cace5bbc646779f5df2143025ffdae27c6db1c663e9af5447dd96877fb1f7a6b678478312c1c96bffcdfaa5d9ba3c5a92fcf2f06e52796fa4307a7e8d0d83fdc4d59835bc9f2ac14710b22a23fc5648f643302098e121001379822cee15943061e9e5a9114ee8f6f77c2fc4df67e58675b3af34413553e1d9f19ba2655c3889223bdc8471e51f235128d9c78e4b4603f576a92dd531264a84a5ea7501e4059cf7ee5be59ed1b47711629413acf03d5e7f3eaa30113a4b65c02d1f49607768c3949f6ce33b19b64002cc7f4290652d4ca4d75d8ea6bd5441c3581d8813eff5ef11531c9d63b879f779ac9c96e6a5df51ac5e83d3f7c2ada343516fa044cbe030fbf2326660c6637dc33d49d35114d1b4779cf74c3f928f98510d63213ee278f6aa08bd5aa5bc2a15d56f74293f77e75c0a8199d1e24758aac2bde7ecb028ba882c41ebab1d863c8e849c05df3a625e64d0fc015a615623ff5c837893a62ca8109aa71436b6b39940d356375ff4d6514fecda27967bb9acd0a5670a0a7b8de040b8cab1c5dba756a97b3cf503475fe6e722e152da5e1b503b884efde3e3e6f8ae4cbf304dc9c3a25e91f453202cf2b0cd85eaca4b1054944aa6890e32b7ccf38e72baf9819ce721d55ec8bce72451748e2da20673df729a3a5f205271a5fdf51c85fbe36e203d5a795972c8f639adcae338f3251bbda102c9ed0c5f0e3a44f3fec8a0d913ce1b08ba0cf1c5eaa1b3b2ba08d3858757414cf943ea02dbecb7333c424b3cf5c5a3342d5e88f2c62e473ca4089465e1ff992a09dfb68092eca8fa3b0f868216c7527abf41f629569914948ecb1ddacc010209debb19e926c0bc10671dd68df7c11871008040121c6c9a04fc4a9265c7f1d2528b46196fee0d88aee1116200bb0cfedc40b2bc6a820b62341e270af0ec39ff8e694cefd4fd9280f0d9703f370bd3344a863405a5eaead9febbbbdf7076efd639b129598471a9128549a309205c35046c70eb9c220904733e15909693c136a7e79b29aec710d56213ebe821caf119985ba3e7e73f32999a035c16b77c3ca3720222f5a1d5fd80cbe9ed5b2df140915bb7e942090cfa4e63c876ccd7a6bbb2c96f33fd108d30e6de3bfbda8d2aa5a349dd7c032272d721436350956658ffb9154c87d5d251e4ed46946a55c68d175d4251ba878dee12990f1a5a6e1f10fb66ce347b4c502f7cffaaf36d0a7a1ccf70756442a5a732ed46d6850fc4ff4365cd9f055c8ce5d26eb222b1d35bf2e19a01c7a2592290acd2b8ca65d783bd4f159c1228256c23b83e5671e7a1f4bb07bf548aa6b02e979a86771a9d77aa819e701e01bc30b3c76d373ca57b67615c841f34de4519df3ce61d3e33ffa501ed0e2ec540259e7e716b41138bf81542ac5494c54b13ec04fdc0e5aa9f36a6b04d4242b460232ef7b3198d927bcb7389d3882d2fb9793d3e7c23cd4576b0081e0b6f7cb15e19d04657da20a42d55e5693c189dfab64aa63cd1ae0eb6ddf98d18a4dc559042f40eb0f0e4aed9802a12a130c83df68291f9338c1ff20f4ab6635e38937c24ca4f76c261dc8f3c1cbfedeb26d18a1751646e54df0add37cc04fd61dbf132f9be96a92567d3f9e8fb90fd809f4908e4e587e5668deeecee460849b9ce1b00f088e950cf659c0d3a39b038372753ea6949937c3b967ea19b451c62b1da5368e2ef4396e93c62b21a081d21c88263341a38dd461b51f5b3e5c60fed1b0f1570d984f8c4ccfb6d3c5723ed708400865e45b4e74eb7bc6b6d0c925767db07d1249b3b3669f14a585edde09d383f56d7fc5faf91f717e492b2c712b5fbd18938f843c187dfba50055c86ca58b9567a56831c2eefc0b2b45fcf6c4e1cb6b53363871379131165e681628dff6cc5dde848e3cce20e5ea628bfbbb3acfe6b18535e29a0848c42c180c9bc611eb10550d601a5d5380252ebede20ce9bdeb0c331986311af34cc30b53382ac3f4dc1b80e0d469dc37c81c315bfd41ba1e82aaf96865fac8064f5956fbd92fa585ed660293ff813acffd1814fc4703fbdadd47399b54fbdddb86e5f081a52c28d1bfe482b65e4b5b4ce5d1ef20d6c6aa115b4172bc17563bd67bc0eb5c73965469eb970c881f72184c84786943f8b4a4b3fa96e3f1147ea57b66022ebd59ceee6c6', 1, '2026-11-30 07:19:06.090064+00', 'infinity', '2026-11-30 07:19:06.09862+00', NULL, '01a22b52-566a-767d-a525-c163588a0c3d');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-568b-7541-b3f0-12509212f365', 'boss@example.org', 'Confirm your e-mail address', '\xbb73408719dedb6fd0701304f8310ca76295d6b7fbb30cf6b55e4388bcfb22a7bf09a029f3d95ace37d17f95a091131fcd1b2df4e7702ee2ad64c789780d103f4736631b19625563da10494d45b1d7dd9ee5fc882e40e1d854979b9ae3a179838495ee9765c83c41ebf6b8b94227743d45c33561fdf71545010cf4107358c09079dc4be2e1c0e9a7caaa47f3e7cd1fc041aa68f930b8ed582fb35c1b148c7c3e4c8b251492648f3fbf95273f44a669faecd98db9ca10216b903558cb6f92e26fbca9e79f4c5ddc98750a8021e6ca58a8efbe1309cc1027014ce252c06e0daaeb8475be75341005088f71bfe07bdd453d29c9a620def841cdc1d0d216a68789d57acf1644616ef9811e32067fff5b26baecd7d5695136c7d0ce14357c77157d647869d878aee3e57a51584f1a787243d965c73df082760d18597024ce407d2765c34e99cadcd3ae646d2707d85a1484e092610af5468d1b91f88f0acebb3eea82d70c4bcd5f821c5e8aa578cc0835abe356f2673dc05237f40c2ded1ad2e10cc45cf78a2dc11aad3c4a8783c3b1aa440fbca075f90a43be3a52b1a441a9ef89cb98eb4384dd12176ff14764a5dd537f813ef188956823f1990a3f4055843cfce3071eef3045827ced425942061ebb4bfa70c45b435a74b7191dbeb70d31d23a8e88fb0af1d08cff1cbf91e1e91d9955c301f066f9ea88d1f4d2f53f14f8bde451504b0fc5a5408616a0e44bc21fdfde9cd3bdef42f9e939ce8dff135cdf13fda777e4436b3a42830b476ead0a56fc90e8317589aae7cd45f3e78cd466465b1297994e8286f4675f9e79b3dab957ffd75bd4559f419733dd6c4ee6fc05d3e102ae03b6fae4c7a384cd8bc457035c3e5474f932d4eb7a0ba2dbe009dd10498a3f800b7ffdf49401953e9c69e52bd154315b4b08deaa1a890349d79f74904e7b9a6e86628fb214e87278cd789af321dd5d685443ff8e5ec101d6a577cc3e8df2ca5614e453b6464f5932dc3392842a6e7af83d14269d0743fb317033f815a8671269ab6afccd2be80c81b15e906c4167ee4e9bdfe7730aec0277fb6f3d1cf57fa12d6cd158a6474a09bcee455bc67c1f36df3772b03999f87c52b648562493b83204024fcedd9137e1be508187430affea148b3d23d8bde70dd5f5bddded7146aa4a7ce69a572dc0b6e08a38f2483d7a05b4a1693aa4cb5f31203f0a4653e57c5b7416af942102874e5ceaa54bf3d22e92977770f9593a3f3f90064705cdab22441171478e211000fa50e45b80b3e62abb66b76655fc9e782262d7135c80d0982556deb5c353d84d09c464be7542569e074269090b1d85c64462b05615e8de2309e9c44019e71c9bc54df5be523fcc699a9ee19728508b3e49cfbdfbba651fde2307ff627b24f371ac56d252aa39feabd47f27cfaf69cddc8ce17c7f0d3415a537b6a21aecea4e6a8af6b06da1740702043e2dcfac7ddd8493bcf97c5723c538dff2c4ffa8cbbee8a90053d25340f2abcf8ee8196168282bab51626b11b8677fbe8252d3fe7f6d95c6082ae9d09f808056a5e9d99abb922af5b797c491cb6d314e62dddac44d109e13c628d70518d047a3d890314efe9603b801207720c2a858dda387b9eb926b1f48ebf318495701a66e2f3984dea342c0ef35dc4a879b850d593de1f4090ae0fdd1bafbc5347c2050d363ede566a5c0c690dcbc73765e967cad3d1620948571d68b072ca0d57461823e9e9bfc16c1784ce51672e4b7743903ebe71441b2ac1a2ad125eb447f089d5c15e8981c2cf8ab51652ddb8bd61fd6196dd2462ffcb35bc30882072ee7782064d052fb091da66eb56d9ad7ab04bf586af3a8810235b8a20cf3186431462127047d98d339516ec86d91aa6a973f0c3b931ff5b15a3d6c65c30e08bfe359342be584652e5596f6087c665857ed04868123c1dde0f4c900784b509fbef59b5c31dbec282820d9a5a48850f4ee8c2317f35aa3b5e092ba1cc78baec78733436cce656a2c2ed2489a3d903480e249a4717797aa2148f921460756e8ba57d7de7b77775eb7df9586a0032b5b31562ba3633c0f633c9b24c8be9b74d8c355266d58e419fe420be9cbf5015148a5fade8a66777df2cce69beed44cf417cbc79b3b5b2596a6e5436f08bc1bb22a489cf1b7fef73627f42223d3b9dfe751f01e14af211f219014cd9eb497c41a318de74a98a39b80c902df42dc52adbcb8e04e4d860c48c586e77cca145c9698c71176564cdf1605523967de5761f781d88327c14a8fd42d26fcbf9f01b5f1921cf60083424d256926fdd37c97e1f3f46bee7d7c6a31d11b71f453a19a96fb38a113234d426183fb9345c061ba0fe5317472203cebb69bd6e003bea6c6a80953eabf8421cfb3ac90fb67455e91f77c6ffb73fd09def1cd8f6100a51af9059026949407331e94a6c470c9526916ba32339bee9360fcdcfe8b478a21710124b61c9e44e6ff1f47bbd484673e24895dec1086aa2ed4711c05489476d7b2412dd27f691a1786e41d80275d79bdd729706577c1c39d1b1348b7ab2695344b814f46f52d32c9d12e177532364272cfc83ff5e88d7b70eae54f3dbf9cffeb1c56a886be124d6f7b98a7a34d762a9d7f68d9d81355848d', 1, '2026-11-30 07:19:06.121616+00', 'infinity', '2026-11-30 07:19:06.13068+00', NULL, '01a22b52-5689-71c1-b81a-7d1f12361bd2');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22b52-56a6-7699-a7af-a0b7c4a37739', 'gone@example.org', 'Confirm your e-mail address', '\x53595dcff3dad5ec92d51821161edaba863fee84e100adbb04671de369a8358c25b6b8208b3f70c65e21e04f8f8cb898ac99bcdaae811b842d0b0a8d6d32b0f92b3ea2096a82859cfc12c051071a5e3eec6336a14e5122183195c7538295d214e88677e95106ae27443b6f16267b890bad55c5dfb901fe21e64e6b620c55e0c272d8b47cbf7c4c79bae315bc5171735afe02c3a91dd3f4207e928a30f524c52929e76321ec24948fb7727bdbf3d441d2f1f7b3097f719457fec8d49cb4adcbe82a4e0e6451b40ec61d32a5a98aee637c0acca91e84935c65b3d15045436c1db2229dfac6391930eace59df0cba962bc5b0638ca4a44a37a424882183eff3e79f189f87fa1a978d5c6c615675b56e806504e17a68c998804e6f1a0095c1c83ce0c5e2c08955f022d08292a0c077f198b0089dd693771a5230b6af39cfacf71d2aeccf42df6a61eecb088f503022a76212a3856d59832c0886b720e1a57d6d8fb4f32bc88dc08e4b239c4e2959c6640f75d3a01bc6cc230ac11abd78d8cc3f76b00034d9e5304f83b3a5fb14701a27a79819cf9f32250e9f19e698493d4f968cb1da2dcb2f4c7e5091a499288abee235352f8de8b0221a8e3f55812ea54e24647276188c5ae9cf2fdbf8f1536225dd70a28f525c71b56f7f49e9f2c871b77b9d4c0a2efc3cffbf99711e95c96a5c5c3b4902f7918d20115112348ff38e30e29e14cee5c8f4943c7adf7be239f89112b32b43fbd24d7886d8cf57d50d5afaf323f06f022e9ca73bfd9eefbfabb8022ea2fe92a35ae28aa8e1255c69a95c64b937c7b0df70b5203b0ab534cd215c4da5fdb1c87eac09d415fc398760ebfc7de69a77b3023559f4a2b266fc0755cebff1e326b360af90f2314151a1b2e81299515dedd01d4427bb94480f742d24f506564dd2b9384db6cc34a896fd96b3b996dfc780eb487d9508310c6a3a9e4135befbb0d9802e42d6f92fd4ef26f45634cec25d58fce4a3674bba45b71c06c6ec1bc827a3d6c45817eb561175a5e0bf53cc596979c526df2ebbaee4d15c20912041908be20fd940db1a8a8df407c29db30ba38a96a6a766aef5a39015345ff7c71f5a562db563c755d30753ee29caaafa43c6a9c87a5db273b3d290243ad51323ead8188cb9f9a6e2812b71e0dcf7f5ff5e61dabc45b00c0d2bcf6beebd3514b19a6c31445ecd2b6d8217b175741b9ecbf183871d8516f2967ca815628127c81f583c47b6b2e811edbe46dcf00969d2017d37b48347c47309f447498373bd611bf331e8c57cb011c57d3cc225371923cec0bca03285c24cf54f6a5f583844ef746d3f61d970b32bc55446bbb8c5a8c3346226ca56af280bea32d8269f21993b150e8a6402fbd56dd80fb04319289ce3c4038a10931c940c1fd3880abeaadb2a168d6db1f1612c82ad1f113e226db893d4df8ca952dfd1abce5d24dfc066358afacddd77b7b0c288f0ef673007f8792b1389fdcb67810093cdf9a9b7838c4c40bed3bece759171d2e9a00d6108cefe452e3fe273f0a7620ff0e96bb717c2d4134f332d967a597a02a730acab14d5083812c119c3faef561e498ac031cc476bc09366fe6e4ee5d4966c7b296549d651436476c6a35e663266d07420a3b6762c9ec058b0bfed6cd60bba414df1d484b704650d867c8693f11d7fdb8101fd6edf2016644c9304bacdb7cbca99bc98f2812085db1c3a75d536d75b7302fa518fbea6f35161db77c88ce348bb9282c06443cecea672c3ba0f296d2145856504db7e526d439fc643138c4281ba64b6d617f9ff846e425219dad7515eb140e036e08f1abd4aa8666df2801df48d78f7f5bebc420845776699ebdaccbb61cfe9f240240df72bb3c35546bbf3905edb60899005114719d0a6d4e0ecdda3720b869c3542b8fde4b388c5cbdb477676f6cba2533a71a8b1bb88f58dde78a16c256d7c950cbba8c7175599f38286b70ff27478622a2fff903ba9dc53c86fe05d222d7a1d0c0a24506cda9604c045be7103f1fd96290e2c7cf5d8f381d22621941f99d236e55e72c42d5672ebbbd36db902bfc1ce43f68077563ff158abaf91e6bcb9f17e11a0f753fc39986acb5185d5025e6b69ed5f773f887a39d9faaefe438cae1fc542151d00e3222e7a8de080138efa90beb94bdd8428de33afa6b11210f719f6a5682131a410bada97cff7ed759aadfbe0e7af7cefc0798f7ef0a0e9a4247f2b80d546ada429bc23142eafe291fbf27e70f5141f83050e5310a95b03dfe4b75145a3137da536a2af90d82f0de70574c4583c9c8d1e8e95b482be738f427e1059660c20c8fa77ff05cff01be8810244292d9de9c78c67be400b81729227616bc82193edbc68cc6b7331be0c40a0ff4b857e7f533a7daff66c3a79ef186e0912ba3af1693cb60cc6493d7bd0ca3f0e0d29425d5798fa3053b407b208a11140245a4e346982f4c06f36b356edf0a8c77dd0c58b4236b02d6259193bb590be0ad7c37102ea0d79c0066a3f5ab379859bda1a339a351ba5f035afeb3d98aaf0a4aa1eb80811802ef9eb23b95ed97f025774e6c737407d767f9e087325a248b3a9921b36547da28ab5cce7b25339ef740328c576bdd9eb221924c7f6e6cacc91e39dfba8', 1, '2026-11-30 07:19:06.148805+00', 'infinity', '2026-11-30 07:19:06.157524+00', NULL, '01a22b52-56a4-773f-a910-b3e7799bcd12');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-54e7-7413-8ffc-da6931ca7e17', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:05.703548+00', '2026-11-30 07:19:05.703548+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-5530-7780-b73e-bdce201f0cb9', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:05.775999+00', '2026-11-30 07:19:05.775999+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-55e1-7319-abce-ce0a6f9561d0', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:05.952975+00', '2026-11-30 07:19:05.952975+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-5616-7232-8f04-cca951eb27b9', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:06.005993+00', '2026-11-30 07:19:06.005993+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-5641-76f5-ab1c-6c93aba3037c', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:06.049792+00', '2026-11-30 07:19:06.049792+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-566a-767d-a525-c163588a0c3d', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:06.090064+00', '2026-11-30 07:19:06.090064+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-5689-71c1-b81a-7d1f12361bd2', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:06.121616+00', '2026-11-30 07:19:06.121616+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-56a4-773f-a910-b3e7799bcd12', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:06.148805+00', '2026-11-30 07:19:06.148805+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22b52-56bf-715a-87a6-4986efe813fa', '{}', NULL, 'dark', 'en', '2026-11-30 07:19:06.175575+00', '2026-11-30 07:19:06.175575+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-5541-731c-ae97-fae35e7da350', '01a22b52-5530-7780-b73e-bdce201f0cb9', '\x8c23f07e80a80d58820e32cb72d0ffbcb65559d62f45ac0abe3dd6ae19d1ccb1', NULL, '127.0.0.1', '2026-11-30 07:19:05.858578+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-55e3-75ae-949c-0c381d36f644', '01a22b52-55e1-7319-abce-ce0a6f9561d0', '\xfb39a688c30602c064838022b83f0bcd2b045caba44a0c33702a7ea3a67bb09b', NULL, '127.0.0.1', '2026-11-30 07:19:05.955806+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-5619-7349-b241-777f11b60898', '01a22b52-5616-7232-8f04-cca951eb27b9', '\x66df84b7952754c39f4bfe4e1ba77ec996b0a73d13b994ae19c66446903d70d2', NULL, '127.0.0.1', '2026-11-30 07:19:06.010574+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-5646-70b5-ae3e-ae96dec72f3f', '01a22b52-5641-76f5-ab1c-6c93aba3037c', '\xac545e60a5fc0a158c789afa826230b4c27385696928ca11d0624d62821d71d8', NULL, '127.0.0.1', '2026-11-30 07:19:06.055856+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-566f-7289-93ed-ebc519958aed', '01a22b52-566a-767d-a525-c163588a0c3d', '\x4efe2b5234a30edc7181329af57b6c53f7ba08fdee2e3e2765c9e4cf7b7b178d', NULL, '127.0.0.1', '2026-11-30 07:19:06.097678+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-568c-7410-9e16-1a15b51192f0', '01a22b52-5689-71c1-b81a-7d1f12361bd2', '\xe6efd9197b839255ed956a22695f4e9fd887329bc0fdbe01e44dd97954fd1b9e', NULL, '127.0.0.1', '2026-11-30 07:19:06.12501+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-56a7-76cb-8f9c-6c44d9bf8553', '01a22b52-56a4-773f-a910-b3e7799bcd12', '\x66c82d2f8b68b74dd9f1e932083c4652520de164cbfbe6437cbd9ac8f1001dc0', NULL, '127.0.0.1', '2026-11-30 07:19:06.152256+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22b52-56c3-71e6-97b3-5dc8b4a3117b', '01a22b52-56bf-715a-87a6-4986efe813fa', '\xcf3cd0abd9a0a8282cd8b34ee012f1c36f796df616630fe1636b6f3204a9ff7a', NULL, '127.0.0.1', '2026-11-30 07:19:06.179608+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22b52-6dc5-7530-a00c-89ef06eed853', '01a22b52-55a9-71b5-978d-f8919c927ee4', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-30 07:19:12.068895+00', '2026-11-30 07:19:12.068895+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22b52-6ed2-76ed-907e-b268e2fa1c94', '01a22b52-55f5-765d-8203-23d194b21ee1', 'NOOR is live', NULL, 'LIVE', '2026-11-30 07:19:12.623446+00', NULL, NULL, 0, 0, NULL, '/hls/01a22b52-6ed2-76ed-907e-b268e2fa1c94/thumb.webp?v=0', '2026-11-30 07:19:12.337937+00', '2026-11-30 07:19:12.623446+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22b52-598d-734b-9016-fed8aaabe1ab', '01a22b52-55a9-71b5-978d-f8919c927ee4', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-30 07:19:07.175209+00', '2026-11-30 07:19:10.945013+00', NULL, 0, 0, 4, '/hls/01a22b52-598d-734b-9016-fed8aaabe1ab/thumb.webp?v=0', '2026-11-30 07:19:06.892448+00', '2026-11-30 07:19:13.758006+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22b52-5530-7780-b73e-bdce201f0cb9');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22b52-55e1-7319-abce-ce0a6f9561d0');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22b52-5616-7232-8f04-cca951eb27b9');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22b52-5641-76f5-ab1c-6c93aba3037c');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22b52-566a-767d-a525-c163588a0c3d');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22b52-5689-71c1-b81a-7d1f12361bd2');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22b52-56a4-773f-a910-b3e7799bcd12');
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_email_unique UNIQUE (email);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_username_unique UNIQUE (username);
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
CREATE INDEX report_channel ON public.report USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX report_handled_by ON public.report USING btree (handled_by) WHERE (handled_by IS NOT NULL);
CREATE INDEX report_message ON public.report USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX report_open ON public.report USING btree (channel_id, id) WHERE (status = 'OPEN'::text);
CREATE INDEX report_reporter ON public.report USING btree (reporter_id) WHERE (reporter_id IS NOT NULL);
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
    ADD CONSTRAINT report_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_handled_by_fk FOREIGN KEY (handled_by) REFERENCES public.account(id) ON DELETE SET NULL;
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
