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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-29 03:18:28.108066+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 25592639);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-29 03:18:28.134116+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 649305);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-29 03:18:28.134935+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 3534971);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-29 03:18:28.138646+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 664770);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-29 03:18:28.139462+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 774156);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-29 03:18:28.140394+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1322998);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-29 03:18:28.141906+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 3408081);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-29 03:18:28.14551+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 486938);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-29 03:18:28.146132+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 8077596);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ac61-7318-a240-809d0d281a3d', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$HgUz0/Mt0/BaT+0Hde7wyQ$9DhvdOW9RMQuWi0JgWrp9X8YlsAO1zt3jzCUA8WAwRo', NULL, NULL, NULL, NULL, NULL, true, NULL, '2026-11-29 03:18:28.193659+00', '2026-11-29 03:18:28.193659+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ac98-764a-820c-578e411a0596', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$163Y5X7WL8qfaa2dTHYFnw$jHSJDQCmmpV4yWKlQ+37hLhoLM+pSpNJghNFIaez2QA', NULL, 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-29 03:18:28.248674+00', '2026-11-29 03:18:28.259476+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-acdf-73e9-9947-58e887ebcc84', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$xEdHKOJy0vFGLJVMVNuc4g$6TtS5xRvtzX9YNiSaXMwAqq15mcnnANp139vp+4c5c4', NULL, 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-29 03:18:28.320193+00', '2026-11-29 03:18:28.325113+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ad00-76a6-b281-5541310cb6e4', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$uhtqoYMFJekeixhBe5H9RA$dyS3Xb6mdEUP2BrWYjuUORRt9HqoXT9xQt/grFJqOAY', NULL, 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-29 03:18:28.353038+00', '2026-11-29 03:18:28.357573+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ad17-76ac-be7b-fa0644c42ed1', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$HM3FXHLLn7PAX/SrX6WLRA$t9ya1BMCUN9JLw4knad1q4Roi3qBI+Fc7QSKllbB7kY', NULL, 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-29 03:18:28.376049+00', '2026-11-29 03:18:28.379811+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ad2c-7712-a415-189a38ce1a6d', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$fEJ2aiLXscHHxLxK2GBjQA$P4SHdTxjSHNA+NK0f1cq2D2ETbLbYJa+EGFVM7H3dzQ', NULL, 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-29 03:18:28.396669+00', '2026-11-29 03:18:28.400117+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ad69-7473-b44e-e48380c64d21', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$89HZDzXsQc75g/cQqfRLyQ$li51xyRBcV0tC5kuTHHBjbW/docFf1yzkiSOw5jHwQY', NULL, NULL, NULL, NULL, NULL, false, NULL, '2026-11-29 03:18:28.458024+00', '2026-11-29 03:18:28.458024+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ad40-75e4-b280-c3772a66c2ff', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$tuAMuu1HSD6p4HaL/MbCUw$ppuItvkR0ejGfPX8HCcC9cdCC9W/8U3tuDkfYHGq+V8', NULL, 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-29 03:18:28.41708+00', '2026-11-29 03:18:28.421235+00');
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at) VALUES ('01a2254f-ad55-7291-a527-03be9223aeef', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$P069dKfGp45IEjQCOKkRBQ$ZGSF25SuHBvWmmwr17lTqAqJyuBt2E4IgSk/T3i4YSc', NULL, 'gone', 'GONE', NULL, NULL, false, '2026-11-29 03:18:28.502469+00', '2026-11-29 03:18:28.437711+00', '2026-11-29 03:18:28.441203+00');
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a2254f-ae79-735e-94ab-d27f6f90ca4d', 'ready', '8f15ab8d-7c78-42d2-9556-c0d0396b2280', 'public', 34669, 4, true, true, '2026-11-29 03:18:29.012149+00', '2026-11-29 03:18:33.347534+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a2254f-c180-7089-b222-c9d914813c97', 'recording', 'ac1984fa-6b31-4481-8eee-b770fdab704f', NULL, 0, NULL, false, false, '2026-11-29 03:18:33.882633+00', '2026-11-29 03:18:33.882633+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ad17-76ac-be7b-fa0644c42ed1', NULL, NULL, NULL, '2026-11-29 03:18:28.478672+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a2254f-aceb-76de-9891-45c7c727a59e', '01a2254f-acdf-73e9-9947-58e887ebcc84', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x7b1d8fba5b324c31c68f81e12fe975fc226b78e87f01c97054d1128516ef9c6a', '\x8045a4b8298845d5b96b412dbb93496d69868c7afeaf4c974a64e9cc8d72187bc101496da667282c80f546b21f5b2cf02bd734fc7cf75d051aee7d1ddef3c38a82b080944a8c72a311b06a75bfe7095e9a4649e2399fed1aa954100e80', 0, 0, 0, '2026-11-29 03:18:28.330382+00', '2026-11-29 03:18:28.330382+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ac98-764a-820c-578e411a0596', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x82daca58f5b9e635e4e635bde84d6d371a45f8e03c597b223158230691526189', '\xefb78ac568bcddc4593744935c17ed3280d26474fd33e8a2fa11e9cd14d90bee5eb4f4a51ceff0f2967c6c32e08255dd309a9b9b21063ce056e29bf406496f5b1e2d4d13f1e918b200584c3897a35d5b0e7aecdc73d33a4bf56ca4d021', 0, 0, 4, '2026-11-29 03:18:28.292211+00', '2026-11-29 03:18:28.292211+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2254f-afa1-7443-8ae7-38d36bb374f2', '01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ae79-735e-94ab-d27f6f90ca4d', '01a2254f-ad00-76a6-b281-5541310cb6e4', 1, 'hello', '{}', NULL, NULL, '2026-11-29 03:18:29.025285+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2254f-afaa-7697-8726-95953d834f66', '01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ae79-735e-94ab-d27f6f90ca4d', '01a2254f-ac98-764a-820c-578e411a0596', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-29 03:18:29.034345+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2254f-afb0-700c-8865-35a3a9453327', '01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ae79-735e-94ab-d27f6f90ca4d', '01a2254f-ad00-76a6-b281-5541310cb6e4', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-29 03:18:29.040871+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2254f-afb6-7058-8e69-a837aeb97d4f', '01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ae79-735e-94ab-d27f6f90ca4d', '01a2254f-ad2c-7712-a415-189a38ce1a6d', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-29 03:18:29.046123+00', '2026-11-29 03:18:29.048499+00', '01a2254f-ad2c-7712-a415-189a38ce1a6d');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a2254f-acc6-7234-b06e-f810a724fe78', '01a2254f-ad2c-7712-a415-189a38ce1a6d', '{delete,timeout,ban}', '2026-11-29 03:18:28.498798+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ac61-7318-a240-809d0d281a3d', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.193659+00', '2026-11-29 03:18:28.193659+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ac98-764a-820c-578e411a0596', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.248674+00', '2026-11-29 03:18:28.248674+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-acdf-73e9-9947-58e887ebcc84', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.320193+00', '2026-11-29 03:18:28.320193+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ad00-76a6-b281-5541310cb6e4', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.353038+00', '2026-11-29 03:18:28.353038+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ad17-76ac-be7b-fa0644c42ed1', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.376049+00', '2026-11-29 03:18:28.376049+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ad2c-7712-a415-189a38ce1a6d', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.396669+00', '2026-11-29 03:18:28.396669+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ad40-75e4-b280-c3772a66c2ff', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.41708+00', '2026-11-29 03:18:28.41708+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ad55-7291-a527-03be9223aeef', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.437711+00', '2026-11-29 03:18:28.437711+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2254f-ad69-7473-b44e-e48380c64d21', '{}', NULL, 'dark', 'en', '2026-11-29 03:18:28.458024+00', '2026-11-29 03:18:28.458024+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ac9d-765e-8ac6-0814fa5c9a3a', '01a2254f-ac98-764a-820c-578e411a0596', '\x2dac978c933be98ddc2ff38dd6fa8f76bfc959bb1ccc1eb8342c37d11ed1164f', NULL, '127.0.0.1', '2026-11-29 03:18:28.254032+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ace1-72cc-a266-a7e5ce19927f', '01a2254f-acdf-73e9-9947-58e887ebcc84', '\xbd0a7dbe90e405b898b5fae1ffa99eccfdadc3e8b320fe5099f28cbafcd7b024', NULL, '127.0.0.1', '2026-11-29 03:18:28.321837+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ad01-7151-aa82-4b36d31d3d3f', '01a2254f-ad00-76a6-b281-5541310cb6e4', '\x7c545ef9b292b0d41d3858f97b8187c402ee01c1f87f056c528a17046c748044', NULL, '127.0.0.1', '2026-11-29 03:18:28.354238+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ad18-7322-aea7-c74c64e05259', '01a2254f-ad17-76ac-be7b-fa0644c42ed1', '\x49d8c3b2fec892aaffcac9c53587c42d5d8fc16013411d49cec2246777c068fd', NULL, '127.0.0.1', '2026-11-29 03:18:28.376761+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ad2d-7554-96ae-3798193b9728', '01a2254f-ad2c-7712-a415-189a38ce1a6d', '\xdd8809d1d6091ca90bf70c13a4d334812355104875af4d8412def0f326a95dd2', NULL, '127.0.0.1', '2026-11-29 03:18:28.397246+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ad41-7480-8cdf-eb882b913fc5', '01a2254f-ad40-75e4-b280-c3772a66c2ff', '\x77e6b82b782fbc973faf1230307023a06f6e9426117e7aba9f1441fb699ca6af', NULL, '127.0.0.1', '2026-11-29 03:18:28.41795+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ad56-745e-8595-b2f8d542af30', '01a2254f-ad55-7291-a527-03be9223aeef', '\x64415b8f04d1c33f9b362371b6531bf7e9ab34db33b7f961e56ffd5f20ea6366', NULL, '127.0.0.1', '2026-11-29 03:18:28.43826+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2254f-ad6a-762d-a7bd-5c893fe22986', '01a2254f-ad69-7473-b44e-e48380c64d21', '\xdcbe6f8079f7f0b773d3f3c554b26d0b9362b060e37018375e60778870963ff9', NULL, '127.0.0.1', '2026-11-29 03:18:28.458667+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2254f-c0be-7374-a8f4-afdb54ca174e', '01a2254f-acc6-7234-b06e-f810a724fe78', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-29 03:18:33.406244+00', '2026-11-29 03:18:33.406244+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2254f-c180-7089-b222-c9d914813c97', '01a2254f-aceb-76de-9891-45c7c727a59e', 'NOOR is live', NULL, 'LIVE', '2026-11-29 03:18:33.882633+00', NULL, NULL, 0, 0, NULL, '/hls/01a2254f-c180-7089-b222-c9d914813c97/thumb.webp?v=0', '2026-11-29 03:18:33.600052+00', '2026-11-29 03:18:33.882633+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2254f-ae79-735e-94ab-d27f6f90ca4d', '01a2254f-acc6-7234-b06e-f810a724fe78', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-29 03:18:29.012149+00', '2026-11-29 03:18:32.758594+00', NULL, 0, 0, 4, '/hls/01a2254f-ae79-735e-94ab-d27f6f90ca4d/thumb.webp?v=0', '2026-11-29 03:18:28.726474+00', '2026-11-29 03:18:35.210428+00', NULL, 0);
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
CREATE INDEX message_account ON public.message USING btree (account_id, channel_id, seq DESC);
CREATE INDEX message_deleted_by ON public.message USING btree (deleted_by) WHERE (deleted_by IS NOT NULL);
CREATE INDEX message_stream ON public.message USING btree (stream_id, seq DESC);
CREATE INDEX moderator_account ON public.moderator USING btree (account_id);
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
