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
    clerk_id text,
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
    created_at timestamp with time zone DEFAULT now() NOT NULL,
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
CREATE TABLE public.taken_username (
    username text NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.two_factor (
    account_id uuid NOT NULL,
    secret_sealed bytea NOT NULL,
    session_id uuid,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-29 13:06:50.893732+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 22580111);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-29 13:06:50.917215+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 907661);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-29 13:06:50.918315+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 5146631);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-29 13:06:50.923712+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 1009019);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-29 13:06:50.924941+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1134131);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-29 13:06:50.926294+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1698112);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-29 13:06:50.928228+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 3686513);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-29 13:06:50.932132+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 665148);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-29 13:06:50.932979+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 11091192);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-29 13:06:50.944446+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 3421966);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-29 13:06:50.948114+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 5528040);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5a40-77f4-a8d2-7ec4e8472417', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$zIL0JAo8jtikVCzha9m73Q$6lMWFHYmXg0O+GDQ8ZkFgYuS8CqhLuNOm8TgdGTS7vM', NULL, NULL, NULL, NULL, NULL, true, NULL, '2026-11-29 13:06:51.072292+00', '2026-11-29 13:06:51.072292+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5a97-70cb-b6ac-c43488f7d23e', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$f4M1ws8kQRQeuJMzCg+NOA$keJM7nfjdKKxljEsrseZdgNg5enCD1QEEn+WTV7erOo', NULL, 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-29 13:06:51.159826+00', '2026-11-29 13:06:51.176842+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5b04-76fc-8f7f-df6c3b0eae31', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$GUv+CFfr3y9zs3Cy9iV0bg$dYhafUKWOO90H8UDwHtYjXfoj18mRYzcL92JHThPaBo', NULL, 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-29 13:06:51.268445+00', '2026-11-29 13:06:51.28302+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5b3c-716d-904b-6370961d200e', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$55pfXBAFTkXv6xROSJ0Rug$jBPeWtmlH/zZFZr1dXCh/gMjsFBUD/GnZmcm77kEW20', NULL, 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-29 13:06:51.324558+00', '2026-11-29 13:06:51.337601+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5b61-736a-b224-2fbb01276abf', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$8sUypa2IRviD0JDz9COtFA$FSyLNfwu1p/a2OsrAcgFphYXm2BaZp3YT97XYnAqeeU', NULL, 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-29 13:06:51.361125+00', '2026-11-29 13:06:51.371731+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5b82-7399-8bad-c69a45989471', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$2idHKqw8dgRlVE7DLqfQDA$Hkfxr5FTKAGAvSRxSIqOLe5khXak4QvbcUDTauPRC6g', NULL, 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-29 13:06:51.394054+00', '2026-11-29 13:06:51.406062+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5be2-7391-86bf-6e40c5b89823', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$w4LIlq811xffYHQqDBan5g$pfakAL4VqRKx63cQWHVet/2Y9LFoWXLyqxkF4Z3SgJU', NULL, NULL, NULL, NULL, NULL, false, NULL, '2026-11-29 13:06:51.490778+00', '2026-11-29 13:06:51.490778+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5ba3-775f-9cae-7a8ce27f450f', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$/dcVru3361wHMZdPG5d1xg$/vjZamszAsxcYYmRKBUzBgap4i19Pk9Wng/x3OEib6M', NULL, 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-29 13:06:51.427687+00', '2026-11-29 13:06:51.439719+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, clerk_id, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2276a-5bc4-719a-8850-e18a7dce3aa4', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$PIoJXQfkHMXyLkMpE5xzBQ$QAQZAdIWicu6js6wtYZC9T3CFrS68xbcNVVoIZz/D58', NULL, 'gone', 'GONE', NULL, NULL, false, '2026-11-29 13:06:51.550304+00', '2026-11-29 13:06:51.460643+00', '2026-11-29 13:06:51.469711+00', NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a2276a-5dd4-75d8-b2a4-d51fe63b2553', 'ready', '131aea47-bd81-490a-b603-3e6150fdfe2c', 'public', 34669, 4, true, true, '2026-11-29 13:06:52.266239+00', '2026-11-29 13:06:56.272468+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a2276a-6faf-7636-b55d-4c98987ced42', 'recording', '95ad462f-899b-42e3-93de-a3e3840518c0', NULL, 0, NULL, false, false, '2026-11-29 13:06:56.841014+00', '2026-11-29 13:06:56.841014+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5b61-736a-b224-2fbb01276abf', NULL, NULL, NULL, '2026-11-29 13:06:51.520406+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a2276a-5b1b-73e4-8958-1a7ee9253746', '01a2276a-5b04-76fc-8f7f-df6c3b0eae31', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x55dcd43a83b290ffc4b2eff2b19a92c747d45e7efcdf7d7eb01d34d4e65e4f11', '\x331e3aab526408b30a7dad93957e337904bdcda4d6068d5ba07e26b093321768fd29a5f07ec8d7e51a6f097bf8ebd7e24805dcf632b8fa392ae42b6b370526000020a23556ff51a6a1b3250a9442c169ed1437ed5ee31e81e4a7979642', 0, 0, 0, '2026-11-29 13:06:51.290094+00', '2026-11-29 13:06:51.290094+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5a97-70cb-b6ac-c43488f7d23e', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x30cb5fd896334f7079f26a53656ea6dbfa3780829c2b36beaa89649b1451d7eb', '\x86495f8e8cc1bbad781f9a1127eee9955c6479e869a8b73fd8923dc3d870b0ffbafc2685152909d33b0571029e431643aa5212547e702c8848a0f303029c510e552995fcff52e5e5f2597ccffa9eb5ddb2343e73bb9973c8fc979c3b49', 0, 0, 4, '2026-11-29 13:06:51.186378+00', '2026-11-29 13:06:51.186378+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x0a34099a0eb8c1636a98c30d7c6873de7a560e3589c57f4b2b04cc584d41f4f7', '01a2276a-5a97-70cb-b6ac-c43488f7d23e', 'verify', 'mira@example.org', '2026-11-30 13:06:51.159826+00', '2026-11-29 13:06:51.159826+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xe21a6f6a7a17b8791cdc611ccdd88ec8c83cd58e155b7c59e6e39e18bed54ae6', '01a2276a-5b04-76fc-8f7f-df6c3b0eae31', 'verify', 'noor@example.org', '2026-11-30 13:06:51.268445+00', '2026-11-29 13:06:51.268445+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x008707ad4fd2575892a8837cc525826bb16f62810324f8bc883c5f535b3fa694', '01a2276a-5b3c-716d-904b-6370961d200e', 'verify', 'jonas@example.org', '2026-11-30 13:06:51.324558+00', '2026-11-29 13:06:51.324558+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x854d7725bd7bf01895a94966b2a0aec292c2be6531a77bdda3765e98ce89f3af', '01a2276a-5b61-736a-b224-2fbb01276abf', 'verify', 'vera@example.org', '2026-11-30 13:06:51.361125+00', '2026-11-29 13:06:51.361125+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x90a2fc6fac653348a874b0b9689c4a849ca88c211f277f4f2c49c1c819d7b034', '01a2276a-5b82-7399-8bad-c69a45989471', 'verify', 'tomasz@example.org', '2026-11-30 13:06:51.394054+00', '2026-11-29 13:06:51.394054+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x8bef8b0b8269b5bd708758a37b52ac49c12e0b53ece1df02308a7bc4f5dbde40', '01a2276a-5ba3-775f-9cae-7a8ce27f450f', 'verify', 'boss@example.org', '2026-11-30 13:06:51.427687+00', '2026-11-29 13:06:51.427687+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xeed0c54e2c847bde7552d3c2b5612abe32ae5a1ef22bf680337065d104cb6483', '01a2276a-5bc4-719a-8850-e18a7dce3aa4', 'verify', 'gone@example.org', '2026-11-30 13:06:51.460643+00', '2026-11-29 13:06:51.460643+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x1b16b00b9d5c7abc4a69f54605b16119f1c1653d3ba48429aab6ce977e7de296', '01a2276a-5be2-7391-86bf-6e40c5b89823', 'verify', 'newcomer@example.org', '2026-11-30 13:06:51.490778+00', '2026-11-29 13:06:51.490778+00');
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2276a-5f02-7611-b931-3e40ca3b0e6d', '01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5dd4-75d8-b2a4-d51fe63b2553', '01a2276a-5b3c-716d-904b-6370961d200e', 1, 'hello', '{}', NULL, NULL, '2026-11-29 13:06:52.29092+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2276a-5f0c-7338-9a79-adacabc86e09', '01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5dd4-75d8-b2a4-d51fe63b2553', '01a2276a-5a97-70cb-b6ac-c43488f7d23e', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-29 13:06:52.300564+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2276a-5f13-72e1-841b-b8e9fe919b51', '01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5dd4-75d8-b2a4-d51fe63b2553', '01a2276a-5b3c-716d-904b-6370961d200e', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-29 13:06:52.307675+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2276a-5f1a-7129-9e74-afa8995740e8', '01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5dd4-75d8-b2a4-d51fe63b2553', '01a2276a-5b82-7399-8bad-c69a45989471', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-29 13:06:52.314147+00', '2026-11-29 13:06:52.318573+00', '01a2276a-5b82-7399-8bad-c69a45989471');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a2276a-5ab3-7576-86c1-fcbd10ce889b', '01a2276a-5b82-7399-8bad-c69a45989471', '{delete,timeout,ban}', '2026-11-29 13:06:51.545569+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5a9b-734a-80bc-9073972a211a', 'mira@example.org', 'Confirm your e-mail address', '\xb9c29a5a34ae3fb0a88dc276b2410ad4f4f055434382da05d83e440b2adea34b220fbc63cfaee311dfe576dcc8b27bb9afeb181900ab28dc5224560bd9627db75cc2a29bdc5674185b88bd4240c9942a45ec3a68f4c5eb141ad50b57ec404a4022f4c6b750489dce308776390a282baa3cf2d6208b3767f577048f1458d5e48c21878a025c7bb043ab9051bfca5fd491ea94d3ba7640200eb3603aeeba4085e82b8d88478f416b87538f4cde54d648727e783caa6f29ad8b95e0c665c393c8023d70166bd967b71641a37766c0ac8e5c0898168067c4b094757f94197f8521e3f64dbe3aac1d145db372accb03f3e6ce80da14a47fe58a1abda0993f5b41e468d88657a9206e1ea50b2663edfc025d35604bb02948689c09fa398598573d6ed926e9ee4b40bee73ea296352570d8504d419b2f91f10e1e07974fbe46d5e21bed12e26dada6419c89dd501869a9b21aa79af707aa84fd47409367415b9f89a9fd2b6706ad27a7205dc5507700e8e63ddba5b7b8b3b3ce709a75138f886a05f988edc9dc05783de5233879889bd18a04889da2dd6e59ec1e3cabf2edd16b13e7774b24e561611f0b5f2018071858701a4437ecbd179c9451feab017c6031ee480dfebc78cb4d0fef522662f4482d312b639409ae7daa144aa399418b51531aabbf0786762a82a9585c43536ac100c5a1dfe9ed2af3756e813d4d0f94ebe69c213ac727a11182d4121ef5bc205859debd39a5fe5a7234eac514a550851c949d438974a193be0bb72538c95dfafeb0d87824b4bb134ed59aef876c55e343c792e0b0ab9ceec1c33808ff7de0ed06b127f5ba4b54ee659bd67fdfeb286d843e7a551c56f351bf13bd4bc800a61ebd7c162a3256ce23db1a0f3f2fb620032dace17ac061e586a94ef452d380712cbaf473eba54786afbb140bf13b8203b933b89e37ca593b29a814aba66971849ee0008897df347a886aad56f976ee89698517cfac84900346fd0acf2a866530da224d9f9e0bb458b07c3d936b91619472d72a6c61306d709509b56c2571ec781a5fed873973c255319c14b8e7a58228dc4785462abca7ae586d1b6084d08740ecbc692631b52426b22aec91e23a1378382114741c6e688916bc7801a11a0cf628797b99ba003495877f86039d5239f77140c8ad362b14c23a04327d05217fa806b11694aaa19b1f05d0bfb5c9b62c1a485e2cf17db65bb61b90fd1a722945f240f1b91a9b5ec375c6e84d0576a0ee203f0cf348a156bfb60933ca1a88c71199ba8c4b0d568ba4b769cd70d55cd3941e31044766e90b50b77c0fdbc8fcebd47ed7851726175c969fe3ea1c8b2f6387a833d81422819b75744af79fd29732f59dc0cc6a4f124a1321b9ab9001617c205096b31ac378d64d8239878259fc3fb95da64d7d8e7db0ac77e93858da6791045652e065e00b073956b4ec65548ce0c563ba8f6b32c2a49bffb3f1cfd3d182e6eb6030978ad6607284c1655b860611c54445c90d5854b3c86dbe3fcabff690a0d63e223060f88e9b836e123b3502b58501c261b179de9127de9dd3972614e444ee92b8bfb39b992b7d0afcbc1bc1dc8dcbd22a5aff8ce8c027cea41bcbed688a02dd2834f988afba6b7195c66f2494673c7984ee20190eb00ecfd44564a8591355fafc80d3890895f1d5e32f65312d35168e0d79afc1fee97a770b49a862018655b6ba68ad97578d2a879dd4378af5a363935832009409f0c3b67e4070f0225ca87b7284c7f7ceebf4f8afab3fff39b99382b211da58e3a50f4f3c51a8d3efe61b533c3acc35d7d7be373b6c29706ae0043b2566b159963eb3ef464065822e9d5270c34a32d6a47c3f30f60ec6d131091666e29e431203e77ea78f7fb93cf25c023e7ac37e1abb1f720283abc0eab07f749a8f1562bc1126b0986ff4f4d24ee4f0af8d8599decfe1fa3b8be877d24d97ab1babd355f59af9f34b270b960fd091b1d4bc6c6a653f7ecc2df9c2876af0480772f87776b7a74ab80d59fa2063e9576463d5da25140f4d3d451be7cecbbb2708533dc735fad4b3574b3d08ef56b2ae80b16c8d09a47fdcb6c382946372c2288653aa188e001f91d84f62a6b3ff07518d567cf520e9c340d42343f5772a155645ec13dc064f13d14f5c6d435e4fd832bbe535ddbcb9d59e31994c3d75dbcc2947beede4ba2a77aceecb78ecee7415e9cd89c0d4dd4ecd6da373db8417318e5bd6729ccb1a707d6c6e9e5f42dd85799a7f9177f0e66485ff278f5435835bb8d4a2dc9f0341bfd7d70c1af26f9e476ee5a8ca7ce096d980a2c302173207e7cc86b5907f1dac50952a6079bda92b1383026ac27708f2922ecaaeb3dbcf09f15a7b865ba48815e58f48d5062e254de52f6f446204279fda97ef5cb7c41c0277f559de8d045db405563692949886c61e8e029a96f7ca94424348dff7b1b394e327b7e8b48fed40a1be63a00f4b2745fe176f2e8005d22eb3d42e85fd429b0bc0b998c037114329a3a7bc079f8f5922a48d351576a55f5863cd2455e5b6e079814002566062d6bc2ba75ec1852301446e16ba92222cdb9f398f08308ca0a6e243a8f669038f4b625372c84114c4b8c235007d232b7b58', 1, '2026-11-29 13:06:51.159826+00', 'infinity', '2026-11-29 13:06:51.180745+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5b07-7660-92e4-c617ebdf8954', 'noor@example.org', 'Confirm your e-mail address', '\xdb8e0de2e982f33639698610d700214a910d6199bfb216e738b617839aabce26ba5a8a6916975b8f49bf881857564e9322b37862d38eeb3391ed8b3083fad2b557c702557e499604b9181cbc0bda594e4cfdb5910a0c292fe92af138fdcfd928243c435d9cf55c0689041412ff19458fe3ebd0719ee731d4a5d3764a703d8311867eb59e5c827e1fd57514c395656d40c2b924bdafd4b157c49ca0a52cc8d94c3f1df3a33f04dc1dfb7e7fe82179f6f5cb7679932f71dec8dd3c2e719a2da8be47e10ea5434f2d91c29626c79ffa56817ff02a4ba6fcc6ba28681bee2cd34d531da1156b7192b8a274bd28f58485c94dcd8ac7787355771c80be09cd246f5e8431f477a959d7d79f15b0a00545fe641b557253df408d3e2ee3eaa2e7fa03f9d124f381085bb9e48b76eb870eb680c5765fd826a5ba5f57efccf4cb422b12f9533f28b0652844631d45f5c9b6366e87c9f34014268091fc62198a7bd99f9f67ac4089e635c2d53460ff07a6118703d7c99c9964b420f567e83e46f955e307291878c9e98385b00c9ee6bd985bfc50df9033484866eafcf465496853f3552ea5e6a7d5996b6fef6a77b69f48833143de7a7cc3c2950db59fa2aa420722cab8574f38a055db34f18f6828f28091dcfc91cd7032f6880ceec097cd9344e3a24bba12b8d781bb5749d26aaa561910ef83f42691117c6716984d877c19e57837a5c2f99613047fd93e7b57752f4603951a96c1ef0110c89c45511d48ab61f52c1a09062998c0afa187a4dd13bb2bd338ca61c75e9f9a1dbc8c25fe1d9cbf17beb3a61e839dd966115a338967c4d7987c3e1fcb2ae435669f54c495e5abad2b8137742512769ee0f9ca01036fd034cbf66d486791a466a7560105b626b45692fa103c634cc75985641d8684d563657aa2032e9c6a0f560aeee14becb4a66cca50892c80a157d2f4075c85664ba99eca01e2d8120ab69b80a2261128d1f9d44391a8b1ee37f867d632dc20d5bb60c85a46fe6eeb47b693e3abf55e48a8c0e13d1e0812c8da115a46efd9f002cc125ed6ac017c0d2d257d8b7b1e87328f1bdefdce6b24c4537ae30d5e55e2b7e0f4fe3fabe46d23b59c25dacd7436ae84118a1cb73980240629706d791974301875926a3a1d54fd88dee67a9b4d7b64c445c483c947cd06f934483aca0cf32392edc71fa604acc46dcae56b90d664d0f446613f8fe4c8ff55df2956e45c66a08b9c68b4700e3bb76876f655848620212d1a7e9d3aa111ea5ab35d660e83bf26359a029b7c24f8e9121d385e1f1cae3f2e91f8afbf5386dd7ef5b7dba4a446df2bcf389b87fb77fee859c2e0b8ae8a71702ad29a557f5b457eefe896ea2777c969ddcbf5822c88405d3522229b2eeb0445518bb1d07b50af581ffd5acdd3da02179719cb96d9023f670d2e08de89c55214a525e4e551d7d7ddf8cc6fcbbc0f2e681d3ee34d416c02b30082a66e8bfd3fe4f877b14d94f15b692d524d8b3044580910896ecd02e25609340a528b601f44d818a2d2214b507611667e9e8884138302111f4f752d40ad95f5bd8d89f7f4dd884170eff90cb8313288c41f868fcb93f2d80b131aa3296acab187d28ac098a7e454371eb39c0bba1b30a42303f46e7c44db9cb873f37b8eb35d6fa711847cf180da64f5e8090bf02116100e7b39c0d31a236778c1e6523bede161f62dcaabc9628e1dcc0c0ac53647d4204646db5d05925952303beeb3d63751cda156ea0c3556941e9a99e3185ebcf5627c528586b5daddb8f3c078c7c659f133ea014b1e7495a922edfeefaf2bef3a404a6f906b5dcb1301862675466b5be5c0478cd3e670a7435ff178e44ce7d8abfd2ed61f0bbc28608b17dee3505cbd0e5925aa524d0b72cc3fa42f1d9f6a2ea4cf0bdb345af0cd9be5c9d63912a288c084d2b941331b8682c5dc73787cb8faed717270dc03940a59696c9c77d7bc49441ced8e416acffc5e195972a6132ab652e6b239a818f2f6ffd334c4f222229b5961544d6c691eec9311f727df5dc22584b10b098ceb706ff4e434edd1bc91c7ff35c27ea473374300302f0370474a12eae2f7172354abf7119e784cdce4489680a280df8eeeb11541d0bd9aab5bab96871a35ea8df7c9a7dd667124d1159d3b6709ccfbe66f9f8d8108fdf4d562429dba221d14673d554b72962665d0ce61e9803bab4d1a9ca81e02267d4691325282c6dde88f6d4e28575d7b1de438cb319ffac026b4acfc7ec6db99e266a707555b5f7e862544853401e7a1b2cf58f508d84b6d3b4532393e3146a149c7bba770fdeb1f81650f848739f4df9eeda864cda924cf9c5b8fabedbbe4da8762c47035fbb490cf96c8aca22770b1f06c8564ba89550b0abb4fe1afc64b9016cd46659a1fee2aa9c33f63c2563a5a514fba8ea6b4c2a76748065e3e88e2813038343108f5a526066678ee87fad570bcaaf049166e179f3d00cac98720e9d1f8f1c7abf3cc41ba5300fc7b5e61578ba733920c3a3b49968ed9d07653bd5ce7ea8dec64a73d3ebabb34b65e56da239b7f87444bf126df605234ee5d53a1f258b1c8841041deac886be27119e7ab808ff0f6081067ec47405f2dd6f20c0f58deac42', 1, '2026-11-29 13:06:51.268445+00', 'infinity', '2026-11-29 13:06:51.281048+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5b3f-76e4-8bdd-9796d1e6c5dc', 'jonas@example.org', 'Confirm your e-mail address', '\xca24852d9271db8ecbb253706939c5d3afcd95dc118c0dff84f53c995e6162d37d16e4d24205c1c7f88f1d6e97c90d1136c63874b164bb20bec4b59cc4f6d58339a0e645007426e81e4c774628c46cfd0830be0f92d285eefa07c786e02892fc3fa5b3f9d5c44ca2056ff319201f20c100288811ef10e4f28818ae708ff6a96a6bbb7cacccb457a3e9f5dd06d90ab547b3fc9e8eff1ffef139ff2879ef0ea0a9eb2dda59adba6d0788178c663cc9c5cee13a961d51ae5e3be3b2cd31a25d895ffd41b56ed2c60e1bb6ab8e45b60af1ec403210b6e8c31737e1fd01b041bc34195e4eade57bd652d4697860bef5ac6b50d4c66022ae960075bb9fbf56c93dd9862e4499875e629eec511304f47f5ee8bbc942312001daf1231d4c164c403bdb8acc631b34b6b36adf0bfe04ff50e6fe610ac630171967ae116c3019f4a100067a235e78b9cc0b4d0f26592e443f27fdcbde2b59fb1377d1209436015921667690061a2d41ff5319238ed325316dfafd4ebbda53e5ad26ce645cc660c2813dc13d13910253c79817dfb7c6f6a2282ff6004df823d2046fa1d7230a9619a7b0bd9fec187a0a96d3b04abd26a36173d3e8b4c27984d6a184ae9f8ec5b793344789320ee076d90f89e00e09b61e0f9d0e92e6802ae7758bfbed0c4af51cdd987494e7abd7122903069929dbdb64f707ffdc80f3d680abdba9fffc902b0897553712f2daa664c2ca3503fe5e78fb3dc911f92728b3b541b65910bbd412e7d75ee87d88f598ba2fa460166a3ad8d0a3bc732d86fbdb2591fc08b5c97d06ce91178e9f4c8bf9c7c378fb3012ec8c3547b796769c3d493eae2212b0d8ca5b4d37ef62e252f86200ea609a4d25ac82b530782e7573d4b68487b82cfd20771ef1be8dcadce6f35188a1123c25f868a77ab1ed60ce50b43eb019a237e67fc06fa104c6d289fa5318f1ea8e498f5407d246e15255495ba2a3e8c3ba9f8f356cf8669a3d0d158d5590dfe93b2126a70d4b51f2b1610d101429d999fb0acd04f7e3973774a5f768ed2e0cd90a1af159124f3474fbc5e82e9aaec58fae98431540e43429d1937d24d1eaca8d43fe79277ac066d459624f8743ba85ebaccfe82c201adf1788273609485c7b1825adec1085788f3c21c6a2512e8e5ef011445af5d9604e23aceb5b625813ad0e6d79e9f122c120f7a40a3464eebd8f3039ba9776631bd59007e2399461764aad3eb8f7d1a83b016a4f8cb74afaeaa7739ce9c77192345c0f3f666ea98d798a67d3ae5511b23328a9b1f8871d7ff85c1249b12892b98781eee543436de97fc501f1b67cc62d1379d76dbffbc5565d3fccb0258c69c82aad3726eefd8810744dc15646f862966d2e845b923a84e8d5902c128964b55c2621f2b0b4066fd6677ae45d5d62364381a50c681279e1f8e3718fd91b8757eb3d68e0252111d82d2c082ea014d56ca900a2dff9686a70366f7ee66c70fd785614b06dbb22cb234ce52e87781e58160badbc9ccf5dda7c1b081cf19658e875b207599149e89ca878dc2f8bf04d1f1d76aad2e9c3c9b13c8daa0edca101f070c6b47ed4dbe0e4d4f144e35444d43768b74c11a776edefbdf3900645ff31b70aaeb73ba2395b2c3fc1a7b39d59a903b85ab46d8d1bb87ca6e7965e82b61bc003f86de80062ba177a06defbb4503ddefcc70fde7a9ea7ce1db26f4181666992d3130863a1696a38f07607dd0b0713d03fb0757c9c8a51794c6c9b656aa0599f8561db7f97c664227e12ca519835b28a6fb86fa72d340732adbb3c799e237aebb2409bae7f1f7d2b040d3fa66bf9fa8d9296623bb05e19d70730a36711adaecad1e2eba2580e200e5097427ef6feaef4d0fb06f02685c862ef58f949b14033f31e02f7fc414e6f85a4702d6fefd9c5947861b9dc4bbcdc7354f3fb105fffa90742bffa4f1f70db330a0c75306a8b75bb9a8dd335b7abf1ec4192ca24593eee4072bbcbfb7f0f7159f06d23ac958e93c1fe7dfbed0b5dceab471d7e8cda568cad0d7e736b2c6eb339ca51011aef599ffd0b72b5b36037fcc418ff4c80f4ce81e1fe461cdf76d528a42bb885bbb05f66da4ae428389e25ce8220ae40a8672eaabe23e3347abe5f8bb93a1ff664f4dc1a1eb54dd32c1fdb890f5022a8f3445b1f349860128e324f971e0c56eb5ede5d9acb25d167e1a78ec6deb1815f9ff81be5dc638fd4eff0ad4f6e7dc12b243e51b4d9ec63a0f0678c7e9d814bfba1c29182f26c883b220581335ccaa028586b32b72393aafd6838391be6a0faa63fdf6d7c3841636bbdb69d2134bc00dcc096ac43df3dfafc249f8a11113b747dc30120ab0cb76a0bfa65a9b9725697f93434de289aab0df8ec37c70782e45fd38e3c5976079706abd1c0318b41032c8a95061b8fe341a719f6b2405a3aa13930db254471a502001087ddac252d77af4937b0152fa37d9c276e3afba89ed1ef86353a73157e3cf8ce8511bb3a99ebf3eb58c10e98f12c20d3ee014025de3ea37ad8410a38f39aa5fb9ea2d12b7a59cfb2399f4963ff6dff7fb6c9c227be74519641922fb88d37fd0c266649abf72eafcc039f9fb7564c292008e37539d869384cda2f4d46d03d5612115250b578', 1, '2026-11-29 13:06:51.324558+00', 'infinity', '2026-11-29 13:06:51.336728+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5b62-779c-89bb-2b5eb9e7de55', 'vera@example.org', 'Confirm your e-mail address', '\x7f86f3ee90473d07d706721d53687c9e0e6edb3bbd8d32694c4838b4975edbbbec5c30df1562319dd942025755957abcbe58278e946be11cfaaf2eb26965f5f918944094c2cc384706b35a3a2592e3d131373dfb41108f4a1bba1e5f5233ab9f34ed2103c87de7c8c73e955731bef21081f8ab2d15cc8b3ef76b4a5d76b46919307d86821ee309b97ca51f9cfd8b8174d35a7ed82328df81518590db1c7d20fd105183c030a535133d4b96ba9fafce8c26344bfce7fa4e9f9ec6b62b4efeea043e3069b7bf581703cefcb6a79768c4836057bbb917a2080fce1eee9f53d5b1c26a3031b6a7925fd063f25de52a24c5fc1bbca2a57dfbda777bd00d215a42bba8ef4fa762d969f887f9f389f4bf101a64aefb059b670076e2039266003bcf4f604f6aa289e1268c9411eb3de01a13baa80b5e0918e10b1a72942f7c61cc096c71baf5b405d7069c570701a44823f91cd078703eed3ba1913a1336360ec4f0a86c999174af48e06f0a2e343382858ac0c749555b88814910c517710665144e478b1ee706fc10f3268541ce00a07f41a00ea3a146e9a47fc92bcebf60fa90fe19012dd05fdd48cbc345bb189a58d1dd11674003f93530e32939231cf4ba1c89ce381848325ef927ab6a3fa5b233e6d7343b2c35a19e4caf313989b194501bb5a7c4e2156fa219591a74a846ee2f953c802ebc00fb9ff900fe7917549045fe225e6e36026508a158ce5ad44ec28920d9b1e6465089757aa9e7949637355360b9bab03e7c7885ba850d19a847f645ef95e84bd83b25ea8fa6c4fc68ec3b00ad1afd1a49b256876fa2c76645535f851f93f1b551b5ca2399884e8b0abcedbcc76d1e69d18ec26e0c4b5598d2beb947f0501e8afcb7237ca29843979e57ba15fa62114da72554245f99897fe7c5c4a3f4d8c78b782a6359454a2375daaede4178a72df3fa773df2376256bbe8f7321ac90348bbaea56ca4a408a2f1889b79d1b7e065dbbc13c105faae7b33fb8bfc68813a60d40dc78d84c8adf93a2060662ed3f3ffd9579347d0c2a30f10ce63ff68b598dfc7e9573b80dab08cb8a7f7aa037ba251926a55eee1e66b59a4d7f79851618e74faf0064ded43dd12f974b6ef71db2ff0e65f1ee845db75fbdab8447f6fc04d3192c65b57a7c4763d59dd14b1384c5ae7957ac8d958fa0164bbc443f6eed6be2775749bb54294ad27caba4a75a98e1e0927537045834f6070a73b136753825a871609839ad6eac356dc0091df17bcf0260fe276a2232fc6458e1d5e4f710864b44426f27728ff43bf0f28131e0ee8782f31cdb710f34fc7d72015561f31f16ce62531e8b9149a0a7c05b5d84194283b5041bb0b81140e5c7e6f1946724d5b06a473f4304fbc54c4d2e63963e847516efd06af7f402289370d043872ff89e71ddb0ceb3ca3d2a869e952929f731b7597fe8ff5b73d5dc9df43a8211037b2280d994a794fd78d71cbe6b289d68af620f590272274ca4e35803e77e6149741fe4ba978a1bfb399553fcb4c494df501189e538ee7dc1b03c14293584675a51b02cb0c2753bbeb17f0dc932c144ab03ce2ae32f366587552326f5e2fb50c211dfdfc6e74a271d0a3f7b04aa86e46c1d75c1abe734b9e5ae83d7854fff1da4c2b28625df0b80e494464e6ee94bd2a2b56986bc0447752183dfca8074e58553464e0def76b2fefacb3c60d9289ae893047267e336323570f79e2fc3fcbb7462fee096dc93dc188521da814c8664bd0a85632bd15f399721b99948d52500c5f5fedc9e1e9ee9afe0bd627f70a68f2f4d8498ecdfdc569047c69ce79ed0447a0f00175112c956a54be45398a57131d171b0e838cb92dcefc587ee706e17cad69a1ce06a4aea14e50419bb576199d80f35677a455aa78cdf4745d6bff1789681fe9806d421897aed96512252dc996054a0a7dc9c29c52c09aaf4493ccf919e3d10d3a75d4a40fb87b54993224041e4779429ef2dbf216743e90d5fcb36748ea72d0dc65aeab8f1c0fe4a01f94955c9a02ba8d294120461d71c232de9ca966309c48f3f9eaf9788e389b5d6c752390d92b09b67e1358d076226750846e6c6eb9f7acffb6e2aac89a555d0c485c4a9b45fecfe4994b32e23071783b5d2b74fd3cd11dee090951decca6ef8792719e4df77ede2501f64a819fd8e0763fa8aabc4a377fb4b81b59e93695fe7dc55e15eb844aecd5cdca3204366857e6e8a6ae5b854e616209ce7cc229513b151af5afa17655fe932a638642d28cefab490eb48710b6913e5797e69eb9b292f954a08ed33537c3e6fc60acc79513bc764adf099e4b969a2c9a05d3ecc190cde8b6e64423039bccede6a24cf1ee8500e1fa6603c2db462064b9079824fcc4c163b6a256837cb323b4b196aebe15d45fda48b44cb47c6d8c435103dbb3db90c75ff7e1d9fdf338350fce1cf770749d1ed98ba95cff14701c6a4dc043fef0d79fd68509ac697814e590326dfc0904bcd94f0a2bc4b8227f3f3b2e324b67c699f206de695f5dbb582f9aa8f93177c88b3f4c03f4221b51d6e729c9b8633ffe80075d13670b092f978ec97679ddc569710b9af74128f1a136c0bb3a84024dd3de8cb601955f61d58218a330', 1, '2026-11-29 13:06:51.361125+00', 'infinity', '2026-11-29 13:06:51.367787+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5b85-74f8-9ecd-e56fe5cadfc1', 'tomasz@example.org', 'Confirm your e-mail address', '\x16fd4a0e6888aa2ad90ded644714fc13e0f758a6fbe78ad1f929941f19e1f41ab09168504a2758d7508a73defd9eef414667484cbf4cacb72330aeae6c88c0555762a469de3f1f4a7f2da0fafe695a691308e181fa603018816c39d0a042438f4c56c6cf33de5c2edf15c6337d0caf2ddd61cdc5f73e2e6de08f06d426d559a904bfb6ae963b3629d755598251a740f6ddeb830c515eb327d59d3bbed537595bda4d3a54a1432600e6e5655fb918e19c524cee2befa6e10da3bd7831bd89257bb8daab857c573775603e0506868639f2b27984bb2a7cddc2f5a6bb68401ec587924b328869fbfaf6a8fe3e5dab714eb814f6d03cac12a16d315290f5a164bfaea5a9818472bdf829a819df87323c4df36a838926f2fea85a92181c755735599d0c75a6f0ffae9f49f684d0630241b891c12b166635fbb62733ee2cbe70c30efd74f928913d91fc1dea9be25958e17c0ad5f24286e313b3a75374cd20771507a69eb0a069f478164ace13e86db7890054f0d09f9ee9f4e1de6d148d2521e46a971f5adbfcf10e3e42531d5dc95085dabead88461180b6a5cdd012a6ddd58c0b833f7b763eb0cc6a6c5e5109659c7151555e7c5ae74fb23646a840b37c3b313fca17c0aec97210f39ed15c6528e32e52337706b3ecb70c96f25d3abde333f13b4413d4df53a845cf419c050365fff99d8920dbff7b50dc39e937964959d4057997a20814b3bdcadc709b58d3908d9da9e979347e3e27817a9f9f13ecb7657085bbf7c31b4d34ad43f25104d8f21ce4ba424351267f051d5047175cd91c445aa67acd7eaf74c01b4d51d90002eb63d7e612a641f4db9933d3f816ade86833fbac12ea6fad1c052fbf0422bd0e5f07cac542b1a7543a7e7d6faf67813fa603bcc646e29c03809cd97e2616b7475be6ae984724b069efa01b122acbeddc140b40feaa4fc9bd059d9319404366b7266d8291e066cb04738a20c1ad7ef7604481f1cc7df769e8c167e9acad69123b1f3c8cd2eb0d55b2761ab262e2fca3f17dfdee09b528e485310ea7417421e519a47c536cc25f41dd5653394971074e0d8a33f8f6be9c22962d4a99e980561cabd394f44563096a3f895c2384ad5c870a071bc48f7e0a4b0dea16e9937588104a3c35d4df646bd430bf78f7f9e3e192d5dc0fc74917d1913d77423e32a42ac1e89c30a58a53387319e9727c68e37bb4a73a7bc6575d01d5a9a82b86f61cfd000f4ba73f12d7e559d29b45821072c0e7f9137980b5b4c5537459a3927f6bc07f458d2a8ee698f3f58d33882248abff46b28803d60a222b6f90a6a1095209d76c642b9d8324e787086bf6016956daebda5c087a1781d64aa1857b557e5e0a9361a5c6f9471978754f559c838796b3fac3239e93712ebff85a1f2fdb124a3fbbf79d3683dffeec0f0e469819101f90c94ad134b110e1fcbbda3348e9d66e14c72b81199f86d6db5e80b7c80c9833523659d43e966e9ac18ef3eb57e90b87f02fdcf8001735654087d99e980ac5e7fc94e9745eaf0240f5f889c5c172171a14f2f4e078f1dc8e911cf4e2eb6cde02236141c696d3f6329c3eeb2dc61d0ac58b63cbba18b61d417d123c63973c3231c2faebe19cd6d08d4fa781fefdd6a7bee56797d160cf223bcebd311f941fb22bfc67f6b3ea7fcbbd7d77d28a16ea4e2a68f472af4625e6ac6881202efcf6770d6d8baf3476f46b1ed1b5595ff2467d5b7a763422c0ce73f5d3e3bae60e76b66c3cfdecc1863ab31379cd1c9424a6efbc8a4d3767d50785e0c8c8bd251d123ea566bb05ddac3459d0775d9507493308f94b56164494dcee4eb538a74151159d2f6ba98a0a1e97c9bd136d4f8170dc8a8598d0f233b30f62c5c113eb8e3502597331379689ddb3a7e2a36b27ff2d3ce4895d0709a86d98e4434f20d537b04a891008c433a31ab884bae483b7eb46b552216f3c0147d2d6905c8f0827111ce3fa3f4da8d3740efacc99f038f7d37c499943463e536f7496ca68695e8996db92ed95ef4f8abf6902574542ed8cc5e650337c1a99bdee92b0b508b651db35521663d98f3c9a637159312cfa288ec02746d0fa51498d8f1696e9cf9e7bd434f7fdfc9abf2cd725ae6184b1bdb96d98eb0ef05e1478aed4bc7094722992d993b601c663311865afb3aeb5f797dd2dad9914eb2a7823f36d177f83397fee9a1a7e7b0f69a8d3d9203d90ce6b6c5ff87df4a3d1d94a393b22fbc045bed215cba98bf0daf3c8b9946e725feea810bf38d1c962b5a09b7290690469546e83f57b69d0d96ce61d3921f1f102fa3d4dbeda5bc9bebdbcc446263cc43163f486e8c30ee55dc4c9f5a04bedeaf205e68de843f55df4e02a1c6dc91fce4f16603f8c732ce170d3534c56deb9806d00fed7486015c597d1c109fd771a1f5a7f99e574848819c674f38097ae39b7a23504726749720d1e3451d311c3b641a6de49c1c1ea8ef0147eea2bbf3800fa38115cd067e412997f39d1a3f569853e04a3a7abd1cee1312d68796b8645e7a3d240bbb16184f2504b6426a3639d2d19162b47b41ac196386f0b062b263671eb0aa36dbaf5d15ece2f2c33cc151990da0798cba12f6cd6e99373d4a833089c0a07d10fc61c', 1, '2026-11-29 13:06:51.394054+00', 'infinity', '2026-11-29 13:06:51.402515+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5ba6-74ef-be3f-dfa9f2304a03', 'boss@example.org', 'Confirm your e-mail address', '\xe2279400eed035813dc46bdc8a77c00528577ef9316e2d39e82481718ed28c1d952914b0b018e7987454518b3faa5328fc201b359b838d54ab8106aa94b67df446187a7a56b0bea2d9fd1de84f74a2c0191a06a424d367ad9dc5c8d85c0a165959e8f704908ea5b5a8f25bd157613572ff64804d9946243c2b835e75b4dfe0b6edfc30556e185945c1fb8a73d13d3f7c263565fa033d5b756cf5fe6b64af9f1d12f344420c93abc2ecff872a552058d7bbee0233db47020b1be748a2ea606429122da43d83acee279c1f3d3095b91252d9c7b542ddae89a853b6583fc317b83ae96708beca3d78f372212b239df29a6c49a757e1182dd8e9a5fd183963f073be61d74103dd1a763289d2f1282b8a12a151d0aeef106e2cb808aff5a1f45acba8580ff710586b1789979d641f2f644a8e850689bd148c7d00d271b6c6672739fdb6ae1d411195a6a49e4ded22b200ca831f151940bd5b73c318c9ae5dfee5a13d3bf498feb43aa21036f4f51ecf4dadc32702fb89b36e24b2b3513461e4f2b8cff303e591cb889160399169472b959283ad04036b70bdd492ea8631981ce2dd753ffea4297b527eeefd4ba8bba6de7c193a35b4e809b13632a20283bd8ebb3f81e9023e64b2e7562288c5b5fb39e90de7336535246e84ee867abd11036bc015e4b56931db651caa24e92766b1f5ed7fdd16e306ecac5da55506569b97d97ee16dc7625fd90f32ff34bf3d03182ccccc5ed13c002cd83bcbf39bb6e69919dd999227411ceb740cabeabef97acf8b2272a7a28f55568eee0e696c578215428355b3e66247439b34359555fb1a97e2a86019b3d56535f5c9fa2c2154f0a8c4d8e2110483da051c840fc828815c720d6b18b653c0ccb194f6608bc2e5ccb5a8cbf3004a3b97c3881db21ccefec8af8a5e48475ac5c8fce1e39950754972707afb78f40d3e1671bc8edb6fcece7f73db65aa67e9077210afbbec03f29ad73fadcfd7cab3bb67b96c1db2bb6810eeda4d23b6166876bcf2efcac61f67bd4dd8a89a9021a7388b0e1a90fe7ceeb9cb160f7471971f9fa45097cc89ace263c53c91ee3cb5d794cc532ff42f672fe73bc151100d855afe191a8d6e29c2ad3909b0f9ccb966877f3f7fe863cb270376d54d7e60b2a1007a03382f415d9185160cf429c5c77f85ac4d5b6d33ba486a65db3e32737cdfb0af7f684b4a7826f0399f42cbe87d73b800b8c0375f8c85510ba6cff343ab9bf79d9722bd6d871ec869e59122a4d6c2407a975fef076044c5e3e17b1473a70451af081a07dbdf0625d8e354dc5712301dd25db3fd06812acfb867ae745e1f149c62b6b794219ffbd01b42ec298f80afdec719a01a4b5f3eb8293ee1daa475efa16c6c7b2c51060700454b96796981d494fc27324e56a39385f6cc1db2ed168bd6c9318caa258c600abef14afbea65ee69d84cf354648f107fc1d56437925f90569ac803a75f23e18dc91508c09ec00e6a4d14c4510f1b647f3686f39e8ac90cf9881c8ad9a0e627757f1e7cc74fd292fd40dc20aca001ab4d2efaef45a5925bc935fbaa13311822905afe383684861d72e9757767a932996ca73892f61fd80e82bb9ca8951d6a632062b7e37d1c1583c44d0b45b4954ee53256e613c0686384d0e388834945424851f4c9b547c1402c95524a8167822da923b6ab65da7bc646d2c22280be32e65656fd4ff494524bf6b8ab2390e9c9f0055c3ce5c769c9a361720cb53b433888f2a26523f1259b2a4193ae0f893ec1e4e872a74bc7d2c9f5b0b1f6ccadd50803887d5c616a8f861b3c3769dd0d6e8bea8d14adc8eae8305d9de0d632f793cd53906824c0625252051e9427b55b86c04e11514f100a5330f7504bbe6f8573b44da67e211492faee78cda820908c075697befb39e9f61415f10bd23f867ad33990a79d2d02799689a42174fd15ce623ee3e7b35c0fb2b5ea0297426da9b8e5e77ac67b14429da1541f11bdad254811af2d849968480a990d8ae0bb52c5d0d597d727c03a1ad56ddbb6ce8bc6f0331b534e9d09c4c1b94f5851703023800fc4902c99279fcc963da3b416f28aedbb2aaab0eaaad4cf28c28e70852595c56ea11c64231f3e292f4850d2e6f78d87435c90f4ddf3d320b2b48f3ef6a28bbd47220db4360d5d878fd689415b14b89211eeaf4f444b60dc5af60da8ee33642b178a504f8d3ff84d6744c22bed9fb4c4400e3dd1d1cfaaa7ba39a268fffff691339a02ba250d09d1cb9b80bcc4154c85f4f15395c9ffd146ce935e89d44314781b3655d595ed1fc7e6d2d9ef5ac300a66fe27a7d902cad77caa509b751724066b19a34041012764db2926bab1474d640c6a656b72dfe4840feaf92601838dfcf4541f8ca0a1711470c4ac2ec790bbe98b9fd5b711289f5fb40781bdb64e05b2fc0570c217cc81ae9649b5e9d391b9a9869c308855c7b03c0e212d50940a7290830d34b898f124409dcedc89a4557c26271bed1b12fa664e86f1b4569451e1da59cc1bf659667d2a3e2787a930e5e7833fade7cb8a92bc0393a5d8526cd77ebd503e919b9bf8b61d5efa73afaf16ab9f32e12e6a4883f5d33758aa6650d57d8d2cb68538d9041684119f7', 1, '2026-11-29 13:06:51.427687+00', 'infinity', '2026-11-29 13:06:51.437699+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5bc6-72c1-998b-f728017d6dc4', 'gone@example.org', 'Confirm your e-mail address', '\xfa9db4cb89b9ca64f220b7f58a07a8875b18ae5afcd2f9ee154cdae27c5b126a3841cb32f80853200b4429c7b98941a260fc126086cf84d5895687197ecd6b6e045a1e8c4e51dd6bc7e52455c146a68d1a0d69ef886e6d427340f156933decad339da57fd1cc36a57ef5c37184f0a7369cb84a0c01b26251f10ddf45ab3e56da3eba349a2163bf38b23d3b48d0e33975c83eec3749abdffc5b8f8c7ced3f0353dc67baada95d3fa173dbdb37093bc4c7bf3cef75fcf7d2679419389be229d111d5c5d058bac66e4e403236807fac0586d2d78bef9161801629ea608aad359c17dce473122da3ee2eb72b6c15183b6352303d45c48bacbfe1925a784080acf9c15b03207bc62262607ba417a07dc2b4e81724d5e8b0edcac58067e269caeffabd82f9a0041a71d6543c2e0c28778da707116a4c1b903f1437a85d6bdc097f16639b6bb52fbf3e1dbe792a9f298e936a01e95ef86840c158bcaf12c9e9d49e4bea88e9e7fc132296835fbbc70505355ad7e5ab1bff72d5e98541c8a10d4637a59bcf7ce314c2203b07c8efdd4a85b8fa40ed39b5ac7b05abdb88d46333b12b8bb9fefdb6ff69ab6c635acb6d79dae6b054c493099a09925ff7444429d1886a8384fb5e0589538a63d94d650a4cd9ad5fdccbc0c7c30c06dcb084de3c374d68e328fd174be7154e88a3fddc55b8887c0792511840f951c63abd49342c2f460a13f35e484a10a13a7275caa68e10a684c3747d9569fe7b3a7234859f8a8b200f661a03dacf57b24a1d2dfb3feed40029cb496842f2bb9c60e64e7cb0239eaa7fe7e9a156a0f1bbdb0b4d37cc355665e7ed06da659cd736ab1004d6dfa003b09a4ccb2e3e5af97e366f8ef1eb09b15f0b3e4b26c98c4c98880f5ba2e0d6f8491b1d69edb51990b5fb45fa16a16e3a8bb545c0a14e579aa664143529d02295b0a85fa794b3dd7f527da48b706545eb0b841c982514c53f71a9aaac469d425c8587ece73f3a6f4f6818474091c387070905d1f08fac097b717c0d906ca58f14120480d7ebad5d7ff80e71f57072412e40b88b66166cc71963e2cc0a07950c1e23ffe561556cf850a16d74554b53331fc018e0cd5c8bb39aa8d250b3addb9e4a309557079e1806e69928b3cb99f588b8720f7f46619916708cd42890287166611eb6354a5e131f0e87e9ef8cf34a405fd59f5cdad00034bfed5cca4688b2baac3942f07e29c2fff38da4e9e987213e138edbb8b49af2d1da1a1c9d4ddfc6e39426726d768ef4a2c8abc6db4a433f034af1e03671c8bfde647ac7375de1f05776f5c8e99165bc6d9368818ae5e20ed7081323c742226b72e61c17579d37526570d9f31ad7713a0b14b3db2b1cf413eeea9422f685bde6c30c5aedd9a0a3a04099abb1a99d19a86c213a4f49626e126de48c9fdf0d3d78544cadc34f9bfbca43da5af07cee374467c4593e02bc72689a263caac6b7beae6c21c034f2f7b94399941a40dfa7eaadc29942104e493b95304805bd9f354c1d50a0b76d8b3b6480364a607f637c054428b5bd26beb5cc003960d7e7a442a18d537d4d085f1d936665a6c5ba1e87baf66901eb0675869d014287144fcec8b2b13ebfd914f76d7d4dc09d8d4df572f599a0c8c7bc40425f9efeadf2b021a9862244680b06269730c64ce40d4820e2bddaf7432f81c45bbb29b3ef309d4c6614156ea013545847638263ee93000123675ac6f1c88baf43ce25133fd3b413699a3a6d38a3d018ff1a292c011c4052df9d83309a4942ab0cf0bcfccd51b91116f44bdc5cbdb1c48df9650a9a0a509d892b8b933de81e4b313bcab7b81214ef60001159577613bd15a08dd9ace0b93f30e5662dae898409b83ca7876ee53e39d8c9c753ba95dfc738899279e9cd8b1914e7900389b94bb3c800a220d873ec467733b3b3a03af0f1a9e0581750bebcd3d70d820eabdcb9a8961d6e45a27377b0d7eb29abddec195d18e163ca8a4e6932a63a937d1974826ee82d7a34375b4123adfd035571dbff51f9b63bc1d9c0bfc5e093d648e1a66486ce3aea860241a45e8a9550914bcb81981283432c924eaffb1e5458689c64142525b18d88807069f3f960364a5ae608211507ef59566a2527ec94d4938af662f32fdc26cfa46a43745eaa640eb530f521897db546937c977dd17f9fc629ea94d80e5627d040ac39e2ccc828d5ff7b41f4500dbba884f605e284f87790dd7867fb4d375f4c1b2ca8560cb905767b68ae2223fcf21d0be9b55a0c69d80626a507c2c62ed5dee1af73e8a5b43c5138d9956192b1f050ce0d964bbd1dfc3276f97d34feea8cf2f65d64d448a40cf7ca858bfb7a53c593bbc3507abff2693a8cfdfd80f8a48e9a524993495d739a46cc6df4df0291c892a7c80b61cc3a040a08e9d66d14fffdae654aa937cfccf360e5c06045414f9935583cd46f9033bb714d301095a4b4f757fd7ef8859cb6b0c79bf66f185081aa00e667390042c74de2e178cae10a2fe9542f7d5a42e262cf3fd0ee5814ed427535da500714f53fba58841dcfa7ae560582090d74fb973a56c26f184a109f30afbaeab76baa8055f149230ed48a5aaf5ed9808bcdadfc87fc7f564f5d943721c8cde846', 1, '2026-11-29 13:06:51.460643+00', 'infinity', '2026-11-29 13:06:51.469603+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a2276a-5be4-70e2-b676-ba1f3b660169', 'newcomer@example.org', 'Confirm your e-mail address', '\x5e551cbd64015e155222d48d7f21906c23a94854b47552940dee3d06d3aa019592d85352ba3f788f5f9f712f7645f1d030e53a3baadbe36f99dde1ae35fea28f1bf6174f5d099fdda6fbd9411ea7c76ce182d7de9010698a3a8608a1a36a3464f68c9665d1d5069a33eb8b27a2d0801c54f32a7fe76c85745fec0851d2b090c13357c313bcd2c62a55203fc5edbe86879fbd14086641f6236128e058051c3e8bb8f42a271c4750045bb2e410f1ed9a3fc2f64b055c38b6e589f8e6dbf716e9ba28ac5f269fff3b9d55a4d0e4a8f353ce6f93b26772d7dfa1559ce5c29d01bcb476cff7f50b74daad69ae1513998351eaa7e9303e842d50f475db8f8b3fd4d3580775e4d7a5e7de6c209074ca12b2deac1bdd304a163e6231a7a75bfa85f17a8c4789a9747c497173fce39508aa79131961714d2c2b8cdd7e6f75d765e975b4dc76a6d3f568f910879926e5bce84cac3c885a80602aa1f866d4d59a553a464d200fc72459342ed5a935621049682df600e95eed3bb5e30bb191a1d35c100dcaa9f4cd88b6c98a837ebbbb5e60b78786e3340646d4459b59ade15a3f35d0d58deadf852874dc4d03f50fef7255ab543ea4e19327a9cf5c95627b87bdaabc73a2243c85d493400b5c58c2258b7155b55c84696a4adf4d366147360b89c5bc6514f76f069fe5e147746bf508766e7f5638de992390855dddb62b554dabfe496018f2cceabf13b008adcfec277e501ab7b0dd8037b3168ec0f5d3d2e5aeff05ffe8414d9b5440975924109cbeb9f02083b358fec37c5f3d9f433e417e5d757486ba01a81a1d9a593ee15c78f0aa2f97938422176dbb38e6853f59b81c8ecd7cf6c870417676315ef5f54ca11093be404fa2b4d6d474212a01b1a48fc473a07cf4069443ecfb62f9cc8d9b1212890983eda6b78f263dbb623b385c10939da1ea39956344076820ea12d48812acc066269af5f9a1774139e8a739e99ac3a221b15819fe7c73366c6b88e771f28fd75eab6fa2ebf51e0377e38964f6d64d15f9535931a9e99dc0a93e04fd48bb78af46d1ca83dcc9377261e1c66e56f029041923d0d16137f96e103592df1afb0b6ea2b0a6d7246b46682014e8cd4c7edc112b3b2a4dc4dc82050ba95fdbf5567ccb87ba2f47e7bc7f1a38786d67e6d3084b8ac5a681b17679b168b1b040a5415bf8374a5add3febdd6fa637f5cbf6a7333b0cb2456e3e441b2eb1a016e7a88537bd3e1f12a26a6b3af0264445747ac45c363da1fac861fbfc30bd9b917e98d585e6b04639e387831721d973e1ff457758abe585c79c37825ec9451a16a35ac3444e6b5a1852ad1233e86ab14a4e4d3a0e1a611973077b4ecf76ffc1a92183dcd0815624cfab787e5ead11ddf26375c36410796ce1f79a94e92534a1bedb9c31aa38e83fa8a96a798561b381be73bd0c311361c2299b5692556f7096267ba279ddbc31e1969eb1158c6d1c6c0ae609c6fb3397e56949f891c722b37fa5e2fc99183bf804cec701e9dccebbcb394c8bcb72478df2b377a1d18ab9d5c5dbac49b034c758ad02ae40cf2f4fcb067aac5e08e3c799b5a47312d57544f8e01fd663b5df26c896ed0dda06fddc5e1c4a5df2fb31bea2cbcda80ed84160f362451d86d3f652d45738151c07a125c6ea34f956718b6c98942909d40b50693e9d7779a49ad1451d3bcbad41831cfc8570e8a028815b0f84afe7f34f8d7abae4e2b74a18f6cf5410d65e02816c4d0a942fba3fdd63656f7b9b7723209c93854f0dbc8be4bce61102f939cdc3879096ac762e1ad72b0ae46f8d62c3ff5abf4667af197d1b46588233b4b88e0733d39386edad69252d7edb45722d5398b05636a5d4343b57956e07a6011d0fb4d2f6ac4e2510dd84318f9e5d34360b146a21d22eb6dff90fdeaf5acf197d850d84776f8e665c0f2855feba826913f5ca9e122d82ebe3b4af922fd9535f0b1f9cdc191733e2d5c2a44dd613e63f9aca95349d24770ecfaf387168533e2be8890b5e7fbdaf35a7d6cfc2b9822113cc4894b7d17f99f85a35fd6e2055a628a5c332b7affe5f3e58f9c3b85344bd8574142d574a24b01ff0043fbf4afeeb7ab37bfc6fb695caaf828aec868592a3ad1ea46c17b6a836eb676afdb3112f4c3211ba549fffe57d75de8f6f2579ffd8eb13d4675a9975c3a7e7fe64ad29f679ddae406e66b5bfb9be7893c5d0c9ba647c72e7d088c3bb1f5f805dffd8937a9e331d401fdd7b9bdc3eb934200f84dd74d0b2601ceab77e633a4497dfb0b6f2ebd8b225e37be0372a09ff5484eb0b87c3047e1f56cf0674a93fe3602580ed2148b31a2251c40a39f1d9158972964c39d8a4b9988337657f851c1276679491b6648a98bedb5181306a16f714a6426d2442d7589fcb524d26c0af2e8a0cf8424bc98f94c7b0c02d8f2c3751e0b3c1b3ee6dba2d2a97e49c3f0774984ade15eb4cd656bc913ccd64b61cc29f6d547815da1c1e1e381093cf1113265d1f4b3b1e07bfec24565131d6a12ff4fb3b2c6266254a515414c2cb04a790229460287304fb70ff9f5593c03f12b1bad2d06d360a20fa309f398f37b99ed25c731724face0a3cc20d0785b044b8af4d9b4bedb010afc788dc33171fe1448a2b', 1, '2026-11-29 13:06:51.490778+00', 'infinity', '2026-11-29 13:06:51.496628+00', NULL);
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5a40-77f4-a8d2-7ec4e8472417', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.072292+00', '2026-11-29 13:06:51.072292+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5a97-70cb-b6ac-c43488f7d23e', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.159826+00', '2026-11-29 13:06:51.159826+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5b04-76fc-8f7f-df6c3b0eae31', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.268445+00', '2026-11-29 13:06:51.268445+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5b3c-716d-904b-6370961d200e', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.324558+00', '2026-11-29 13:06:51.324558+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5b61-736a-b224-2fbb01276abf', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.361125+00', '2026-11-29 13:06:51.361125+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5b82-7399-8bad-c69a45989471', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.394054+00', '2026-11-29 13:06:51.394054+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5ba3-775f-9cae-7a8ce27f450f', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.427687+00', '2026-11-29 13:06:51.427687+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5bc4-719a-8850-e18a7dce3aa4', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.460643+00', '2026-11-29 13:06:51.460643+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2276a-5be2-7391-86bf-6e40c5b89823', '{}', NULL, 'dark', 'en', '2026-11-29 13:06:51.490778+00', '2026-11-29 13:06:51.490778+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5a9d-70cd-999d-b1dbc9498994', '01a2276a-5a97-70cb-b6ac-c43488f7d23e', '\xfb166048529a6c3361035acdfccb38ae955a44c2f34abb90fbd9b7d9d7f5593d', NULL, '127.0.0.1', '2026-11-29 13:06:51.166229+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5b09-7772-8b84-29cc0c8921d5', '01a2276a-5b04-76fc-8f7f-df6c3b0eae31', '\xae809197d0e785df33755a865e4f054ecafc1d94401abef7ffa63d4672de1944', NULL, '127.0.0.1', '2026-11-29 13:06:51.274187+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5b40-77d7-b8d4-80fe3ed63677', '01a2276a-5b3c-716d-904b-6370961d200e', '\xd2c0924a32b9e30351a95d0f3772aab95b9bf69282a6685a0dc54b3e0001ca42', NULL, '127.0.0.1', '2026-11-29 13:06:51.329603+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5b63-71c7-8874-c64b478b30bd', '01a2276a-5b61-736a-b224-2fbb01276abf', '\x4a0b797667f5f03f084099202adccdcf05e134231a345aecfc8895966cf9f6af', NULL, '127.0.0.1', '2026-11-29 13:06:51.364948+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5b86-7301-8c8d-b3b73fef5bca', '01a2276a-5b82-7399-8bad-c69a45989471', '\xbaf710d29b3fd10a53555da1d63ee171d7d316f994f97f0ea621292742c92642', NULL, '127.0.0.1', '2026-11-29 13:06:51.39915+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5ba7-76e4-a604-97f07760f222', '01a2276a-5ba3-775f-9cae-7a8ce27f450f', '\x54f1ae35d6fb855cea1dd53bbce39632c23fdb6e106cef58aa8ff6e7585ab6dd', NULL, '127.0.0.1', '2026-11-29 13:06:51.432305+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5bc7-7004-80b2-37d4e63437fa', '01a2276a-5bc4-719a-8850-e18a7dce3aa4', '\x8873fbe807ba51657df615a15cf74211e82f52becda0a0c6ddf246ca5a090247', NULL, '127.0.0.1', '2026-11-29 13:06:51.463915+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at) VALUES ('01a2276a-5be5-7531-985f-d0e73b7995e8', '01a2276a-5be2-7391-86bf-6e40c5b89823', '\x558642b48ae36e27a7e42ac9f97fba9b90f02e8e6f0aa7ae7217a2bc4959e3ec', NULL, '127.0.0.1', '2026-11-29 13:06:51.493196+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00');
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2276a-6ed7-7492-8181-7a936c671eeb', '01a2276a-5ab3-7576-86c1-fcbd10ce889b', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-29 13:06:56.343183+00', '2026-11-29 13:06:56.343183+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2276a-6faf-7636-b55d-4c98987ced42', '01a2276a-5b1b-73e4-8958-1a7ee9253746', 'NOOR is live', NULL, 'LIVE', '2026-11-29 13:06:56.841014+00', NULL, NULL, 0, 0, NULL, '/hls/01a2276a-6faf-7636-b55d-4c98987ced42/thumb.webp?v=0', '2026-11-29 13:06:56.558232+00', '2026-11-29 13:06:56.841014+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2276a-5dd4-75d8-b2a4-d51fe63b2553', '01a2276a-5ab3-7576-86c1-fcbd10ce889b', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-29 13:06:52.266239+00', '2026-11-29 13:06:56.039353+00', NULL, 0, 0, 4, '/hls/01a2276a-5dd4-75d8-b2a4-d51fe63b2553/thumb.webp?v=0', '2026-11-29 13:06:51.986555+00', '2026-11-29 13:06:58.100939+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a2276a-5a97-70cb-b6ac-c43488f7d23e');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a2276a-5b04-76fc-8f7f-df6c3b0eae31');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a2276a-5b3c-716d-904b-6370961d200e');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a2276a-5b61-736a-b224-2fbb01276abf');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a2276a-5b82-7399-8bad-c69a45989471');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a2276a-5ba3-775f-9cae-7a8ce27f450f');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a2276a-5bc4-719a-8850-e18a7dce3aa4');
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
CREATE INDEX channel_follow_channel ON public.channel_follow USING btree (channel_id, id DESC);
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
CREATE INDEX subscription_account ON public.subscription USING btree (account_id, id DESC);
CREATE INDEX subscription_channel ON public.subscription USING btree (channel_id);
CREATE INDEX taken_username_account ON public.taken_username USING btree (account_id);
CREATE INDEX two_factor_session ON public.two_factor USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE TRIGGER account_recheck AFTER UPDATE ON public.account FOR EACH ROW WHEN (((((old.is_admin IS DISTINCT FROM new.is_admin) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.username IS DISTINCT FROM new.username)) OR (old.display_name IS DISTINCT FROM new.display_name))) EXECUTE FUNCTION public.tell_recheck('account', 'id');
CREATE TRIGGER account_username_taken AFTER INSERT OR UPDATE OF username ON public.account FOR EACH ROW WHEN ((new.username IS NOT NULL)) EXECUTE FUNCTION public.take_username();
CREATE TRIGGER archive_discarded AFTER DELETE ON public.archive FOR EACH ROW EXECUTE FUNCTION public.discard_archive();
CREATE TRIGGER ban_recheck AFTER INSERT OR DELETE OR UPDATE ON public.ban FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER channel_deleted AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.note_deleted_channel();
CREATE TRIGGER channel_deleted_recheck AFTER DELETE ON public.channel FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER channel_follow_deleted AFTER DELETE ON public.channel_follow REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.count_followers('-1');
CREATE TRIGGER channel_follow_inserted AFTER INSERT ON public.channel_follow REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.count_followers('1');
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
ALTER TABLE ONLY public.stream
    ADD CONSTRAINT stream_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.taken_username
    ADD CONSTRAINT taken_username_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_session_fk FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
