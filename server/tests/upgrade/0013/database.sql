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
    two_factor_secret_sealed bytea,
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
    last_error text,
    account_id uuid
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-29 21:04:41.256821+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 42053147);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-29 21:04:41.299367+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 708394);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-29 21:04:41.300304+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 9317433);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-29 21:04:41.309926+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 2198964);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-29 21:04:41.312214+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1119151);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-29 21:04:41.313444+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1271229);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-29 21:04:41.314845+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 8198397);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-29 21:04:41.323213+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 470357);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-29 21:04:41.323717+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 9190377);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-29 21:04:41.333395+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 3556733);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-29 21:04:41.337153+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 6215037);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-29 21:04:41.343508+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 9422676);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-11-29 21:04:41.353177+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 2226831);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (14, 'traces of an account', '2026-11-29 21:04:41.355519+00', true, '\x5d796e1f4de6c1d492f9d06ce77d079d7d2252a5ff2bde0997e221f9a993ab5075b4fb68e0cc3cfd992a768e07631951', 981519);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d3cb-70a3-beff-43c84e3c3fc1', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$F/bCzyintC5Ra23fdctd2Q$qGcQxs2A61Ot6N4P7t2QHodFyFuBCr/F5HxFIvkQi6c', NULL, NULL, NULL, NULL, true, NULL, '2026-11-29 21:04:41.41896+00', '2026-11-29 21:04:41.41896+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d3f2-76e9-9bdb-0977ceba9f91', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$FxE9BJuvKPwdcJpdK/6/XA$JEDnITMHWpiDS4xZ/TZXvdFqmph9FCn8nPQ5WHFzDxk', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-29 21:04:41.458422+00', '2026-11-29 21:04:41.470992+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d418-7306-88ee-f4e29861b78b', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$mIVXiKc2c1Le3YG+5zq97A$IV+2W52+pINJxurqKNkFJcqFY1K7+NwWUqRpW+g8dBY', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-29 21:04:41.49687+00', '2026-11-29 21:04:41.508364+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d445-7199-a7c1-9a90f5e17603', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$HYbF8h3CojZanzps8Lc7EA$ltjl9vwxM2LMaltxGP4nTB0AK/vhqFka7Hca9UQDipo', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-29 21:04:41.541515+00', '2026-11-29 21:04:41.550907+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d461-7547-9c78-884f87af4753', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$N4HAEaGFifnGqB0dU6js+g$ysefQ4f+hE4msIy74cq8Y9S8/nEPhXrEbN8gFhtcSCw', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-29 21:04:41.569155+00', '2026-11-29 21:04:41.578507+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d47c-761c-bb0e-c8e726ba6ba4', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$ZKCvPMx7Q3k2u4F83yDnWA$Z6bXb0Bae7gX41zykCVNUNunQiyqe7IC8Td8EKZ/FbA', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-29 21:04:41.596055+00', '2026-11-29 21:04:41.604172+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d4cc-7446-a106-eda3ca515d86', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$dr6TBIANFoA3zj4tsW9jDQ$Je7eMDfj6zr/Ys97ODtCw/QcGjgPXuBUaLq4QlsRM6E', NULL, NULL, NULL, NULL, false, NULL, '2026-11-29 21:04:41.676117+00', '2026-11-29 21:04:41.676117+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d494-769e-b0ca-a117c7b04be1', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$Usa4UFU9y7d1kATOWZ9jzA$HvZ/5cec83EhTWBPQBcZIB9tUQROr57NKD/bNESHQYw', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-29 21:04:41.620419+00', '2026-11-29 21:04:41.631019+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a2291f-d4b1-751d-83ed-ff7e0387d52b', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$kK6uBXd5/SDLFbWA4tvmfA$yD86JPZTgjxD/gCP5IgWE++g/0lXp39x0Wz07Cyw8t4', 'gone', 'GONE', NULL, NULL, false, '2026-11-29 21:04:41.739964+00', '2026-11-29 21:04:41.649345+00', '2026-11-29 21:04:41.659952+00', NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a2291f-d5ff-757f-9f7b-ac25adc2608e', 'ready', 'e5c1c205-537d-4fa0-a65a-aca373a43a15', 'public', 34669, 4, true, true, '2026-11-29 21:04:42.269709+00', '2026-11-29 21:04:46.764533+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a2291f-e9d5-7581-a6e8-763bd0170a6f', 'recording', '6229f1a2-0987-427b-a963-d434d0464716', NULL, 0, NULL, false, false, '2026-11-29 21:04:47.33751+00', '2026-11-29 21:04:47.33751+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at) VALUES ('01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d461-7547-9c78-884f87af4753', NULL, NULL, NULL, '2026-11-29 21:04:41.709176+00');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a2291f-d42d-712d-b9c3-7a68b09121d9', '01a2291f-d418-7306-88ee-f4e29861b78b', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x3b9b2fddab7949573679af6dc41e9cea6c4918cf04ecd3e7969a6c065fa7d18e', '\xd54cbb9add576d63eacc4d230f1a1d5a93b42bac43a09323ffc3905d2638f31186f5cc7449285e9933f7c96d5c007502e695ab8a27d7668bc452eef011c79d19bfcfa56ed5ecfec4ff928e41e69e9f92c7d6a6dec8703d37c3af1d39bb', 0, 0, 0, '2026-11-29 21:04:41.513278+00', '2026-11-29 21:04:41.513278+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d3f2-76e9-9bdb-0977ceba9f91', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\xffed358e153695202093a6f350dafd6f519d617a734726b5b9be75ab65535bcd', '\x0856f73ba8fcf7c93d52e24a7119fe148f8cca853846e60f97b58ab15a218d384cb034610920e1f45186f3957ce9cc4661c460739769cef7cff24548e1aea4f12a301efe4bf40711508fd3b3ae59dcfb3ffbfed920f5b90d9faa319f4b', 0, 0, 4, '2026-11-29 21:04:41.476323+00', '2026-11-29 21:04:41.476323+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\xb869d76c650784223f007c8c6f253ce33f9947a714f2a1d0d4238f5137e06c22', '01a2291f-d3f2-76e9-9bdb-0977ceba9f91', 'verify', 'mira@example.org', '2026-11-30 21:04:41.458422+00', '2026-11-29 21:04:41.458422+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x8d88a3535f43b315f655b1de65f56815cae78c309149f918be48355b3a6e37ad', '01a2291f-d418-7306-88ee-f4e29861b78b', 'verify', 'noor@example.org', '2026-11-30 21:04:41.49687+00', '2026-11-29 21:04:41.49687+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x9d3f433a068827a13f410a9f35d8bed9b204d64cceb184208b81e46f2c04642a', '01a2291f-d445-7199-a7c1-9a90f5e17603', 'verify', 'jonas@example.org', '2026-11-30 21:04:41.541515+00', '2026-11-29 21:04:41.541515+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x3d1f55baa82828102e4075f013712ed1fd49d68bcb9ecf4d5c8b32495c514479', '01a2291f-d461-7547-9c78-884f87af4753', 'verify', 'vera@example.org', '2026-11-30 21:04:41.569155+00', '2026-11-29 21:04:41.569155+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x4eac499dea58eafc199fabe1b608d0f51c488b111ad4db2fb26ee8d49f2eed95', '01a2291f-d47c-761c-bb0e-c8e726ba6ba4', 'verify', 'tomasz@example.org', '2026-11-30 21:04:41.596055+00', '2026-11-29 21:04:41.596055+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\xf60146ee9a82fb877286414598b8adf0c9f8cafd9046ad86b99052c8c9fd98fa', '01a2291f-d494-769e-b0ca-a117c7b04be1', 'verify', 'boss@example.org', '2026-11-30 21:04:41.620419+00', '2026-11-29 21:04:41.620419+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\xfcb7fd0e762ce383172f8754a197dd0ec56f890ba63aa04b3d13e636ba1cd334', '01a2291f-d4b1-751d-83ed-ff7e0387d52b', 'verify', 'gone@example.org', '2026-11-30 21:04:41.649345+00', '2026-11-29 21:04:41.649345+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x1457968b7855d266323a19da9c57b70d5521839faf3633a5188df9e81fb2638f', '01a2291f-d4cc-7446-a106-eda3ca515d86', 'verify', 'newcomer@example.org', '2026-11-30 21:04:41.676117+00', '2026-11-29 21:04:41.676117+00', NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2291f-d73a-746e-8451-49085f026517', '01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d5ff-757f-9f7b-ac25adc2608e', '01a2291f-d445-7199-a7c1-9a90f5e17603', 1, 'hello', '{}', NULL, NULL, '2026-11-29 21:04:42.298374+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2291f-d770-76da-9d82-d1e0dba8ccce', '01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d5ff-757f-9f7b-ac25adc2608e', '01a2291f-d3f2-76e9-9bdb-0977ceba9f91', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-29 21:04:42.352067+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2291f-d782-7563-9f23-c75678fc2781', '01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d5ff-757f-9f7b-ac25adc2608e', '01a2291f-d445-7199-a7c1-9a90f5e17603', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-29 21:04:42.370066+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a2291f-d78c-7306-90ee-5ea4e4c49f55', '01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d5ff-757f-9f7b-ac25adc2608e', '01a2291f-d47c-761c-bb0e-c8e726ba6ba4', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-29 21:04:42.380842+00', '2026-11-29 21:04:42.387907+00', '01a2291f-d47c-761c-bb0e-c8e726ba6ba4');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a2291f-d405-7043-a008-d4f2cabac2b6', '01a2291f-d47c-761c-bb0e-c8e726ba6ba4', '{delete,timeout,ban}', '2026-11-29 21:04:41.735233+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d3f5-724d-b79f-fbfd91fb974b', 'mira@example.org', 'Confirm your e-mail address', '\x0e4a4cf1b983b0a74c3e0d9bf92dc522c62b593711fdc7856d1b54c68360cdfeb6f35a28038b84a6c5877817b705d5a7d723c99ab4cff0d2b360e5002896b77eba3e1859d16f4e4524b65ee2fbb69ee586d74b0ec18cfd71eadbd3a7907d227cb550a9183cd7313c015e898fc3248d07041fdca9286998f2b6ad0c5ee7fd3986e0da5af37576a62fd2411e252255939163af5864cb4b4082fe816174ab6300ee26dd14c4d07ada3c5e782988c56d937b28085c10325fe69b04eb9b32316871c80915e6c6d6d08cee1b8612149046b3690a62bea6a30247be3f3e5cefbe8c233e8b377dda01d7c46aebb589e9a7fcfd474414489ba5f3edb2d4d6b20dd2a24df8cab2c2a492cc4e0a7592f64439a4f174752f09cedc021cd78faab9eb9663c23b70b72b44113453d79a4c0fdc39ac72b25f749be046cb39811282315e43f64802575cd7fad0848105792ee98eae60d1d0c3648c9c58cdeaba0396ac3ffd388289832b94f5f723e1d7c50fe86062e08cb3562fbafe126d525d2302bd4068e2ee7eae34e676808dc79c2baefc48471f52c4d86d9e2740458dd28f092f3a974ffc05b1b04edf4be725c895f3bfd140067f1f6ddeaa47a313a4ec648d9940698ca17787b4ab29cd9c9b6c4f9117de9ff2a0998be8918d3b4d1eb43a913fc1ae539fb4009d672960dadde5138328503721d16cb33f1ca96ba31d0d13f4fbb3b553b7a05de6ce5b98713273c5dc6a88021dfe013d87242094b1df84989276bc08c21557b3f851963dcfd15d4b86b185add23dd8584d947f6723829e83310834f52636e1d6c896513cb21106b6bd0a6f0f7b5784e1c87c14729d018d557b55135f63ac2fe646fa1ae4684c296699f8609dfccba3ab3d596f351e8530e224d0b25fff3669f4d5923c5764e85e86abe8434a1ec13c95444bfc64b92083b699618a78c49ba936c5c3fc9bb516b84e1a4cf0ad8a896c731a57dc72001665037ac3a022a8a116f791bda23ff76627d077e4808be01ba52769e86c04ff0675cbc2b9a2124eb2eb19e32481a744f0da1705a435d553918bc128aa1b46ae2a661fbd1c5b6ef9a346d10ed94adaa9978b227c6ab691a023a5c1197699f287cbc7f1e32be216c88fa40829faf53cb435bedefd15812846701ceb0bcf0ac6bf6b39a6beac2cca11f0c1b30367dc2220843e80625fd8bf11ee639981fdc5c33bda17b72dbc20f3eff4441afb04e5c1377ebf8cc191943de0b43a507b3ea2eb6427bd7c519852cc34955f9f8a64a17d7d9d892f3cb2c9083db218a7b29ae890e0fd07bb69746a16feed88d9bd5f7aac6ab4d5f2bf5f3f9fd50dbf6d20f347b8a8a97feaa52bebb291a32968cad12fa0388531b2e972b149407fb5b16196856c6ebef6179112b7e5f27346f6c3d8839d80784a752a3ee37cdc390f54c60b9350d9aea57a4c9b14b062126ab0d1defd86fd0cf7faf4b182651de0e4e7aee4632f34fcb2bc7b9730c0f1f1e798ffedcace6a78a7bcee71c720a91a2e6bf4dfe83a3e893f3beb1b556b44948e9b9e0dd7a09fb80e0a40a527755eed3cd9fbd4255948f91af44eb7ba50b417166db3d89491c562fa536f5cb45b8ab07782317f0b37daac3c15fdc0e023b84da48627f1b2a28433fc836ee688d7783a8e02e9f6a74daa34aaecdc8987eeb1e1752fd243e51d5447b93a1d52038b61c12c31cc44ddc1ce01e72fd76ad3edf2e23c349952f04fe71f3621e932ac185a0b9b070ba0e22505e855ae9430a5cb0e2b6bdbc6c2123d36912fa4f0f358a9e21ec55f1530c79eafe90ffd5ac1b347e91982e6d9ea79f1c873d0eb6920f1e8adc46ae868db6207a3d1ca1840b0dcde8dc1f909fa2236ff0ae7bd0a8157bf793519c240358c8e84e7eccef1d6e448e3893f52dc76ef48dda56b96d58f223b9958301f4da273b4657160beb77265cd2db783a17858d434aa787e58252ac2858510b83d9374a8b9d2c1a892a6113382bc8b37d6d8f047c1537236ccd6fe1f396b00d58b897a79e1bf3eb80824cf87ff2a29886dc4a242719376ec27d19575e9cb37f2ffd80bdae2d13a0a376646d8c258a2d194abf7b2ded1193b5b04c135e91da05d600746101af1f8c979042f5879be2a3629c71f983d4050973b1be8994cbb8d2b8c90539f71341fdb3c8adaebf60b69f891802366bda11e6958e14807464c1fdde0c9d767a68611511236972193885469883fc6e581b94dc7daa97ff3772d527483041a3250a9fa6d4e477f125b5ae21fe319def8f6fb939086278bb09d2ff098d315d06377b1b0ab8b9a2c2c61e588b2594712e7ddc444cc585651ad0f4e41d6d99839677141cfcf6ad61850a33e52edff558c21ade6fb91d3e34bdaa4629cbcbcccd1bdf9a2822246a071c256c1a758373cc7cf87d6eaea1eb9359d95c9b45657fc24bdbf06e7f58c3843e55b5db24ffff5c79432d7e8548e283132441730d57172c5f7104c56033c8eb920474cfe4ff7978571ff6b5f801ea106c2a0cfabaf1e33b10f2de98618003e5ba3db5e113c159ce6078173e1191da4c280af4daceedf8d1e19b872dfaa06079595804464187d2cafab2d5564e9f480e5cd668dc2a2951600c7e1f462a7c9a5b9d6fb7e', 1, '2026-11-29 21:04:41.458422+00', 'infinity', '2026-11-29 21:04:41.510386+00', NULL, '01a2291f-d3f2-76e9-9bdb-0977ceba9f91');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d41a-7209-a7b9-09dc5b7a7717', 'noor@example.org', 'Confirm your e-mail address', '\xab073e455c74ce4a64222347fca8ba915f389056305c37d29e6a0f62e7e62f61377667e6d07187bd82372a39b9f8e10b333619b38de569a4264b81ff594ef7cad5000357d8dc47461fedacf75886564aed7805394ddc1854be12b17f0bef48cdc7192efd386c7ddcb63bfbe622dd31a4fa47658dd61cf47e18e0001cb7cfbd130e38d4f20a4323fd9b9899b7049f3e02bff125b0d76642ac69b40c10ec915d7236bf3de6e5b1fb65ffd804a78bda38b9e41c601d902dc0b31ae2e20ac2756713433665d6bbf715ca73316b17066e08b21717980cb881cba5c36eab5032e76ad1755a30ffd8657c8408d7f4772fb52194a8e427fe5aa42cf9b9b2902e016f5dc0145763642afdb613f88f02de910f862d731696f9c51ef7e7ede738804f03f4570a56b3ac91e4d8e2e4dd74648f192ac4513293e97d1d4ef23ffe93bd9130008dd0b4ef9c9ca788407e0e1ed890bb08d2c43d742416d484772b874ec757ee8e272ba3045a5e6bd8c4a37f17d5efb1e6642a80a3a3157783b463491a884fcdf4352dee2888425a9df143141538a0d6d9f6ff7ab3177befeb62269248ed4f2c5bc44e56a0b5c5a7bdce5a502b85114c18dad22fce3884b1b5a00e412d0c8ca2f5acb72bdfac0d39146ff6e5d0b53005e5145b4a490bdd6a5de4cfb37d14a6ce53ff7ecf9a3251c411980de483392026fd4588b88dcd3dbe0306781866045b9fa1f4a432e4fb4ce67041ddd081187ca206753e7686ac1a770c211cb676b4c359b5a9af79cc879fef416c343a31f63b5bdb22bd547c9f5c078815e0488e2f0e951ac961c03122519ef56916d7eaf181443fca713c6465b1360419ef07c67925256ff6969cc4d721f04fb8bea769e4c7ebdb27d25a68f2f688337f7bfc9b3316aef602bf4fbd40f21d5dd78c207c8bdc49d54f6d8035016e45840ea792d16748530ecc1997a5e5561b4964adc46deb13ba643eef28459f1fadb59c00a8a1fd0e917d3a427690b183b2b579000c2fe1be90203715f36435bffed4a8c29facc8cab63b99f4f18fd9b1c15ea012bd4c8bdf909cb461d243bbc3d785ad3b2a6458bef0847ff731352355ad9bca40db053976f22d3e2c1637fb7264cf3896563bde0a9bd0a3ffa77e01d0e27e480070f958e2efc402d092d5384df3e46d49fe8de11b60befeea7c7feeb437d252404dc4f3b7b9b94aa18ec4b2e61faf1673f0bcc5ccc28325a55a209ef291646678deed05a402ebd52cbcafe670040cbf9c33c8192e78dfd6c4050b06bb3be8b25b0ef80c1e3559a6aa9e859c9f6b0cb3dd1c6c51bcb8d01c67ae97b1539ebdc112e19f730fce222e70a03a21968846d53abfba85927747066b35e9aed4c73b163de6aa64209ceab6aafcef686f3a3633aab2b6618055bcefb589ef4b599e020b88f862b826ff3fd24c0707aed03528406fcf8a3fd8b8a95a330bdbe0e84d1ff48d5f78dd054a2e01c491374f97560fd28c93aed20629867c274b1db7b1faff2bd8a19959ce4563fa007dbb15faa503611b1c2f2e5ac1ef1dd98296dd65f68b88c91e0fda285d75b53b4a760099d0f5c47399ef3ef265f05cb6205d3702c0cce3e888c10923e185e38845032cb98c5fd8455fa54a12e5f4dd45d69dfde892ef9463525d87c71f54a8e9adc0709866137378bcc8dc03e7c49084df53c1973a19b3d9c89520983a8efafa8f8ca4fbfda75c27cb162ad2e8cd748bb1cbcb6c054958f4a2a148c1c8e429dc927cfad85c94aaff62b433d64a204e38c7adf5a7df20946f309f5b2448e563a34eaeeb4a60f833478d8f37d6bd6f856232180855e55256c31c6f51a657e5d8f8d3805fde99bffd47378182781018523c31a99611abc547df2dbbd601909f3060840909aac596546dc821fb3794ec134ffe4532262be0b8832bf7ebc576a487dde4f732f8435174e4b5d95a05d659e0cf8f94807856b01df3d1c5fddaebbec3ad3772506f5edd0f47b9606bb75a5044ec9994324a72005ba4b0011ee85a2cd61ad41851f3cbc93dd439dc61a148d3b8cb7df63bbe4cadacdb6dfbcb1c9508acfd7c698048e3e0c1b0b9d44136926d67783036ec745bd0a48db60f7ff2e794f5d4319ce15641636e47ce83fd3f70a3d4c7e28d4bfe724d23245f053107eb21d7307ba0f3ff65f6837a08ea222608068b81cd00fc875f4b39aae3abb96ff6d4893772190cdc6768fedecdba14559ab214be0cff2053385a4fbba251760744c42557f262ca12557b00e488b64355b3b6c9676b1ab6ff4f6902402a1d78aa5ebddc13f69ca32c8d1206e2ccf0d783f8d38048e01fc41e8aca6484fa376f82968673c5ab889d61b7491a521b3416af44b13727685a1ed389877f1fc089618ecde05e530275df4c13f690ec9c646ce7ec46625611515dd80d6cdf159ce00af96c2dedcae9c7a09082795c5bcb055c82b8b830b922877683f52b9b8d92f6e00331b0138ff8995647fddc8b58645c72a4451893c77bc61d846ffc09b8d4831f057e0da2e1e19094b3dc9cf59530184365871d8c75c731a8f73c800e4376cfa82e29bc3ec6ba17bcfd512c008b6ad3fa371d90c2393039a0ec52379177ec365d22fa5063dbe046ac2251eb8c2362c6655c', 1, '2026-11-29 21:04:41.49687+00', 'infinity', '2026-11-29 21:04:41.513793+00', NULL, '01a2291f-d418-7306-88ee-f4e29861b78b');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d447-7452-968f-ddd61e0671c5', 'jonas@example.org', 'Confirm your e-mail address', '\xa5576b1167b27aa58395a65e2009a434ef49fff520e1a03e72f065e64520849e2558ff6ae5d38054cd635f8fdacc4728a3813b96bedeaaefe531d5674a78159fd4459fb451e0054bae8c05f7d1ab59057d6b72bbc97014ff63a10009c753d9232a11b85b44be826ec2ce6dee684d790dce2df1c6476c406c4f397158ca867684ba0aea235f92f0d5460cfe2ceb2c8f7f605a5de536c14d98d8cfe65ce0358899c67fb7191293f85e35b2c761140f64abaf632585a374a3b87fc214225466c850a27401fba8de5fab9ee919bda5c69bddddb2c92af94e3fe7e88cd3757b387e207024974d00ecc0148d59722c6e742dfd0b43cf28394d173861e6815595f2f2e7708b71474b8d57cbe010989ab567479f36fa37d19b0f42c6d9e745820d0805582e3edaf39ccb4ff222d73765d7bfc6e1c2231da6418c396a423c9aa97e9b19a3579b99099ec38c5eef7ed22e9a618dfe94b4f5b4530ff126a654101064e7a4170b5056c8886bc07b3b9fd72b05e6ef1da9017e7a910b6caf62d0d1fd604a50124239d30efe974cd62dd5d8c8a4aa5d895ef1630c4080fd108444f49dbadce0bf98c0f5322c1ccd681f26ff3c9e4d6e887ee39314c566abaf536a913bbce094b0b1e7b480be0553c8d55394d8a0df6647bbd3b316731241bd95f2fbca09c426c462af362955f26861c1116456f9327a2459ea0a7c0bf0cf674cff6398f1e7073d88e2cff233a1b670ed1fefe43d34f75189dcff2d384f97eee526a7b37c8d76fc117a165f489c70617c9fdd3271d431e93fd07e599e8be6b17917bfd9482b32992b257c2a82cd9b7ca809b23d3b5520af354167bb8e0d1f514aaa24cb83044fa3035c43976c9c79e08f26a8efbe332cc7a82f517d5d9b4a26a336d79f78b3df93fa5b0b9c273e67224efaed6c32ef780e359bde9fd3fbeade22a09ad05745343ba1dd4a29e98b18444706667c7fb18cc4ebd9f4f302f3636ee86103118b2e6b500af8206069c6f60e90e356208572754aac4915a90ce4e79602aaffdf977936645e6f72f7ec7391a3fb64bf32ef008390aad91917460cde5f61b413215bdc16a6b9e6ec6358c043c1ab898efa6e7d19ae6937e7e042fb6681f07a182f95e216d99c3b04c4648a9dfb1c12db8b60692694165ba9e17692b2940ab1f74fb6a6b13df39d61416f58a0952164238486c15c947c2a63e48d5e73221c9985856101d317bce21e484b86c1d191336061bab5ae7c01846d046bb79b8f0b5c70732a5b24f40b2903cdc78998a899578c373121af0b1d25f8bde1803ba30b538c4e9df9d7b451973a087ad6b323c7f0c5a99daa41e5757a731fec4c2464fd4c9e3818aa891fd87ca30e65dc59e29d3a14ac0822157ef27ea9c46f646d73101e45691bbff18451f75820f428b3714a2f273fed9d51518ce0b9c4009ea6aca2736ae2546c524ed12afd8a8b38dabc5e72bd39db6e487a448e6349cb029542cc3784c76c30960c68e038d8d0c759b224fd66cd6a99a94998140027bac25e18b196b48450f903005437f45d46d231cc4e50109f9d78db79a35ec5b73ee995fbfdf6098eb2bfcf1a264694c7ee5fdcac04d000ade71c2cadfd5cca7e4dd7cf775d850505c5849b497dbc67c2c410eb2026313a0798cb421397963a18cccb64c72360639dba7dd0a1d60f489e0cb562f17fbfce400572d4f44947255a08df366fbc8ecdacdbe297f9b2111688251e3cc0cb85a3c8a40f3f07456a105daa9854833c51b68abaaac6137fd47a5a40b9e6d747fc5200ac38c776862023576b3628d7abc88f2c667bc2503a281f6702c6cc46ba5740939537a59b6844ce6269d6e096f7a1c39b371af0eedf4316e6326bc74353418b2cb1d2647575e6f75a2f1a6964354d3db98128c24dfd51c8a73c7cca7f19b4772ab33780cef05873ef522332ba13efa9ac5a5748491a80f43b20a51861c3ae010f9c8d90794ba9094d3245db9ecc64db3adf09f8fc47084c514ec11dbed48415115ef6253ed95e722f13727e94ee3ee0c5196b1363b071501ed58b355ad5f6b459940042722d4536b2fc2b0b80a9688252f321ebc7b76901c5f1ec68df29e3f2a83be052422d5503f8c6381abf0eb13b4eb6f7eb5d81a32465139982b088008f3f4f9605895ec247aa40e0823d495e368337ce70824427e75773b53872f5b0cc3d849377f1113654998ef20f9ef1f3c2c42a9de3523378edc619d5cbaa26a00f7bf73c96843493755de7378e9e9b9ba94d3e5edddf13de7875ce32aab3417e8babcd5732386c1045145f184b6a481f2fa623e18ff8ffafd2a2b00972dae7464743fcad6f5455eda62501c429e42b9f0f6a61140943124282512481a30360e541679d670ebd01a1dc75d5852ce0abca848cc6be328d15bf6b49675ef86e0319b293d2d33120214635398893e9706f2b40aa9191a4c1dc5ff722c53b50501e9745edfa5d9ae656b6d182002a660cd73d8ba9e3dcc359c3037a078837ebc28208504f8d2fbb806eea4dac0ceaeb14572b47fcad9572f12f384a8bcf8bbee633afcaf8c7da0e9d327f669699524d0f6238c96b49bd83ecb65daa32553fdf4b8657de4a1f806a7a449def5aca3159f85ed5feafb0b60b', 1, '2026-11-29 21:04:41.541515+00', 'infinity', '2026-11-29 21:04:41.548862+00', NULL, '01a2291f-d445-7199-a7c1-9a90f5e17603');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d4ce-7152-b715-b3d0cba9c7d0', 'newcomer@example.org', 'Confirm your e-mail address', '\x1da6128fe3ec79bfac9a2eda6699871f105130781f47a3ce81990de82ad72f248223db62bba98d20d18f7314bf9f737ff578b2983fbd312567e9244edfbed4d6a99438b96c996c89e3ac8ee9389e17a437c3b6eb5d573215dee5780372d3b12d710f554251f14c33a1f9e602f285a417b5368cde0a5f358e89a90616aed325dec87ec102da8383529ae595f68c3d3a78a5f85ca760fbdca92a00d01a27548b06d71002566b4135997139b66c002dcbe97d037eb716dd7bed81be7fda2611a1bcf3f6abe9270e55dd4fb643478c93ae1530de1951ea7d834eb3fd64a71e0b3927638f8071de10c9c8ed5d9d8f8cefc1c2919bfced21c0827714891ca84715888ac5a8038a1d1ac41e2cb8e0fb857ad9a9bf0210c74eeb80d23660a530611d96301df6495813a1887789748243a5bc096e4017acaafba07adee2e3a402dd6a596bb928202aa2d2d8335ef591b132c2093ea48c9f6d8b1b55211b48bc93ef7d82493124698cc42b6f91a2348c97f22205c483b7471aa3402b81c87883eafeffb7942b7e6eb3b892f515ed9ca8ab8c48b5344a290ed605bc6d9eddeca27e0ada40e589452bb2f783023ab86b623c0c6cb0622cf80079ccf4daeb9e2702fea0ee1a4913836fadcd97a0d9b3b3e1ee59ebc6abc3c59f1d665433332db6cac284a113a935e1bef653f942c2231933d059b2cb2d1c8e0f22c7dfd614842c00332f466550f8cb391c766e8a674ccdf72e80ef5389d72536efec0217a3dc42e135bcd11b5e3bbe57985f9c9cccbb714dfe9131f13d3027c73850f9875aaee23c57e865cd4f1a37f0319948fe947b51731689020cb07446a7ebbc2d9fda72fe186f5296de50aede172f55e90fc75cf660096c88eec9b6566a80c65c7229f71c04adb6cf68fd34ee4eb7bf3eb074578c6a8fbfcd5a8d9500c712a1cb5c9f126ce18d9270872815a38485a9b5bd5415bf536362c345404f6a0b177b5e3612cbc00d23a7d6f85874930dd68dcba009888140bb756a01c9130d0ca8b14165881abb3f71871177eda721a384663f72bbe24c90e3cb32788e88cf97d15ba43faf23cb652fdd271339d76e4dd8f5bce61488ed7c15d01f93cb8833e08e4bafff6d6457166ddb2dcace4433219f07ed2bd218845a812f3942268e494075d99becd0df79118b5c30cd1acb369111a00dde4fdbb8392048c50e35d6daf297f5954d92f9eae280547fc12d71b439b07cec6afca2685a3993b35000fa1abaf35e1a3f0c455c56f6d5f3d0279f9dc956b54e98ad41e9b36bd450a982d7409094762a83df8a7dce8224242af1bb5ae30aa40ad20a21be834a19c43074baabf832c2d449f63ed2cf6dd7c61d8f1d7d6fe623dfff8ee554bd8a44e7aec5125ca3d684b808e6d930dfb2b6e747693d0df0eac7d552fed0f9be42a19d6cf762a1b7691fdf574f09f1edeb9d729845bf4f81140a22abd83beb94de94d60308a7c73183fcfc66eb95b05c1e277a910c4c464dc546843ea009c07a3db7a10cd913e09447c61489ef8e044d35fd00256103a138c9b894ebfd8ddb484a403ddc726d4f4ca7e35cf6a9d9b153d543c14d3824dd0b63b20eda9e2fd9631608eaed865c6d497da102c85a1728bd30f4f0f63cca5a4d71156230d993f09d96a003d693cc591eb356f5186ba3a126a0f64bd1dcecb416b997f50d826374577d5b81addf7e75ebde1dc124fef13a0a73ba970d85d14c3d82e80fa2b34d53c00e67d1a31ad50e993e43fbed5c7939eefbf54ae336126694af2182df02ab4d8417e185d74a48f157040ecdfb245576b0f504eca205d55456901738b799e47891204a2d20bf270fba77a3fa2d890a656cccccf41010dff19d1cca4aa3c9aecc041d921a2e9352147676b074456108e14d6d3eaf358779af5723ec5a7f5d6005b18399013b970b722e0a5494eacd85cf685843f1ebcc4ceb9dbe90e8aa3d00394dc93d8a0ea6faa63b56c11bdc494689024c5315c2659049a9c343e65058c5bd20d49d6ad50fdab774085f030702ddb0355abef4c6987e1661577ad2151b1ff2b4dd846a135e7529bbaf3d445585de6f56ff0f1b0905d11e01efb36de6634a89fefc50ba87fba9732f0ed42ca5944703ae40b595c5d370faff1d89d9cab3ea2bb20d4ce06153c1fb9bb48a19f13117781b326a391579708d218fdca9046e9a36c6f902336487e71f2b9772bd3b1d937871696d7acedd161e89004a82cad2a79b093f11f2c6353e21a3a47e253646492fc0f255f4cceb578264f0eb53d91089ade95788a4ff97502b05e5264063066d7eb609a31defe0ee2394284b8d8bdb38c0cb3818e6dfe5f2bbb899e073123ad6c623737981c2f08fb2e933efcd418cf6992fcdb0161e890f6f1f7e53623abe2bcb20f309d9b2b980047f8fc4a421c6120ded20869ae53b97696d3fc7fa1eab64bd0173e3be1e4a6af081cb8406a100d8adbf6d57db940241d74462b3c4e37c6740cec44fe7ea404b906ae0ec9ed40846ef14a14e7187109f46b67b1384135813b2d232005a626d5ed8f7857961361d720466bb044527525815645f21b70dec7b8c3a04d8ab3fdb65ce48deabb18163f05e535880b885de7a6e778d9faabd210560fe04dcaf4b3e1c56a8c612', 1, '2026-11-29 21:04:41.676117+00', 'infinity', '2026-11-29 21:04:41.686775+00', NULL, '01a2291f-d4cc-7446-a106-eda3ca515d86');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d463-7114-8252-63e2736bf69d', 'vera@example.org', 'Confirm your e-mail address', '\x7fbf314b980eb52291f104c73aa4f4d8713146ecdf08c33b78fd7c347f9d00bb10a08cd0f497254146a45ab22094ce7bcc242757fff0cf8d5f64958c67dd0e14bbcaafc19db5f6850d32cea06540aa53dfa41570761d75da1f849e53344f0b881649c5c589724535e1f5a794765aec67db191ad3c73d921ea78da269eb36a420ffd721b0fe45042379d1d20603980ba6a09e98e2df4c33d6424b9f5aacc6d955d162553fe3d7f34491455e4abffdd1709dc08bb1bc77a9719e690184aa1d8c33701967cc2b01c1368b3a21a5207e343ecdc0d39ced809aca6d67af6abb2581d355d472e902484220c370de32f10b44966c17a34b6f5bd0d5c82d0aaf3fd4be214f2055db497eaead580462d82c5a1e0e78717e09875a0a3b24db3b998ab2997e9e0a342730f32dabcc928ed0f40b66c2ea145f6a28640ce696383b67fcf234c738ca9d7db73d52af7504d786aa586ab5cb7f499a5a577bd8cf5b17f06f9d4b47ab0d0082043c766b3b21db85ca20873cf975c9e83b1b581d3ae35b8d6cc223e15bb3c18db1676644f950e2f2eff1353bcebf67e0674642a428c4a313aa1e7a2b0b7fa8a044c205400d435077ac6138510e8b34c89bc3a346bbd154b94899ff978f65bb625a5811207e5f045ead9cfa1f3844b412da79731320cac37cdef730d9f8f282516b92643b5fdb7cfc498ebc83287d7efaa30bbba1273f945dbcf237630f1a5e10f3a72c617a81621fbba86854de67f7b7e54a654af6653b133a0e06256f2594c1859bd04f4729bdf8ddd917142efbb05afb72b3f2ee40b929073d0ffbb07268cc42226191143a257601adcce602df7ca78f2ff8d1aeda3c75c77b7c4cf57a2667bb793f8ce2b354b5279bce0c5dcecc2d47f8e65c9abd20a3479b35dce231dd457fdab6289a1684183cfb75245dbdbd99f11e90b23ad9463ea49a5c0c90c317e0fa8ac5dbc7794f422585e919577fc3c255ec9aee093df5492907460bb63845a67a6141f8999cf1a6baee21e1047622b22105f537cc2adb8842ac81b5a7098b1d9261336b280518910cfb9c94dfdbfa0fae7f55f830fdfb59bd40f3d57af3d60315590bf7a004e47142f760dcd616243d5a5aa15c565b3d1b3cdbec2ebad6cc63b7bf07288dac0f260fd33e9b1d76b08f82f273854ba89f3747d461b1d5003cb1ded00f524e6334422f1a0750fd236e82a1f067cb87bb1a395e9a0829ad38b767b99751200bcc9110b247e74c668f0c9f58ad4172696081b00728f608dd65ce88ef3c50b4c3559ed862b59d4ab0c361271def6efec38ef65474a8f69edecb89e03469b9961fe5a0d1897412f2679f06d29006a576f88c69e9f31df46c0ce5bdcaff21e95f0c1b8e74a2feb4680cf1e9dcd0d857fbd9ee81ba57503c3302946e7550fe12732d1559b59832aa6a0b74618e1944c52c897f2753b06bb76daff43fe171465bfc98d669636a43334836b22f898bcda9bd1162a02d6770573df3c5017f9d3e65c7d14cc0e316c36489b8ee497bf0b3c210ae2c6e560621f8c21402ed1ec0771d9d362bbcb340bb413f95cfc7f90adac6d4ef04b7408d7789c05126e7e2d6608c9548164590b8f620a9c700326fa329fae23fee827718b4a88461f60609e40720c9eef98d986fd2d7f5855d8d0dda0354d6e996e769efe7041ba946f44ab4890008a98e15cd0fa785eb468a7571557400bb1d59a0b91b56ab63f10d016015a7dea2c5554a2d8ececea1ab1cabb009899e68cb0838c31f107253ae5eec5795e638665b1c1a567ac3a3fa52bff2684133c3638f9ebc3fd1b5ffa1a9e0927ed2a44d6f5783beadd303caf8d1177ddf5d2a7ab4f5c031fb962eb97d9a04105ade5b6706f2f1dcf4521b2d141c00df91d056a18c9dcf8910c7818285cb2f158e5d9214a9d0b7c8fc6e4a986f88ffa4092d27b3725fdcb6c5bbc083cea1a405b57695c376cf04d55d12a45d8c062dae4588c39551fbf6a9af18f7f46ed018e7fa935de5e7012a79262d0a06910b8813b65bd2933b71e264d0d60f047bcd290516a04e20416b4ad3e94d0099c0a7ed3bcd478732d7793b1ac568973828ec56efec7ef77eef53037236a4ea963eeabc122e70e68a815bf76b1bfcaca0b75d55888e0554c1c21da3f72fc903eea957c479dcc9513f7b57a6c174470cda1c45d685e66a5f5641e526ed55c408200721a4a46e7c97ba68d829d849383ebf72428149e79ad34462f335fa32d2c22ef16c7d7010a1e7bbf1f5a0b1a8c2c10673505f504ad1df4f80b97069f91b954d42bb54c2e1537eb1c4fbab5b72059d28e744e0c44a317412abc64e8f00719306897d467e39b2926cbd1c7856f7a12ae390b830b76186b68ae102c474aca75ac75f0a937f20900c6d92c44ee0d76ac783e60f3dc053a127ab2dda051969bb13fb43ce1a0d41062b41101be65a2ce21695e467b2f192245c23280ffc0f335b65ec898a140ee3f9d64aefbcf05a8f389841309af075254e9bbafb405edb443e8485517b354648792c5663ecb44095a3530096422b704e833c1f603d13fa7466fa595c0cbd04304e7f606b958c32f96ebd88af74070c493a1fbe53b22a188c6667b11d25bef8494c7f61634107975cac', 1, '2026-11-29 21:04:41.569155+00', 'infinity', '2026-11-29 21:04:41.575575+00', NULL, '01a2291f-d461-7547-9c78-884f87af4753');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d47d-7345-837a-592c460beeab', 'tomasz@example.org', 'Confirm your e-mail address', '\x3512a66f179fa7afddbaea3ada9d9b4552eda35925cf7999d40101214aae3f54cbd3a20b8f1ebf85bc1daf6fbfdfcd47b1868e4d798c3cf0e1c9e383325f39dacb324710d345471df3103d1254d4fd75db117ff9ae67fdf195261b2db376b965c33db104f1fcaab65325bbf42f91fead3213168362bba1ab0ccb0a21fdd21adaee624057e1040203ab75ddf736ab9f00aa7c09d355e8ef861cb796a4e8dabe7bf357222d56b4ba17242b96335ab42174fdaf889449d012b1137c9556db4c9a0a2995b3c7e025be0673fed0fa225a0c50a5b9160ce903114686f2ba14f79f52a4c30454a410f7cbfb1323426cd4d131aaa8275d0fa6dfd54fecae0e5a20a336517dd4b47705fb5268c0a52c3c8298c0d1780f60a2691f587ca3637377bbef641db1521544a78cade0df14effac4e628fdc9dfbe4cb478e33f9d653523d39b220105f98b25810237cf3657875d6143282681dd07c305d3dc48d40b73603f39869e1152a64de7439b3bee0b490550da160715d8f55ea0ac1b7b2671e2f1b7c7d5dd63acda0a9908f51c9fc16e4f61e5e5b9276ab45e08a63e549faa90ec69ba4db69e85429e8d0d84a6d928e6b3540bca9665d6143449246d5b6948a83888098831a85377e975b0e1a9a56bdd90f9323a901256e98e8ed4d62edadaea66995e7788e1aad71c263297ade5293db189007fbb13c43929151ea6d6c56c5004a05ca38b4931af9b941f88570f960cecf925240b2c59fdf3e6b6e9cf916576a41830e67ef2b7a2dde0a40f4dcbf3fa49c4568fcadc3aa123d539d8b34594de4de4d91ac4acf2dc0deac0bb531c495d3abcc57f373e0520cb364a3f02ff423977a36f037d1216a294e71e084ae1c4c45a7f3abe7bad51fb4c135591a781bb6995cf68c829e7ca8b7e70ab68dd4f01621a743ad591f0a90d3c88aeaaf5e8ca5fba46f055f5f558d0004dd0ef6cde06d09c76381627d82fc2bc7d0f692df32d708a3609499ced29c76f19086446c1aa3dcea0a12fbc7d239001a81bcf9946be9da122780ff59f2429ea3d9f19f6f8460d43dbb77c65b8719dc7b14651ec62e97f335853d8d82562a84b59dfdf18c7b981f45371639db798c5d78fd716308eeb15166a1beb340efac8ab8619c060ad1da27eb37b6f57b8ea08050d861241f06c3d03525f54bd9e32f66b8789a78abd9ec28565f0ab1df8689d33c4555fc826db6ee5db743a3c7284ca0056e85feea843e629c8cdf6bbc2f385d68df5fa8f0c04224f47b3b0cbed19bcdd238869b1d30f40095fe0308aed0800af5755eee4b57e4b677cdfa5cbe63b018da2e8ec79badc3d41933ed771f3a857343e4336eceb73e218d17f346f06ea3105ba05bf8e24e5d35bb8b5c216da02c1860ea4502b87b16d02211aa630e6765c262362e537c90b4e91908c790b16481c131b65e39d8a17729c3cd611b59c1ec676fb61150555ff102e7923b00b6aa876186601a28e728dfe3c245094ff6073444be41df39cfce4c962ab270f2b533aa3c5e21310f3e7d946ce7a2647e439a6d14cd5bcdd690057d8835eaf525b343619cd74f71deb37d55646b51fecfc0e72c48d7eba3f788c9f2cb984ab280d97e8b0eca61552481ae19ed542551e55b778082b0c24862460bf1a5bd2ea274f226d8a636a0daf4a80ac240871b56fd409f50fdfecc8c037fd35a438b106256690fdc051dc16392e0593b7d3a651cc4a72e5e822d6353468071075456d00bf565cf565d85df58d4d66751a26c0fcaf1fa09fe7bf48d77a3f5d5a7a6ed5b98f9de80a450e6cd836dce7d73f0d2b35f69284865acbc12f7b6ead3fd997ebb6e554bdb96ba5386f90f9b9dda87465bf408f3c3144c52c048be0278fe7a4d331e5bddbddd4539d215e041f38e4929cddf0938bfe9da154f6dce19233cd7193945ca02637f0a13b38db451ae5e97292c421b60691f8c22dac695cc0409ee2b105adc30cd8d4095eb7b69be37a12c65332c3e624f8e4b0754a69325d439e29e5103ef441973f836caacc0979f6d156e8d71607ac3a86ea83b705ddc7ba503fb92480af24f5c290c49aea9d63c7c1c3588dbd57c1be62ba4a553e59485a40def4642e84a072b45dc8c8ac6a07f7fa8e018ac06a283181008dcba36c1ce5e587111d24020925266332e278bf9aa0568e1be59fdcc3176b5347a4c3ece4a31152ecaae64d0989325d929ac2733520edc14ff3e2c4b4763de9207747ed6c5e50da5203deb46bf27fcd153e0e14cb4d9bc0aaaab81677a527fb059ba02fe1ec60cc96bc623ac3bba6cb2dcf99880cec2610e1b0c059a9f5b91ac9dad29310e54457eb5d27a74d7530f037ec00dbb6eeb5a21fea4a10c259efe93a7dbdda16cf488a5a89cdaac92732d8d194db35ef8b0a86cb554e869f094a1bfb5d8551115276486b173d4b86ee9aa299dc06d6167e1c19e637b3aaa5f6912d18fa00d146d476de71323b275fc57e07c3440ce296d976547f6b5191a93658d266714d0e4874c034db0df9f47f9b7991b20f7ee0108737e112c058c0a63c749c2a26062afb9ab268fa4ac70fc34de20807d9a16d016964b4d6b8e450f99260e01f7d5e5ddb00b92f381937b86514d3d8ec438274a7431028ebb857bcd0', 1, '2026-11-29 21:04:41.596055+00', 'infinity', '2026-11-29 21:04:41.601629+00', NULL, '01a2291f-d47c-761c-bb0e-c8e726ba6ba4');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d496-7144-9e13-7463f93975ac', 'boss@example.org', 'Confirm your e-mail address', '\x7fb514dc6a5e502ad3fc8650b237da677cc955ce7d95f7040dfc65e7ff0920b4a08bc2e6bba35525815a3c0085c9e3c7ef13ecda357843b3a70f472599abd07480591ca1458a2a3bdf4b0f1e61c4a84190a6dbbfc7e1366e49e289de3c395ff0ac6ce1f03c855a169c24a027981d92a4ec15aa8064258495c96cd5f9a7af9923b46d93466f7ac433acd929c7e29978d8c8348a0f597d747fc042442fbea6278e2d8ea2c1cbd969b9c4ce76fb350c65bd515f1b373d2d704d22c05166f90ca2e6b16889975eb221720a125f985673dae542adfa446c58b21df406abda32a855fc8f8801acd78cc04df4e06e6ce06c73a613e59d6dd75805bbae1072eb5530b62a6e80b62f27242aa67694854d57c7b093e5fc4360b355dffc0e8c65f16cfa3c1bc78afefdff8c58d9366537e91d409efad573cd8a295db94ec54b8085ed739a15e448433f2afa60b472ed02c8037d0a4bae31a12d92c12d72e25735687b2f0ed5783bec68816e79304446682ad6a2f62b33bc93b421a7fccdeede8165a79823090b1be089bcaae886cd5597275d45821d76b4498aae7c55ee99a407024d7e2a053553d36620778448e09696551f95bf42d66782cea75e41c5243c272d1c794434fbbe8e9b4450dbb9e0dc0afb2543e91627d0fdc68de82d4b12fea2e7e7c48d80fccf52cf029edf0af9d2d4f58149eea2ca21621a05151b1e695ceefb585e1b4b8bbacc4cc86294fdab068e76782c4da047b2d15d06937219bfc70e3a431da6c256b3f7b86937cb0b89d2bed4a6138eb58ebbac7c18406a808eec3c5025895828de8ac7f421dce284b1245b55bbf6876faba4cddb36e28848c1478a86d0d69426bcf480071769f38e229888e25f6b0c638a27238dd48d2db3a7cfbd8c93821047a6f8d7e5fec5220af51881c3dc01da1217b9dd9c6e3d034adae5d17335ebe002433d16bf1b8860f2233436d4b139b6bb118d1a18a1dd9413e48f50d0041bbfcaa077a37c31ca1b0b2ccd392a82ba2afa12940ba63adb287ce1be00cc613c919e705a491dab9227dbbe514f82d9b78a12cbe497dabe1b0711f79f75b3c667ddad4652a24fab29475684a19ae950e4cd945413bf04c654c8720ab0eb03ddf9fd7a7123acced84a398f0d130a1905aae04b7e01771092d5a56075fb02d40c2d166a86b819f046654a2156a7bc9d286702aa0261e1f705a3bc85474d2ce9fadae32640c3182788b8db25666beb7b5c919d026c4229eb2823759d5e7b8db010b89e3b705b9610f163357ca5c0261d5c304d57cfd9116d2fc8c2d1c3a54c52bcd40ee7ce22cd1e526ae50b10699a30cad210a376133a47876503f77856d0fa65cf7f215452e577b6a0997f9c1b08130fca7521beeb4038f17d0e61d26535013cc19bc2514f1a37d31d31488a47a48eb4c4c14b6b5dfcd51a54f0379d92577fff52939a1488ae3d9d8371eb251fa5d8f1ec2fe1888129752e30bd1293e6b32fdf7660f34ff4985039e8ac9ee9814717ea95b851577d6bd13427a91da557501f97b55deea6d4b84766c61cb052ee366b61d8a7104f6877a402462ea8e95e62696502a387b7ae94ab916fc81e49f6f35c838d4abbffb5468483afb1b91eb5f9fbcf0b75856f3935a1d48c11067de3f894d6f7b9e0fb636a9618a10147bc17e7323ede09fb0d29bf154ef22b347b7a0b6508a516724da0d65820b821fc8543a27e415c6e70aeccc66246fabb7e5dc8bcd29c1c061655e6308bcecdc9a613a4eb72850be11773098cca33a7e1111fff7a3ba63bdbcdbb6c2d065ce583f312a55c71b61142b70b32200ebbc638902dcb60caf2319a1b4dc6fcca7a144507415d46267896bac85dc47c78bb6bba6ace996118be4a25ef1be187c7d174aa817177cf4fe698805f48f5d94ff020d760d12fef9cf5a140274fc679a4bfab3eacc213e8378aa60ffc02db40b03a1ca0023fe4eb912b3ea2719b4b9133736f55c10e348bb81c5d6f313cff552b04ba6451cafc6910a52b03c5b3a5aad13823596048b11d564723ccd1bb7c277917b5d4e22ba3a45751e2ddb90783801285600f3e1b687ea629fd7f2512cc48389140964a6d25134ae7f3af1340efcd66a642d8938852957aea183ac64ab1279c01c9b9db793cdd9ab6db03a1ad6fd04bedc7c168d785b20aed7acc0bd1100ad5db384e1f812f8da913533df1f45a8ad4908bcba0aac0f6e2dad80826689a30db6814bbb0724099aaab87f5dc09dbe516f5563edf376ed5e21504e6f69647a5f16bded567e188b8883d543f6c0693a8de60a6281b469567bc8795a65b90d053fb11c80aacec6e28f81711620f2f2f4278d0bb1047c12c83af8ec45870ac2728e577c2e8ac56dfae0fd74fded70bfa2447dc6bfef9aee0636f98be4126517adee88e44e5cde0bab31d7d4bebae48d512314eb59727eafd33719c6d6739e26235849b35b0d19f755f48b9c826646679712509ea54e99106bc8d0821211c3c4f8291925609e2e872e518ea2becfb134794ef74a7d0f577f8f8f176480651e06d4005fa6a91c39c96b25c2baf5e5cf213e53d87eb2f6510449089ba04b30fc635d922fb72f6d23466a5f24b19a19f5a2445e75ec192b6cc3a8d4d34', 1, '2026-11-29 21:04:41.620419+00', 'infinity', '2026-11-29 21:04:41.628667+00', NULL, '01a2291f-d494-769e-b0ca-a117c7b04be1');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a2291f-d4b4-761a-8b21-3d9ee9128a87', 'gone@example.org', 'Confirm your e-mail address', '\x95032dfb5bb47d064748aa2f6d329b7e9b425ad78b3222d9f07bd5d1cc3414dbfe7df0647e8cfe5a9c418e33b490604dc59f9260613d3b18c30da6963ac23d2999bdbd6712ef8a8e85cab641aa66f740cc253be7c82b855a462c434178ff3281f3bdd10861287bb015ae41457173f6875aae05a429b08e7c1f92c7aae4cb3f4ca341853a79a20fe01cec664d3798ea60299c17054ef0b689ec64e6612268feb95208161b4078adae3b567bcbc6a27f4d95363a3dff3ad2c929b9f46d55f192f8a4b8e78bf1c45a20e4835c90e92bf1abc89b57a1512cea6b0d18c42bae9dfa56b9ee7649accf2b0366c5e8f86f9ac5ac8d8c95b45142c0e8a52db75a5cd584821917e8ac1c74b55169f542c4fea2814896b89eaf69bbc5032ab808f89789a5c8cc733e251f27dd7ba68a88fe14ad9671f5dea8fdf7e2605caabef764e9fd186e8a4ea749bd9163e381d828580c293fee567d01dba31d3311fc00271fb534b10d92e0b0c1917e23d66c03ad1f72338cbb9e67179a684b8dbcce569e9c29870bd7257333f65a1b3880ddcb4eaa840b8100b8c301a7dca54ce80741ccb70d1a6f3b7d92eb99718f9b4db57076398021d856e34e58dcdfc2f17c0c15df22b6b90f19402df2b82d9c068df6376657667400a35dc0dc7c4b09a9f51e720ae1c462366a8469b96e6f58579a11ad0e7ee2e37d7dbbb52ca2ffbf49677658bee12ed97bc85820cb380b28b90671a45171ee98f62dfab005f010fb331055d0659ddc3204ea1e68995802ef4800d7cf40c6353e56aa10fdd5525d640b04f5bad876e5d7fe580e26d1b246dbf537d26625be8cc34f7dac6269cd73940cfe3549f750d8f2da1f73f17c1bf7c3bf488d44354cc1d61047875c70c218235bf87b5443e7ad53704ae55f8efbe13df51a24d9a8b91078dcd93ff29045fcee2a71a8cda1e8783d3a973ec7e7770e3d6f3ae9c70d484d0ab4d44ea4ca5dd5766bfab4df8fd691b7e6e98d8e1851197e5b22345aff233b4209abf87eca685adb24d2a73ea160927e7c22f632cd6b8f86599df6547d4cf4b81fa1da0124b79b846132baf165c05321f4a68dea9cd0d78d1bd31bb348c54c8e3b80b07b42f5f1c7be40967ade17b1d7536ea8a1055fb7083d0fc41684e28c7658c9270a33df1d944816c5bf94f76389277e47e4e2f76858be9c96d27401236290760450fde9f083d98399df9a1f6cce8a4a0b76987d278c73f2e474f39e6def3884baf62bc9a39d097d99b8af13ec54e947835f4aefff29872606ae84cfe119fecdde9f9c82d5360a0cfecd4a837488ba8d01b1d8e22ccd265a0c210bab6f559103f81b09b473964d1b3cb6b7337eee36fa19abc8fd58678145e7a134698c6a8505906447cadfea49add24ffa9335051feb368ba29777d23941ee89e15bcdb83f4c800205d23a5f83de6f6b618a49dabd53d3f85e3834d9ec50b295ed2a099bf8b05dc09b26d0a72c0e2fd7626a0130094a9cbdda89151c55fcda02699d880e59ea1506a5feb632462764ee0d88dc81974f26e52d04f3d934aa72b87d09d89c566af655c8d5a4671e14e3d04bd5a246b77dd57a06a6dbb5def0609351d4b8642a050cad71e0f1adc0d7c97609858f944782a409acfb78b118fbc76121efaaafdc46d5b7fbb07e14c8bc275dd400984bf1e7c7400c7ae0fd68ac687861c5e73aa165fd41556234236163ecc5b6a53d9dd2212a7569f31c59d8fc7cec15554c5a26f7d0e2aeabc2a432eee3c20a2298ad5fb7cb9d44804d904b67ab89f6c02326e00c6277fcc1c8422aa6c5fd9fa202fd6959b1769582e65cb237e999abf7cacf31004472659fa2e0cf49fc53e10ac4daf08ffdb05966870944e94a1f072553ae677da8b1e657dbe17a758c16619edcf075433fb7397b02ae8be2111cc458540b6f8afa8b839135d4dce4d773e68c2924f183d1f8026f96bae11f52411980e48ff997fd903c2019c937ee75bfa0256a6b586857492981c58a468e6f045fb704d956afdfc3ca3493c2d4d6d8d1dde2f75ba60f898deac8b369151a99682dbf121c53ea013157924e442bf47ed8c8314d2aef0f5661b25fd78446268d37473d99d4eb6a9ad235ff0ea171862381606e1037a719a93537d9659c2080beb1cd34426324d4fed726aa4a922bd41e1a4932d98a3699fc89d192ed07a481d4df394c41a9592c1d42df8f943a6e5a0acce736559f1bb99d5db46bbd5addb240b6a90dcb65ef04a1efdeb1c3bac11054432c81559edb71df01a6c8db10bc3ed793b1f8e11c084caed0faaed6a97e35fd00edfc6f6ba7cd5b7443314eb57786887cdff3647d93fd75dc6b01f4fbc02dbd860cc6f24183211b8375062c24f1b6fd7347db9cfb2bc279fb1efd22fe22befc045a6673c712b0674da6dd1c08bad7e44f6f5976ca837e77f65e14be81575b9480ae09f9a47b1f2d79749998c8df1706acad8a130e37632e0865ca499f25b1d54192989ef1a2d6596efb401cfb61b9158b93cc1c4ebe776d723de35d1b8945fc0d8f9dea122075802a58c0b4ca856a4904fbba67985360cc2a6b56174b8888e1401ce422002c947266b95b7d0174e02c0965a27277e9b19d58da5f8bf880a479aa50ff32', 1, '2026-11-29 21:04:41.649345+00', 'infinity', '2026-11-29 21:04:41.658056+00', NULL, '01a2291f-d4b1-751d-83ed-ff7e0387d52b');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d3cb-70a3-beff-43c84e3c3fc1', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.41896+00', '2026-11-29 21:04:41.41896+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d3f2-76e9-9bdb-0977ceba9f91', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.458422+00', '2026-11-29 21:04:41.458422+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d418-7306-88ee-f4e29861b78b', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.49687+00', '2026-11-29 21:04:41.49687+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d445-7199-a7c1-9a90f5e17603', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.541515+00', '2026-11-29 21:04:41.541515+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d461-7547-9c78-884f87af4753', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.569155+00', '2026-11-29 21:04:41.569155+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d47c-761c-bb0e-c8e726ba6ba4', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.596055+00', '2026-11-29 21:04:41.596055+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d494-769e-b0ca-a117c7b04be1', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.620419+00', '2026-11-29 21:04:41.620419+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d4b1-751d-83ed-ff7e0387d52b', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.649345+00', '2026-11-29 21:04:41.649345+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a2291f-d4cc-7446-a106-eda3ca515d86', '{}', NULL, 'dark', 'en', '2026-11-29 21:04:41.676117+00', '2026-11-29 21:04:41.676117+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d3f6-70ba-bc3e-45fbe78f45f6', '01a2291f-d3f2-76e9-9bdb-0977ceba9f91', '\xdafc7c1d9578490313e0c2127377f011b0ebb1fbb520c27f78d82ed2df0f16cf', NULL, '127.0.0.1', '2026-11-29 21:04:41.463409+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d41b-74ab-b784-3e22f89cea71', '01a2291f-d418-7306-88ee-f4e29861b78b', '\x81ef4f42c54b0c36dc75620ee99e7fd949b427503deb283cb0f48f46e405fbd3', NULL, '127.0.0.1', '2026-11-29 21:04:41.499447+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d448-70c9-a31e-7ce53515453b', '01a2291f-d445-7199-a7c1-9a90f5e17603', '\x5ef645e4ea6cd0985bae76ccc3f502dd56a55ff568bcea412ad5b46072f58e06', NULL, '127.0.0.1', '2026-11-29 21:04:41.546078+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d464-7185-949a-ed09e964e340', '01a2291f-d461-7547-9c78-884f87af4753', '\x7d898b0bc2bafd6cb7a6935289941c19f04b2b9e2b65678a5657b274866dad8c', NULL, '127.0.0.1', '2026-11-29 21:04:41.573297+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d47e-7538-9053-cfcf94c5db17', '01a2291f-d47c-761c-bb0e-c8e726ba6ba4', '\xdeb8a051723240ea4149e0928f3fc168f25de25be56350623d2b6e1bd8068a0c', NULL, '127.0.0.1', '2026-11-29 21:04:41.598565+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d496-7144-9e13-74644dbe278f', '01a2291f-d494-769e-b0ca-a117c7b04be1', '\x4497fccc4e79e2111115f116459c93f5fc07ce955d85a8af1322b9e0102bd6a6', NULL, '127.0.0.1', '2026-11-29 21:04:41.623834+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d4b5-728c-bed3-20bc7d1a2f33', '01a2291f-d4b1-751d-83ed-ff7e0387d52b', '\x62a2915ce3c69fd549c0d379840b3661f19f3815b24e2f7628ff5f677259ad2b', NULL, '127.0.0.1', '2026-11-29 21:04:41.653374+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a2291f-d4ce-7152-b715-b3d133f5e19c', '01a2291f-d4cc-7446-a106-eda3ca515d86', '\x3dab8f426492383b28be636b8b86393b5c2e6f60b0efebc63cb7e0a2253f01b0', NULL, '127.0.0.1', '2026-11-29 21:04:41.679654+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2291f-e8d1-779c-8ea7-04072ca0b901', '01a2291f-d405-7043-a008-d4f2cabac2b6', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-29 21:04:46.800617+00', '2026-11-29 21:04:46.800617+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2291f-e9d5-7581-a6e8-763bd0170a6f', '01a2291f-d42d-712d-b9c3-7a68b09121d9', 'NOOR is live', NULL, 'LIVE', '2026-11-29 21:04:47.33751+00', NULL, NULL, 0, 0, NULL, '/hls/01a2291f-e9d5-7581-a6e8-763bd0170a6f/thumb.webp?v=0', '2026-11-29 21:04:47.06119+00', '2026-11-29 21:04:47.33751+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a2291f-d5ff-757f-9f7b-ac25adc2608e', '01a2291f-d405-7043-a008-d4f2cabac2b6', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-29 21:04:42.269709+00', '2026-11-29 21:04:46.035439+00', NULL, 0, 0, 4, '/hls/01a2291f-d5ff-757f-9f7b-ac25adc2608e/thumb.webp?v=0', '2026-11-29 21:04:41.98158+00', '2026-11-29 21:04:48.458589+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a2291f-d3f2-76e9-9bdb-0977ceba9f91');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a2291f-d418-7306-88ee-f4e29861b78b');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a2291f-d445-7199-a7c1-9a90f5e17603');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a2291f-d461-7547-9c78-884f87af4753');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a2291f-d47c-761c-bb0e-c8e726ba6ba4');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a2291f-d494-769e-b0ca-a117c7b04be1');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a2291f-d4b1-751d-83ed-ff7e0387d52b');
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
CREATE INDEX outgoing_mail_account ON public.outgoing_mail USING btree (account_id) WHERE (account_id IS NOT NULL);
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
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
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
