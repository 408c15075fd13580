SELECT pg_catalog.set_config('search_path', '', false);
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
CREATE FUNCTION public.discard_archive() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into discarded_archive (stream_id) values (old.stream_id) on conflict do nothing;
    return null;
end $$;
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
    clerk_id text,
    username text,
    display_name text,
    avatar text,
    bio text,
    is_admin boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
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
CREATE TABLE public.message (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    stream_id uuid,
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    content text NOT NULL,
    badges text[] DEFAULT '{}'::text[] NOT NULL,
    reply_to uuid,
    nonce text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    deleted_by uuid
);
CREATE TABLE public.moderator (
    channel_id uuid NOT NULL,
    account_id uuid NOT NULL,
    permissions text[] DEFAULT '{delete,timeout,ban}'::text[] NOT NULL,
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
    expires_at timestamp with time zone NOT NULL
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-28 19:49:39.936098+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 101865230);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-28 19:49:40.039406+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 1477805);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-28 19:49:40.04126+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 18262413);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-28 19:49:40.060109+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 1715313);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-28 19:49:40.062187+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1965262);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-28 19:49:40.064503+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 3761456);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-28 19:49:40.06863+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 11561544);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-28 19:49:40.080637+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 1001033);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-c957-768e-81ec-a7c868acd35d', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$+mNMVdKbCh/qL97QaO8nRQ$/fhNpWRHn5C9/avncxvTDlN4p7sL+Xvx2bANLQ0v4Fc', NULL, NULL, NULL, NULL, NULL, true, NULL, '2026-11-28 19:49:40.311889+00', '2026-11-28 19:49:40.311889+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-c9d7-730d-a316-1035811db97f', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$pEaIqApCDaCD8xXPkLEFEA$CvouVYZMrytLCc3gaHlRlHH+1fzT37ul6qZxkmm2Kk8', NULL, 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-28 19:49:40.443017+00', '2026-11-28 19:49:40.468327+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cabd-7348-845f-2ee22d637c9c', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$qfkCyw2ZIRV1bbIKHKPU2A$h85PqEdKGuKP4ZTkCSgrnRDejW3Z/TD5PHLzPBpRYqU', NULL, 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-28 19:49:40.67241+00', '2026-11-28 19:49:40.697768+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cb21-731e-ac4d-f0202f6f2919', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$aSeuJCRICVLMJiZ33bVzrw$81Zz11owN8Eh92lzUsWOhNReysBYJed/DqqUjYgjUY0', NULL, 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-28 19:49:40.770949+00', '2026-11-28 19:49:40.785078+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cb5e-7017-8d0b-64495a879fff', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$fgd2Ad9PHM5yFn4u0Xq+VA$YCSz/lH+jwvd6hECxJyhFIOyTMKpO5b1Wa+ZwbiorRI', NULL, 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-28 19:49:40.831298+00', '2026-11-28 19:49:40.841465+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cb96-744b-99dc-77ec133af050', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$3g3y20snlTmTwzFR3jrYZw$pXGQrT2fpATVj1tZiyMqUUhKaTQxXUNEEFF5wP/JX9w', NULL, 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-28 19:49:40.88694+00', '2026-11-28 19:49:40.899142+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cc40-709c-a3aa-fa11dfd4da59', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$BWta+YTENtWqi5J/ZxjrMw$DwPO1JaJaImGp/qNCcrmZMbWXN6pijfmAEJjI9q8S0c', NULL, NULL, NULL, NULL, NULL, false, NULL, '2026-11-28 19:49:41.056655+00', '2026-11-28 19:49:41.056655+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cbd1-7729-a1d0-d43e32daa0d3', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$GfUemO36bbNhluN+aqZtCA$Ll/U/Az12SAf5/azfaRav0Okc6W370FF5wraRlMUkJ4', NULL, 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-28 19:49:40.945751+00', '2026-11-28 19:49:40.955838+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a223b4-cc08-7541-b634-d792895a9b18', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$CpE8u/+wn9Rwt3LWTVspow$RMNd+LQU5uSHPTO4Lywokvm9tI54lyGrWgvM9BPR4aQ', NULL, 'gone', 'GONE', NULL, NULL, false, '2026-11-28 19:49:41.161733+00', '2026-11-28 19:49:41.001305+00', '2026-11-28 19:49:41.010574+00');
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at) VALUES ('01a223b4-cdd0-75d0-9e04-f7198fbfbee9', 'ready', '58c34b87-e7b0-4d6a-b5ac-2aa812d8ee5d', 'public', 34669, 4, true, true, '2026-11-28 19:49:41.754403+00', '2026-11-28 19:49:46.705799+00');
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at) VALUES ('01a223b4-e389-73fb-8801-5d61bf20d2fe', 'recording', 'ad30f55a-e021-4e86-a1ea-e08534bc9246', NULL, 0, NULL, false, false, '2026-11-28 19:49:47.30454+00', '2026-11-28 19:49:47.30454+00');
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-cb5e-7017-8d0b-64495a879fff', NULL, NULL, NULL, '2026-11-28 19:49:41.103502+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a223b4-cae4-7227-a0e2-cb5c1d4dfac8', '01a223b4-cabd-7348-845f-2ee22d637c9c', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\xca014ea9c831145ac89bfea05f0237f4bbec735155cf181a3af2f8d4161d133b', '\x3570864a36015fc9ef3114fb18d5b428d32ae041affe7a3a0a9358617fa55e7182a71c833862182f1765cb2362b24f8aefb985b36668117a62da6285d01767914fd4ea9abf5303309172eef06dfecaeab323bae0c42e2af9cd4a66b1a5', 0, 0, 0, '2026-11-28 19:49:40.710467+00', '2026-11-28 19:49:40.710467+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-c9d7-730d-a316-1035811db97f', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x76cf608598b3e58b8ee6cebb8185a40800dd6ab100aa5867b99a52cba552eff6', '\x47b655897d12820474234dec92ad51783452dee2ee937078b80eb26d0d9731015f50f6cb05242649a5722f22e28c92ec9c1d747e7a227a1ec208a7c98baebf6875623e96668fbf6e14aea7d6b168d1543477a370db3222ecf21c486acc', 0, 0, 4, '2026-11-28 19:49:40.565733+00', '2026-11-28 19:49:40.565733+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a223b4-cf11-772d-bb68-577940a736dd', '01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-cdd0-75d0-9e04-f7198fbfbee9', '01a223b4-cb21-731e-ac4d-f0202f6f2919', 1, 'hello', '{}', NULL, NULL, '2026-11-28 19:49:41.777564+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a223b4-cf36-70f3-8556-7756bc7edb07', '01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-cdd0-75d0-9e04-f7198fbfbee9', '01a223b4-c9d7-730d-a316-1035811db97f', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-28 19:49:41.814383+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a223b4-cf56-71cd-93ad-b11947d287c7', '01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-cdd0-75d0-9e04-f7198fbfbee9', '01a223b4-cb21-731e-ac4d-f0202f6f2919', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-28 19:49:41.846432+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a223b4-cf67-75cf-97bf-45e90bb8e2e6', '01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-cdd0-75d0-9e04-f7198fbfbee9', '01a223b4-cb96-744b-99dc-77ec133af050', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-28 19:49:41.863196+00', '2026-11-28 19:49:41.874122+00', '01a223b4-cb96-744b-99dc-77ec133af050');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a223b4-ca07-75b1-8d6e-62e384f171a6', '01a223b4-cb96-744b-99dc-77ec133af050', '{delete,timeout,ban}', '2026-11-28 19:49:41.152613+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-c957-768e-81ec-a7c868acd35d', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.311889+00', '2026-11-28 19:49:40.311889+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-c9d7-730d-a316-1035811db97f', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.443017+00', '2026-11-28 19:49:40.443017+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cabd-7348-845f-2ee22d637c9c', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.67241+00', '2026-11-28 19:49:40.67241+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cb21-731e-ac4d-f0202f6f2919', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.770949+00', '2026-11-28 19:49:40.770949+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cb5e-7017-8d0b-64495a879fff', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.831298+00', '2026-11-28 19:49:40.831298+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cb96-744b-99dc-77ec133af050', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.88694+00', '2026-11-28 19:49:40.88694+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cbd1-7729-a1d0-d43e32daa0d3', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:40.945751+00', '2026-11-28 19:49:40.945751+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cc08-7541-b634-d792895a9b18', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:41.001305+00', '2026-11-28 19:49:41.001305+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a223b4-cc40-709c-a3aa-fa11dfd4da59', '{}', NULL, 'dark', 'en', '2026-11-28 19:49:41.056655+00', '2026-11-28 19:49:41.056655+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-c9dd-70d7-bdf6-2264b2fc0c31', '01a223b4-c9d7-730d-a316-1035811db97f', '\xc75be662b80ea408761360abe049538a9377fb6807c5614965439ac3e6c1a9b4', NULL, '127.0.0.1', '2026-11-28 19:49:40.446427+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cac2-7473-a936-96816f0c01c8', '01a223b4-cabd-7348-845f-2ee22d637c9c', '\x8a7c18158ba6cbaf35a0c471add60ebfdd1128bb5cf384586987b4f5018c0a68', NULL, '127.0.0.1', '2026-11-28 19:49:40.676421+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cb24-7163-a712-79adb9e68833', '01a223b4-cb21-731e-ac4d-f0202f6f2919', '\xde23853670e9e5d79940145db55d7fe795759deb63243bd466a591ca04ae531c', NULL, '127.0.0.1', '2026-11-28 19:49:40.773535+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cb60-7495-96da-693472cdf23e', '01a223b4-cb5e-7017-8d0b-64495a879fff', '\x02999741c130ff80073d202747d96465f48983363e9383170d222b95d148a219', NULL, '127.0.0.1', '2026-11-28 19:49:40.83321+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cb98-7617-ad64-f4198d457933', '01a223b4-cb96-744b-99dc-77ec133af050', '\x32e55ebb0b8bbf1628bfc84f61718aa2f55bc77687147d072ac47b53250f09eb', NULL, '127.0.0.1', '2026-11-28 19:49:40.889298+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cbd2-7313-8935-7d2f463f3410', '01a223b4-cbd1-7729-a1d0-d43e32daa0d3', '\x3589dba2cac3f7855126fcbe00c03924983540e07e754896e152d1f52a45ef8e', NULL, '127.0.0.1', '2026-11-28 19:49:40.947571+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cc0a-7369-b2b7-54e7f75ae2c0', '01a223b4-cc08-7541-b634-d792895a9b18', '\x6164e58d760253f6f2107994bfb42fdd492a0a1a7c89898901aaffc68d110a7d', NULL, '127.0.0.1', '2026-11-28 19:49:41.002703+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a223b4-cc41-7531-a94b-eae87397dd0c', '01a223b4-cc40-709c-a3aa-fa11dfd4da59', '\xe151408cf52aee4da0b1a1b4bad5c12c5bb137da035bfa84fbeaad19311d9f54', NULL, '127.0.0.1', '2026-11-28 19:49:41.058472+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a223b4-e28f-704d-b680-1c64780bdd7b', '01a223b4-ca07-75b1-8d6e-62e384f171a6', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-28 19:49:46.76795+00', '2026-11-28 19:49:46.76795+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a223b4-e389-73fb-8801-5d61bf20d2fe', '01a223b4-cae4-7227-a0e2-cb5c1d4dfac8', 'NOOR is live', NULL, 'LIVE', '2026-11-28 19:49:47.30454+00', NULL, NULL, 0, 0, NULL, '/hls/01a223b4-e389-73fb-8801-5d61bf20d2fe/thumb.webp?v=0', '2026-11-28 19:49:47.01872+00', '2026-11-28 19:49:47.30454+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a223b4-cdd0-75d0-9e04-f7198fbfbee9', '01a223b4-ca07-75b1-8d6e-62e384f171a6', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-28 19:49:41.754403+00', '2026-11-28 19:49:45.502503+00', NULL, 0, 0, 4, '/hls/01a223b4-cdd0-75d0-9e04-f7198fbfbee9/thumb.webp?v=0', '2026-11-28 19:49:41.457483+00', '2026-11-28 19:49:48.363893+00', NULL, 0);
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_clerk_id_unique UNIQUE (clerk_id);
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
ALTER TABLE ONLY public.discarded_archive
    ADD CONSTRAINT discarded_archive_pk PRIMARY KEY (stream_id);
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_pk PRIMARY KEY (channel_id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_unique UNIQUE (follower_id, followee_id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_nonce_unique UNIQUE (channel_id, account_id, nonce);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_seq_unique UNIQUE (channel_id, seq);
ALTER TABLE ONLY public.moderator
    ADD CONSTRAINT moderator_pk PRIMARY KEY (channel_id, account_id);
ALTER TABLE ONLY public.profile
    ADD CONSTRAINT profile_pk PRIMARY KEY (account_id);
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
CREATE INDEX account_admin ON public.account USING btree (id) WHERE is_admin;
CREATE INDEX archive_unfinished ON public.archive USING btree (state) WHERE (state = ANY (ARRAY['recording'::text, 'finishing'::text]));
CREATE INDEX audit_channel ON public.audit USING btree (channel_id, id DESC);
CREATE INDEX ban_account ON public.ban USING btree (account_id);
CREATE INDEX block_blocked ON public.block USING btree (blocked_id);
CREATE INDEX channel_category ON public.channel USING btree (category) WHERE is_public;
CREATE INDEX channel_follow_channel ON public.channel_follow USING btree (channel_id);
CREATE INDEX channel_owner ON public.channel USING btree (owner_id, id);
CREATE INDEX follow_followee ON public.follow USING btree (followee_id);
CREATE INDEX message_account ON public.message USING btree (account_id, channel_id, seq DESC);
CREATE INDEX message_stream ON public.message USING btree (stream_id, seq DESC);
CREATE INDEX moderator_account ON public.moderator USING btree (account_id);
CREATE INDEX report_open ON public.report USING btree (channel_id, id) WHERE (status = 'OPEN'::text);
CREATE INDEX session_account ON public.session USING btree (account_id, last_seen_at DESC);
CREATE INDEX session_expiry ON public.session USING btree (expires_at);
CREATE INDEX stream_channel ON public.stream USING btree (channel_id, id DESC);
CREATE INDEX stream_on_air ON public.stream USING btree (status) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE UNIQUE INDEX stream_one_live_per_channel ON public.stream USING btree (channel_id) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE INDEX subscription_account ON public.subscription USING btree (account_id);
CREATE INDEX subscription_channel ON public.subscription USING btree (channel_id);
CREATE TRIGGER account_recheck AFTER UPDATE ON public.account FOR EACH ROW WHEN (((((old.is_admin IS DISTINCT FROM new.is_admin) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.username IS DISTINCT FROM new.username)) OR (old.display_name IS DISTINCT FROM new.display_name))) EXECUTE FUNCTION public.tell_recheck('account', 'id');
CREATE TRIGGER archive_discarded AFTER DELETE ON public.archive FOR EACH ROW EXECUTE FUNCTION public.discard_archive();
CREATE TRIGGER ban_recheck AFTER INSERT OR DELETE OR UPDATE ON public.ban FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER channel_deleted_recheck AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER channel_recheck AFTER UPDATE ON public.channel FOR EACH ROW WHEN ((old.is_public IS DISTINCT FROM new.is_public)) EXECUTE FUNCTION public.tell_recheck('channel', 'id');
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
ALTER TABLE ONLY public.channel_follow
    ADD CONSTRAINT channel_follow_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_owner_fk FOREIGN KEY (owner_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_followee_fk FOREIGN KEY (followee_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_follower_fk FOREIGN KEY (follower_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_deleted_by_fk FOREIGN KEY (deleted_by) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_stream_fk FOREIGN KEY (stream_id) REFERENCES public.stream(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.moderator
    ADD CONSTRAINT moderator_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.moderator
    ADD CONSTRAINT moderator_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.profile
    ADD CONSTRAINT profile_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.stream
    ADD CONSTRAINT stream_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
