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
    account_id uuid NOT NULL
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-29 16:53:07.961967+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 24103294);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-29 16:53:07.986815+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 825166);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-29 16:53:07.987876+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 4242789);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-29 16:53:07.992376+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 982070);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-29 16:53:07.993595+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1034541);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-29 16:53:07.994867+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1493973);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-29 16:53:07.996603+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 4010642);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-29 16:53:08.000847+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 1081522);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-29 16:53:08.002108+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 10987464);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-29 16:53:08.013471+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 3002264);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-29 16:53:08.016691+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 9286900);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-29 16:53:08.026183+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 7774329);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-8588-7057-b036-91dabd2827f4', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$BOF07GaRJ9NFUMRPTVGvlA$q/Ym+sJMnQxcvicDcDdpnTiMF7Z78vy+u2NSDINuk24', NULL, NULL, NULL, NULL, true, NULL, '2026-11-29 16:53:08.103935+00', '2026-11-29 16:53:08.103935+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-85b5-73a3-a4dc-7c02b2687e87', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$QM27Pa/SvWAY//cM9dDEHA$bF+X52T41LLAee/4K5aL+XDjN2W8fICvM74EgBmVon0', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-29 16:53:08.14962+00', '2026-11-29 16:53:08.197739+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-8637-75b3-8f16-085a4e763701', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$yo/2KXCWb5gK0CH70zgoFg$nZGyg88jCOdNmCWNFqJ7yy3mp/qWAjHoCe3z75UyThw', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-29 16:53:08.279811+00', '2026-11-29 16:53:08.293161+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-8667-70ac-bb79-b3d94b1a6e00', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$uShTzZiBP6eJ98WAHS+pPQ$F5ZfGoh6lx8rowZWSxXAT1PHSwH/K7knwwa7tjon2fU', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-29 16:53:08.327707+00', '2026-11-29 16:53:08.337561+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-8685-771d-833c-18ce37ed31c3', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$rqyS+bO55lEUL8YBpIfdCQ$r/TSbtlJaUBHMYNAGOUQo4L3jtTazq7yc8Mu7CFako8', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-29 16:53:08.357375+00', '2026-11-29 16:53:08.369913+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-86a6-729d-b9be-d7111c4831b7', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$2Ypd0Zqz7kRVR4xSpuV1PQ$n6CuDGXXjohSuQ9lb9l4XY9TYbWJS57g/AG5V7eBpEw', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-29 16:53:08.390749+00', '2026-11-29 16:53:08.402832+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-8701-7398-bc75-754ec1cb32ae', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$b3w8vm0xsza1ovF+xQTamg$KPP1cN/3b29r86MmpPqryZAx0CjbEG1yV9Iyy3cq7o8', NULL, NULL, NULL, NULL, false, NULL, '2026-11-29 16:53:08.48164+00', '2026-11-29 16:53:08.48164+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-86c9-7166-84cc-60d8d9aecce4', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$IpBVs51wnb490oyfswnYGQ$q6sGfUnJWJCaFXq1YB1g6PRKkr964bFkuUr5tC+ycIs', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-29 16:53:08.425655+00', '2026-11-29 16:53:08.43518+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22839-86e7-745a-98dd-74d8689b1ce4', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$PCVxcfgT8KB6op5AWL/Rng$QtkcRIMxPH4A/VQe3kxYpReI89gIJYS4iOw7Guj7d7o', 'gone', 'GONE', NULL, NULL, false, '2026-11-29 16:53:08.539337+00', '2026-11-29 16:53:08.455168+00', '2026-11-29 16:53:08.46284+00', NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22839-88c9-73cf-901a-714101829344', 'ready', '2e7b8905-bfdd-4996-9014-4b58f3eab179', 'public', 34669, 4, true, true, '2026-11-29 16:53:09.227372+00', '2026-11-29 16:53:13.293968+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22839-9adb-7429-979a-22a97747ed88', 'recording', '82a39a7a-2a3e-478e-a9a3-97c8b419e82e', NULL, 0, NULL, false, false, '2026-11-29 16:53:13.842805+00', '2026-11-29 16:53:13.842805+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-8685-771d-833c-18ce37ed31c3', NULL, NULL, NULL, '2026-11-29 16:53:08.510575+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22839-864c-7143-831e-1c99b5b96384', '01a22839-8637-75b3-8f16-085a4e763701', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\xb5a4fe37f78fac9855411229ebfd3a33fd2d3d02dda155f7e7c1acd98010d963', '\x5c79555585f9a849114958a70733f2f8082bcde5711c1a6414ff63daef8ee0f0df24908302aa0021405cfe4f54b791adf4c674d7d40aa8b1c8826dc6e6f7de4a8eeed78598bbb2eb8febf12bc20741d5abc2b9cd5a00079b31d58a9d0c', 0, 0, 0, '2026-11-29 16:53:08.299439+00', '2026-11-29 16:53:08.299439+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-85b5-73a3-a4dc-7c02b2687e87', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x669c9a039b7e5d85743b26abfe1c20077944cccc5577a976bb67b9ef0e57b2a3', '\xb8d236120e33ccbc7fb0f006d9c25c2922112f80f513c232bca6de00ada6fd330b873e2b0d0cf80bab764fac3bbd4cfa1a754e909c9008b16b5d5aba401ad8869bc65f9156f6e3f859799f552fb9f65e80bb101767484b79a63571e361', 0, 0, 4, '2026-11-29 16:53:08.204814+00', '2026-11-29 16:53:08.204814+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xaf1e5eb743380786b638ec2ee7c4b4a5500e42cff37557cb699fa81e6b48f1b8', '01a22839-85b5-73a3-a4dc-7c02b2687e87', 'verify', 'mira@example.org', '2026-11-30 16:53:08.14962+00', '2026-11-29 16:53:08.14962+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x23fe4e8544d2c08b026163024a2a757b837f27b830f73412af01777d330cecd0', '01a22839-8637-75b3-8f16-085a4e763701', 'verify', 'noor@example.org', '2026-11-30 16:53:08.279811+00', '2026-11-29 16:53:08.279811+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xcc0d44c82c3f5341e04f043bcd1cd53d397d44d60f89ee723453d438e7334d8a', '01a22839-8667-70ac-bb79-b3d94b1a6e00', 'verify', 'jonas@example.org', '2026-11-30 16:53:08.327707+00', '2026-11-29 16:53:08.327707+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x9e8016d30ad03efdccd35fd780ae7429b1998b2c1cf5e7d1c1d6f1ab73bcc2da', '01a22839-8685-771d-833c-18ce37ed31c3', 'verify', 'vera@example.org', '2026-11-30 16:53:08.357375+00', '2026-11-29 16:53:08.357375+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x8375fa214b897014ae7df8c46d0357ac4ae8c1bb385fe558715efae30edf8075', '01a22839-86a6-729d-b9be-d7111c4831b7', 'verify', 'tomasz@example.org', '2026-11-30 16:53:08.390749+00', '2026-11-29 16:53:08.390749+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x0b6a70620a2f41261dddfe8553f7d626cd43bb1e84edec3ab7175fe002c61816', '01a22839-86c9-7166-84cc-60d8d9aecce4', 'verify', 'boss@example.org', '2026-11-30 16:53:08.425655+00', '2026-11-29 16:53:08.425655+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\x57d06d043e8ee0ea6d63f5ece47e340ec844177b1618c16a7df055cbc9459b14', '01a22839-86e7-745a-98dd-74d8689b1ce4', 'verify', 'gone@example.org', '2026-11-30 16:53:08.455168+00', '2026-11-29 16:53:08.455168+00');
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at) VALUES ('\xc824e1cd58e6c92b0791958a1e15f6fdad7690a3cec22bbaf520bcbf725246e6', '01a22839-8701-7398-bc75-754ec1cb32ae', 'verify', 'newcomer@example.org', '2026-11-30 16:53:08.48164+00', '2026-11-29 16:53:08.48164+00');
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22839-89fc-72c6-8367-475afcb2be78', '01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-88c9-73cf-901a-714101829344', '01a22839-8667-70ac-bb79-b3d94b1a6e00', 1, 'hello', '{}', NULL, NULL, '2026-11-29 16:53:09.244759+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22839-8a05-75eb-822e-caca6ec26650', '01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-88c9-73cf-901a-714101829344', '01a22839-85b5-73a3-a4dc-7c02b2687e87', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-29 16:53:09.253943+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22839-8a0c-72c8-9505-40d631234e16', '01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-88c9-73cf-901a-714101829344', '01a22839-8667-70ac-bb79-b3d94b1a6e00', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-29 16:53:09.260485+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22839-8a13-7138-be2c-3b2781f6cb44', '01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-88c9-73cf-901a-714101829344', '01a22839-86a6-729d-b9be-d7111c4831b7', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-29 16:53:09.267994+00', '2026-11-29 16:53:09.272687+00', '01a22839-86a6-729d-b9be-d7111c4831b7');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22839-85ee-7198-adff-6affcf26ab8d', '01a22839-86a6-729d-b9be-d7111c4831b7', '{delete,timeout,ban}', '2026-11-29 16:53:08.534585+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-85b8-7774-b805-a1d9d8df760b', 'mira@example.org', 'Confirm your e-mail address', '\xc942641d6426923e09754341ed8048318d53bdbb6c36b2392a84baa8371cba308ef84afadff79b7f452d4458ab890b09848fa31b625afa8596cd0cdabd25aa73182e3e1add3eeb6d075822d7fa1f06a1676d1e80fbd40d4cf9f40dfedfa2bb13cd45a8b5dbea4320ea9cd8aa0b6cedb7b1fb06045ab1be1a10407c4254467e3268f07b015a0e42aae017926e37c092361f6a21eb00faf8abf813e18e6e65a43ce7e4164bfcb532158677e53af9603d68a0c19926323cfcae1861ddfe57629204f97a2367134e034c118006e641b76ec0bf9a170564c25ec6182db0484e131225399caff6380814ea19e9d76481fb13eb81bcbb55a2b4c01bfb1b4f4b05cb09a8eff98ad746a64a396089951afcb0d970dda688bfae08bd637429cd57c5d72f7da0fe0ab7bc63d4a7d292597f32b4ae3fd872896e95152a1b8ee9be100dd165cdd4ca072d892ce26452e38133f012b57576bb8552e7ab8c2877634073812897905c319e54c9f84dafa8a3b43aafee38e7260657d7fed3c1d997bd52d1883b9b35558318dad1eb56c205c1ac27ea63ddf1fd2b2bcb7dc4e0090629ecd7996ff7e878f7c5b5792a83c9c21e0da1b863a80c47c950768c940d30469aa8cab787d8b7833871051a317555e2d5c4adc2758b73bc9119eb578e500f1d32eb2bd8a3fe9bf6cfc4fc831c60b36d2bdccbe18fd42c912e82a9aac73f945cbe630350666304fb0f2afa73368893e8a664e8decfc92337726c6683aba1ddadd0b863f624665e839804489f56476fc6c6491ba9d4119390c0d18204a6078bb11f553647b4c952b0dffd620c52fc55d4819f65a0132589faf0085bcf12cc6f2f3f9567249ef2b6e07347d30b7cc9a65c6ea7e9f16854942674310a906cc676f4ebb9542381b31fae187a72fd060d18a7828cc1d255621f0a828e11a493f6bbaf8d51623e4efc72991f8927ac11d6bd85f30e14bec9c62b990f95515d39027abd2fe15ff9ffaa7f5915bb9a60544243fea56227a07fff9cb36f409cebc746128ad4fbbc9201ee32390b6c67560304bdcec0402fcecb32748349d70d333a9c7722022e5f3438bbb67ba658c1ae6d3317534a95a77fd139dfb66b6c639dc0cc93ba6a3abb97a5031d884361654f4f309dadcce92631884d7f1312ffdc7dfb35fd2c65919a9e5f7ce444ae464489f9ada8a27afef8a71944b4bae6b66949c0784ebca7f442287818145cbac085a40ddfa12b15f0c0ce958048e30b0bee7bfa9498429ad4b60218abe27ee9905660aa8fb9bb34064e54ffaad6e37c7caf998c0d011626df954a4fcfa60989d7739416099db547dbdc9c5c729a69acc41d5deb76555821ab014e11106a25a9461b0f5836b5a15fc82abaedad6f49a7362824166e991278f31ea28b41aab09347d871b430c1ec45aa38e9ba2110e7c4165e36cc54c5c218092acba6d1668c78ef02d02d32fc06e7059a8b0c3db62b7fd8c42aefb5a3216193b0e2a66155546733362942c1e0ea6b19c52232ee95b3b45b6e7aa49ed4292203b820e369e9ef0020dd4c3f3a0b0ea570aff23b6df5018cb66547f9f05867d2e9ba5b4ba78c95e906e707c51fea0fe45109b371df11f2974e7d5cffae3d379a7e927ce44cfb57fe7c18665ec2a67c376b9bf6ee963305f942194e164f6c8feebe3eae3be884362e0522c029f784dbd4d0b8b8b8bb97fc245e58afa7326cb51df75c5e767630a5a8b9d2cc69262e862e172029c742b1ed008086e00cbf3604376e80c5767b1131cffdb8ddf09ea1b3316d44295fbd343673f59aa5f6369ae36327c3034248242a3529f71ad14f60f97661d920064010cf09f16f3b65bdb8f2935b478db62b6812f1ffd1625829a1a3e676c747b369c033e46431c6b71dda3ef11981de2c7469e2a2b4045a10e3aab85638d3c6394c6feee37e295b7eb18e008f18b90df0721e5a659af66846d38b970ec45d371fc5df109b30fad834354bd78307fb63fba313f517c3294ebbca79ca4009251ac70a1eef81df6392d8ec1d0ccb3ed91787485d9c0676a9b497dcf9fe26aad8f3cca9d3c1704a2b96c90e74b2f09d2727c7d0569a86a4fbb23101c8f58e32853aa9c65dec9be48d4770b512db1dde8e30539b1542ed3d9f1c1fc688cf16d46ef4b93697b4f5406a46f17cae30e52cf66ace30ba0349425cb0465ceb1af81652a8747d1c74a33171120d72506d2cbd42bf009f686319bdbc8b3df8264008a3bd4a109f04cd64d15956c41546ad98d508a1d56512b2251927935d169f179c4e7b722d51f5ad1bd15dbb1fdf1ecdd72a26187df81ea05f4a2a4d26409058b6db2e3be55fa081e2b6ce5f58c21a35b3cb639a08a7e70792d1d188e68766a64ca69e78f75cafec6244436ab9d4e9109ec008ebe184abb09e0e83f115bc6c524a7465b7201e82aae54113ec4bb1c2720f58da83fb1a9bf096d5ef2ea100cd2cede75ad6907f9a9afc1dfc92440923e4a7e3dd6ea956007667893cf95b081bfa8ca3c42cf8c56be6aaab09f0078860447464524aa4c88e6f070dcaad9c99cac776c57bc63ece7fa97636494c9e4d9fb97c794cda47711331f3379fbc3dc9d6ea202ccdb82eab32517045f8aa3b67dacac781f5b5', 1, '2026-11-29 16:53:08.14962+00', 'infinity', '2026-11-29 16:53:08.243259+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-863a-75d1-a6b6-c516da390869', 'noor@example.org', 'Confirm your e-mail address', '\x4aabec8a4a395fbe64c4cf64f40865ac04d3459c9d2913f56ace744aaa583423e1be0f9272477f77ed5ae28b22ac3933a4ad489af27613ae4320e5f2653a7127bafaea49f25b42821815381f8632aa4dc96a3a45a045516bc5e00ce7f131bd01bf5021d6df6b96c786a6933de2bb131adc4febc1b2cc0d3390ac53b573ef62be282077dae48b3bb5ccd47f531b70beb0a8b0f3e7c69f18b6e747f7e91ecf75880a6063d66a7905b9d8cd282a54eef9b6439422d1a2ac15b34ac4883121c0e31213aece11f5217cc343b16b98ccffe2c83377620233f67c765b5330e524d316097c3ca8d2764792f5aead0e6835f267ccd75df8287674c76d625c1f742e615ef48bc468f1d2b63bed3f9c520af10566f5463e6aedce7122f7260d49852544abd292d5fa3fae6bc465588095a9a1e4b268446e24a6046e02fc99a274c43b8cd371170ada35f79382c4b486da7f8fd4d6ab70b131826cdbec3a7bb702d4f57a22fe0852866cfb7332416e3bd11e291982daa7e993d28e1def9488d0a9a12198914de7ab3424537613cf4cfc412312239e0b8cfc081064125713cd5befeb7f37afa4274fc3e896a857c5e4d95ffe92f3d35d29c2b4ea9b8a67d69fc58f60d7b22e7c5cf40ebf35163f5d88b4f34404dff8278b8435710f6eb0631e559b725b9e6ffac70c020f4d104147e0a6b2b6f1a3641392aa00f803370ac56bbf18acf2fb3e9d71d9ab00d26ef9d4b8d025edfc94061320286f5c1c2b52961d87b1d883b256e4eb1fa635a2272f5a149b071ea72c5d4ca0d8d869c4b7c67e7936511419020f997d51393f71a0754436bc19f8d9a038b976c3fc0d229d90564b2c3011859913b39623f3d6bbb79643906f786c6fb5de644d7c3826103dc6337295c77aec297b67d53e9589d66a324d0b043cf67b839bef91b9e661fdd2798b66cc3013cdc0082b21f811799e3070b08be94974603cd9203aa048a377500f57d614f90aafb9ffb685245e4081e0e11be662633c9f93241bc6a14d95b1aae4405e6e32833fcacd778453ae12fdbfbd48168c71ca745f09e2fd27ce08982486a720fccea5770334d8db8fbf538a2682fa8af35468f626344daf9c7b9669106e5aa8ad69b19436234f2092d642678e8637cf0bf162d46c69a872051c21e3b3805594b5ffe68323bb6f508824ca18bfba655f1dcf14fa7b6ac193dac09b1b6e5275b6b60fdb7332c8a705089d281c151ec45dcd9191a600f8c03f99cf7b1727e9c59ce8523f758e1ea6d307078ddc62f7621656816577b89fc6f994eca096f280355b0a0b57c7c853e229932fa0bd5abf731d19e51afc3f320807a1d6a409dc03e00538d5ee34b8bfaccecf55af2803deb727b30fd45f40b082dce08d636f8a09bd4ceb9dee580766cba6f682a2aa1010c63cd4a4f77ce2e3eb9221e7c1c460bac05ec11a253172d89722c600eb775bd6f3cf6ea55706f2375bf15ab331c45d9d75ef2ada764a3bc6af49f0165deaf7cc570d04d4fbe9cf6bacd18b73a68062be7019af65f1060f1a16fbf47715de26948177643e15809aa66201f9e6410b24b5bf5083bf2e374fe6137f66b3a916ea3ee29cce53ed9b383b5fb13e78c86a372f86fc0c1f3dc693162ea61065b673c1524c05fca7b3170d56720330b7f55ed2d943d3428625751a05acf05b5a89b3531562ef44793e5fee50e692ac97f1250ddb1b417299345ddc54e14862060a6e127b1815941114801450ba5e053d14d5e3db589e94b00ec719427fbcb89491a5c879b413b546655ed8218cb228f0dbc41e502d831f97e11df0955ca37faa564922f917b6df9412afe96076779eb5799d224e2622ab3bf1e2cced0def6215611b3afc906201c170820ffe0fcf6ca5046dbb43525b1e9472891b5bcb7f5d8f7824b2d62e2df535a4cb8584c397307bce80c343653895bff9ef2ce89ebf1e9b570335fd1c1a0a44bc1d28f8a195d81a0cafddff3b58b54d708b544dd9344d8adf04620e49c34828900fad62eb25a420ab852edccacfb5556ee2f7a87050385f0a71b0b931520a5dc0d2198ff3614dbe20c20678bb8df831359e533b53c8880f6b55ee10c5b68ee56bb64b11e573faa9a66eef1839be9123394663a99b6f195614b585b955a7a714ac5a77ea4348e792086fc259165de78afd141b03b8b90811ddc852005e438d1992c4ae02b1953564b72bcae23c9795cbd1444c4d1c7d683781ab5a8977a3cd913897a9f05ef5a242f1030572dedbf917470f4d27cbbf5ab43f39c25249886140f53e6a67fa99556a3edfae92750972763c7334c6ca1a2c1f3056eaa7ae42a9e88a93bcaea5a1f77a21ce65431fba96f5363e8d4bc95a702a9c6cc68d38752ef33769ea06c98aab9d33e0a3e8641799aa99f61c2b8264d1d85e9d6527aa1b7dea85fe21ae5fb513dc7f058d25b6d09609898e28d0e78a8a04d7863fce9afcc8a070102d2780a9949eb4344c8c069dfda43cb8ceb558de646cc6b5599bcd4de1878b115e9cb2c259df7cc9a3065bfd707e027df5adec07154a2aafc589a4e826b64faebea6f49a16458ad1aba76aba4f7b25189518469876596584fb9c4edf16a34dd858f4b630d2b168a478ecdd1b3654e00e', 1, '2026-11-29 16:53:08.279811+00', 'infinity', '2026-11-29 16:53:08.289477+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-8669-77ef-9a50-1fd5899bb557', 'jonas@example.org', 'Confirm your e-mail address', '\x926dedbf5c796a2b3f027ce842d442d5357a1e0fe8ca0c245f72675176b71c965bee45d9c76ba6d5bebeb783182d07bbcd5f1b7e5af1959a017f13b00755393754edadc971b948dc6e796969e13c2d0a809aa7fdbb9a2616507ba5b6c55a58bdfce910c7b0e802b4050d45b76a0a7451fd29aeb1fc037b5369d4eeb1acbd9fab7d3ac2eaa7d4aaa11a8567e53cb4c31946d253a3e8f75ac9145f6ebb14df6f9ac90ff74ef93ed4c4d10998e9d058adeedefe1bf817df9c889c7b80d66913b1aed19f6dd1df3b1e1cf010e01e104444f1f62e1cb7e3d080b3e6b0451d98848c19b8e911b85acb2fc78470a59b0b499d34a523c82312895b50200ea1705add1b5ac893bb77e39a6dd67b263b5ffac75a5024719869ab91b0075b1eb8118e2724d8af340c2364c207f60d2a691b37d23b30f9b9c6ea2e13fbfe7f77f3719142261dbcef9b831953a3f9441d49beeea96eb5d460bfbf4919c9fdccc7a1ce96dbbbde0ffeb5a622fcbeca496b3e11d96d7ef1a1d365a9f0d826a5221c2143d820959b81815e212a98681b4dae17eb78f92b8b43dc198aa08e60329bdd0154c26dc5fef29fb55fdf01cd5e4a32c64e05e14e8bbfe22ad1a9b2d6ab5c9539fd8d4a26c0f9ce3a6f4c1a6b9fad83f3080eb42891ef6eedae3b355672690d7829caf934d03da98d7bd792d0262b13587d32044acc61a6486bb591e5771d1ef6f62bbaa7e42f12ef5633fd20b39794c6b99b921cf6f1a4e969b94244276a153fda2286c571a0e56a8dfc8e964d2324a4a295c71a398f8a7307359fd4a145ecbfcbe37a7722a867a0ef968b7de7bb00e04d92dfc26b8ffa551ca180e30a18520369f7fb356783a0aaaa4b2b20bc0b813a13d3859dfd3b424ce2947c9818b6b092f968d2f7269239e2dfbf8f4008d3f5b8390356767783696eeef2d397082f838d9e195393b59ac9ad8ef5a7470bb724c19d9ab2c30246776ec46bad894d7e4590363dad4ad10877f61e94c9c792346ab1528925f416d4e7d7b385349c80b7e0817e3a56cf41e82c6850ed627c828afbe7147e7ef4a9eb30612d10d294cb758a4d9710945c2cb5eef57620738d37f7c41db13bbe6168c191592c13f8adc9921ad1e560c26306bd8f949f9c2dbddb6a1522e60cd0ffbea6f1982c897ffbf015fbfe3296501f8bf64882dd2777f036b1695af149d46ad9cb4a186c7b9a6a3db411120e698cebe5336b4b1622b8a591752cc7bef39c24def5ff97411bb79d94bb4ff5c6a36453ef5f3098e04d0bedc7d0326ea4d9034ded224d46896f659f4e75d7ff6f751f561f4a564d07ca0bb1660941e19fa78fd20956ee4bfbeef2bae7fb76faf6f62c3da236f64bb8296b2e717638f3f8876afd2eabd86e69f87d52fcc6c688aa3f17e97b83e5f687e8990a5c1956e0113fb46c6df4eb67301d883633db2f22f169ce0a7c232bb43e27984a07f54e4f50e8d769843785ac4fa1e45779febaf91ed167410b5c3c4ece47bc4b2a204299e7709f8b85bd3e1c5033ae41811c199526d39b02959c674fd041eb613fe493173da8b9a050e85ffd6744229e3f8776a2fec1efcccc04402587dceb17239692f5ce7dd8a7a3afd9720a3bdcbd8167f4aa0e1a359ffd90bb7d3c0dd4701b10b8d0017eae7c3c5cbec250c99ed3654c9a6142a1b48428b6de0fcb4924b04c0c5dc628b8b56c36b27d6299b1412abfa0b686f2014f35580d7e6160288e2de8dc02669d28201e765a1e54bff7ff31b06aace797c16a77e378a5c4cda31b19c043fa72d25a3896770c976a29dc20a2c38efd2557b8f80877c2aeb865c12291c3a7bbe501ed83cc765b62365fba866412ceb93ed9ab548f2d9dccddfd614223008582e80199d7091c01e6621d113e011a44c592e6593d6b7c8586a5b553e7c646f272ae6984c0844683a171be7c6aa187f59137831ae74e2d582d20cd5c4bd1623a1a9fc00db331014122b97def8c7d97b6893c1e46d2c9e09d5edfbf2b09dcaa30eb5180c6f1f4139e83659cf740896bf72b0adb8a58fb7c04132d304116e82af0b3e32c40c184301807ed9bbefe2d3ac77b1d64bd3dd6aa394282aacec60783389786297e29c1bafaf9cab29dd1ead18e5cb4699af5229cb8617e8673152066d3f459b1dbcbf050b5ab0b0c764efbe2c90bc72911f246b3e2a411707eaadbdc4d1e3e6d97dd8a2a7ac7b8786721c7bbf3e952c2146c3edc9258ea34d357ba79f8068b540e0a4e0175399d712ffdd96532682ef8bb6f4f468ee2ac4f53ab7d8742a0f14266cc8aeb79f5268846f951397f0fcbe300956edc43e2b73842c01e6077e948ba404b6c727cf2b0196e9ca592af8f3e467acaa9392b51aac6e1e5a4652a64076f5b3f25cd7e0140fd0780cae31b02cd7f05438eb1fbafa7e0b67f0c647f9e69dd6b81ae7314f05685876e96a6612e13d1c449c14689e13586e803bdc3d8ec601b6049866a44d9b85909ccc3127ec7d7b2a7274e325b2f039bd33aa9d2ac82ae83c45af25b63adeb41830e1d038139587c45d1e82a81308aba45587c2227892496efab385d9b6de0b05a8e565f3e18f7e95e366fbc622d1d916e78d26eef67f30fd06d72e0543ac85dde298f5138ef191d641aa0', 1, '2026-11-29 16:53:08.327707+00', 'infinity', '2026-11-29 16:53:08.335032+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-8687-73b6-adc1-dbf3c2a6454a', 'vera@example.org', 'Confirm your e-mail address', '\x7235a99fefd6340df8d936688440fbb96cb062c97fd4951d2ebb128ee47bb4c7e2357c2d319fce4bc8c57e1f761c62e0e2101ac5ecf065318bf2d0868ece97637d850bca4836e066e0a4a34b548de596aa0316463192ca5da37ec50b505f418691160cfd5c745914518fd77910e61a5338a8bff0f1b43ade55f5e3b8a923881cec981f1f276fae6b001263900d94e7403356184479325d5d26c0964e76caac25ad59e3de3a0349af104479133d465174eb6fe752c169c52d71ca7afc30213be2fc6b1ecf806039c39a60a1484feaab2ff2fc20a77998c82d1f73a7a570d2c3246630f7a05a80ff3319692e006960719b6cdd0694b751832a914032d0d440768a226e01714e94cba615c6147bf597c043072fd40d06cda23878175e3ae7147db12bd0ffb2a9e6fec9959d5e40d7fb4ff406944bb3d98f6c93593e6e3ae83da9b0c53b5fe8034028980319305842b4aa4dfca27e5c1421c242d7ce81032570e5f1b293be0dabaf440435705c84e3fcdfc88a296ee85ce7b0d88ffd8bbd2f7fe5ccff752d8cb1a71453754ea8b48eb2cb653886f252a4bd5e7709af2f62c3fb2e96d48282328dde460aca58d99ae61298668ed53cbd770695298ac5719c3a42dd74fcd37f4d056c1117f11543749b7c02d8e21b67c0ac3185773badd4d7c69bbb2bfb05b490f36ee3dc351f9cd3bcb21d4d340164ab134504a7b48740b37b3de7712deacfa6651dd216158bcc7874d43a4b63988fab298557da1c12601a7d1f6d68b0a3664a1f0abe4c29583c84ca604623e3f542c6da8f0a5bf7da1d6239c1a8060e67fd002b5277ada24ec2d800607c84ac30dbb8aec5c69937cede1d34df871dd00d1c0e2d38bb2c9f22deabe6b83c7743062d227d4e153b16b57a7b2c3811b452923f2eb7eae6befbf11c401be4d78c4b610d68e2c76d88031d063802ba08a697cab4c1fd4bfd486ff7149828c5c759762f6f6c239790594ed43d55b120ee0e09f6feed6dd1a0220de5bdac19c7aaf3cfa0b2055f0633f1cea170a7213965cee68a87ca4233aba17ca234a168a57c604b86c0802544b0a53f3e2308032aff74c08c33eff588398033861c27ba935a1c9f1c56b9eb7c0a7575945c800a9095c8ca8c2532bdc7c03629e6b85e3230496ad9f86ec10a29562dc7652884b7d7c3167a88e1b82b0af9ab536908ca45ea54fc8bb0b0f0cb19482878cf857a6187d9a2917fcb3397c9bc83a6947f639836a07f74d3d923932c88ee472db28d401d3e772cd88b233b4418b65740fc0203b1e1f089c0a3586745b6a7529ae2b4d5c2ee73988bb054391bab8f84a3b56924402050bee8537af24f0cb478e611cadf62aea4df49d4340f904c71fd47234a6db46a2a9fbbc7d3f30041ea0983a15fbe765d02a3cb42a10dfee17540f77cc2681859f29988fdaea2cb723822d83a067091e59e380a7b6945c086a1d8415403e174f8d4646724caee57cda98d0f5f5b24cf67efa60c5498fb1fc4f3fb920d8602506d0aac49cbdff5a20e4b44671c6a8e3916439cc9c4ce2a1b2faed3b46afef63255dab70411f24c5964f38b0c766e6c78fe96764ecabb7e4ff7f91b78868253493ed24fae02adb1c21d7851ed083039dde10bba135bfc06ea7964d84961ebbad7e41e456a0acd8bba974265596cc8e2d2bd8a9acb4ed2fff51866a7116d0e629c186b1796a88b3ceeb5371f25632d3d61365ee2f203966e515b2a2bbb70c944224a348a062fdc8f3da41b701acd6773414f2cf85f18f51d83030675919cfdc20cba21c15196db41b88b811f3ac34f2b4f537b23265daa8fb964563a4a552202793f6ed16c50ca35491ae8dbccd392296b82237fd54afa798244eaba844a00354c6340195e42b50e8613c3b88e2d05895bcc9550d0f27352927dd16917804d79ac7ef4e6ee60f69f5cba5af39fb43c32a0e7f6cf7564b276971f42e6b87d45b45132eaaa305c64861dead6d70bad31156efa20b48c712111e246833d2e80752e3855f5333e1ca74f3673e6c971e041e2bb1dafab8f62109c255e85ebeb58e4825c65f258f04e21bf1e6102d4928b8f31193fcda0586d464891ab710c507ff2ff6e2296741aeb0f7c2ac7c8d0bff47c920576425998c12ddfe0935ba21f9986ff4c89f6e8ed8771bb72dfea84f7a8a001fbd9068302571634b2e130bd5a692522208803f445a0fa0d2fce9da8442c584ead6f358f7b11adf7145929142042b08778a5d8c3121da8c8079235cb7f25713e2c71ae2cf0aefd76595ce63e11796c2189b5fff954179e83409f6b82f3182d6f97bef8e7b34747441f10bdba9b639cb0e533e1142469bce1028e4fcfe9123ed6a049ebea8b80e7dca060031486626df6c01c5f51250217d7c4711dcbe0db9a9f7d3dfbe700d13a4bc8facc395679d1ce477aaf6db01fdafa4edf41143fe6af97eb266ac153619de91b9432f95c43b3fcaaeb59c22511238355d994ad125e99ac064ec2a8672ecf8b762becc6aaa7efe23a63dbfefda1c7808d4fe7dae44e47cf26fd75716c6db87f048dcedf27a7702097d26384cc15d9f300645cd6798d7319553f066a1ff16394b0d35cb29798abcd11622d53d4e68dbce81be18c7ffd037e', 1, '2026-11-29 16:53:08.357375+00', 'infinity', '2026-11-29 16:53:08.366653+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-86a9-7207-b047-e6347e602d23', 'tomasz@example.org', 'Confirm your e-mail address', '\xd60fd14295132d14c24c55d9a59093b9c71be1d8b8ad9832f9c28d9b62bd54df776f44b9b022359e530c91e87576cf0ff6ae96befdb1579dab3484581673f77605f123b86d88bbd200318fe3d81512c2388eae9ab8cd8210227b1a1a99e3b4e483e06563dee49c125875f942e4d2290aee74dbd0962b89ef7006595993742268cb2a70060f4e9302d2bd858751ec6409cdec7712eab638cff557954f3b588d468cf562a41ed2158a0905a65bb751327afdac5d6741036cc1409f23ebac27b5b5ba55235d9fde73228f69fe79a7918ff13e10eca5959d38a35df3971829edc663a1c5b13e9d6869bd0d300380d1402494a20e93a13aed1b2beb9e95d9be348264a18ab3b715d3be8b18104cdf87118a960db1f17704eae7c54da049bd5e59e517bb276ca4b2b49b573e5ea6f72b7ddb00d3dab0ca504ff8fee51e44e882e2b8ed247650b5c3c6f2f6caa072a98ccbd0dc2cc39a56e7739a648c83e0f654c4e1f30a545c1947b9d0879615367e505aebe949b11eae79add74d87c502b881da6d5af1ba3640d5bfd3783f24ddc446509ed9d48a7926918c6978cdf7a0cdf78f1d6d082ec74dbd53eaf15ac5aece7eb538d2bc8dd91e198202bd35f52329a2f949098b882e31b1633e1ab4579fc63c3c099b3077e7ac7dafc604a535acf08db130a02901c2e3258e678367a875e4c626764a24f0bb4bd98dc9d8caf304f392f99dac5e9f16fe3039c5109b89bb76c5dc312a32989274af9bcc6191c602c9f7f1abd2462c8bac1534f1d02289e6aea1daff1233c851818d3f187aa51abbe6f629774db3fdc81d25e91b9ea5f0adb02740bac7c5d8e7a089e3c4abbaf971fd95f77299027cc36d4dc6f27f269ba7c8bbdc5e2b023b529d281349c55a169d5e5500093974a0a1c589368b044c85c1bc277cc4aef069a51aa4c0e19b567cdb3adf8eed81199bc55c9c6c7c70fd2885d55a1c68da6de5e4af0dce51707c069efc95c42feb0da5dc734089a0c51867040ec738a63fcff01654c5bae43a90ee558b2eb0115b408615f03175c611be5ea8f778bedd56f362368576ac012c767b8c40b71fc2cc011905e83c67cc120013061b0c1d40a8081a4e55d9c3dbbd2cc409a632a29a9cd7e854a5b753918d4497f7236cdb5b87abe07b9317cf50f35d1304743527c85fe3439f1ff008833c541e773ca33b0e41efd53f67d3dbbe243071c557d72e5344b2a9d1b0daada8370addcb658ae07b1d8c82ed8addf1bfe129c06acbc197d9d0ea96ee25f8662ee2d3b1d40d9e4ae6a508cd526e4aacb71698c4f441f52a0c456ab50a043282b1ee4799a596855bc0e330318fa751ea44a3dfc8a3ddb078849ab30a81fd59cd8db10a1628ecc9fe0f0e7a01f4f13b7b153a9dc684031c1407b32404b8a9db0ee629694985492049f2ed4e5fbb0320bc75e191b46254ad52b946278444a39f3004969253aa1de09854799222184278efeb3b18ae5c3763887e48cf66828fd68f5952c0e9f1aab56dbf94cedd84b2d532c9a5e3d86ddb306bf571db3834803d02c32274a9219ab2f49f5494d50526dce3571d5f9105cef2a91ca8fa65e8098f97d54f5f30e83c0925c1b2ed59afdc58fe0c61310a315c9b57b71fbbd9dc00c2abdd3e77fb0ebb8d14e240c2735b3a4bcd0411d708314f1358d3a4dc58c39881effc84ddcf1b11221627b029e2ec5655783e65f07648473ba8de149ad1d6c88cb79f44eda8a5275cc18fb40690cb906011f4b82c5f3e0f9b49eae2d0616e7ace22ccccbb0b417375e58f76afc69d7d0e970b9e28a4afe8de035c270d71a77c93ff12ece35c56273a5f94d52e41ffb27fc95254049e69938ff47361e6e267a3633699e8ebdf9aa0c3ae4996c0f4a40f1da451798ec13dae6270722931a0820eb4fc680743b6e496b214e356dfbbf0538d0c044f315df5739f00b0a5935c0018a6388ff85ca48cd750e36d01c356fd83e2e6eaa087a2c2ffedc8bc231c09cf6a3c04aed726b9002cfb89071edee2dc956e16ad61ceae770f5fc038da8add10805d7c82828ba21af1fc3574efdfc3e47d7aac3bf4c8058ab6c47cf2d3b6f8f512a53c3735c01ad9239a4484c887734eca5113a0f34a0cab57174ecc95729289a3639e5b941486bc94971faf91ee6625dca6006eee86b0019e70710dd370e85b0891036e2a7b8f5a6131ee342edd5c3195287abba544dbc7c6bb3b632acd2d914d2bdcddfcbf7d377297ed3256682fbb77f9fb033dc86c7b636e1dc0996ee2c510e1a543b29cba451e4cda2590331ee4007818af688dd2307a04cc63c745b39cdb7880d59f030ca5afa7ef2a7216017279d05ce7fb16c7d31f458345d3e753fc948a620438220da0569ba330b1ce12e4977815087069966eb71c8dae7efdb9c550306b21c4251ed0a9db0b8c05cac3568e195b5dcedeed70c870d68dd61b14798f7b192212666274f8a5834548f24d394980733ad4b00f47359283baee69b5a6a65644bb7fa85368ce8dd441eb965049ef3131a099e9b80cbe766337fa0afd1cff5e884457285a9c1e36931328bbdc8097ee2f542eb61b8dd567a515e7943c0200a52197e26b2464a119f71ba02094bcc8d3fcf87c4d3d85efdb854ea84f', 1, '2026-11-29 16:53:08.390749+00', 'infinity', '2026-11-29 16:53:08.398701+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-86cc-77fa-86b5-654dd60f26a9', 'boss@example.org', 'Confirm your e-mail address', '\x9ea58e1dedbcdbf066260c2d285a379d1939ef28edf117b393c54aa51567bb14c73594feb5f820f0b0a070ced2bf8ac9b033fff3ed2a7a7ef3d2e1f47a324e4a7e6375790e46c01865b05c661221656cb37a61680dc274f3d4e7d4662c55e2e77b36b8bd224780e9d9ff9252e8cbb722d7894d8a4efaacf2822662155dac2371a11652618852c554f812878a508e507bdcfd66a43c55c367f0add330c02bfb795a6d0862a25342c90b3dae20ed3cdec5c1f7c7177f8a3a926d02a706294adde7b06f35bb29c90bac21f7b4c62b1e41180010e2f33bfefd538c9a62082602f936baac4584d5ddf8593a9df9adf80af3a9716c66d1a796e55849ad5a2ffd0d3c7d90a21a337a6a26d8bfe361b9225bd41b79c71f44e0863d023749d250447512e06c3d674fe2c0d91a03d774beb4cb1585511c1e04b4bdcbdd00c5793a5499108ec38f67b4640e48dcf36e3b018bdae82a5251b7fd0fbec8d613e18ca428af867e3f6cc8d82aafcc88f74b9ecf7d289d2e3291445f67476cb19af2909d911e3ba379e082148f2d6bcae7acf4635c5ee7548a35e5a638a435f0013ecfd235dab2fb7f61699646ef89db3cfac7ba38536531a9d54a000a31168f55ab3538e4002a53f70c73023da19930cbaa9b203a1d9ee5ffa741365c6aff9a3e103ee727bea2477ff059043913f98c9eea3d1c508ab51e6de6be2327edde22026a576a0e6f829b1e05a0f66d8d88a93bf2a3a71841030f983d90d226ce62d5aaca7c5a4295eda49ea6b8980736dfdb41e6e65d49152ef3b70575be46a15fa6ddb43f2e9bacb7b199b3caa8b019c469ce44578fe986090628f4a5341a13ec38a199652edf7295257a23556c49e03c31a4326d99afce6b041231f77fdebee5eecbb98047cbd8c5d72c15f92657e5535593f4bc4ad9692884135ff16a8d056229e768d0d0113c166be4ea93649024c26d1df55281658b084009f65db12ac5296e63854414c523221ed60bd016aaddcc1ab9d4366a3c02c1c9ed273c695258a34e753a986674a2a296805755d51385438c87b92bad4871bb1b6dd0293f936c02caad6dc14cca2eed786272235b26419c0cbf2cb4ecb4c5eb6dbe249b85c45eb2c58ac1df0b8b6ea9176d5edd2f995cfd4cc4ab56b159f12224bc5a13847102bc29a65360723d18606494017efddb3542a79d1f62b0a3f91cacd05415768843f321e61e0d92e9a5eef18e56a10f0733c6b16d09b5be13e6f95b232ff4df99c8f8db8a8ec7bd743e8f1ffd82492b682fb247002ebdf9285278f947b3aff5b3e6ff494fa10b599a17e6f2844428abe753c7b292a1e3b54507aecafcb3d86be87a1fb09b055113ce56f2446c298fffb817f25b8fbc691c9e717fd8029e5519c315424dccf45f98ea66f0cc4be4ced909b919c1144bdd1472974b89326af505636cf04959aef2ef0fc8db1b0bc08a0bec16b02237bde02400b810d81bc5d9201f22203ca845db2ff68e3b6dcf988ba75d174b583fc6d8adb76cbbf9e0e2243326a1249585d170d529e1580a309a051978e48021d306a5f749b37de662caf9d3335f7fd85405586d24bbba18225c5b93878a439b4383c1fd3cebf1fdea40d1c497fa36b8c973c92b67bdeb3e86b5fa1f16f2db25ca424dca4b2da6d0a3a54f004de89e4248075dac83eb29de9501b7093896007550b5511c083394c60752d87f3e6017cab952e10ac0490d21f66b3ba6828943775da7e296d5ca7af91e88c7de7307019c78c70599a7c9b80c025e41e66472dea437f7db7b422902791736a9a529547557c38aff5166a6e78f1e0189d91626f3f9f134b3d8f3e90726e0f088594c41c2531b796e1fc361bcc7c0853deb0dae282e42e62688cba8b6668cdb454f235190b08a5fd1d225bc97549f5e88df10700543e322f67e0aac65a3c10f680e73a07138e32c72e0055a4c623d088db7073cb27dd1acc2838b17bfdbc182e4ab4eb635e85ff7c818b4e23562d90a10dbb0f9f35a77aed291e5df498d99bd7737151ccbcb236bdc565c2c722d997ab98b6ccc01f1145a639c782ccd495c3f933e1a11ccee62737df6d22d6e0c974efc11bbf15b9e11d86635d24d9b4078fff51c329595a7fabce175a2fd9a76d224d6d939da29907e10c4de8d1061c1f7ebb50bd7e68c2394f5f4f8c45a67fae2ff8ea865ad31675051ffd07e0596975862367915070fb4e8e7085f2f1bdbd493e948deb7fc3cfbc5ed5e3f78d721c251dc7aa13014cacd376fbfd1002a3194d4c2e23d37dfac45d922e6769c9b41bd4df704e3b17a54e7a1bb46fa80c03d95fe646c6724c264d140948127d9e9ca4abba5e8b512be90087887c93772e8f8aff834bfdcb681ee8a14d99d264d59cc1b1617f7403eb839383ba48ce836eda5fa0d43390cbd04902cbcd774782a8e14f2be172dad400f8ff8af337761e043f80bcac00b897b00440d2265847b8b2c0b6af7d8e88daaf801f167d7dfdf2b188358475107517ced1e4e0c7e1aedf4e541d6a7a7b43dd243dc6d075605ef6ef25939220b8e2890e4b851988a4558f2608d6e137a144a338a2511ebc9bc8269ea0a08286e015cdb5749fd11ba40308d085d1036c2802d8e808524ad5297dbed', 1, '2026-11-29 16:53:08.425655+00', 'infinity', '2026-11-29 16:53:08.43437+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-86e9-70b7-9de1-0f1a2469ca93', 'gone@example.org', 'Confirm your e-mail address', '\x11df803d5a377dfa6204225043d0fdd52d30aab2c46194348917f685ee5dd46b21f36fb1f1de32c9d8839867e48bdb2ee183864e10e10ee66f0b195d05f276c2870b34b349b042af37939dc7870750bbed1722bf03ca1b39d4cfaeecab2d685c9da11d07162f4f9a2ffa30886ac09c8ec2af7dd1525a0076e3552bc775f0d959057b64a6a04b20e4d5ab86f306ff1b9b105d6879a77cd3d4c9201ecc014d6eb6e68569d9ff113cda443c46996f45ec3ad0081836178168865ae44d3641f3d9bbc3ff17a5ae16673c69d774c305a15c44471d167cfe0dcec8a70527610ad827d86a064bad09e60819b4eda0ba7adcf1acf53239bfda611181f2741bd114da1a46fb735762e9d62fb88777c8a22b505c545dc6a931c70b32ac94962d3f68851c86812f3e420dcbc6ede9adb12b1589720e16d035f23e08f8202402d1fea329aa498036571d26fec070317a94b7ccbfe3c61f73190d0ce3fbbb03d3d3f2d53fcda78327bfbe8ca00aa49435401f1e67b8f1db7361c1aed3d3269de00d72e1d4ed7633003a0e64b6b2f026145076cda4765b3a8e236637fff84fc579006294e9cfa81322c69c270927b76b623cfd678d316228917eb449dcac247fd83bef4f8a2372135e2579bca977e1a8f608535a6e3a3bcbc5eac6c51d847665dfd8b0b5786ef573c3f9dac2b36c66633b63113d1278f5c070265938bfc0259a3ed1acd67de19b6b3f3a661497a0519572d9057e98b7d849bbbd561996200e51941e32c3558eecf0e537acc439b12cf20239b4d7f85aa757930d64f22335a51717dd59279b122f8deade65ee1c6c719e5a084ae02024b25fc64fc559fe02df05f060f8cc1354fdae2587f8dd89e206b78a7163bda0eed31c26eca5a2cbd38046da40f0ab983b6bc9d4008362627d42ceac9a5af8a03c39a99a90a0d6d111ba0c2812135a2e3a0fae072aeeb1bb82deb54ab0c0302e67296f3df8e3295e5a673a49a43eb7426b987b4c19cf23e67241b0825b65067cd71b565b9f43e7109719f6d173351021206d4e3f5d4e2a2ae7d42e6a6cbebcd5adbacc96cef48f355ddbb9bdd64fa97bd87aa5b56a7ce7be3f965c08cc66f5e92f25ac3516ea81814f1aca8808151b959e10809c0783f9ed9c990562ddb3a8dbdf60eb74da392298c8543628e0201a849c4d3e7594d35d0c13e008b1162988a206aeeee9deccd7ed41793c30b90f3bf51a61cd44d539586b3ae4c55cc22ec75ab28e6e0d943c4737052499a1c3de06273ddbc58bc1ce562d867b2962f81da6f1012b9a40ce6d3e836e351fa8e544c4cee716b30da9a10824a1b58059a900403f213ac89d0bf961375b27e2968a09455555595613f6b83e7caad282ecf00db12a66a22cf6730d3f8f68734f3c4edf4ce728381f343e5b62f196cd837b61f06b724de8750957ea1640eada1c213d2e3904513f4e0597816add51e31fc91f116cb8b3fcdee2c6e0d7a176a45c9e51ad4602b841c8cea022c547d2f042f04af65956c96b21e11c250b181f2f11f9a85340639e3686dc847d9de6bbe20d2c9a6f3bff976e1bc7078221ddd84bbe0c0b02dba4149222ce51f13ac78c03be0012cb8c5db7df0293d0ed23f71e32710538c12d650b9e97e113f8930a7c89637a7639eed96941a3acde26301e51c9c7c17d17db9b718c473bff4a6eb2fba37713bf0ad6094543dde94d3d6056f7fc304a27066ef7f8b2148e000d032ad542e3eead0b0da15abc4b4326c01e9b79e73e7b8725d3048d7f42a088ea710b909205ac8d2c8cdcbcb7bf9f240740bbc7f28eb1eb7c96fbd4a8c1a601b98a71e3408ad4bb1997475b0fadf894a9b98796c7a23e28245222d4b2d9912718d304a03c6e2bad875759af23c5d481f549b6a5d4309c9b3ac0ff6eb224c17a92553af15d42cfb39c580973fed384fec8dc6a5e4b24a767bcd2d647f7e7702529f75a28c78a3dad425a372c088d51b93bd51640c4abdb814887255d23f6adb04ebdb20e900523891ed563648d4caf53e55016a8128f3369ed207539056f91cb7833c5b617b31ba6f0e0eb734921dd5944187f5df91c0b31599262713944321078c3533d655cc927e8ce5dd83fbff0c92ea8b44cc69ff6168a166e076117171e162bc38acdc32b7d0485a5bb9d0661d93c38131f9a489339ef69891e0cfe2abaa36786b58c8036df309385bfa135c021c5210f63b972825bc7db8368ccf94bdd5c8b69e0ff362e973ca9db95e05875d9c0ee976406507bdd94dcef03b9dbbd074fa4c49cee04aeb42b286d768cd189d07f5e6dd7a93bf1b02851b5fea0ef01b5cbb94e7d61ab0d767f05c972c9eaa7031a94d8a8cc70b49e85c9df875f71881edd13230995ca20336b7c76584c09fcc135b6138c9b094a0f3e4b52210a009e568d819b34ab03014e3469ce6fef732158e2ab600d1ddc92de6abbed43b5932ee119d5c1314c4cf960f07dd1ea1852ad89c621df1fc7f4d533091b9da648b75722df295fe9a614cbb3ad70e8c570a2b07e8e52c539bad265bb43e1527755c8cdea72164e0e3b260717c8dce495823da1ce6e1b89e6d8bcf9ad57041f6b65d98568f8fc47d294b30f481835a01c7a389e07e190aa7b1324e83af04d', 1, '2026-11-29 16:53:08.455168+00', 'infinity', '2026-11-29 16:53:08.46195+00', NULL);
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error) VALUES ('01a22839-8703-7127-9a26-622cea9f2f73', 'newcomer@example.org', 'Confirm your e-mail address', '\x59b584204d6309d9dafe977823ac159905c4f144a9f9ab8258cc914c56b4ab447442449a052868167fc14c03869265fdd8729744701709302ece5ab0cee2adb4c4e8bb518f273c79ce2e32e620fbac5fd96a1501245d26c9a3ce3e97dc01a07dd44ba437fa83ebf190cf3dc95182f63d9b546611c811d437a284f751e53616330ac54beb321bf6e8b1e03cfdcf66a5716ff9eb0cb65d0de68758accda37c19a608fcfdd1fe314f5d1e7b88b6eed2954727a77ce6ef1bd7dd3ff17f68d8ea78b05c02d4f2638852666b76fc08f69f7f7ec1f4251e6e2d2710cdca85c6ae67dd8eee1ab691d19ff3bbf99c879e1e9c457076a2328b71504cba6b0f53a6f6f5580ae33c6cc955d2f146de01f395955ca24b2ed1dcc06a01c6195d6f871f5be0443b3cc7539b5d9e7766e209081189a5208a16dd135142764aa6b89166129b5175ee068108d408aec319b96ff224e9c590121784df70e92817e4ef7d7690fb7023f006147c591039f1322641f5973d2275891f89e58b2f303e4b284e3e2680652a51ab8930bb19032ce708b4c12e7373ff9f506ad974f221f9e4b61e3a75a85bd608ee665844708fc9bbbf08ec933411c06b94812a9b409ba3e27bb2c2671cded71f6761bd21eb285eba191529d0f8208de8214f3a87cdddc57ced23566555b309f4568c443265bea25c2f0cf4f9702a49915bd6e6e413f07575052233b63c94518406ffec33739cb13c0cac1fa226b3bd72dc84f4be90d1dea8137c63ba27b1153e1e656a6e5df21446f99376963f54d5912cb65c481d9db0db1fe8cb98d497f5f7fcd6551ca08fc0ad6437499b772e880df6f78fda12aa188b8f79c10185f13e9ae4e735d503833bfe89ff6372f7cebf7a5eab18763cac3cc5d19a9b99ac4c6610f7881e0e29051cc09b53943089326be9f08ab06ed7e589411f0d32b639dc73cf4393292b31b17ed605659ea3d48c89d5f233c2504e177da0d6b0632e47ce68b343e0d3dbf5ce4f1a68b192414660d8bc5cb6275ab33d8a77ecec3a283b5d85475d4e3e2b3f15d57263baffeef6611769fb43e1dd605ab341b956db0606f2463fc2b5223507f44c5d9fa11cbf43b7acaedcca890c5844335d43f8b1c559136df8c22d78f12e6d367e2b7c0a6a9deb84b19d287d166640a459f0bd33dda9791b19abd02236d9d7b92635143174050d249c996403594c84259af3fda6f1a7d44353acafc1dff7c1aed86746c8c906f44dff64610b7077a9f0ff64771019787286a00e8a5652c33ca2fdd4849004984414ad3a5dc1c8b49bd6b9294bf147c325cd65fdebe923b9e1077c48547c60bbe89126b072187c3086cc0d8ab078e40bbd9f6f407017ebd52b70d5e9e9403df65852c46b6836e599c2c6bffebb9a62ae9cfe2434909296be979fb3844616b3283ecaef3bb22ab659fcd3b1c3f9f6c8fff234adb8ee97ae9f0e9a962ffc5c9861604bb9164f91b328b4540e499bd1959f2adca587c5c20b559f4f82c90952f3f75e50773e9e0b9d1270bfe3b7e7bcccfc0b826c4b778f66ce23079a8ee763ba61d5444a8e0544743c7fd68c5acd002f73fc2809cbc4095c591e9dca63c3c602b57d159959ee49decf0903dc7dbf82a110ea599772f426982e789e1b49c8706f29ebe3a406bf23079a1494d8ad3599d17c705e1c9b3b23e73d65a3afa47261dd211a2eed1559dfe2bad028cba07491c8aa98cf498acfd4dcab62f0987e845108d9c43064f1d0bbd04fc73b9fc0c161ec384e5696fd6ed42a4e10e8da306ba0a6984f109b16188ad774219aa327336b06c6ffa5de6527914a1e864e91418695901a3333877b3504cf99da3d66019a450af11a10ecb948f751ba03689c62d86bb6bec72e1b6bb84eea1a61a4372702598b09bc3ee42df92bcd9f91b74fee9a7f4ca09729ac6cff8e41404fd463f85822196f700dcef36a26ad17d9d02f459801832306bfd82bd1821210007986d6226274060bf146d64eef0816ce38bf7ee66beadeeb28b3f39d64cd44d5073f4b6ca5953470afb1300e33f885ed97cfa0084c42655994bbfdf07ecfdc3b9a14cb79ebc6221377c42d263074c3dfebc5aff75986f7a7bae3080abca5fed74ddf9e29b7e9d264ee902c2f041c0247e9db85fa35b726ffce959f4c03ea881f9a1ee8baf5d2d98f4b0c78a022f3f313947ff1b982709d6b94d997976a0cab0e8390a2356097a98f79b16f3d1cc84c76fa544cfe3945c435cdaf4a74ec9d729b38f0b9227143481f5be9df2a8e8ecd0fe7abd31896b2f8c5e02b286c75363cc24bdd4ea0e7cedd90275ca6167f075098c5503e3cddf2f4118efbc6c1b8e5b898e453b4908942978e84cae5d1a91111f68f8b283ec455db2ac56f7e3c7736a5c1e23458b55103eeb4405cb0a6a1428d2ccc253ec5139f26a639269d2643158fd79b3bb2ef67c3c6f2929621da09b64fd5ec54bf03ae845febe21c4da7672e55ab8eff6c98911579ed333d7a2ed31c6b58bb4cd6e6a25ab0e0833b2f8bdcf0f7ad2c895b0c9751bd68992aab4c9d2a34cf7b3e49718bc9acf718a1f0e90b3c071329116efab2039fcb6c05de46c6c5e39b5291b0ed18a09d9e9cabd3482cb642a8719bed188ee92acefad9395204c239', 1, '2026-11-29 16:53:08.48164+00', 'infinity', '2026-11-29 16:53:08.488362+00', NULL);
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-8588-7057-b036-91dabd2827f4', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.103935+00', '2026-11-29 16:53:08.103935+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-85b5-73a3-a4dc-7c02b2687e87', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.14962+00', '2026-11-29 16:53:08.14962+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-8637-75b3-8f16-085a4e763701', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.279811+00', '2026-11-29 16:53:08.279811+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-8667-70ac-bb79-b3d94b1a6e00', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.327707+00', '2026-11-29 16:53:08.327707+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-8685-771d-833c-18ce37ed31c3', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.357375+00', '2026-11-29 16:53:08.357375+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-86a6-729d-b9be-d7111c4831b7', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.390749+00', '2026-11-29 16:53:08.390749+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-86c9-7166-84cc-60d8d9aecce4', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.425655+00', '2026-11-29 16:53:08.425655+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-86e7-745a-98dd-74d8689b1ce4', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.455168+00', '2026-11-29 16:53:08.455168+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22839-8701-7398-bc75-754ec1cb32ae', '{}', NULL, 'dark', 'en', '2026-11-29 16:53:08.48164+00', '2026-11-29 16:53:08.48164+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-85b9-700c-bdcf-8059c9f865dd', '01a22839-85b5-73a3-a4dc-7c02b2687e87', '\xb57f315de67df9e1ab1381f402267de203663fd61b4cd521b09665840cb48b18', NULL, '127.0.0.1', '2026-11-29 16:53:08.189564+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-863b-77c1-a688-accaa2e00333', '01a22839-8637-75b3-8f16-085a4e763701', '\xa9c1a90f3b587d14f8f288cf28d916a4196571b2d536238daac52017e4147f0e', NULL, '127.0.0.1', '2026-11-29 16:53:08.285049+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-866a-75bb-a2a1-3e6ddbb1444b', '01a22839-8667-70ac-bb79-b3d94b1a6e00', '\xae6115f2faefeda9dcae7bb267cc71818c7ce45765dcc36755ae82257f6f84bf', NULL, '127.0.0.1', '2026-11-29 16:53:08.33097+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-8688-72f7-ada9-af91746e0bc9', '01a22839-8685-771d-833c-18ce37ed31c3', '\x39e4a6e61f91f75d281db0f2e740760ca52b95d7a534ae2624662ea31e6b6cc9', NULL, '127.0.0.1', '2026-11-29 16:53:08.363413+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-86aa-75f5-842f-b90ef72077a4', '01a22839-86a6-729d-b9be-d7111c4831b7', '\xe5c8445bb2395a4c669beba1a6d7d7062625349076d153605f91d60d3a488ed6', NULL, '127.0.0.1', '2026-11-29 16:53:08.395865+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-86cd-73a5-9a2b-57d664115611', '01a22839-86c9-7166-84cc-60d8d9aecce4', '\x00428e07cc6f2294a16dd094a306eb3ac6343eaefcb315fee0251e286f26d531', NULL, '127.0.0.1', '2026-11-29 16:53:08.429371+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-86e9-70b7-9de1-0f1b3b72f1fc', '01a22839-86e7-745a-98dd-74d8689b1ce4', '\xbd5edeff0b3d9bec9767bab9f9c4354984f5bafc18257b095a5e97faeb41b3d1', NULL, '127.0.0.1', '2026-11-29 16:53:08.45802+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22839-8703-7127-9a26-622ddfea40ed', '01a22839-8701-7398-bc75-754ec1cb32ae', '\x1c0c14d7bed2bb2ca054721bb236c0ee824c905ddc7ae984895e3e179c1a18ba', NULL, '127.0.0.1', '2026-11-29 16:53:08.485628+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22839-9a05-74f6-835d-8307ddd0b811', '01a22839-85ee-7198-adff-6affcf26ab8d', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-29 16:53:13.34845+00', '2026-11-29 16:53:13.34845+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22839-9adb-7429-979a-22a97747ed88', '01a22839-864c-7143-831e-1c99b5b96384', 'NOOR is live', NULL, 'LIVE', '2026-11-29 16:53:13.842805+00', NULL, NULL, 0, 0, NULL, '/hls/01a22839-9adb-7429-979a-22a97747ed88/thumb.webp?v=0', '2026-11-29 16:53:13.562227+00', '2026-11-29 16:53:13.842805+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22839-88c9-73cf-901a-714101829344', '01a22839-85ee-7198-adff-6affcf26ab8d', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-29 16:53:09.227372+00', '2026-11-29 16:53:12.997178+00', NULL, 0, 0, 4, '/hls/01a22839-88c9-73cf-901a-714101829344/thumb.webp?v=0', '2026-11-29 16:53:08.933026+00', '2026-11-29 16:53:15.139154+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22839-85b5-73a3-a4dc-7c02b2687e87');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22839-8637-75b3-8f16-085a4e763701');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22839-8667-70ac-bb79-b3d94b1a6e00');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22839-8685-771d-833c-18ce37ed31c3');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22839-86a6-729d-b9be-d7111c4831b7');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22839-86c9-7166-84cc-60d8d9aecce4');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22839-86e7-745a-98dd-74d8689b1ce4');
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
CREATE INDEX follow_followee ON public.follow USING btree (followee_id);
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
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_identity_fk FOREIGN KEY (identity_id) REFERENCES public.identity(id) ON DELETE SET NULL;
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
