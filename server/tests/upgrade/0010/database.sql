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
CREATE FUNCTION public.discard_archive() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into discarded_archive (stream_id) values (old.stream_id) on conflict do nothing;
    return null;
end $$;
CREATE FUNCTION public.note_deleted_channel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into deleted_channel (channel_id) values (old.id);
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
CREATE TABLE public.mailed_link (
    token_digest bytea NOT NULL,
    account_id uuid NOT NULL,
    purpose text NOT NULL,
    email text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT mailed_link_purpose CHECK ((purpose = ANY (ARRAY['verify'::text, 'change'::text, 'reset'::text, 'restore'::text])))
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-29 10:18:37.83252+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 33652997);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-29 10:18:37.866908+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 853396);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-29 10:18:37.867933+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 9707679);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-29 10:18:37.87806+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 934103);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-29 10:18:37.879174+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1163051);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-29 10:18:37.880509+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1714774);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-29 10:18:37.882422+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 4265697);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-29 10:18:37.886899+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 490884);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-29 10:18:37.887497+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 10971905);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-29 10:18:37.898796+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 3026755);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-580e-77d2-bfb1-87a321e31b6e', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$FZi8XOtKsMQC7CBTWZDPRw$uGElSN16GFlRSQfFPxueScpvdiwIN048az6BYzNiPlg', NULL, NULL, NULL, NULL, NULL, true, NULL, '2026-11-29 10:18:37.96638+00', '2026-11-29 10:18:37.96638+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-586c-77c7-8e01-b6352657b220', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$cyFcSyBDF4giGdm/UDHf/A$1++Or4pDZ/PP3e0wg973/vCpiiPrOdeX2RSbxjVR58s', NULL, 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-29 10:18:38.057892+00', '2026-11-29 10:18:38.165577+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-5918-72be-8a93-99effa3647ad', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$sv+iFt45vts8K07IyjJWWA$FbuikAk2aNKNlZjnIdfDZXXTKX76pj2SfvylDz7Snfk', NULL, 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-29 10:18:38.231835+00', '2026-11-29 10:18:38.247357+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-5964-7230-ad55-4de73e6b3e28', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$GFg4UAQC3YvtKR0p36Vnmg$h5NJACsukKWWruR6yBfk7oXWJH7o2GyGhKFhlU8emvc', NULL, 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-29 10:18:38.308512+00', '2026-11-29 10:18:38.321913+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-599a-74d6-8cec-c62b394293c2', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$DAIVe4IjRPAuPMI4yYOeJw$mKuiz+fEZTv5jJdL2gyobYjjSe257YaGz5ZEFDyCm70', NULL, 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-29 10:18:38.362522+00', '2026-11-29 10:18:38.37304+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-59cb-77cb-8629-21d045eb0cb5', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$0S1por5o10ZHTrm0zcRxnQ$ZAYtXXE+l5y4G5S/bQcUmPj6YWc0NlfpzJxbI/K09A0', NULL, 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-29 10:18:38.411101+00', '2026-11-29 10:18:38.422307+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-5a5d-7453-b90b-365d4aa5467b', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$i1Rw8GOQgK2gtzp7XwsAiw$XCJb+iouo8iTQUwG5c7NnDGmVfijZI9iLyE36m4M320', NULL, NULL, NULL, NULL, NULL, false, NULL, '2026-11-29 10:18:38.557362+00', '2026-11-29 10:18:38.557362+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-59f9-7581-99af-0618a0c15f15', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$aclqUa7hRNIO0nB7i3jijw$xaa/F7oORk83mpOhUOXa9qz8ayLgz/QZ0WkZPiXuTy4', NULL, 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-29 10:18:38.457341+00', '2026-11-29 10:18:38.467738+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a226d0-5a28-7683-bb62-c96d9272b6ba', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$JAf5k+P+z8uUk+uv8skNdA$n6lkrfXewUucheMPq0gU8nMQYiF1I/x7IyXOhQnFgYI', NULL, 'gone', 'GONE', NULL, NULL, false, '2026-11-29 10:18:38.63391+00', '2026-11-29 10:18:38.504236+00', '2026-11-29 10:18:38.515251+00');
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a226d0-5c18-723b-a774-ec73053cab6e', 'ready', '20fde00f-35bb-4414-abfd-e70d31ca692e', 'public', 34669, 4, true, true, '2026-11-29 10:18:39.286701+00', '2026-11-29 10:18:44.274624+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a226d0-71e9-7716-95eb-9a99b5e140b8', 'recording', '2b4974c6-96d3-4437-b863-58cc133f15fc', NULL, 0, NULL, false, false, '2026-11-29 10:18:44.867402+00', '2026-11-29 10:18:44.867402+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-599a-74d6-8cec-c62b394293c2', NULL, NULL, NULL, '2026-11-29 10:18:38.602933+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a226d0-5932-7511-a44b-f8b8853cb889', '01a226d0-5918-72be-8a93-99effa3647ad', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x228d9cf945789214fec9fd8f25b14dcae89bf143f6af87732936b39806ef0bb3', '\xf67be9cdce0e7b2cbcc334f42ac8e4b551e63bdd26df13e62d53c758c04a73e4b1014075e5da64aa75dc34936f77f89035147320d293ebc75b7b1bbc212a2b6c04c5776ac36312b05cfee947cb84cef62e32ecfda73e479f3272f48d56', 0, 0, 0, '2026-11-29 10:18:38.256947+00', '2026-11-29 10:18:38.256947+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-586c-77c7-8e01-b6352657b220', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x1213cb45687f5389c45ffc7cfe00519bb96a3505039bbe1e566d5cb3d8505a1f', '\x61096aff9a2dc02177fd0f5516e58ba764dc8d8c0dbcefac35430846b82b918f2f325fca5257ace7aa39dece9675118d9fcdaf50407b439655b6a3ef031ed227e5bbb8034ae8d4902c2b9977da4a304230e9cd1d1f427394f3e8e614e2', 0, 0, 4, '2026-11-29 10:18:38.173775+00', '2026-11-29 10:18:38.173775+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\xf4cebb3f03d299b6f13c7de292a9169a853ea926358964b9b507093acf133e5c', '01a226d0-586c-77c7-8e01-b6352657b220', 'verify', 'mira@example.org', '2026-11-30 10:18:38.057892+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\x719b780c591eb49e716f189d378694c0a4ae482c57b99efb43b07e0732f9a91b', '01a226d0-5918-72be-8a93-99effa3647ad', 'verify', 'noor@example.org', '2026-11-30 10:18:38.231835+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\xb4d332fa4c2d1b27fbb9dc99bc13ae4989f3883704c9a27b3f0e05c1064ac969', '01a226d0-5964-7230-ad55-4de73e6b3e28', 'verify', 'jonas@example.org', '2026-11-30 10:18:38.308512+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\x02639b615fc2ee81eb1fc7cdcf2f5fb955b5e85274c096410e361827b7fc8ee7', '01a226d0-599a-74d6-8cec-c62b394293c2', 'verify', 'vera@example.org', '2026-11-30 10:18:38.362522+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\x036adcf28e15d893bd98991874811716e0a1004cda7f387068e8b8780ec16fe9', '01a226d0-59cb-77cb-8629-21d045eb0cb5', 'verify', 'tomasz@example.org', '2026-11-30 10:18:38.411101+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\x7442f0a9c1a55bbddcee676b56906c3611b9338980b5c8bafde61f0ac9960b15', '01a226d0-59f9-7581-99af-0618a0c15f15', 'verify', 'boss@example.org', '2026-11-30 10:18:38.457341+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\x8674d2983f31d7a954bba6af88c832f77c094d314c26a1b4ba90eeae6ad6baa6', '01a226d0-5a28-7683-bb62-c96d9272b6ba', 'verify', 'gone@example.org', '2026-11-30 10:18:38.504236+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at) VALUES ('\xed8c6c636b9f1ef6905647985ea78bc73f50a2389649af3a1ea365091c36bba0', '01a226d0-5a5d-7453-b90b-365d4aa5467b', 'verify', 'newcomer@example.org', '2026-11-30 10:18:38.557362+00');
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a226d0-5d59-744e-8441-e67188cfea40', '01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-5c18-723b-a774-ec73053cab6e', '01a226d0-5964-7230-ad55-4de73e6b3e28', 1, 'hello', '{}', NULL, NULL, '2026-11-29 10:18:39.321862+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a226d0-5d65-7430-8b84-1d0305c5bddc', '01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-5c18-723b-a774-ec73053cab6e', '01a226d0-586c-77c7-8e01-b6352657b220', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-29 10:18:39.333237+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a226d0-5d70-7531-93d2-dc8122f5c6de', '01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-5c18-723b-a774-ec73053cab6e', '01a226d0-5964-7230-ad55-4de73e6b3e28', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-29 10:18:39.344192+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a226d0-5d7a-7146-8d72-226c0c20fa67', '01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-5c18-723b-a774-ec73053cab6e', '01a226d0-59cb-77cb-8629-21d045eb0cb5', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-29 10:18:39.3543+00', '2026-11-29 10:18:39.35874+00', '01a226d0-59cb-77cb-8629-21d045eb0cb5');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a226d0-58df-752a-8698-5492a87c123f', '01a226d0-59cb-77cb-8629-21d045eb0cb5', '{delete,timeout,ban}', '2026-11-29 10:18:38.628563+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-5870-778c-bba2-06e8f803cc45', 'mira@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.057892+00', '2026-11-29 10:19:08.149072+00', '2026-11-29 10:18:38.156559+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-591b-76d0-8eea-bc7f831a0656', 'noor@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.231835+00', '2026-11-29 10:19:08.237409+00', '2026-11-29 10:18:38.244213+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-5966-753e-aa14-0b6c8d1e226b', 'jonas@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.308512+00', '2026-11-29 10:19:08.313542+00', '2026-11-29 10:18:38.320025+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-599c-76e7-9bab-921232b9e95f', 'vera@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.362522+00', '2026-11-29 10:19:08.366739+00', '2026-11-29 10:18:38.373313+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-59fb-703c-8a2d-0ba02a85a15d', 'boss@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.457341+00', '2026-11-29 10:19:08.463349+00', '2026-11-29 10:18:38.468864+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-59cd-7678-82aa-b3e9875b2c31', 'tomasz@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.411101+00', '2026-11-29 10:19:08.415425+00', '2026-11-29 10:18:38.42095+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-5a2b-71a6-bf7b-2572950b26a5', 'gone@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.504236+00', '2026-11-29 10:19:08.508621+00', '2026-11-29 10:18:38.518695+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a226d0-5a60-70cf-9e6b-780983aafaec', 'newcomer@example.org', 'Confirm your e-mail address', NULL, 1, '2026-11-29 10:18:38.557362+00', '2026-11-29 10:19:08.561494+00', '2026-11-29 10:18:38.567614+00', NULL);
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-580e-77d2-bfb1-87a321e31b6e', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:37.96638+00', '2026-11-29 10:18:37.96638+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-586c-77c7-8e01-b6352657b220', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.057892+00', '2026-11-29 10:18:38.057892+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-5918-72be-8a93-99effa3647ad', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.231835+00', '2026-11-29 10:18:38.231835+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-5964-7230-ad55-4de73e6b3e28', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.308512+00', '2026-11-29 10:18:38.308512+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-599a-74d6-8cec-c62b394293c2', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.362522+00', '2026-11-29 10:18:38.362522+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-59cb-77cb-8629-21d045eb0cb5', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.411101+00', '2026-11-29 10:18:38.411101+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-59f9-7581-99af-0618a0c15f15', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.457341+00', '2026-11-29 10:18:38.457341+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-5a28-7683-bb62-c96d9272b6ba', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.504236+00', '2026-11-29 10:18:38.504236+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a226d0-5a5d-7453-b90b-365d4aa5467b', '{}', NULL, 'dark', 'en', '2026-11-29 10:18:38.557362+00', '2026-11-29 10:18:38.557362+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-5871-7775-a4e5-ea058e382966', '01a226d0-586c-77c7-8e01-b6352657b220', '\xec82b925e488bdbbc7981e13149449e9d18658e0bb4fc6dcc72ad26ecc0eeb73', NULL, '127.0.0.1', '2026-11-29 10:18:38.136276+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-591d-76cc-a870-e10664babf76', '01a226d0-5918-72be-8a93-99effa3647ad', '\x489f9e560fb4367e548d58dc78064d14e8bae5c9fb628e509063cc8c6d6d31b7', NULL, '127.0.0.1', '2026-11-29 10:18:38.239123+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-5967-71a4-bd87-64d638ce0925', '01a226d0-5964-7230-ad55-4de73e6b3e28', '\xcf9c6a36587dd0038ef70320601fe09de001de25685bfccc87aaf1e4e139005c', NULL, '127.0.0.1', '2026-11-29 10:18:38.313651+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-599d-74db-b208-e9ec15e266e4', '01a226d0-599a-74d6-8cec-c62b394293c2', '\x8e07e95ea20206a26672bfb9855f43969c074e3074ebe1b17ae86d1b28bd6128', NULL, '127.0.0.1', '2026-11-29 10:18:38.3667+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-59ce-7693-a382-2efa26d1cf70', '01a226d0-59cb-77cb-8629-21d045eb0cb5', '\x4e6214bd933234982e4596e9827a890e7deb0eaf4012a9ecf107f3ddc91a6dab', NULL, '127.0.0.1', '2026-11-29 10:18:38.414845+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-59fc-7335-9c40-f656fb9d8470', '01a226d0-59f9-7581-99af-0618a0c15f15', '\x9e3c09a18ddeaabb853e98430a75fe904052c496dc970234c0307dc113911586', NULL, '127.0.0.1', '2026-11-29 10:18:38.460979+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-5a2c-7453-87b6-80172cf24cf4', '01a226d0-5a28-7683-bb62-c96d9272b6ba', '\x19cf0f4cf9eb49fd4f4a0c55f19df54971c7d2d001f7c197dc6d0baa89a5739a', NULL, '127.0.0.1', '2026-11-29 10:18:38.509146+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a226d0-5a61-76fc-b076-1dcdb79aa42d', '01a226d0-5a5d-7453-b90b-365d4aa5467b', '\x5f2fc8c629a185710133f464f5028518fdeda69e02f38face93a846726c06ca6', NULL, '127.0.0.1', '2026-11-29 10:18:38.562071+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a226d0-70e5-765a-8100-56a5df61546c', '01a226d0-58df-752a-8698-5492a87c123f', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-29 10:18:44.324477+00', '2026-11-29 10:18:44.324477+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a226d0-71e9-7716-95eb-9a99b5e140b8', '01a226d0-5932-7511-a44b-f8b8853cb889', 'NOOR is live', NULL, 'LIVE', '2026-11-29 10:18:44.867402+00', NULL, NULL, 0, 0, NULL, '/hls/01a226d0-71e9-7716-95eb-9a99b5e140b8/thumb.webp?v=0', '2026-11-29 10:18:44.584406+00', '2026-11-29 10:18:44.867402+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a226d0-5c18-723b-a774-ec73053cab6e', '01a226d0-58df-752a-8698-5492a87c123f', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-29 10:18:39.286701+00', '2026-11-29 10:18:43.052978+00', NULL, 0, 0, 4, '/hls/01a226d0-5c18-723b-a774-ec73053cab6e/thumb.webp?v=0', '2026-11-29 10:18:38.991844+00', '2026-11-29 10:18:46.007303+00', NULL, 0);
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
CREATE INDEX archive_expiry ON public.archive USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX archive_unfinished ON public.archive USING btree (state) WHERE (state = ANY (ARRAY['recording'::text, 'finishing'::text]));
CREATE INDEX audit_actor ON public.audit USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX audit_channel ON public.audit USING btree (channel_id, id DESC);
CREATE INDEX audit_target_account ON public.audit USING btree (target_account_id) WHERE (target_account_id IS NOT NULL);
CREATE INDEX audit_target_message ON public.audit USING btree (target_message_id) WHERE (target_message_id IS NOT NULL);
CREATE INDEX ban_account ON public.ban USING btree (account_id);
CREATE INDEX ban_banned_by ON public.ban USING btree (banned_by) WHERE (banned_by IS NOT NULL);
CREATE INDEX block_blocked ON public.block USING btree (blocked_id);
CREATE INDEX channel_category ON public.channel USING btree (category) WHERE is_public;
CREATE INDEX channel_follow_channel ON public.channel_follow USING btree (channel_id);
CREATE INDEX channel_owner ON public.channel USING btree (owner_id, id);
CREATE INDEX channel_search ON public.channel USING gin (lower(name) public.gin_trgm_ops, slug public.gin_trgm_ops) WHERE is_public;
CREATE INDEX follow_followee ON public.follow USING btree (followee_id);
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
CREATE INDEX stream_channel ON public.stream USING btree (channel_id, id DESC);
CREATE INDEX stream_on_air ON public.stream USING btree (status) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE UNIQUE INDEX stream_one_live_per_channel ON public.stream USING btree (channel_id) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE INDEX subscription_account ON public.subscription USING btree (account_id);
CREATE INDEX subscription_channel ON public.subscription USING btree (channel_id);
CREATE TRIGGER account_recheck AFTER UPDATE ON public.account FOR EACH ROW WHEN (((((old.is_admin IS DISTINCT FROM new.is_admin) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.username IS DISTINCT FROM new.username)) OR (old.display_name IS DISTINCT FROM new.display_name))) EXECUTE FUNCTION public.tell_recheck('account', 'id');
CREATE TRIGGER archive_discarded AFTER DELETE ON public.archive FOR EACH ROW EXECUTE FUNCTION public.discard_archive();
CREATE TRIGGER ban_recheck AFTER INSERT OR DELETE OR UPDATE ON public.ban FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER channel_deleted AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.note_deleted_channel();
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
ALTER TABLE ONLY public.channel
    ADD CONSTRAINT channel_owner_fk FOREIGN KEY (owner_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_followee_fk FOREIGN KEY (followee_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_follower_fk FOREIGN KEY (follower_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.mailed_link
    ADD CONSTRAINT mailed_link_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_deleted_by_fk FOREIGN KEY (deleted_by) REFERENCES public.account(id) ON DELETE SET NULL;
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
