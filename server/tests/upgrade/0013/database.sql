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
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.ban (
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    banned_by uuid,
    reason text,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
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
    deleted_at timestamp with time zone
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
    blocked_terms text[] DEFAULT '{}'::text[] NOT NULL,
    profanity_filter boolean DEFAULT true NOT NULL,
    slow_seconds integer DEFAULT 0 NOT NULL,
    followers_only boolean DEFAULT false NOT NULL,
    emote_only boolean DEFAULT false NOT NULL,
    unique_messages boolean DEFAULT false NOT NULL,
    verified_email_only boolean DEFAULT false NOT NULL,
    account_age_seconds integer DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT filter_account_age_positive CHECK ((account_age_seconds >= 0)),
    CONSTRAINT filter_slow_seconds_range CHECK (((slow_seconds >= 0) AND (slow_seconds <= 3600)))
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
    CONSTRAINT mailed_link_purpose CHECK ((purpose = ANY (ARRAY['verify'::text, 'change'::text, 'reset'::text, 'restore'::text, 'login'::text])))
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
    CONSTRAINT message_without_author_empty CHECK (((account_id IS NOT NULL) OR (content = ''::text)))
);
CREATE TABLE public.moderator (
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    permissions text[] DEFAULT '{delete,timeout,ban}'::text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
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
    last_error text
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-29 22:23:48.691519+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 25854551);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-29 22:23:48.717855+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 3648952);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-29 22:23:48.721696+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 3133688);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-29 22:23:48.724987+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 617427);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-29 22:23:48.725728+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 737058);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-29 22:23:48.726595+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 2865385);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-29 22:23:48.729625+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 4023064);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-29 22:23:48.733813+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 8072358);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-29 22:23:48.742013+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 7401309);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-29 22:23:48.749633+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 2048808);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-29 22:23:48.751786+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 4723506);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-29 22:23:48.756647+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 5770178);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-11-29 22:23:48.762568+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 2035978);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-4490-71cf-b609-de3d203c1e4b', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$nahmpa46w/+DkwD9M2tm4Q$vOSqzsO6+AOS7zSaeae4rFddEthAavC8CYo49tDmLRw', NULL, NULL, NULL, NULL, true, NULL, '2026-11-29 22:23:48.880676+00', '2026-11-29 22:23:48.880676+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-44d7-721c-a438-25e68dbc5eda', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$NnZy2OB3gOnG7omTRfOxQQ$Z0q5tovaHTK4oLFX52Jj0KdEHcIKkEeZJW+dTqd5Mys', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-29 22:23:48.95148+00', '2026-11-29 22:23:48.962769+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-451d-77a9-839c-4f9f1c3a499e', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$f9dLlEPjx4hiDDM0r3S+/Q$cU9qBKAJGfcJUsWsdZLGhPknu1VdDZ1I8igLEzEA96A', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-29 22:23:49.020934+00', '2026-11-29 22:23:49.031359+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-4563-72b1-8e90-591251b7a4a5', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$yfYUQNVRm9EkQ5WqF7gRMg$r4XRwGZ5k9LgU6sJooI/iGwwnCP9d/MXkaBmrJoLMoQ', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-29 22:23:49.090135+00', '2026-11-29 22:23:49.10338+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-4580-76b3-85b9-f359c6d3630d', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$CpGGb2kHrp1WxEqtJirZMQ$GoX5syNyG9gaPgwQCORcLMZ3UJKWYsWQEzDTSms4BLU', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-29 22:23:49.120703+00', '2026-11-29 22:23:49.135664+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-45a5-7427-8ff0-e164679e763d', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$XQcmNBhqMfLT1Ts9ndrsNg$qohuBXVYPivZpHOZwAW68w50ytJn+rAKgP7yXrCQax4', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-29 22:23:49.157259+00', '2026-11-29 22:23:49.169866+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-4609-7147-a806-7a379750b8da', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$uF3x4QZAPxDDb5Vx8sjYug$OiYMdbL/A2mhv71/odOGO5nEIs8Bz1tiqKNqgDR9gTE', NULL, NULL, NULL, NULL, false, NULL, '2026-11-29 22:23:49.257235+00', '2026-11-29 22:23:49.257235+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-45c9-71e9-8c3e-12195352943e', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$Orz2WWyRFm+v+VKcf92ckw$lp6aCnS8mOImBO49MYJl77L7J2xTSE6utYOImPKjJtc', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-29 22:23:49.193561+00', '2026-11-29 22:23:49.204073+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22968-45e9-709d-801d-1f811cac7074', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$JMBujG8zo8JiF46FPDZOLA$p9rUrhYrArW9WdurRa+DKK2lKFnF7IB2gG92OyR2TSY', 'gone', 'GONE', NULL, NULL, false, '2026-11-29 22:23:49.335027+00', '2026-11-29 22:23:49.22566+00', '2026-11-29 22:23:49.233229+00', NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22968-47ae-75c3-b98f-a298061702f3', 'ready', '971d5a91-82cc-4eb3-837a-60fd968fa295', 'public', 34669, 4, true, true, '2026-11-29 22:23:49.959081+00', '2026-11-29 22:23:54.069428+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22968-5a01-707e-9735-a71959a4cd40', 'recording', 'f3152851-3a34-4ae4-bbbf-5a4c913f635f', NULL, 0, NULL, false, false, '2026-11-29 22:23:54.642495+00', '2026-11-29 22:23:54.642495+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-4580-76b3-85b9-f359c6d3630d', NULL, NULL, NULL, '2026-11-29 22:23:49.291643+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22968-4532-769e-8df4-2c9c2bfdadfc', '01a22968-451d-77a9-839c-4f9f1c3a499e', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x2bdb5d8bb5558800d49bb2e246164c7f1e4cc60283b6ba39174dbc480b6fc8e7', '\xf560c59b8bbf648bc8490e7fa28f66e488082365c271f0f4b9eef6ebe43341168a6f7bc5800f1b7918682f939720e3cb16b5bba971c3fffdb1bf67ed5b0730c752cf1bacbfae2ba66bc2df6cc89956fc49292ce1298ed4485d02ba86a6', 0, 0, 0, '2026-11-29 22:23:49.036451+00', '2026-11-29 22:23:49.036451+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-44d7-721c-a438-25e68dbc5eda', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x07d8defefa7321f42fbc9676597c361df60a50fc48c1fca841b5b763b8ac6ff2', '\xe52412689589c403df1a1f13cebcdc8c22f84dfe8f945cfcc465cd5365f60873a9b89c0f6aec3285096d249cad117fbf12986138eb4396985a7743d571819679d7051627f11ec4f67c5fd51aed6fa765c14fc032b8784a03eedaae6170', 0, 0, 4, '2026-11-29 22:23:48.96748+00', '2026-11-29 22:23:48.96748+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xb874cc54a7feeeab13d184a33e0c36dd4286276c35a1340b170a8c09972ba9ca', '01a22968-44d7-721c-a438-25e68dbc5eda', 'verify', 'mira@example.org', '2026-11-30 22:23:48.95148+00', '2026-11-29 22:23:48.95148+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x094b09c4eeaebb79abe529c24218d1b14f56f1c637b52a7361d8317b7d89a1f5', '01a22968-451d-77a9-839c-4f9f1c3a499e', 'verify', 'noor@example.org', '2026-11-30 22:23:49.020934+00', '2026-11-29 22:23:49.020934+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xee9c05882196576921033e264963efe7ffc3e3d4a10aa72a798e622bf34f5c87', '01a22968-4563-72b1-8e90-591251b7a4a5', 'verify', 'jonas@example.org', '2026-11-30 22:23:49.090135+00', '2026-11-29 22:23:49.090135+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xce8308d90e062f66bd83151b10e2f2981a1f07793f4e63cc16b3311491035335', '01a22968-4580-76b3-85b9-f359c6d3630d', 'verify', 'vera@example.org', '2026-11-30 22:23:49.120703+00', '2026-11-29 22:23:49.120703+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xdf7682df9b45074343a3128bc16fb10a565f03b465b1ce72ba59c7a6e9634f4d', '01a22968-45a5-7427-8ff0-e164679e763d', 'verify', 'tomasz@example.org', '2026-11-30 22:23:49.157259+00', '2026-11-29 22:23:49.157259+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x80a3685f23f468ff2ca3c27c5842f615f23288a14e783375ad25d6a46b8535fc', '01a22968-45c9-71e9-8c3e-12195352943e', 'verify', 'boss@example.org', '2026-11-30 22:23:49.193561+00', '2026-11-29 22:23:49.193561+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x5785c816c2e64bbd9566d98be2a67941e87cd5e64cad026708a6df0ad070f9af', '01a22968-45e9-709d-801d-1f811cac7074', 'verify', 'gone@example.org', '2026-11-30 22:23:49.22566+00', '2026-11-29 22:23:49.22566+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xc2b332436b56e0fe16df6d8475c395e797994bbfad73bfba0489cf78ff62d3a6', '01a22968-4609-7147-a806-7a379750b8da', 'verify', 'newcomer@example.org', '2026-11-30 22:23:49.257235+00', '2026-11-29 22:23:49.257235+00');
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22968-48db-77f3-a3bd-8c638dc11d79', '01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-47ae-75c3-b98f-a298061702f3', '01a22968-4563-72b1-8e90-591251b7a4a5', 1, 'hello', '{}', NULL, NULL, '2026-11-29 22:23:49.979373+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22968-48f9-7472-80f0-b9159898abe8', '01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-47ae-75c3-b98f-a298061702f3', '01a22968-44d7-721c-a438-25e68dbc5eda', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-29 22:23:50.009772+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22968-4919-7546-a919-ad489646b258', '01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-47ae-75c3-b98f-a298061702f3', '01a22968-4563-72b1-8e90-591251b7a4a5', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-29 22:23:50.041787+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22968-4927-73c0-b3d5-891683011752', '01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-47ae-75c3-b98f-a298061702f3', '01a22968-45a5-7427-8ff0-e164679e763d', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-29 22:23:50.055356+00', '2026-11-29 22:23:50.058517+00', '01a22968-45a5-7427-8ff0-e164679e763d');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22968-44e8-757b-9ba2-241563adeb4f', '01a22968-45a5-7427-8ff0-e164679e763d', '{delete,timeout,ban}', '2026-11-29 22:23:49.330418+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-44d9-7131-bccc-e5162903d5ae', 'mira@example.org', 'Confirm your e-mail address', '\x735e6c13da6466c9c23bd10ccb00af331591cc76563a88d8ab72aa9840b04b45f5a81223b00d766bbc1d7cdd64c47db8e47b4469328ac3f0894a158b76065ac3de2957bfaddeb76e854b5475a7162bd0735ab22109a8a7109a9521c79aabd49f83a7de6eb07abe4f6119331ea9350415a57330779c0adaf44df24666cbe6608b3e69d099af721134a1d36746c366276e40f21fe0e8be6cbb0dacb2cc6b6e6e62a9c15f35d39cf2ceace68e38cc4d5f4c1680afc513afebc3a6dae39121f0d92a3ba2171b2678d61400844d558b7f16ffc1e078e6bcac77788472f8156b015905de2d0d36e697d1dcea431b9966b443170db8306b243b124ecf22194d0709309eed4a820afca12c06489575465b0c21471e6963272769280d0879c9d264936aad83b44a9d50ddafcc37424c752683cbc8fbc0e1123748a2f832b6335e0f4f5fecb4654e154ac4251f5c6eda8a5266ba86f051748465891cc76be2675b8a6f8ac70031479bda1ba4686efbff5a8b6d8dbce54147b2590998b4ab71b4a6294275fde8756fa3d230e6c2525c446867745ae77507b247a7183565f5d8e6adb9e39109c2261467b39b571331359e5af30156c161c376f6e419ba45a8b37f897e7113c5d45049eaad4e84503852e4af262353add625e4aea35768f93fd134e966d9b9478c77cc4bf0bf07f06bdc1885cd5a53c1d3a790f7a0129a403a5f3a249bfb8eac53b1e0ead5705636cacab5f3df731be66141a6dd2decf049cf1198b186b361bf779f2b58c8eee2418ea81a2fe8bce92f14e9f587c7d82b0b55d815280e24f73b2f242e07c59285c8c0f4b3777c50bcaeff6b12a36c00d86eb3ab4010f752a15577e48055efae547caa8f12a9996e9e381156c2203fcff27070d337feadb31393326ec7050e68581f562c7822072aca717adc2e16f7b48139f3a6f956c4a0dd19b5bfbb072a260d616736bd4f1ea6ec167c007a9ffd910d489849b58631a8eb40bdb263970df25c776093c5d63106bf8d7a15dfdef8c80988f677e1d297599ff0262bc9d1fc7c2977277a6bb651821f36afb1479ce921dac0ba1d2df42f38e6ffba9c13787375f7bfb5b16b8154f1c4ed332611e2c2a72ed559bfa43b795e0d50862013a673451bb8699b75c1b4d499ebd386904bb3661807ec9546954fb8b3eff7ee834446470ee975def1c6a87db4a7d47a2ffdc37c8341003bcdf7ab8d1b4a78a1d8e6fb2b4303a65919bd6b20221df891da5794706f487cf02141c892e9c127dc81f3edb12bbb2180e8467d8a53c3abe2e1584e0b8586e6786f9739f29df9355b93bd3e50f36c03c5e889eb818f967e5b57127e5499e69413caa6bc69d25ccb247c6ac5ac96e7f409b889ebbc04418a58277731657617c2234f31953720cd81058de62947c26a44464c94f97070a3b3878538cf0cf205810a6fd5fd1b6f016f79035c20b3a2125f5662e086b702824bcac34f498d7587e874eb63fc42b32e725d4a5fa35978e2afe118c67f066a769aba48753af68f2a11cf9fd1b37058406948eec974fed17531656c4506e6da7e2aef0610f455d8143f7a968a684215d50dcbcbf7ab370b5d12f3ba5631c2ea69ab0bd2a778d610f25a4893bb5b93e03610a9b56801eee8a60902196d46d387a8490292812989ea82e9a4ec38aa691f668af5b1df0136bd13a3b7395e101295fbed435b0c04002168afaef2b19a63d5155fd50822ae5d2a246ed91f445ca3ee86793d039c3a65bfe08a27a7a9d63e5bbb26e8a919ce2921534032f0bc57a4ccc8bfc636ce75d140fff66b65a9c350c6a566298e20102e18fedf84e58bd260748b54b993a88263b7c7dd3fa0958b2346ccc932e755007ed2b03fee03359925558ffc9d1b0afdf5947d90e00734c2a6234d8ff72032606fa0f58943547579c71679cae90441d1f7bf6c9d7ba62c4f93d54ef74f635509ab166f1be93bface69165d9b1cacfd659447b8c8d7c9288426d4ccdaefbef852854a5dcc8b0cdaf510dcc28ffcc39be3001e3b0559e192d5cae9d15d85e01478b7aa9e62e5010415efae7b48f6257367353f8f8ea9c0e65cea244f6718f1ffd9baad7b2dc16896cf5f6716fa8d72fabb58a48955934309592eea6b9d15f4309e6f798f678859ce651582e83a76a9f31e89a0f7af0557fa15c4a4120510812114618c4b3d01c28efcf9641eb311c6d6de14a56b144ebfdf6626a0a6d49f3b6ac55281338ea278d6f1f56ef234659402f2250210062df13983052f5c0eb120055f513b6d414bf4b9053a43be960aa72b5cf83210e0521dade16ababeb8d9523c1444dbc3b4420131026ad0e675020482b5e278d4cd54515b4c13412c3d76c098792baaf427e98b33897b9a5c50b57d7932c98f911fe9accc2c7b24e56eaade7add32547a7fe8d2985dc486b969fa909c9497c793505562fb5c76e8163f5fc0cb75e6ac0c9716dd713a07a3cfa8413e701f43119a9c22648916fb8dd1ed8509ac7937e4a66197fafb8912822599ccce9830e61dda6b37863440fa9981586c094385266c8c58533c2c4309e8759a0151e29b86ee64aeeb6d7aafd8aca918728e1d9995f02eb39b8c91a55b01eb252c2e1740820bf7e26a76afe2', 1, '2026-11-29 22:23:48.95148+00', 'infinity', '2026-11-29 22:23:49.029683+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-451f-70a7-804c-b2f70122a46c', 'noor@example.org', 'Confirm your e-mail address', '\x57f7e811b0cf7bd00305bdb846c18770979bf7922fafa4756419e6c9e67fba59a580003f866b80b17768b1b5be61c4909155735a40cb137c92840caa45a09873433de7a9736d471d13ce127fa64383a3af9cd5032592a790b0e9475d74a6591a1c378bde9864f8151a11a972184c51b39b9a77d849c2986fc2bb63d484663f49b5b5e83e73c67a44dd2295cb24bd9d9b6a4bf4724ec954e9473d2b112df6a062b97d7d37935d6c259d51887214947a1ae9d994a5a64ea0c952a606f5f5825ec961975710715779b08927cc7ff28e3f610eaa90679502d49427df13b375d471331b4dc3302094f21b952932d85ffe4539b02159897473fbf0365df20306d70a030ff151d6a2a6fa9ef7aecb447a57697a08f25025a5276dfc3f67d5c6d9764f0b312eb79cd5dbe5d944aefed38b7bf47a8a178b16605d10adf497fd190ef606b52021737f8d75e9a8ee69442f7ddff210a01df8f7347360ac17cd5eb826af218306d153402a6b01d447ee3001eaa4abb3403a387c7f7797fbf1a6956a30a0a65d38bee12b2cb73705e470c88e0034b94913320c8fed2eb9a2e030700f6dce49d6d7101cf4dbef13094c6ff34ace1a892426f842a4474acf897799bea3115e79df2988a05e778f31b8ed807d85db4b1044916bf77b562e2097187a8f2dc131aeac14d66306cad71ab0c7858a84cf920abea0727e684f342f4a4be29b986cefd4a407e8945bfeeba6ae2c3e2194046156c3aa46aa42b5742a204a06b6a17d6761ff1f116c5883607cf9e88f58fdccbb861fe5bc8853e6b296fa0163f19c3e5d928f5dbe3004f2f585c718f46e9ec8a82077d7ccc94dc02b9f7546b466246f99970bfa0100aabec1ab135311e2db8ca1d6fb1fcd8ab2964a72a18487e644ce2b5780ef7871259700e48e56b36d6b03215bc509c7bd4e4ed94f9febd4486c895a703f9bae0c4e209857ba53ee8d955505e6469bc4e467b9f3d648e6323e61549238d4d17cbeee03d913645873725a687fa7b1a9dff71179bff78a6aa27cfbf2b3302ebc85fcd24c2c8e03352e1dae2ca5095e4118a698156b6e6d326acd09a8c8dedfbdebbf84645a0864d7a8c914c70a0fe676969ed46d5a0794864efd13e20b9f50258e223dca4d3b2888ff9f8b5c249d14fdfb37f18b0534f067b84dbf40a97ea4388d7b9fee333e7bb662a0fa16698404b026f49b0e3e56c9f9c4c87493d6780515caec66afdbec02b3562044311f2440a745d37980f9ec856b031155162817a2f2a83a1783c19163d5b569a93e7672b449a8c3adbec60aab1024a0a31f06512461e314221e4f43ea3f1c6a5dcca533acffedacca82545ba6c46767e13db9cb1007b69ff15b9dd69bc08bf6d542872bc639b87a6909171f176523786a28b20f921c66b72fad73a712d60fba6b1c48b6fb45ab162d9ed7734d52e3d89cb256ace37d1496be1267bd1c74e894b6a570a636089051ad75e749a2c1ad18a246862cebe188c5e1060125cdde57237bd3ff6dd6963e130703bbda6d5978daba76bed924f860c5d9733b342456bd9f93567bf27eba26ff00932c2484f1974b70c4af97f3b34656aaf042c60a542b6d4d9ae645f209f3b705a92469ccb3a72d08f587e86c9020deecb2f1b38e3e5dc61e037be69790431b6b41c81bfa0edf9d27fa082c33ad7de2dd65a6a02bb44c6bafb9c1bb740db4e541385a46e4b3d289db18f51e90207bf797a6ad380e2bf69e00a2229264e71a7a5e7121de55cef0ac031fbf69b624b185adea9b6b2b3a6f8d8cec2c0b338c2fb99cfb186b9795c38b43f02fbccfd5a7031316b9adf1fdce5db9dae6ffc975d18bcc21c11e83d43df1ebc4886843f0e556a1cb5f2b2184f3f616a8bff847ef2df5e42251d89ce72fa74791919f494e521724720e5346327f3adce4e59f96b960da6a48004259ac57b996067fec10c59d633a8ffe0dd2e92fe799c75599e30784491cb56073569b42ce15bd710c6d4856f995e646ce4c25965554c7cc12239d2d1697a76b1f356a04ce4ea6273500b9a009502fd10b2c2d2b25c019d188b3242b7442f4c9b491d84da9acd0dfc627f871ea827b86262f42f1992e355f1abf4b9dc86d609fc8a00bba0b3953939db2127ca42ae6935fcd1c9e0ee95aaeb47aef90e4a844ef8f2618ddcf44e6102cf82c97f5d2ccd68dd9ec59503ea8ac6b7acf21586b26990b6ce9516e0edf2bdcaa6c29a34c4154faf8d2ee6640f416de4b7926a81f62dfe614cc643ac38ecefa2229ba22ec627982a400555bac4e3efea9e928380b574419db1db3570c7cbc7ea0bf5b649a89a40852e4afbf05541f51645218cf9193add51f27a9144fb20de1d702d88453b1795ad493173705ce881d29b5bd8d112f3588d49d71d1b044ec2e603c2c15441cc64221270d661616f73290c5b85d459244dd6dccfb69035a21655c920ec12b1eb2d181aa02d3dc7766c4ad147ac4bf14f06f5732f98296aae2cfd03eaa87340a82aceacc34e711a84a7512eb54a62100f5c831975f657046c7c34b94c88abcbb77bfaf3468b93a538fb185c81d3f5eb68c842a3559cc476b518e9d5f912a2ba51d165a6f7c04d685a5fc9df5d3419da3a5dbe1747eabc49b', 1, '2026-11-29 22:23:49.020934+00', 'infinity', '2026-11-29 22:23:49.035656+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-4565-7545-9173-f8445c80e969', 'jonas@example.org', 'Confirm your e-mail address', '\x7eb55087fe56446702f61a3d2b6d5ccec33a9f1b72ad5422b94e0d38dd71a39f5996026bc85fede967882cb0859e5b230e35a4270e32867b235b54f81407b0988a44e8489b7658f94d24a98c0b2e937daab29ffadbcc715e361681e7a1dd1b6e5367348cb3454531a552ce5b65bb21f2307b09c6340ce61ba1c541721a60d957776692343bfde1e39b7ce0e1cee790cb3c1a25b39fca66d6e9026fd8daba1ca2cc4f47ef16472e52bb5093be4df764460824e8dabb645c64f01f63187c802657a5f4909718bbe66d9685d75279b8616114c8548a191d783626c0fcf1c024d9bff2d3659e43d3c02474837b0b42e91a98892a526486f06ff0ea2bf13996527b31f0437d2dfbbc0f804f91166d53d23579391542339bd98f5a2a6beeca9a9fd6b190237fa77f928467f10bccb8fff8c0a2d6026d2e7f4c9feac03e2b0586e9c5df919bc82205a1fa2399c1ecaf5be17e2fdd7739f6966cf1ba7a7e5acb492d7904dca563225246043d547d93092e51e3b21c556152dfc1ef20cec4352462f14d3c3a3b55c15b6923fea8d86c9379a8bf30afa6cd2c4784cac6d8d928b2979ecd4f84c7a07539f2b578a2a54e4358dcb1e58ec33b18ee92dbe8fb4dd167bd98928474674146176cda80815ec314043da92db6c0e76cc340cb25653186ad034e494bfba0a327b842acb9149ad24f866214cf3ac0a643726d802c01f9598da404fb6a553f971e10c6f5a20dfe194bf6c30593f635f4085aa887693371c696e93837be810b7bb7afb4109a19d868eee8dd538f0579f3bf2d4c72628504d1a2fb92abe8a7ef8b57ca17e8d6f2139594016cd121672792e99b08c1356287d13de3bd60afd8d27e69e229ae46122b22a7aed6c214f1a3210f6ab75911fab7496e27d2aac35182728faa6cb3296b8686a2e1c9a41deffa3c6d2eccee3b3a20b92905686ba624bc1c2097b62e6a068900596699f0792cf77489b6be531855e7bccc9969bd9e9a89abcf58fee8cbb8744d1859b9d55b6aa3aa4e5ba0ea03dd8c917243a67ab642f5bbb6a3c27c18299d30c227089857fd88aff89b4ef9f461f4c5a072b95dc46cf8d810f86b959ac04019ed8ac5664479968574f0983c844d3bcd215f74b44d6bd917321dc61eb39f4ae321d5e96f361df15fcdec24e9119dcd4965c15222e8b1f87c1fae824e16590b2e52034db8f294694a0fa95ebdfff8445114635a048b668ab7b1208147d6dcd190ee6417baaeaff630524e973e18495cfe2abff6d7fe42b49839d852dcbb03b873029751549e0656718f086cfbbdba8d4ff03d1fa2160198d5b837b5d89d49bc7d3ac3db8727338459a79202f776645788d47390d1d4911b65b08651b50c5d3b22d38901b50fc0846cd3dfa114e10c8257a83b6387376c27d314eb01ba05e3363c1f4905467d02f7f3f849adeb1800e4f38ebaf3292bc380eb8c77bd7273bb7e45c79eb1f53a1e22159c6ebffe3dad1140e21529bedddc22b4daecbcdc4b08d21402e27a1b507095646dc53062a6647ea2c467808d6ced71e4082fbfbca8183142f315f601604f77d48b804dbae42414e854b4f8fb5faffc50b767f95ccd5862df71e28d4d15e0b135b5d1a546be9356c537dd710b5bd90d08f11808959d0dbbaf127155cb48ae9ab11a282cf7e29b92b4131781b236515279908c683861e58cec36264012b2552e6ed80a8a51c9c51afa1878564a8671f5ef035275a6880fbd56e7d5794710dd3f235a7861fc25380358ffc1964586c7106414fb569337b629ce83a8d44764257e82fde895f1192a3d31fcc7fa849230cab535b2b2cf55111643d891b521554704d8fed9a465fb24276730b4afae901cce2e56c80cb5daa3d0aa6bed01d408dfb08c442e54be7f78f53bb5ae20984f08b6ed88ea8d9da72626880ae65886ad102cc8064de04772df355cc1d9c21d840152579ad64a52314aa4ddc772ddec7b2d678886904c5a141ced6b710dfa92a98ad5cd78d84f6771e1ed2260338d5044c0b6c018999a09e88b1c81f60c1d74d595a9551b572825a49b2dbc1d00e20ba68343e570f09202c0f9a4dd2ff7a7c25efa01724e7be9a455d103d72909bfc0f3f0f62b0da8e3e6064c2ba024453be788ae89692a96c836e7e8d0b822f377fcca113b3293568402db62675d38b88acf90b2ea9f47123a7fccb35e0ede258c444aa727ed6c52e23098465c31b8f2cdc509aa9d264fc061e4db0db72a141ae2154f03255da56f5aaf5e0ac5b7b19deb3fee498bd74e2c06f22d2784e413a869b12584823a44c24df62b13dbda197bd7fbebecd34ec9b05bc8b27fed360ee6bcfbfd5c83fa23d9a67b3bbef0255409fb54087d90ac2af69fccfe75c8560b781abe7fdec93f1b8e07fe45e6980309f9d02dae2ddb1c28f8b687f3898b7d33f9b8abe21562e19efd7ecd62e8847d9b968b756e3cd994787abbd9fb4e6d86851c2d9e1ae5f89c400886d3d7bfb6a72a74399ed5f46a297dab65b655b7542a7d4180795612835a75d23fd9585b409d63696dfdeecc752a6daf88adfdc05017622398b41d9df7d17c62fd3ab9bf18eb37cf16521a134d7ebc814b23908dabaa73608e692dff73fa62d12eeb5b70042468f829e9', 1, '2026-11-29 22:23:49.090135+00', 'infinity', '2026-11-29 22:23:49.096328+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-4584-75b3-b7c2-2348368982a6', 'vera@example.org', 'Confirm your e-mail address', '\x0e32a71d8caa5ea16ac792f774897d4ee4047d92161fe768bfc23ff39c23c24bf331a4f1c35dac464e9ce13ec642432c26eba60100abc9d3a1e14492954560ac6c4bc57667cf633fa58704e50a735c9893d72c40c0e2c5eeed5d8eee9e44444c72bff397fda3d1165269ef7fd85456032cc68adf13da018f6b47bb61a4413b2cf32a3d7dc07ab26975dcc698d11f4f899a0f33ccae691e1ffa932941cbf9aefaa6ed833853d75bc889052e20f32222d3e4378ff44669906b8df9046e527776cef8681211c20606a08c5b3c082d57bec7ac388c1c2c7c33fb6352c8b2b6498c44c70c520bba7838e0f995079af9be98352759502015dacb88f7a5adf1be767b37dffc4f7a29a2438b9939f4e34c40c4b2d5f4ce47f64f0267579a3c5b5588e60dd730f964dd3e6ac4799a7ec380a1512148a3d60899577ce6840dcb41160a13256089c0a35035ee78164e9c17ce8108d64b9bb50d3d2d8cd93aeb89dd9bd67c565bf7e5ace1f8bdf9e84ca78f82675715cd091bdf8b21bffa27000dbc8cd1d79dc1741db220c0f71785641c9565d5e8fc5a47b294137756fca6522c04fb25af75168cb6d8d60edd1cf647f9ce3c2eecc633808f323dcc41034b25909fa6ee32eee6f85ae68f8237c0f3c26b13370d6a442a0785fda0684d1ea57c3bb9f87e6f1bfe8bec5d49c029249cbdbeeb5fe4120c1cfdf6ce2ddc71c79f43cc3ecafe3b3e051928b434217fda7cc5597ebabf8883a55ddd2fe3dc0ffd71bf03febd094f6c4ff313ba0230b21598e232c9d9ee0d0e4e4c8b6cbec858d658b0013316bbe3be21f7539f94b238223def71029e9bbe20da18f9f55a6c814660a3b0a44f4f58362ffe8a9709f3dbdf0890d738243d775d5b7c98f568878fb268739a61e9d215292c0e6360804864189e22951579fc097134a5cd7df10307479edca7b9ea4263cd8f30197ce3a3ba145e761d7b80b92d7508c527ead6f11c5bd0e02570f8eeadd2c2ff817703b1544b3c4138ffb448cf6bc042690d6840de67c3d202f5edccf3995a1881e45d9e9a095c5ba1ed62e94be0324b8a2a89bab21ca3782d545041d5e7b0e3a5d7a376021b501280b3f2b1dbd3515172f9fdefe81f4b2c37a6c4c20dc43249bc76bd468c23b54591781825fcb3698d7b3a772433e9bf3efb4ed1ad3b89e9761443961a536090286832cd6c82f7b38cab0ff94bf732badfe430b6b99b9434ea3804a1496f8cc28075d52f44a95f857351485976a8c189c3b943451df5ff5a5c9e7a2656a93c724fdff576a9fdc6d91c48419e32ac8731ba453ef391f2638e1bccb79ecb5e0c0d82a9d7f0fd0504ffe396761064829598af9facfeb5ddf03ffa34f3229a176b916b5f6214f2af7e4887cbec7063d19ee42002bccd78eff42c55e7aa86aba6ce27248940fc59a0e3e5be7ad7357eb5b96b3528b5768fba5f31983355bdd0d558211d3a7caf3f51251e413e7e3bc115f399978282ddcb9ca743953e674d5633ceaffe14759a2cad8e8d098ea25cd6d6f292534924cbff3b36f7e9173fbb4d5591dcb548d6e95858949217f709c0ab1a1e12b8744a950061d8e5ebea6c1bb6b73e9b1e54956a74ae183d4ecc66bef6ff246ea0891f65e0cd74d2b3fb91c95dfa8411aa1117f5d30a55f543da828c4aa724b2002c344307f65b9d393976058c9f778b27e13fdd02fbaf6438d8480957108047696fa6a731a8f6de61dbd8a7b92caa6a160156e77fdc296b25ac97fb8cb9318ec2b183fb774964d0cc74a52f210520b63e97aba1f2f9bc5563fd011a2aaf30d75240ea01fcca9ceb602f4dac74d05253249c978924ae700eed0f5ac24989fd8cf9aadac6273b05f56e4fcddf60b7da884d17bc4c95ac07808d9fbf85bc99c2fa706023985225a9b8bf432ab88bb717435690b61d467d2c96efba47ec6c79b25418337341df29139c159ccaffd1fe3d4dce41ecc6fc380782d58ab061809bdd350380dd1fb325fe42441114af66111048f7776557ac42d51ca27536fe69a674f13c73648353120e0236ec04d1d2f27f19eb5c087b41e9d5367d8dc24796fe07610efecddee4bea9532f817a37b7c80b62b71477ac4bf5a67bafff76d34958494e65f64efab67bc5180377595de12044ee7d4a6087ac944d7626b2eec755c1dae50b501cc1bbf11cb8ba8227771dc0334b1be89187d7bcb8a63708efafcef3035608337d4f50eba59b477d99f945aca77f5814baf6308f7bd104a872bb3d7441d00d2e478087ac0fc149f5f21d5ea4a0de1851bd54ae2ceff8e2a5f2d01a21ae474e9c1aa2345380f0e5960b9dcca2026009bfd2e2a58a69bef10043c6724d5e6461193cf95166b5280bbf9b9db2a89f58697d2ab967bc91514f0f1ae183823b448a7d60879b43202890e24a11de3ff6211df073cf95a6cf4e704d12a0a186721ddf1427cac3881ef5e2c92c1993f53e5fb08d057522c88589e902603a241f2bd7974695f736f923597ad82284ec276a2abb9d7073c806f94451ca854dd92b73fa323a77cffac60148a061df979f2c08aa1e8a822ce81e7bdef805236cf5e5da437a2666fb4714c85d56bb0d0c1773d3da5e14e4d52aca8ce7e81bb51dcc554fa787bf23ea', 1, '2026-11-29 22:23:49.120703+00', 'infinity', '2026-11-29 22:23:49.135993+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-45a7-74b5-b79a-bdc20aacd8b5', 'tomasz@example.org', 'Confirm your e-mail address', '\x69bb5fbc7495af61ca4d590d50fb1d42b0f4ea63bf50e6b9353bea4769ff4e02a7687fa115517a2dd9d6c88101df7250a18c9f399b16762f250319bd722c3c633af49cca6db4ddc74b0884ed0503a5e5c49344fba64da6405056b74d3e43590a2b6e7da8d7c0d27b93b87e0b7efc5c1b4e06fa999f073470fd392af1b6bb3f74a0ace225a7d7b18d3f6fa1e3a95f1eaf570a6c5e386927e27aad486e3cd9389be49fdfc68f463b7629b670e186415cd6aec26091d69cf20c35494cef0189ef27a01693b778a5345e1ee9c08d95865171d603fd0da390864884429635a3c5efd5054db68a178a1dac2e68d03a91474bbd9f03f7defa54b06654ec0ac56bbcb8abda9d81b2883eb29a3595ec5f7dad96fa55291446c377f505cdd36e21610fce58674eae2a02935559b2cd4c57721434c660aa4f94a2c6973cd5a5dcdc2234837ab12e7acd89dead26f4e4f01ec3d0ad45c08725859229e05aead5f2ed43841e2f159d73283725d35371a7604e50821c1df31ef25d81722fab554b312fa43b00867cdb0152185ba14c87058061481f5c90618923d79f72950130ecd7d0df0b5dce977e77d4662344afd7837955de3b21842ea8f0041f9c7dbeeeacd13d6034bdff13e19018870c59e2519d41960838992d0a5a2606992fbe06ea71f65218fbb8343fa23e0441d9bbba92216c8638341e62e108049b767d220c5e9cd37e471a1b17dad5ebaa73b51852a7ae3febf2b2020aa1d3d01995b4bcdc52ec78126a147d3e499f6133d15e6ed114696ac5961c137dc26722e97c5e625b4ebcb15e310f6621558bc81e5483cd6e3d2c01b852c43d5a6bd3ab58bf2541e9b4b892ef3024078c5d296d9b5f9b6cbfd8790a7bc5b1bffa9e86956971d099fbbba28e60b489b0546d5126ee2b2ad725f6c9566d08a4150a2c082046aa75807aff4ee220845be0090ba67d8b023b3ea89863bbaf5fbc60e3c7c945ba3412b4fb1bde55b4ea9343af6cd1a226e137fa86d1668f2b9c2a73ebf7b0329f41b53fa8813d04ef3afb8382b9702942ba9b20005d4b17437dd82b1f187c1aecb833532364e72e9c8710e7a61c423bf1752c35fd00d2c14752b56da879ecb8accfb177c5412913a134dde1c93057714eb60282e3f0a82ad9141baca5202f0f2cc3c38b27f1b14f20a7d5af00c563a591e23dbabf90ea071ea83cd666a5297ed7734987a08012161c6ea37a2b55f1fbe0f1c5a016a4aeac44e57a90a3bc4df3d5a6029ab755cee13d86e1a4b7c32e864069f99ca22147db689272959f8194a2deac7044b715bac4cc31ea7e02f35cd515c6f22c25cbf7909bb3d4d1901c1fbfede9e2655fe59935ed3d281d0ceb5a6d590b4ecd6fa186bf19cc097435514f6382da2f3e65ed35be6f79157fd6ca4d598787f6a6d80716a5049886a9bbfaccc23d3ee26f3000f31900dc15c3a9575db206b77c0c5e80e0d12488858662f9adc41fa9a37b5d4a4d55beb2c4e470ed91afce3760a125509201aaf48c3b0aabd520febefd833a09f8432a53b5be60cd5a9279229da51e6e80f7cc7eadbe095c1bd6da5b5e3f58349feb50349f09561628f4adad34225c1b16084ca552900c1dc6db9b5d3e09ed735609d5c1ec162cbe9a1446e3d55c4bc57902540944cb6a9e2cdbb8125c4f830bdce1353e45ac82224bfd2c41f402b5d52507ec81030d5951d3bb9089ca6f212bbc42024be3c7fe53cc41e209063f2104ba398fb5d355436686e150772b0c12b159737ea12bc3157c5dee9162d4930434d864362bd706b4aa3e8d30132416aa2d37270c298b452585d451dd1821485f18d4d68eabf808907591dc0f35f26d73ac76741357396f341a51ed1c13d3187f581e2df7a4c2e2bb6ab1f935aec41da0ed24eee0a51cfa7949e10a4bc40ea07f00ce683a75ce32dc7e1d2b3e39b35a6eef72881134cf1509c80b94106c3907b0a34d30c301d236904b6e338d7386824aec79e79bcea14bbba72ecf710785da7e16067a3c2ea48b1fda1b864c79fc5934c6299e8e69f400044b761652e6f3a5de241d9dbd104f67f7b735b2cf702ba9007de6608fd2c9a1faa65df27f39f1418dd09ed19cd3bd4696226238eff960a530aecf5a7a12966b5bbbd2f0d7acbbaa9e74e54c1c14891ebf6e940b88245ed7d93abce336c32728210fd76592347e2b2597d7e98996e99a18c8f1d9e766d74aadb031fcb184b5a6d21dbad9d905ebbdf594d97ce41f220f6dab94cac5dffc952200d0f7e43814460b488de2820c325c6b3bcc066e9f485e3f0df3da6f378d6530a3fe3fbd6adbdc0e44a6edfb981e6fbaa09111817926a5cb0aaa38074a5f9acf39f37c46ee9266cfb2418ad53dcddaa208eb8e28913df8855bc55654f000d6ac2b164480aef18c55d946d182f44868fc3ab6483633252ccfdaff5b5d771092a32e25b6d17f347cb1d8c8779facb77b2cece688e57fab3ba05e4fe4b89f96dbef5ab7bf0f4b0991f357113514dc246b231918f6e551c4d8cade880e7ea37798e6e1f37a661e457a4bee759db0aa5ac274a7911a2b72d03d936c42ccd5d7b81d33d06c699869c50bb7fff796df62d8ccd2e34a8534c799dea18e02a0a300b188ac978c2f41bfc358a56c', 1, '2026-11-29 22:23:49.157259+00', 'infinity', '2026-11-29 22:23:49.168107+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-45cb-7253-86d5-4b885d7caf8b', 'boss@example.org', 'Confirm your e-mail address', '\xfe77152ea2b318cb4aa5d65c09d727c3ad1d1112e340f446930486aec34698f82e17e6421f34b61358b76b93c495603ee44bbf07a1fcb98d1568711ad9191a0db35a8ea3c1761a469ff8dfa25ea36354caf1d08d05a7603d693ad029fea4b037489b3cd992058d8da8129164ee26b4a92fb41c32c1c56333e474d5f66868be00a0a2afd0a82193e0b07ccda10cc6a2cfb19f819c50344c34739d77537c02cfeee5013776dc5ec842b67fef91aed960629631666bcfa7442908b49c74d44009d156213ed5956afa98eb847e74a2662338ee5e43c4c212e938fc66ddfcbb083f411a5d680ab22d05043fa1bd625f40f43da00e3b1d9fdacc1c7ee27f0c59606d9c9c1d33cd63713d20a40a199b1760888b08860fa11e630ddfe60e898a3c39a380ef8a04f387d05157c7c56a63ce9715aa3106b908570a577a65cb83ae4cf9e2241116cbe1a4689f33cb050a4659305323b27307f5b865133bb15306f9da189d1c296e2f835d463b94c1d1224de092d23774fc2d4601134e1e21f38ded6e40dbd805259f3297f6f43e4b4fb00185f6f4ff836be7500d913a46a893114827f549888333c50294db0ed2641731e2131adb6fb8563ea4910be4ae57737c3f822e20abe6e14d05787cb88f40ae9f22f38f965458decc6a938e09aab7962ebf6a1874141458be05a23af76b8461c03e613a4b1f88ab1886d106163894e93aa5bff63cc7c2c361c6b4ee894b01b0f2a6183ce6e723ebffbc344870f00363ef8eb7b2d6fc8b68bb583f10e9a6d991519ca7933313995709f09d746fee7ea8ef071dbc6ad85df52d23c266093a359349b49d0a0038dfef97cf93478338f2cc812f080575f950faf4dc064e063b3c544fa2bd73a480da8c73113114aba2a76f07842116f52644e820d9d52f0904c477593f5e80f1fa8a5e97ec140d35fc992c5ab1720ce36b788c720a3714f683e4e575dd380b6cbe926ac9f39cd4f4c50b377144524b222d3bd9bf5bc4edf996e7a487b035b414af75c3adafc4bf67878d6682831bb048c0e83181d0ebe87c102911cdd24c6bbc64bf039d1246364e99de0f9a805587b808cd52ab6a9349075aa1d055328767716009f82c2e1f819bbd462851b7fac42eca1ebc26bd0d78629596f73abfa6bc41cb75f6794ee07f13be2c1ae36d4a9105463be93f4125d28533bd77b8ef4d846e51662ec893edadce5286cd8419d92fc99824e5a6fc23a745d171db354c7cffed5460bcb714c35fccb3b7b375a4157dca3c2f31b55a97132f0bc72a24d96dbbdbe6c96b75937ec4fea79d1f300dcacb7dbba01a11b590cd0439cce2b822312222eb6ecf2ea4c6beda1222e2aeb27d2a362717a654f9c94d47d94636c6d85fb1428a587f0b86f8a032282719bf4ddab08a72385b8b381f373417055ab78dc3dc23d51d66badadbc8a091e6ea593cbd50f0d2560185284e061619b8cd5fa4ce2c7c4d024650aa8773eeef345660eac675943866692fad5c7a576047fdf98b785661d26542c0c5e27d9a347153220811324c0a09838dee822ab55d8e6144810ef2dcced5344dbda4fb67ff51d4b7deba67618902a9385f6b87dbf7d9d3903c6cb7ceddac36a46cd28acbd4da177b7f3a595249d7e3dbb6a8ce7cf5b2415a89f91d4ef581e3b8b59b5d39c924c077688a023d1013701dd745ee11de379f7fdc5fe881598b7ad062db64a0555f36f6cfb4308e6c08e2a13a501a3728cb44865cf7222c39275ef3af4a24eac6767be85b133716900fa72ea7325cfc9dd13d409c49749756728cca7f6c3d327db84e1f183c6c15d7fe8a24c9524cac2e81b02a16c70cebfe5fa0d4a976a74b1b0b3dc4fce4d829c10b4c0bb3337e74ec756f76c6ab4356927c72e71c30cddc2e2e7064a94419484601820bd05eac0817ba782326c64ce0621cb3ae1a0194a146938849a9f9d51fa7bfe0f02646d6c2c64f23812f4ae69c96fa6186d20224dd2dc5b8ede84d413abfe0fa50512b9c678a997210685df7d2d07b6fdebd353f279efdf5ab629d74e718d831e5a63dd27fc9bf189e3be7d38ef80cfbd9ce7c5beacae9b8af59676016d28c6776a92e055c00726204ff610cf554d24d9d11a917952ade93e667dc9efb5b635be9088872bc9cee225defa0a35e34de376aabebfc38270e8c35b4a2434de5a7835ab3b520bf7a9cd05d3e4b53d0d476dc18ae2e5e777f34dcc43d610dd83bedf9c42d1f90f75558508f837b2c978fa15c016da5bdd7dd43eb843fa34534d4d3bd755515d36c59acfedc61d06d03e2dbdfceae850504f96900f58465ed3155e4993c578d0b9e0c79aec589ff8a44a620c7f2a874c07c832818e94ee98e7ea7bae092d194048c8ce9a65a910fd4c9ebcfcf0472f0d439d56fd1bb2ba1687b29b0e60f2c7be429191e9ba7ab932688c0e629f7469a3849fe9f5ea3952bc2bae7e87f9162a4a950678b6f58bbe178680c1c20339f811265368d15c157975116637de8f721c6b5063888f8da98d43ace74134ed98aa56b5861aa01f271c866ff8314f0c9471bf39ccd5f908c68488dd9c997af7c5ed36e7ba7e97961b6594a658ccbf9f3653e84e9e1b4ff118ae17ad1c25c4c6c54968812ddb426dd6141', 1, '2026-11-29 22:23:49.193561+00', 'infinity', '2026-11-29 22:23:49.200846+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-45eb-71e8-a34a-d610209679ef', 'gone@example.org', 'Confirm your e-mail address', '\xb97f513e595455b93601cde9951c3c5122ce18dc0e060e4b240d94958a7d3c960282271c4bb3d6e1cd5e7f4baaba2d454b1b9f16a0bdc7eb5d15ccc89f08d8537cc8736ded5f7f75dfa169129b8e608d5705506e736338b14c56cff4f32e38be5dfe7720c45a7c762683e5c9c22ac1670c868feb88b450ac3e34cdb32eee7113a78f45b9a960c5518dce2f662a1dfed5f8002815ed0c555be2357be1ba0aaafccdc2e15ce7c433aefc0d63faf24b3c154fd95a3bbfc14686384f6d9f7eeeacc12d00a548cb7562964bdadf705694b26ad47e55d6dd26b9bfccc9cdf0b581f6423cd748873178eafd83db35256083f9ee007297fdeb8bf947e96061b53e5536617cbd870ee1688198e98e2fd708ea5897fe625e701f6a30c7df7886c4a3f880bd2ab72d48b79a7ed35051540d0839c1e50014d4ff5900d1f08e4ea1a83fce8a47b687ef42703c19724c7ba3b136a1e69a00c5c3157dda2cac48adf4bfd3f7a5dfc6c6e78c0231430c800feddeb96de545529f99374d2a24c14638b916920a8d03e66dca2aa5e992e1dce90fc208554c403f6fe017979cd75acdfa4a260411e2dede56ec1c7020179f52a3485f3771b468f88da4f5f220ae44ea2e9fd0fa2c2005235a7a58c936142c58d09c822ad900c07621d20e5daf25b4935513142aa72440c57a6a2686f894573ddb29664ff77fc733b1e752aac191fbad62f1a7044f1783354b1ab7dec67902f7f56e566b13d5a2bd10f85e40aa62b222f8b8470c574ca11f99ea49d4a16aacb798c7c1d329cff8d92e203a18602138d673334a473128660082bc599c98c0cd8c9a6bfd168e2d11395a195eb90eead349a40e502802f4d8eb983f4cb0397dc4cb636f6686b81e9fa3bc85ec4d1b59c82e727cc16701feb4abb88b4d875f98de1ecea1c9d7732b9683936662a36622a718695f51907095239ef31e47575be2458c2a72fd8516a5a007868c6e03e7b678edb485c26b4460a81ef878b6114c3d85a51c754f8a11bcacd4f3574b05e2ab5a2ae4e5bd96102559a577c3cdef14da7f14b01e4944e8b6246169d948495f4ae8fa30c7e0cef00790bffaacae13694d9d12d4b8629fa9e1cc9aff071692e2a8942acd4342701f20f4f017d2d029d3bc3c0cb131e953e8f8c24aa5b0dc733c54a0c666214caefe247b3ff39bdda22d9cc62aebf837832237e8fc3ac75f2035cbe85585c295b7b4870fba31bacb242bf9e3101350e5ca9b595f8aa0fdf6b249e62539e3f92ebdb7ff6418651fd13053a8e75f3bf966bf1db25ab6e1a94d02c3e038bf5145e08ee14d17d562223d0b1555698280710c22bc2ffa558ab5221e4e33d6788bfe107a9eea12c08dcedc8f8fdcd4020b848e2a7d0b1e11ff9c06a90713a53fcbea5166ed1fe635f2946835444c293f4bcc90141c27aee58631ce1895c9ddb586886e48ab971b0a489b4f3c30d872936cd124be5c100a6da824e5968a051916df0c1c698a3e42ce48c79bc8b167f82bf35d4709d15a036f7e466c60e762899bdd2a93d92f172e0977c33456e9a7e0583aef893ce888e437cc08579f1fa563c15f1224391cec3d44d9874a90c0b3022b5dbc045bc66853dc827d64ac62185e5eb8e9d66a53976fc6636889b1f14af8cdc4dce16a0b07011abc84ff2f07266dfd3055e7e6400de7fc1dee807b830cd9ebd73ea8b5f89cbb1d842b80c7b1f3a13c41c115d0286bf6044f2b5edbf1b64cea633ad612566ba98859dba41ca99db75df62153fb52ef959dcb1c98e31211a322246121a1bc357e0aed151142dd7117868b0102c4d8839bd0a3b42ad4001c6d67c1130485cd0e296d27f280e1c27e2391696ee1494318fcd2a5c9f0393269952c65157a9ca82886c9415866ccbdf71d91208e525f7bff394f03924085364ae83666ca34acd88c856ec0662d350b40384011c732820dbfeb998c1d5d5dd50c3f00317b8d983949aa43a0a601b376eeee2bcfdee2a5b8df3298db7688d03470e227e333cce43ff65e25549980fbf6a45eb2682f3da012df3141e2b88d600a8096d27e4cbc95a3da62127bedd3eecbb9bd5d971dbceeeddb4f97a1b70a59f81c5ea7d57d73e7fa620018e59c12fe58442eb4c12ac2d3148017efd3fe5a3ea77e96eeca3f8819c9a79d49d0807dcb9386cb191d9875ba5f9ff35fa94a73fcc8a583d214175f13ff958fb9278e8be649d57f5063e7511f9876549ea4facb9c2fe90a68fbb879cfb6eb837755e2bcd1bce1a58070e7e536c094451ae76ccac157bdabb3fb858e405ac0d6fd958587bf447d6e14f807f0de454a0b65ab98268f94e2d605b683a043969abd19dc657ed0e0d779592095b18e42f843a7081f04c1940581016384a8ee09e143ec38cc901b1f400bdff6fc4cfd8a82d3db89e62eba9bdb2cbe22dd0f24a143786188a5f6f82ac1c66bf8263d781712cf21bc7aa42eff74e47c568a057980fa66d3f7aa7458a016b01e06ca25b337c9a79d45d5a65a5b1558db95eb9811c89ddd5d6af5e9d1a5bba07c3220b8c0d7a6c0d93bc2c81d26da9e35787c1239c51bf2927c2eb63119605f28e4e3a7b1d9f864bdbd7d994d1487ecb81b49fb5c8dc96fceb3d715a7e2941535310e403b', 1, '2026-11-29 22:23:49.22566+00', 'infinity', '2026-11-29 22:23:49.23519+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22968-460a-7131-b6a9-db5d1839cf8c', 'newcomer@example.org', 'Confirm your e-mail address', '\xed5b79f6fe25aaa7547ff4944c3939fb89e137b716852a1576f28ece3656c31673c69f8f5c23ca439f5991a45feb9bf98b275cc8776932525be6df690c080bb0aff944abfb16b0addf182d3b3cca753f7c705beeef72e228978d6ce428359bd28183a1608d4a924c59e70380da49c986cec5d75a1b44b2cb80545ddf649d725b15d0e07f392aa237f9748e3618535f9c1706b91b0935ef3c8215c635ab1e3bc8006b82647676880611c0df4e6897426f20e3d713dbd1bae8e0ce365d052b227511fd0fdd5e6507e42a98fa0efde30b09c4f5828731364ad4ce17877e2d7835e8eb981f0b147bad4eba1360db59776ff46f9849fa234bea64939676d530030e6f38ef070304f0d1d3be87a86fec8a88316f2c6a992e2d478099b6e79c6781bd69f922ab618c8c162b0fc469db863f6e4c022b56c564667dd7c3b419ac6870fec8b49648a9bd2e91cb92879e6633d61675d0567f9955dede8735faa708fae3e061cd905f8a9b45a2de9b0c39529e96c533eb136b1b6c6ac855e001feae5fd749830fe62656a3bd9313715bab1cf5d216e349db73d93043cb0b66541a2f39aac595912a0b0bed637910e509e941d0639c691978232b4cc50399336bf41798e80ab2719904b0a5b2a3c74e4105bf9627313cdffbc8442a56ed70d016d74ee55294da06b7995fb2ccf409d428e8f3ffe9f8ed9fb2ecc84fc1666b0b7220703571933e46a8b52125c9706ef55feeb5d95ef1140e567069e3c06c129812c0fc2279609911edf7d677d07cdb6d6ea8384c59dd79f9d3bfd48b42a7f5b7879a6dafa8b80fe719209c36b8206f92812c8e30263dff2e17bddac3e509c016589b84f6e2e722d5f576b6ed1aff014671da8290b96cd112c2438f6c3389e8365ec8fb191e04fa1469a15604c657b05b0bea48e86ce65f89568c3f85fdb8d941c8f89b0a7a060e85264dc21e9e765b18f03fd833d8969528ff19775c881e550ff8f7a50e8d4d08f236937fef4f15970039eb1ea38cd6443369ca877daa9e69c5cc8a121cc67a0a95d0cfa6656a204bf2e5b7598285b3977b55344c2233d38872453cb850337eb48ecffd1acad87e1c4d149b9e53b413ace0a96a4dc22305789f917fe42f25bd16174107c797208ff354bfc3e12fe9a857fc0e08da528beaad68699394aa13400ccf9cb48980d8c5e35065c2471a83f44eb02f79253fe8e125bfee744f09527ddcf7161a574e0bccb40b9db0691132210b2ffca315ad6d52d9c0a68cbe159fadaadd54dba61d946c9e4ca70bb424b66bb76a007d5037e46eddc48395753ff23db17dd937c48c87b71e468397b1b32a7aae1d84986ba1060d9a59c3c2eddcdb8177e629d952885b687116e7b55aeccd9530be24e21343f433c4902b1a211389ed9d583cb3ded8baa83b19f38cf571dcd6bd522d089cf44fa1588b98d87ef3c158843202ffe603287a7b106c3aec1ed0ec63aec6c3fd834ac92d59397c6af1eeae9f9b185cab91f09807f8277e8b5523e2c81c027fdaf4289f2b133b03dc0077ac47d51a0612f6b029b8e1677bc160a85b35dcdb345a39a427055191985242ca4bec90539670a4525e72075e67877d2ebcdd8a0497c0061eb68f3c707a273d68324febf1ef500ae758a4c82a3d59a2d80caf95422ffc95562a7595f2c320f96e1f5449426a7f698af0ee5c5ad4dd222e3ec955bbc2dfe2c75d36d2d9615c6c8e5539d25c3e6cfceabc419e326b8875f2aa1e3a126b50aee24cd9e8cddb08a64a5f79cf963230408ccf0c4c9c08baaf98b2c2b04ab34669dc4873b9b1947cdd4f45f91e124816a9f6c48122cdee8f5e8a24adf502753fbdaa7c9c1579bf998e2feb9ec647f396fd1c4464376be3668eaa76560ed87340db5a1186caa7f85b140eece3a930e1a3dcefff2a6bc7a8e70d2d9adf1fc60bc42cd0b512b72d48afd0bcabdc39bee0de82e4e81aac198a27a4af67d34e21a442788eb0ed857398e97668b204497f0b9fba402be2b2e008dad43257e5f66b9b50bc07c016d2e7334f9673c63e63ea416a8137ffdb24b0702386393ada5290a01d4eda6978acee1551cb8e573ffe35fe37dfb994cd18ed86d284f2600ee3a71ba8d7b4c8f536ce34b24899d31eb99c9fb1dd9602331960a98f771e9f1a0a18bacb00be4819e188e1055996e9d99f2d5bacceda8d9a02414d4a9d4c0d8e12fa789f6510dbb6f54a7d396d157b3210ff270a26084ff8fdd0e952881afe3af85f264ca0a0550802ef1cf1ee359975420c5935943495b3485d2575675f058ed5b0c357c671162d16cef8597f381379e6941f3bdd8e8acb277aa1beef0d7cdf2e12ef35211acb8d3a4d5b33a4bb54b2903b3a0e453a995b2a85538ca113eed75488de2e9fed9ab7d7cc5d8dc64ce9aa2303e806f64071ec7b5c44d2ea0ed4a1568d3ea21231d74d5cb295f4db4e5feaf8c6e831a54ba6cb00f2f8e30d87ba79e585e84d3fb486886ccac7d20b353eaa249db00c773b92ff2531f25bf01d91ef2b01c52d52c526812234eaa93b5af4bf741a9778d8a7b2366d559018960b56ef64d3e0664e26c977cd16d42af31fc259535e93416d22d319b181ec632db4456972a3d2ed13a8818551478dd9dcf401c50f1748baf4', 1, '2026-11-29 22:23:49.257235+00', 'infinity', '2026-11-29 22:23:49.263957+00', NULL);
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-4490-71cf-b609-de3d203c1e4b', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:48.880676+00', '2026-11-29 22:23:48.880676+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-44d7-721c-a438-25e68dbc5eda', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:48.95148+00', '2026-11-29 22:23:48.95148+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-451d-77a9-839c-4f9f1c3a499e', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.020934+00', '2026-11-29 22:23:49.020934+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-4563-72b1-8e90-591251b7a4a5', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.090135+00', '2026-11-29 22:23:49.090135+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-4580-76b3-85b9-f359c6d3630d', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.120703+00', '2026-11-29 22:23:49.120703+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-45a5-7427-8ff0-e164679e763d', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.157259+00', '2026-11-29 22:23:49.157259+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-45c9-71e9-8c3e-12195352943e', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.193561+00', '2026-11-29 22:23:49.193561+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-45e9-709d-801d-1f811cac7074', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.22566+00', '2026-11-29 22:23:49.22566+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22968-4609-7147-a806-7a379750b8da', '{}', NULL, 'dark', 'en', '2026-11-29 22:23:49.257235+00', '2026-11-29 22:23:49.257235+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-44da-7184-89b5-701371888e85', '01a22968-44d7-721c-a438-25e68dbc5eda', '\x26187aeac701b30fc5a76fef1a04ea77f537be80f736825e64f6a92512c9d0a7', NULL, '127.0.0.1', '2026-11-29 22:23:48.955928+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-451f-70a7-804c-b2f8b574c284', '01a22968-451d-77a9-839c-4f9f1c3a499e', '\x4c3ec0a35ceb0d948d0fb9d2c43331f759e694239f306dee51dd391592d6983a', NULL, '127.0.0.1', '2026-11-29 22:23:49.023984+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-4568-76ea-bdbb-1f14099683e3', '01a22968-4563-72b1-8e90-591251b7a4a5', '\xd1be3de93a14dc44e56c959ae8df5b9ff310240350c4934891164cb4ea8fe39f', NULL, '127.0.0.1', '2026-11-29 22:23:49.097902+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-4589-73ff-b997-fbe5c504724a', '01a22968-4580-76b3-85b9-f359c6d3630d', '\xe2cfdf8ac9d11ba78f4850063b92a7a39bebd8aa3072f2c85ce143159c6af4ca', NULL, '127.0.0.1', '2026-11-29 22:23:49.13+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-45a8-71c8-8663-24f2ef0c6360', '01a22968-45a5-7427-8ff0-e164679e763d', '\xe5fc352788cab2f9d13bdfa191e37bcd62060ebd689862aebc2eaa23a519ecb9', NULL, '127.0.0.1', '2026-11-29 22:23:49.160494+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-45cc-7715-bb0e-1f1c79f81d7b', '01a22968-45c9-71e9-8c3e-12195352943e', '\xdd91c2ab3ac08c4c84e39edccbec98e2f38b8f11a4d15504f48a6ae3f87c412d', NULL, '127.0.0.1', '2026-11-29 22:23:49.198775+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-45ec-7091-abd2-8274c02b68f5', '01a22968-45e9-709d-801d-1f811cac7074', '\x58b77ae57ca07dad501f80b86c444fed5093157a5fdffcbe70272597313f07ac', NULL, '127.0.0.1', '2026-11-29 22:23:49.228293+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22968-460b-739c-869f-0af3ca4c03ff', '01a22968-4609-7147-a806-7a379750b8da', '\xfc7d5148e3cacd51a63882880f7fc76a1c328eceeb5381e918d62f6965102fd2', NULL, '127.0.0.1', '2026-11-29 22:23:49.259693+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22968-5906-734f-8e58-1437a3949ad7', '01a22968-44e8-757b-9ba2-241563adeb4f', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-29 22:23:54.117787+00', '2026-11-29 22:23:54.117787+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22968-5a01-707e-9735-a71959a4cd40', '01a22968-4532-769e-8df4-2c9c2bfdadfc', 'NOOR is live', NULL, 'LIVE', '2026-11-29 22:23:54.642495+00', NULL, NULL, 0, 0, NULL, '/hls/01a22968-5a01-707e-9735-a71959a4cd40/thumb.webp?v=0', '2026-11-29 22:23:54.367885+00', '2026-11-29 22:23:54.642495+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22968-47ae-75c3-b98f-a298061702f3', '01a22968-44e8-757b-9ba2-241563adeb4f', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-29 22:23:49.959081+00', '2026-11-29 22:23:53.722387+00', NULL, 0, 0, 4, '/hls/01a22968-47ae-75c3-b98f-a298061702f3/thumb.webp?v=0', '2026-11-29 22:23:49.676079+00', '2026-11-29 22:23:55.909533+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22968-44d7-721c-a438-25e68dbc5eda');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22968-451d-77a9-839c-4f9f1c3a499e');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22968-4563-72b1-8e90-591251b7a4a5');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22968-4580-76b3-85b9-f359c6d3630d');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22968-45a5-7427-8ff0-e164679e763d');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22968-45c9-71e9-8c3e-12195352943e');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22968-45e9-709d-801d-1f811cac7074');
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
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_pk PRIMARY KEY (id);
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
CREATE INDEX archive_expiry ON public.archive USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX archive_unfinished ON public.archive USING btree (state) WHERE (state = ANY (ARRAY['recording'::text, 'finishing'::text]));
CREATE INDEX audit_actor ON public.audit USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX audit_channel ON public.audit USING btree (channel_id, id DESC);
CREATE INDEX audit_target_account ON public.audit USING btree (target_account_id) WHERE (target_account_id IS NOT NULL);
CREATE INDEX audit_target_message ON public.audit USING btree (target_message_id) WHERE (target_message_id IS NOT NULL);
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
CREATE INDEX follow_followee ON public.follow USING btree (followee_id, id);
CREATE INDEX identity_account ON public.identity USING btree (account_id);
CREATE INDEX mailed_link_account ON public.mailed_link USING btree (account_id, purpose);
CREATE INDEX mailed_link_expiry ON public.mailed_link USING btree (expires_at);
CREATE INDEX message_account ON public.message USING btree (account_id, channel_id, seq DESC);
CREATE INDEX message_deleted_by ON public.message USING btree (deleted_by) WHERE (deleted_by IS NOT NULL);
CREATE INDEX message_stream ON public.message USING btree (stream_id, seq DESC);
CREATE INDEX moderator_account ON public.moderator USING btree (account_id);
CREATE INDEX outgoing_mail_created ON public.outgoing_mail USING btree (created_at);
CREATE INDEX outgoing_mail_due ON public.outgoing_mail USING btree (due_at) WHERE (sealed IS NOT NULL);
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
CREATE TRIGGER account_recheck AFTER UPDATE ON public.account FOR EACH ROW WHEN (((((old.is_admin IS DISTINCT FROM new.is_admin) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.username IS DISTINCT FROM new.username)) OR (old.display_name IS DISTINCT FROM new.display_name))) EXECUTE FUNCTION public.tell_recheck('account', 'id');
CREATE TRIGGER account_username_taken AFTER INSERT OR UPDATE OF username ON public.account FOR EACH ROW WHEN ((new.username IS NOT NULL)) EXECUTE FUNCTION public.take_username();
CREATE TRIGGER archive_discarded AFTER DELETE ON public.archive FOR EACH ROW EXECUTE FUNCTION public.discard_archive();
CREATE TRIGGER ban_recheck AFTER INSERT OR DELETE OR UPDATE ON public.ban FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER block_recheck AFTER INSERT OR DELETE ON public.block FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('block', 'account_id');
CREATE TRIGGER blocked_recheck AFTER INSERT OR DELETE ON public.block FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('block', 'blocked_id');
CREATE TRIGGER channel_deleted AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.note_deleted_channel();
CREATE TRIGGER channel_deleted_recheck AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER channel_follow_deleted AFTER DELETE ON public.channel_follow REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.count_followers('-1');
CREATE TRIGGER channel_follow_inserted AFTER INSERT ON public.channel_follow REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.count_followers('1');
CREATE TRIGGER channel_recheck AFTER UPDATE ON public.channel FOR EACH ROW WHEN ((old.is_public IS DISTINCT FROM new.is_public)) EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER clerk_session_ended AFTER DELETE ON public.clerk_session FOR EACH ROW WHEN ((old.session_id IS NOT NULL)) EXECUTE FUNCTION public.end_clerk_session();
CREATE TRIGGER message_emptied BEFORE UPDATE OF account_id ON public.message FOR EACH ROW WHEN (((old.account_id IS NOT NULL) AND (new.account_id IS NULL))) EXECUTE FUNCTION public.empty_message();
CREATE TRIGGER moderator_recheck AFTER INSERT OR DELETE ON public.moderator FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'channel_id');
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
    ADD CONSTRAINT clerk_session_identity_fk FOREIGN KEY (issuer, subject) REFERENCES public.identity(issuer, subject) ON DELETE CASCADE;
ALTER TABLE ONLY public.clerk_session
    ADD CONSTRAINT clerk_session_session_fk FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
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
