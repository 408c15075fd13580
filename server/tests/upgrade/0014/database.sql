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
    blocked_terms text[] DEFAULT '{}'::text[] NOT NULL,
    profanity_filter boolean DEFAULT true NOT NULL,
    slow_seconds integer DEFAULT 0 NOT NULL,
    emote_only boolean DEFAULT false NOT NULL,
    unique_messages boolean DEFAULT false NOT NULL,
    verified_email boolean DEFAULT false NOT NULL,
    account_age_seconds integer DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    followers_only_minutes integer,
    version integer DEFAULT 0 NOT NULL,
    CONSTRAINT filter_account_age_range CHECK (((account_age_seconds >= 0) AND (account_age_seconds <= 31536000))),
    CONSTRAINT filter_followers_only_range CHECK (((followers_only_minutes >= 0) AND (followers_only_minutes <= 129600))),
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
    permissions text[] DEFAULT '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}'::text[] NOT NULL,
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-30 03:19:11.281726+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 19815198);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-30 03:19:11.302013+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 607012);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-30 03:19:11.302749+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 3522402);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-30 03:19:11.306419+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 552540);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-30 03:19:11.307089+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 692320);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-30 03:19:11.3079+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 995786);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-30 03:19:11.30902+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 3719918);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-30 03:19:11.312872+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 1609178);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-30 03:19:11.314594+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 7998716);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-30 03:19:11.322855+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 2219524);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-30 03:19:11.325218+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 4602394);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-30 03:19:11.329959+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 6012533);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-11-30 03:19:11.336154+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 2620156);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (14, 'erased traces and chat modes', '2026-11-30 03:19:11.338886+00', true, '\xf9fadab5307b16d04b5dbba3dc42511a73607671b77f4a2d4cf5d4dc601dabb338e5b34112a259111ac1092d4bb74afc', 4936156);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b16e-766a-9cb1-3b16eca68c43', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$A1GTQKg9zpthvkO+vbVR/A$z2jvTKGNKsJuy/qVoetmwhr2h+dy/Ito5aBBaIkkWcE', NULL, NULL, NULL, NULL, true, NULL, '2026-11-30 03:19:11.470855+00', '2026-11-30 03:19:11.470855+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b19d-732d-9e2d-d83117c3033b', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$WizCTdFalLhjDwbpCu+k5Q$1G+jS4r4wp41MVCjlhlbYf1pouH6a5zAp1bNAdJOb8I', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-30 03:19:11.517344+00', '2026-11-30 03:19:11.530781+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b1f8-7052-bb8a-02ffc302d05f', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$v4qfi6W7IZ5NjMXggeqdTw$Vj2FKyzHn56+JiyaAckqk8tXkDap3U+8l4MAo+LkwDo', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-30 03:19:11.607969+00', '2026-11-30 03:19:11.618499+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b21c-77c2-b702-60e2416a49be', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$6Jwz8d41pQ+jnv6nu4iVPA$mca+53GEsrddJCalrEAWc3xRIYJuiWzaL7nUTrKOYvY', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-30 03:19:11.644325+00', '2026-11-30 03:19:11.652699+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b234-7402-8e5c-27de818dcb20', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$zt1zkSxRwq8zoFgYP16O5A$3ruAWTREliws3mkReDzu99ApkFBhcNMM2CX6oQ1Qq2c', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-30 03:19:11.667911+00', '2026-11-30 03:19:11.675557+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b24c-7386-af6e-7cb3b90e0ebe', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$A4hB29feiFAGQ7VA8/AQMA$YWYx1Te6KDWjJbT5eYEdyxMuaMiQZT1XdsN3yb6gHC8', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-30 03:19:11.692422+00', '2026-11-30 03:19:11.700284+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b293-7601-9bc4-c10e8fe92fa9', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$thcxebLVVYCKXOcbHGl5Mg$zIdP0EAU6onVKrWjRWZFocvmrcG+EXmZcyuCNJ2583I', NULL, NULL, NULL, NULL, false, NULL, '2026-11-30 03:19:11.763421+00', '2026-11-30 03:19:11.763421+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b263-7754-868e-8b8e2415ad2f', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$ccqsI0rJjF1k/ASaWSU9oA$ydtnfUQOSUi+2mIFkHKroqrATLKCCZ1VdrJp7pzFWhk', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-30 03:19:11.715309+00', '2026-11-30 03:19:11.723007+00', NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at) VALUES ('01a22a76-b27b-70cf-a7d5-8bec5b47694f', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$Bzl4Ijm3Woq0e2D7y1L3wg$EYry0PKLAvTA+kPacY5Hex/71LTPvQM/beeFKtw62wA', 'gone', 'GONE', NULL, NULL, false, '2026-11-30 03:19:11.810139+00', '2026-11-30 03:19:11.739501+00', '2026-11-30 03:19:11.746525+00', NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22a76-b3d6-7447-867c-0f612478e971', 'ready', '6e527343-b94a-4935-ae8a-000c80c37218', 'public', 34904, 4, true, true, '2026-11-30 03:19:12.361574+00', '2026-11-30 03:19:16.608634+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22a76-c658-747b-aa76-425339377e4e', 'recording', 'f0086ff1-fc85-4e66-b601-10f43e7d5305', NULL, 0, NULL, false, false, '2026-11-30 03:19:17.107711+00', '2026-11-30 03:19:17.107711+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at, id) VALUES ('01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b234-7402-8e5c-27de818dcb20', NULL, NULL, NULL, '2026-11-30 03:19:11.787276+00', '8136d0ac-7aa1-4f86-a59b-05000fc9e478');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22a76-b209-7288-9fb6-44f66fc14df1', '01a22a76-b1f8-7052-bb8a-02ffc302d05f', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x6aee49a95d84906c34d43fe204dd0702526b286ae672c42b80f5f1235ef7956e', '\x6e2763fd408c5750185a314c0f9d35654d61d49d20e1cd8c5b0c4985553a7c99ff18375a864405720d226c8f7de19406b27d6b10cadc9fa852136bb04a9267eb2f8c89bb8fc91f81f4db6df6cc55bcd095f54f43bc9e32bb86253cea23', 0, 0, 0, '2026-11-30 03:19:11.624163+00', '2026-11-30 03:19:11.624163+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b19d-732d-9e2d-d83117c3033b', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x4471b8cb9e0e74e69e335c523603f9e35341982c813a4b04045eb2654335e47c', '\x3720ac392bbec4cfec921b28217eadf5bb995418aca78f37862e6003637d5622915acf2929c309c9b6c7c316a2c97c3a15f1f63e15d312907dadff2b0e8d66cd14bcd1ce7beb14760403d29fd90b70b9f14df3d356905a5a907762bbf8', 0, 0, 4, '2026-11-30 03:19:11.535542+00', '2026-11-30 03:19:11.535542+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\xd887923a3bf89177079597f3c3274df1222e4099b647ea833cbe7195f6b10bf5', '01a22a76-b19d-732d-9e2d-d83117c3033b', 'verify', 'mira@example.org', '2026-12-01 03:19:11.517344+00', '2026-11-30 03:19:11.517344+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x9a4a144247e05661e8cfb43db7542879944c7a97ffc1afd836469f054aaca76a', '01a22a76-b1f8-7052-bb8a-02ffc302d05f', 'verify', 'noor@example.org', '2026-12-01 03:19:11.607969+00', '2026-11-30 03:19:11.607969+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\xead4f7e497babfaade32220f442c1e40b24ce960b0fcc644c4da7e22075d6877', '01a22a76-b21c-77c2-b702-60e2416a49be', 'verify', 'jonas@example.org', '2026-12-01 03:19:11.644325+00', '2026-11-30 03:19:11.644325+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x351c1e5cf7cbf16cd68095582611c672cb26015b8615e4cfdbf138f67798d67d', '01a22a76-b234-7402-8e5c-27de818dcb20', 'verify', 'vera@example.org', '2026-12-01 03:19:11.667911+00', '2026-11-30 03:19:11.667911+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x8c797a6ae07759f532e9b8a95ed5d1694fe9ed5bdafc865f2267f38c5ee4feda', '01a22a76-b24c-7386-af6e-7cb3b90e0ebe', 'verify', 'tomasz@example.org', '2026-12-01 03:19:11.692422+00', '2026-11-30 03:19:11.692422+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x596619cde6ef64cfc9cfc61d02f64a4d422a3c7950387db82dc60e3f34a1dba0', '01a22a76-b263-7754-868e-8b8e2415ad2f', 'verify', 'boss@example.org', '2026-12-01 03:19:11.715309+00', '2026-11-30 03:19:11.715309+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x36861dc020493996195d322211a26ebeb39e24d21b888154a0fd5e92c4c6aa16', '01a22a76-b27b-70cf-a7d5-8bec5b47694f', 'verify', 'gone@example.org', '2026-12-01 03:19:11.739501+00', '2026-11-30 03:19:11.739501+00', NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed) VALUES ('\x8de08268debd5ff6f5d37f0c2eba534845d030a88d678c45b6f6564b6ee42fcb', '01a22a76-b293-7601-9bc4-c10e8fe92fa9', 'verify', 'newcomer@example.org', '2026-12-01 03:19:11.763421+00', '2026-11-30 03:19:11.763421+00', NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22a76-b4fc-720c-b569-39bf375ca1a9', '01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b3d6-7447-867c-0f612478e971', '01a22a76-b21c-77c2-b702-60e2416a49be', 1, 'hello', '{}', NULL, NULL, '2026-11-30 03:19:12.380732+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22a76-b50a-743d-9892-97601d884821', '01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b3d6-7447-867c-0f612478e971', '01a22a76-b19d-732d-9e2d-d83117c3033b', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-30 03:19:12.39442+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22a76-b510-77a0-b2f3-2565304da6d1', '01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b3d6-7447-867c-0f612478e971', '01a22a76-b21c-77c2-b702-60e2416a49be', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-30 03:19:12.40069+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by) VALUES ('01a22a76-b519-7031-96d0-181c830e483a', '01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b3d6-7447-867c-0f612478e971', '01a22a76-b24c-7386-af6e-7cb3b90e0ebe', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-30 03:19:12.409561+00', '2026-11-30 03:19:12.413692+00', '01a22a76-b24c-7386-af6e-7cb3b90e0ebe');
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22a76-b1b0-71a6-8824-66d342551ed6', '01a22a76-b24c-7386-af6e-7cb3b90e0ebe', '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}', '2026-11-30 03:19:11.806511+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b1a3-76d8-8149-11e8401fb461', 'mira@example.org', 'Confirm your e-mail address', '\x2d04b9e193f634508deac0cf6cac8fa4c5e3b48a87cd538ee5d6ce595f11dab9999d0ba24fe7c2a1126758a95bd02860e9c40750c0535c0fe420ef3cfc5f656ebd23f37be7092f02c4a295706660ea9250f054ea948ad235ffb3ace60e7ab8b8f6513d0c9e283b99a26ae722ecf4f233fd040563768e0eb78ea34686b74eb1790efc6ffa007c52e3c05e8dfec17fbf23c7a8c6bb97a0f387a3061d6a929227055998212bb99fef4e0ac5a6fa39270191b706c515efe32e05f182d0fef2ed3783bed646a6731e79e0a9761e74da43efed08d419a488ac3d7b209907ad6e39e9b64d9dd78bb871ff14b1f21e5e1d3d69bacc06a981c25628edb8f48d0757fee5e3017550a9190e6df9298757dc8bde9e8f530d8975685ae43dc9585840408c1bcbaab3f30a3c89cd0c569e95f9729de5acb4fa3e090456d440762dec901c360c39ee3ecb66283ac593c3bae7a59072ca166bee9e114cd6deb61faf029a05a08150ba357bb813882da16d4f16cf55b2d2419c4ada852bca251b65d03584dfb79e2d1abfb41a05167bbb2b565203a5fa01597acc55d70a6e7d15f4db98e57b158c7c4bf1b59d3659766aad1a0668fb9d5b2ee44a2de1d60a0e46a1a1f3ee8aaff62a70d743754c2430a8bd73e7a0471f28ffc91792606aea2b1b93a205bff559e99f4139aea3c3061ec20767bf3533322a2ef102eb9e8c071868aebcf4903a3c50ef8519f56e851c42d2cc2ada2902427aa0ee94bf0bf7e7cccbfff0696360a49d9cd38bbaa646cd5a65416f362badca31210fb1412ec5fbe6d9a923f3c55f90c8237f545566ce221c5e09d0520bed865ac9498852c6f3a74e78169567e94695f99e2882800b66595b0a32a5354eb0d400ee55a85e308cf4a3c48f1f2de674da3c522119068d7a4d75bdf8b8ae5ca68b7175eb71410e15c3e9feb51b531eeb8f3a6c226f729c0b2a8832c4ea9a26d46bc9fe255fb2730b280cfa675c0621ddcb172ba682c2c496b6dd73c525fe23684ec2f0b378b34474ac184108720f5cecfb6e9018e0838e67187af84dea32660a8137b2dbae7180155bd201aa314cde7e7fe8e25f5875052737cb41810cb6936a0fcdb7d92623f8937ed7fe0a4d95a17c5d5c52bcbdf8f1a577ea84ff1d1a8b40ce29cb5e93d92107b2662115a5fecfb2a0920407af8606199a40d0eb0ada965aeac46ae3ea933055eb73f870fe52582c1dbb80c7d54d659cfda2423a29f436957eb9f3a160b62917e10bf062d008c95007d9779f7a95c8e568dbd72bf656e95065c39212d09eceb082edd82b768ee7af2439958871bc0faabbec80f996d5f6d6fe023030c5fa5c1736e8f21bed7e56b69b46b72de8b278b02f2661496897be42d0359be7e501bde59967369039cfc086f936d22e632077e3d8a96b414a6c1cbd243d44f3942b676abf683f2e35ca346792271073eb22ccdd3add56f6e9610efa75c09cd16c06cba2cc8b63932434e73c0069aa45d87824c1c8aa5f3044bd33ce9c27ad2462612ffa3d935d5365ad7220c5e0124b795ccc036ebb9d50b3f46620b8b3ea779f7324ad38920aa60e39916afd9e0980b3a88261a4537fd5238fc0869e8aeee1b64429016e0f6a31a75b8d8672ed402688fad524fab8d8b55ec9901c429d5c4657dc60664491fd49265ccf8720e9097836526d94d62d7a1eef483253853fa86471d7829065e09be9ff13b70452233f9a4ab77e82824d0b6be2579583e79f70b5ebc2b0b03de37d290e01072a564ee3b3469ce463f879570ff9b1c4dff2ff6a2b255779beaedfcaaf15513b73d28a487d82288437a2c952f43a97de721fad9cf01fc98f3442cd28ab0b540b23073a26d7c06e6aedde52480d3fe4965deb5bd7889ca29997c407728730a63b6826f6aa29cf4f0be2444a9768942c24d2d1f7e1f766184901908720c68f3001cc3bb70b523c5efdc91d9fb303e674ebd4637b313a89864bc488efc777737b20694fe79ad04b210b8ba148d06e5514a8b542d487d179b55cca3b2bf02c73f41d5b12e1d8411f9fcfd0a1712cfd046013ef77ac0951a6f40d8cf08afd67d8aa8ee03cfbb25e818b7a2a74f4d556788ac63802cd075d88004fe8a913d95c44370123db0c8de57c54cfac9ab401fe981dd55f43a25eddc354665bbc5c48b90e189ca45790923ed15d75eaeec22d1276942f39917f56e6429ccaf15b4b09b9a4dbe44457515f072205a515559a7a19d28704ec87a37a05940af2188837b54ed132da75ab84eea8b8b55544013afdc103e57e319266bf7d5bb2402bce64f18b4645cf41d1eb3554fbdfb19a23d58865755416edf18545de91133e291816bdd2a8f54cbd4a972b515c4e6108c2d4a66c0d2f4234c3a56448e474f74e839e16da15ef5c8aec740ea72ce27624a6c20bea58316142925ddbddf59b25b0cd48db6d3dd7190b1f5c8583598684011c36af98bf6e179660b15c37e5ceff91f914d303b683ecdee5599e8242185f846f38b7f9bb4ace6a9a65b5282f86b08303c710ca75357d6fc434ca1f580aa0be600b82018414a1f80cb755b051a02006b9e344985fca708d34eadc36156884adb9fc40fdb82fa8702e3e5ca81c5cba2d21e5b3b29b85bafcd5ab7d964b46aba5bef9ccdb', 1, '2026-11-30 03:19:11.517344+00', 'infinity', '2026-11-30 03:19:11.565601+00', NULL, '01a22a76-b19d-732d-9e2d-d83117c3033b');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b1fa-72d7-8530-f63b0fad7082', 'noor@example.org', 'Confirm your e-mail address', '\xb86c64f2c2fe8485c4cf1cce8acf2a9743254b0bb7ee61fb7735941cc62325d4f48d4e1bd2d6b92c515a679d7bc5613e807c6935e671c314850d0f53f3bee2f2e545031636f7792d1cefc3edda4dd82f4041c434b8d531fa0bb0908f66f8fc348751b1e60f6d79ca8f5094c402cbf4a919e670bc77558795395d31fab55cb2c436bb42eec2f875525d5c8c392ff5b58e5b85befa6274050687dad3c72ccbcf57aad1ea116af2af24d74db94888cf094eb9523202f2ccd38370f328a71afadaec68c4c63ff2b04bc0917d4ddf4736653405bb54f66d95b3e93d088dd00b562fcd049a88a67aa2d32b586afb738edbf314f8f8fbd1a46ac81c6678083895fc8ce3ca6feb5a3dfdd8abaa0acd3185092408785f71f96e5d21895433afe3bb1c8dcc7c027ca2d4a6ac011de98951b8697037d2b75f192fc831d4b4c0778e299b19cf01a37962c00c827127cd0c644a9adc92bd8ed53f0ce628c3a6cfd45a79417c2ebb74ca1150a845563d3156c9dfa53765ef61a37c3965ecfdb5775247631f8233a8603eb746ca95f9a0d21a43e84f0aba557ca6e200301714eae57650c45da4da9a504027c700d26b4c5fdd4f9b2cae97f1c7891e2ff04a78660410f8d8a7aa44aff068b350032660fa19291904402d936033ce5bec9e2473b5111d949775dc8990cd57bcc997db54b34b634b67d1e6f9aa3a28bc512c7cf0a5ed779540e9fb3c380ebfdae098eccbcceed58fb9f35e826702e2b213c2d12f78042936bf6c1c0b937139ccfc1970c1b81981d17c0c47edfdb919149648eea90050e19ca3f3ef29400f5f6a065143f7b8362ed61fbac1336d2983c55e085890e28b8e625a0a3f7334bf98b10e29fb5438783a050feb0922c2cf36e97b8776fe259ec7342ce271b0eba71652d8cdc9ee3aa8635673f668ae32ba3e98109a358ece7b3f4133608225e33315e09253753cff0b1c9403118658a3bcb7ee5cbdd424c30c1bd496981dac062092d496aec06315efd5aedcdff632084f33c0e843736accecb044e08e13f33918bf7a93e036f1ea424248b6183fb45f4aaf2c326ab9825ce6bdd7ddd1bec9a67a0c92317f4fbf6351c494d5d2ed09d5cbe9801b68bbffcdbc6368d337d8ffe74826fc5e23f026030e5405ec67e96dc0553b5cd4058f8312530cf8ccd924a57887e52fd27d14a274a31834c74d119e340d2dfefc7eedaa32b8727c2514cc5cb192356e3afffcb77eec6055ea01716083956e0383630c0342d19c1fab37dc0ac3d6e22e68d765dc634ceb451270448a1b26e46ed8621950358040657b35a914cca09661a8b249eaea35a70228e949968898c91b440473152dab241a77c8814e032abb1c6a16136a2256fb4f90ba77fe4c5cb4a3b1a7215d474f9d8643de1e1dd68227b15718600585a3ffcd1205da51c282f0272794e5abcf89bc7660b0223890b0edd5931685647541e001c7f2198fdfca06d416aced86a37d0c0eb489412ff69716c5e4c734b6d1e1e7214765e4eaef6b0368125b827f9702d2ab851f3251d6b26eb6415d30b88f536e915c5b02c799e39961ab9a410d6ec77b9a2c38d9cc16a32791b3d8e9912039ba69d8974734bc8364d53386f6467543289277b6d5918726259a78b2a8aa4b67da9f8e2702fa39ab02ac52ae77d86257a7b5f15059f2c9543bd17826ff42cd89818cd325acf3d4ee5f6d9ca34006df4298259b54ff61e9807be00ddfde822c989ad98d1e2499f737566085fcc44770b6b99e4bbc6c039b1df140a5ea7aa3d55b54567553313473bffc2e1acf9971df2e00e111b6b9f571a148ac354e490a1714b01e8d9c8c5ffa54e5a34fa4ee23e52cb8d3999638baa75be19a353c0f54d07d41294c19e14bc7eb4a72533e45511121e2344a56709dc442b4894d09575e236db24fb7ee8b9e2e5c4bf7fd48419b35366fb9bd419d7bd7d8f93970dc4a23393e2ba91197276ad75f346a858df882d88089bdbd6893301e2ee82b06b89cba99d14aa4af3e69b2c5de6d9d10701044f2caa15c6a5cb927c0c4a154dbce3a0b24eba808e1c9b6be2948c98bea4928326e9fbb31896fe4cb861f1e08a6514791162054497be6d4c9671106643e352ccddc2d2c4eafd406b39bb374900b667a493acf8566a593271a4981386497044b6d00b676357d8eb3378ad479880f9f29f142867b66c8f4f3ada6e72db7811244f121b5e3524c68502073eddae1641435043bba94864681f05dfe4ab71e2832a651dcfa08f109211948a4651db8b0b8d54b1d1a83516fd70a650b85b7aed3960b678d041e8b40c7faf1da5ea09855744170c541541751b300c6fa4b6379943b6dccf569c3bf77d25a0b714f2a9341379b490ec287baa0f8d334ac628ac330a33433a9401fa4ed520df1577922f6963c4418600ceb7ac8695726abf81a9defad43c18a99c3768ec67eba4117b51ff8073adfd22a90616247dcc0297ddfa12ee7577e9fdae1d2eab0fee7a36b1ecae517bbc165b85540f03c87b11bd0a9021d00276cc47c563ea5873daade99b60d81a54c2111c42b3bc6bc688c7f957257c25b46eb773e486995dd0b0bf93b099a8a4b4cbf6ca22a78aa9c9689702d73c93c573f3ed5db7cbdb066d73d636c2f75124bbc8cbd', 1, '2026-11-30 03:19:11.607969+00', 'infinity', '2026-11-30 03:19:11.616298+00', NULL, '01a22a76-b1f8-7052-bb8a-02ffc302d05f');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b21e-775b-8f0a-2c923195781a', 'jonas@example.org', 'Confirm your e-mail address', '\xee97b8491d0b10daa6e2ecaf893bffce54cbae8229c48abfa63b11a28cb1415699d45e3de3c5115f66bcd6078163a7fdf03a0c657960b37c2f275e6112559ab9d4e540e1f9e57bb1906564a1ecf205a5c62c1397051ee40770bd8e5b86aa09397f87feb97c43e8a2822bb3581b13cb309fe9b02abceb3f6ed952f1e27638463c78f2dbab568729ff6d7d46dcffed344a6a6502c58b611eeba34bee457e591d705dd71af91ec2b8aa00aab01fde74aea0d63d3ed08b06596f64e0de71894138b666cb8db849585256f565201de80fe59cfdef28ca6ef8c69cd3d7012a8f8613421f5982e7dbd23465f57a890ab8671d4c503b882fb6b77c30d4f0d5d4d466188fa997454b6afdb5dce4b96427a277ef9a66b1f74e9574bfa0d85014e0699b46741c47d049f73c898ebaddbac8260098b5a53a67ddaa0f94af5b6c6f555857a253189b8ce0822cb20aec9cb77a7dafd7e79612e256703340b6c9be7ae9948574472a74ee677e4545556fbbd3e314413a9504360c521d5bf8fc6217cb80ddc107be6681bb4c7fb3860d4bc381b5295728653b43ed095cfbb69eb53fe9caa08cbff51e7703dea46b453c8e03472e76c521a40320e58aead136c105cef3615086b9d4b230077bac93686b935d44d6165a6c3ff266675408d01d591e88cafb86a92947f1d2228d5f99b7b02e64fb60041367dc9e1693a6e21cdd949a166f5df35b50ef5aa2ed67c7a5b3bc35f922b464f8eb396eb216ccda226ce68fc9a8e640b8ac455a404b12b3ee65cf5776fdaa76f9b653035bdda9342aa509b87a7c26f3088b5a6dd4ccbd1f82a7687329b7fa8206774e94d3ce3a5a285017b1600e2dbaab15cc547bf5f260ac7c27ea5ed0c1d9289d652b377a5474a6c625e89ca827b7a34f417e3ca69ad18124d237b2906528391c82bec88845ab70b76a30f4c3496cd64a16d9b9cc05afae451c25e63d6bd3049c0cf6575288b31e69ab2c36d12ebca9141b58b408a89535261c440b0fc58b6355ee6879e01bf00a02f8dc8eb5270527c0b97d88530c2cc3af7d770b268f6ff84326375429b09eb69c4ddea1f9b510fe1827dee68025f9b5b8893b996534242206256090710099a66e4c554c54c54a6e8d7e871be821d4a92bead9a2e05f7bea58d3e1424432849ecc1f9b055d443747126356822aaea57b9828654859e7c0a4b01deb7ac5aea78f841a5fef987835cb07d88b1a9269fa6b04a1700a3418d3f73799bb12687f62c342f1f748729afed1cd951f749c70cb729de36d9946e74195f6a24491a387805d6f4bf194e2feb6b00faf755cac1ae0c7b2bcd2bd1ff2bc322c6bab8af647f61b6dca6c60b3d4d9e315b86e1a9d1e2f2dce515657e966143d2ca7d86830c32568801b20ee40b4aaf4af7cacb613e7506926634b91894284556725550143b8eb2b4a4664607a389fc0b8f4af106a10a158dfca00bc327c58f4e4cadfb0852534d62c4909afa8fb1f661433dc611f86a23ae62d3b074cafd488653e04a41d86eaa5ba92bed489791bba365253b1706d4b01e5ec1c2434560d8952c1687639ba8aff3e7ca829172131dfc64bdbc6d8868fac2ae3ff1cdfbf1b35a4fec9382d273d2fdec690ea76da1954b1de3136e7fcea32d0211ebae419ed07a94ec75ec72aaf47fe08069529a722b6375eeb842ed89349509e226ee604794926fe407d16fa2bfe483ad98e3b17df8e1ee03ff4c843142040e858dbd866af424e4f6086ced510e0082f4e324c8a1ad38c58ddae045c33b6410f208a37a460ad0d8b8b3e5029ef2c76761fe2892d4e32d27e4ae035c42f72b9ff2696bb3006c6b73a2bb2ee07106058678a5ecb7579ebfa1527a528a115b10372df75e6a6b35b45c8afa1cf6e9ca61927bdb32cf395be5ee6a9a82716e538fbad2da3fdc0acd9dea26f6be0502301747cfc7bc5befec350889a520d109c95dc910ad661092806fc026ee6058770299d2ccb805cfc0e0f914bfed48d0790252657bee11d16f322ff1224b2fd31a1e366407a009e544508f3010e743ce60e4c00b9f591299e1e42bad69b7de8cba2c959e035ce5087580b18738a616de40f8ec6985996229f93792b9024264d89e21ad2a0f322f3843269c6bc0c083e1c4739cceb6ce695c56620e0912d4b63baae65fa1d32717bafc17a0ac03f3af32448f710e1f1477256e24c4a81a5bf7774f4614984428de89010b17c63f108674c83b8c08c183f6322fe8b157157e4552c76a8c4f98c8d273f086cd847f6cd160b1ae206ee7f66f03cae69df7b63c9376af67b12ea38b738ee922c081d3138414133611ea49247a023f4050f11cb226e452ed18a6d910424651f66b68d86838f94f1f7b5e0140d0c966b09476a7464b9ce974bb31efef27bdbdfd9088eb9e0590f07a2f530545583bfa08fd3ff2d7eecb1cbde502f1e81ff5a7253a4af486b5ad622e7bb5bcd3838ff9eebd93620c13395685b2335155fab06715d2eba9f37fbc79cdacf9704d58d36e0ebd0829f7314dbf5f00f41ddf3888c6be8e7aaf74aa35151e9a19cf58d4b5da407ff9b23a0680838c74bc57eef3fe25bb572f697d1ce3231723dffbb8d38e2d64d615ff07a62262527d5d0c4feec01aebfa2cd14856ca833e87aab18b85c', 1, '2026-11-30 03:19:11.644325+00', 'infinity', '2026-11-30 03:19:11.651423+00', NULL, '01a22a76-b21c-77c2-b702-60e2416a49be');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b235-770b-9b2a-bdbc1dd17640', 'vera@example.org', 'Confirm your e-mail address', '\xa2a408fc22122e788c19d65e7d87c787613cf504fdfe632bd8455e6ae8d5ed71ddc4df3b112187687e1f61634414b7002f4f17fa06ce1063af225f3f4b5d519a0e8cb0ca2df85f104c019622e9e1766016199e9863b3dad1dd787ad0fe6435fc2ff79e278c1295dd2a545dbae82c4921ccd51a6c60c0c8d59a6fbfc0d0f8c04a0b76fefcfbd5ce798780ddcbdb94bf1f88468023f7c84311596fd29295c25461ada87d4c7208bac9f36ece41d21e5e10a7981c92f42e06c5f572ee676a29733ce21f37f19a86136d1b05a04bba8a0ec8cd5b114b62d1c6f270e096666fe26a056c1159304e497031f310faa1451a4c2d8a3da01187bbcb8fe5d836d5b86e7333287a26fa11008080e9581a7696813c6765df5cc02fd3807361e80a6eab5f8c6163fc60585bf31decb620ead6af90fb50c9f448e116605a4c4046b1b43b405bf5f69a50ed4b3fac3cc5fd7061b3b6f5e62f6f703da1e1817c9e7737a69825218c5db9fdeb5f974bbb7abc07c1a9826e5d023e176ffb9ee8932b6a9c2419d8714e8f5dbfa8444814646f932afb1e80b2d929369ed6b50c622d953c9b93d49cc08d6b510a1fafc46a532aea38ad37a505035da2f25a37fc0cd77b9ce0b5c51f49d12d614c9e7fb580a2d99802372608a04dee156dcb667a0c6a5d06de4a0e7a19e5b964d9e73f4a66b59e1fde685be54067a32d376786eb6fce5be170a49b7122989c28f4639f6dab41d57356d5b228696757c0594472e7324e942b6a3d1c9e9a91609e494775443ac737642096a15330a83a0cdaf191acc81a7f4d555eeb43a8c15636224986421b68e43b39fd92d75ec926f21c3fecc036d938eb0b4736c73beb181fa5fe0579801c9d15a436b15c65756a88e8bcbeebfd1061749955b5c9c259cf6094f6caee0a06124d05f1378d8c63963ce01b717e67c78943193efa8d1aa1916667c3193f2007aa5b15d3c65eb665bb4ca6dbda7a936db972307281c1e01db591eecc9138a3f311488415c6d056b41328f22c7d10501e375d5a217a845bf6413aaccfeeb18f92c81ba7fb05bb8f4223a383a5f88967600ae6fc97dae78d96d917d911dfa00aa76226a84090ad58cac6786ce890fde1f61b2d130b131c52b39790878ff18f2f5e008e86e04e182a73df31b7add6c66217c400182d786af8236b022e5cedc7f181cfcaa1d6ea0d1fbb7c9248f771bf7d075328c8a0d7a2d8d4c3e0dc05ed4979be2c5245b82e8361fa02e80fc67c1b49914332b7dbf902ab5b1a9210ea2dfc486e575352981bd5a126bfe305d232e55f4cd7de28d762be3fabf85c9591d5a9e5b168cd230ae17a7fdb48d26af814bfd4005ad2429944e9d4633196a1d299e822a160e14098d83e2aca2523c79f38e803d44b052b3c95658264b482d37259d2149ed8657c6f23b333cf2b44610fb53a0c82150e1943a4ca6baf19a808faa46315c6fb0148efad6ba4c53dfc33f4b6ace0f3c51fb5c072c1e08e8006eee37e504955b100f7a07dc852b3befecb2865486508a195b78b2162c40bef6e63a6a7e0589d03b3c4e6a684e38fa43570a6c273c6827fd9461086644f535940a094b15341392461ffc774a19ec4eaf3f46e0bf593bde47df301068353acff2fbc78731547d9841859b888a9f2e5458a020670cc3c8d5909f929fb6bd562f7e89a75e947d29213f9b5f7e2ceb793a4646682d536f5154f5a7503fb6f3deaa176d8c79467dc39eb5f4be7399dd5ff4dea8f16cbf144b5eb7d3bb5c28c68444b294cc0941688ef1155770c80a8033a1ec1d220a4f486c1cfceabcc5dbc408a082d6b79a48549536b079f9e9b28be18a69eb7b63f88737e0c3ef0ab90db2de1cb602ba3469df54bfb12b0bd046a16c761cbc44de1f16ec9684553297181446da6b25c230e6f5ffda615161eb9365d8f10db240c58613f7c21e6952a33dc97df178dd307e639a2040c70a38b1cf5e5f3d03ef277933fd4820b6c765b6de6a45d1f62073725a5c24555a7315a5fd3ea4a29cf9b4d3dde18d849967ad449ebc92e2f4a7c2d846baa7027c0b87202a95314fb8084c26ae32d19ff2b5867d675282a68508ddc22069205843bebe91d7ea7278eda30b84c3a3fad6a1002541699891c4366f4b5fdf3da2e9fd2d1e77259d9a3936643be0e0cbff20e7e13cf3adeb159e196724a5db74ccf3aa35f98bddb264dedec70eacbaa28f86d086f425f13d2bd3fe7c4bc86fb8904c3eb55bd0c7e45c338c77997e1321078c8ba29ef34cfff86de13bdd15c60d979b64126711d48bf9adcffdeb47c11d91f098958e7bf0400ad936576bb3281d5637ed295ffa1ff6bac2ca655066b8931da27fec4afe7fc256727a7b486b0915f1129154a38dc99f6519e86954561e2cc4cb17839f4c19cc99e9d843eb3eb0aeb763ed1b27e962b6525c26f1a11dac7e64624cbae9f35e84332144106d5396b77bdd6314665a58fc80eb26406a3c00d35202fffa797e83cf325bef583d298cc65103980326935b19584558d6d42726e0ab55a3e4be321719568fed2fce7050427a627bb2e795970e3898e3431ebda2be071804f0072c898ac7e802c5119c7c99c476e1421eb2fa06b2ada872c53f5d94fc22df7f5b01f3715fb72d413b59393c29190', 1, '2026-11-30 03:19:11.667911+00', 'infinity', '2026-11-30 03:19:11.672484+00', NULL, '01a22a76-b234-7402-8e5c-27de818dcb20');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b295-74bc-a518-9ab57baef01b', 'newcomer@example.org', 'Confirm your e-mail address', '\x72e42121c135f76d9cfcc3d63cf3c894acc9ee5436c09e9abcd9a15d72459c2d5110c96ad93675bb97798fe884714ae314994b98368728d6525047b3d941e18869c18fff479e44f8636921433bf8c954837929570793c5c438cf2624ebd6d8abad4539273017d1300bc43cc17d80cf105a81f372770bed4f79626d81daa3069e5769b28227da5202dcb2300b7b1e661b0c6648ca348090bba2c33c2e65800d420476f01e84ccf9ae7b4d69cb5ca3f24e8f10be3ad59435d719ceb7528a1a7c070dcbfdc6144d2b707f533336b4a6f39b81b53dea8429600eeae98f23d5815905bc062724acd0b2085f9786b5ed5e22b087a4338584fc2988414d11597768ae4649c0b84eab79f6216e2aa77714f262336f33291c2015530deccf59015ee8235953ea9d24808e11230b2e247476e87e771071c108199eb615c53d6614955289eae7aac12f73d77cbf22f725363035224431b76b6eb229ca691ffe430f8387eafd9228e8a0733d79a205d01eb96738151c648e23c8a588eafc3de76c02fb155b741edbaba2a84770daca24429bc296978d43202ed3743eed079d2d9dea9c2ce989e8f39f0009f3354ad3e1703a4e6ac9f6581c47b55a2d0c66acb1a725f1ea7c4dc4493d04aec9d3c5b3076b4aac34787834ffbedcad0f92fe2f34b289fe933b1a5a6b21c506160d137acb015da39c3d244a7212c5a409155bb526568eadea809987f05de4e446f03f51fce783bbd015c098df3097d5bea0a1f1943fc1b330519283ef9da4af9bb3dd3415d5ed39b6b135c072f636bab7eca1aaced37f195cf117617a5f626a52b72370573d6605ad5ab5b42ef29fc0828d160691bae2f7d252930dc75e807152361a5d588a28a1333970c5d42b5b85bf1fd32bead27d561ac14c6cb589d9eeec07ecffe22f0f7c8a84967543b9ca74e1eca9715684fada429307dbd48683e4e4b862f3fe170aa7a9fb496ab2f1dd2c11644ab4bbb3ebd5c06babd3210c8ee299e349cf8ac907abba6937087baaf4040cc58e965f23952a939fd5848fcd1af726d4a10c6dd036441eb09fd0c934cceb76176ace2f2ccbe3f96856a17f424b31fbc5b6bd1a1343f4727238307c36b7e97556df8f4563d7d8dfdf94a188bcac86e111042fcecc4404e5e8e7ea1d8486a670142a0034a6307f1cfa284521f8593ba548593254a1f7351296435a03bd2f3df0f986a051b3b146c25f71473a22d197eaa11ced68372c72662d6e0ab99abddfe3c4a33461aea59398622e5035c2e2f9fc7f08b4286bde4a7caf0f569cf7936467c3b7660439dec4d27060861c3c295060f7c9e23f3ba200c6a4555f5b783941d1932b9ffb65af82dcba0d03d06916bf1cc3c872c839c002d0a62ef8de2dfaa3178b7b53f1e9f7e28884111aaf6bcea36009995550fc9c941f2ee474b1374f1b408fe9c0fae20444b023aab8cccd47752bf75b286b3a7425736a1179e137a1526e6cb7bb1ff27486fd3d7699f672958091d3af1e4a41c4b8c6016a8104223b6719949beebaea5d62cdd3d468dc1e9626bfda8ea9cf63e0ea489dff06d9b705a7a79d578acba334cd6e7f64cc66f452fa2962ad04bb89e8008d313f2b122a4e038824d4474897f1bbae8d031f9ff5166e434276b619ac8feb6fb19a95a35ff9b084025b094f456f5eba79f3a30a761b135a372b1ef663bb80ed5ce8036cf26214cd3ed9627a8bd3b5667d64717f18807ab392b49c08ef3caef65c0ded1c15742d8be454eed2867bea5f978187a4ee31792058526d34b8bf5c40ddd4126fedac395bbf4572e6a0a189a8e83fa58eaac89e22c037361d5a4d05b7fc1b8f4921061cde46dd56a4fd0f45255a7a53660c1b00d32f28c5075039c0745529958f4bf18c35fd7013757a2c93e092b3375ba95e094ebc85faff9daa20c200fe261c2d592e8129102d19c2b6094a7d58cd8d986ac95209095162d5edc0c377c3678a35cf5a00ab9d69fb7165bd11bef7a4de947e4dbb91ca7ba106059832ace8d504d8fad08a5054109115f893cd12773c752ed1b8526d93faead061f3190054e69fcc52d5b38ad83610dede7702458744bfabab0838102114de6b4e035b307fcf7fe658f4160755771a70d2493b7097d6e14ca6ca199a7b86f82a169e9127cc353a8186edbbf604b98e044767a535b84fae2d484ae5e9e48d21953e5aea89f2103462ac9716a81b247841820529711bd6c4ea39d0d0baef77252928c8cd338c7625dd21c0e8eff5612306564870147b950d1c19578e19a9f98f0f947ba03d7870785f2c3ea8e40918c08dcc81baa5e27fcbdf5b03f41f35500646b56a1e19dc0b1143b7cb22d0b6ae58e01359d304964d4560623c71c44f204b1a2f1b476435959517172969e5cf5ce88be24ea0a93ad89b6c973486bc3cffa180d40c7a3721ae59234c18bca498d89f259cf9d55b5002c342838498eca729fbcd748a85e4ad55cb10054bdfa8e3cd59e8f097284c3647935d3f52d4477315573c81902ae1ae8159a7d1789c84e972526743f598c5a45944a453d0f99b1323b352142bc3061d626320699594566c143d4f7c0fa34f37271e6d4247ea0cb7e4fdbb967c6e806b8374a8404a9356a3414c34b5fafdec2a2cbba09060cb7c987a91aad39f017ac4ee', 1, '2026-11-30 03:19:11.763421+00', 'infinity', '2026-11-30 03:19:11.770725+00', NULL, '01a22a76-b293-7601-9bc4-c10e8fe92fa9');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b24e-7200-94fc-3ff7653003d8', 'tomasz@example.org', 'Confirm your e-mail address', '\x5ff82ceb7eb9b33262b4e13c686ae0e1515aa81093a8ab3c25a4a247e2e68cc4a2ba412e2483e00adc56de8fcb067abd4c397d026e8f83c20b401f40cc695ff552698df1cf71057ef8a4f3ac40117c24c7b058de93edd0605ce92f19b85d7f48b4ee07cce69d3a77cb8c485b39a10c8a378aa1c1dbdfb8b259b3d24adee2eb2975158dd8d4dbb354805fa71ab9dd25beeb9fa92dfad455e7f313fcdfbdbdfb635899d1001361cea84505f69c03d7ca12a688525cb733526988badad3f29659010807d274d5f49a9976a9dec073a40ead03ae781aea07bc49effe7ae06560cc86c6c7c8e493ce6835a4080ce48e06025c0b8f57645d6f7afe674cbc7318788ca8c56fb2b464052e0ad58c14c5fbb4d84ff0782bbb3ab51cb6c6f562613a4ea8daeff13ab8c7174610ffd8f86438dc0cc996c50ae3b4a92a9bec98b9797c41eb8e5561538bdcb772f80205d2bfbe836992e444ea56c8db008ea7ed134bb81660b6d0c21d887acdf7c5aaa153509e4dc41e9fb59bad963c65021adeab2ff28926487aaeb730f680e266714986a364cff0f1a3738fc7b65d1fa73315fadc55ff129131eb66307071bff362bb13eb77e021cd829d470ede8fe249d820cd31421cfda3c3d12da945a3bdb5a6eebef2683b3c2800f9b65c8a7fe487c0938051311ebd48ff7b0747daffa6bca6ed8138a4e8f571ff0da9b0c6802399154b87fee62c6f0d3b911d5ba1299e66d2a5ef8868c6d9eff0bcadc21a16c1513ca894ab9d99a9c7bc1150e19e41783be2bb16e0e818863a0ab9158ee97031159d2fe899fc6586c4794b0e12f2c6f59ba4f2d5ea8e007dbc19e1dc3662c6c037acf12f43172d5ef61aa7ecb70d823eafe85f239df94a9a881059bb1c79c57b2563500c1a33cba4cf5fcc0f76f630ad1688b61678b01764318825656bb3d8754396cb4a0f2b95d06eadd9f0198fadc3f968b6f568d88d42ec06443165940b30b644db9788b80575ff09c068bca4db6fac59542d34fc8775700e9ec31fdaaa15597619c04866bfbfd79aadfbf7ca59b31be2a1120ad888c3d2bfbf5b2d0ca9a5c61905ec23ae893881f2987119467e21492006d017d4a6ab118f114d97244ff0fffd9eb87ca4340b1ab64c0c5540ad4764a61af30caf34b4fd60e5f197b3846eeefcbd62d9c23e8441fe088c35e19aa6c40570793a4f6d29da37fdcb86ab60f10eb574275ca4bc348e2e742df233332398527091f722a9ecedc23002516c1530af9f419bce399dd8015782c472696e823c3e8cc338c7104d04940ee2210bbba22dbfc97020a19d0036c8fc1c2d37bc076af9b2139ba42a35d1cbb744f1bf3ca3420f29d56e980e9a111bc639dc960887d926950197d0e3d4e4f0ed2f6b24f586c89cde3d6d21907c50bc1e01416455365a75a0fe39a1825b9b6be86353399884aafde3d25eaa97a9e5bcff031d8ee4333b177ac92a831d570a4654e56f9ddd7e2fa39e2a7940d190eb4e0b5b5749e6997cc5bb4214f4d6c2e00479f712b3b41c507c66441699ba60535d4fbd5e8f389dc420602a4d9880af056481e30ed2ae7521f1859665691895408cf865ea4dc868670dd20c66eafe4e60b878dca66c082054f42613d0f4191ed085639d574b0abf9d9834d7b157499636baf3d1ed75eb2bf024404262bbe815825bf9c7a9bb4efdd1b6af752cc4c740f176246a45a28b29735517f737b70986da6fd8aaad8da5c8e7f5238200f9cb1961cdc2609fa7ecb97a7a3ed77d8ca3c44df2013c45e15348abbc88c178df66f66d0d3ea057495b1574d84359c713998b4091c796be0d61cd22fb14f9705550c73bce97101fb59aa4bb9572183e4acbb6e3aeb9062d4a1a3de1085640fd55495af83c424d506dc8251af84dcba7d219578ad649de469f8672da602eedddcbf484771b3e6e96db6fa0966471376bd9271dfa1e44d803fa79e389ba1000103777f12a69b5fd3172949c17fddb6268145a94c768fea632c4aca698a3c8a217bdc702871819dcf698e638f7f75dae6c94cd320b9cc19a80ce0a9608afc5fac816d96ca887dcbd420f35000b7b2f546a256a5c8e9ef4a5e62017ef4df6c1fcbf91474c853e72db62e22e2b96a13c35e90ad41434c34c23fa04ec8e804432c3797f0cbabb2998127b4b258c2698764fea18802073138be6437a68125dada0c4942aa2bb593203822fd6a342cb0a9f3817f35e67d032c59194e46171e2a1ed0fb56a79d1d338c6856b1b6aad373dddffc088ae8d493a3cadaa8f487d0b26c7fbb50f5ef3570f701b7d351e7e8866fdb5873d86a79024a156f94761ff3e185a3dfdad15d09e7a328829642d41703e7e977e3cfc9e4313aac0211c827efc1adf6c96987cc8a977329472ce78f8fd221e703d6cf238f3cb3eddc3ac585d125d18d83cc2643850ea7724e774db65361ef3ab014e7bf8b71185234ee2ab3c0c264b874d8965e08dc4665dd05927bb71d3f74fec0d78b2ae0e165250f5d60ba1a53dd37d6fe1fe9b84a570fcd6ce378f0375fc95d6ac832bdd248ecefd2e78ea95c64532618ad6374875b2d3d93d76a0c4836bfeb752bc4915003c1312a7240b414e12f143964235251491c934daf193197b9c907889944e03bbe44dd36ffff362ae5d3179', 1, '2026-11-30 03:19:11.692422+00', 'infinity', '2026-11-30 03:19:11.699149+00', NULL, '01a22a76-b24c-7386-af6e-7cb3b90e0ebe');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b264-70e9-8725-d7b4ccb2cd57', 'boss@example.org', 'Confirm your e-mail address', '\xa2693be6992f734e48206203a3af8d046e958f703d4080e10644efe549e09833db2241215084b76ac33a48a5888c6c7a33f43b202a50db1380608499ffccee5d481f7cc1741f815a6922b7edcf243e1fcf093cfdd8ebfcedbb8fc26b75163e75a7b6b1dd024e35cf0872a8fa98c0c0b808f2f5c29186e033e5689651f04788c813fd0545cdc18dc7b9f30acdbc15d96e3800abff655d3d3caf5626a68dca14f51fe4591a821497facc0b1fa6f9a7c5e502c379aefbc0af51911be6ec437c1179e40d82fd72bf3e53ddb8d4ff55271f8d3f806fa759073441042930cfa4d6d8d3ef10ce9f5c2af0d4f11e95ac22c5c97cf900091d71e7d5fd5eec8c170005546f64f94239bfee73df78a4fd374f61d7c0e5cba8a5ddef48536d3252e13958ff20205447c77d47483495c07d1bfcba14c485db33264635d7b2739dee0718e504c47cc7d82ca138074af71cc2afc532270eac4c7a21f555a4bf32539d69736292d5ce612de854d0fb093badb4b7c35ec8fc1825761ffdb5150ab1fe75d34166770678dada5ae0d102c089bbc73e7a7c34881631e3abb17ffd1b827cbde83cb93a37a12e9057d53a64a972d7b9da62e653a714a46a0827b6a6df35cdc8a93af584fec2e7eedfda0f3f08edfc27623d0d60a8dbfb23464c77350cb14c310b6017e07992890ba68a12fbff41c035714f08b8edc372ae7305cda4996fa631874f460cdf9a1f5ad7152fc64c1936d5ba7f80593fca49b554b9572abe56b0cf674de29416b77b909a6e853c9944f5c054836c27bcf087027d5e75e88bae54e98a8b40f7f0e9a483836e1cb0cda5553899adc8cecd7c38f107a657cb0f447cf6206facb595c05fded72bf47725210d7ec7b7acdcf4a4bdc77dbf663baa7a986b0d13745a14eafc7e5acb52b99b5b5a52a8fb21126dc3ff8f3d6f8f7809900a4ef6964f17aea87978af6d440170086b24d608b891ad85800b353ef966fa902d3c3544b964bdebfcbfa6150ee9840c4c7e8d3d02e2644d1d251d71ee9fdedc9ba5975568c515ff4837766bd7c4bc22d0b96173211bd0f708aba66e39ddc1936cc9b89c6ad6d6322bf4a63fd8d42a1cb784a5846e5554c89469bfb10a6683a44e4f769b273178ef58b792cdc72c9d16dee9de7ac330a50c2846078569af1ce19ed16ca1d56307689f91c78d54d1ad893d1e0a4774fbcb401ef134d7d09cfb1156a96a94894f8fff1ab64a94c62ad95c5851c31acd88ded5bdfb54d0986ccdf99231ff2aa2694c89c5a482ee7848b012593979a7667b886fc42bc845c3006839f7cdce54cbacf95690415e11b52a9a7e52ff6f265ae604c2259c3ba89ee422aaac4c87fd06a87cd5fba72a7a7660baee6833db1f146b12d260b6d8941ea35e590ed55e078862de0e23182fe1c01df78375503e8a0df557af52aaed7f8a542a608a931fc2962a141e71473a1286612344d1c89f2013d68e6f5e4b3d8f973c0fd9b12574d420e06a1d599f59175caccde12091e1586c495f606831b2b3ca65afed972a820fa5d4954ad2df527d836b3f33cb2fbb9d6a1a9847871f092113ac1bd9c9571093af782ab7becf5e2366d8b7a6c020327453ac919f733c35b743dc32ab2a7392305cf297fa9db0a9e40da0074c1fefab4c4392d746e29de0c7866e3154f343e87c6b00a839cd9a7dda8503bb6e978033d4c2b75f53f94d8384c13a80012973618e8037e826de5321197a66c99ca6968ad97876ba1b52033d823a8d222f6a0b2fd56675904f9b2611e43e61f8e43a6802c631ac22fdf73853094ce185243c8f1ee46242f7b9bfbc1f740c7fd9ab316f7fe7786456e16b5e21b91cba5dd7747fde750af85d97051669c875e3f11cbf693eec950c7f344fa3b4cf615b6223080b2decd38fb5b0c703449b8ed2848319254f311fb5b6a01eeadf7da309368445f19709bd1e8905c1adbecd2a83802c024b303dba50f55c659201a7fc803f5d0e123f3c99ac2ad544229bc0d6641b0b7fd5b343febf51582e6fadc87ca1c68bee00010e1b675f36f9c35f240be6ad7bfcfe708204817f04473db9dfef8024023f756040b870f5b2f1d62cf69a709afe0e077b2e9c8fb760e64def78c7f2d37ec7c8c34cd48afa67d04f1c9f99d2b105b1548f1fb6ed104ff7ea36a59de9ca02844597996f922a809a439ead5378f129308328fabb683a3f97fc4e078932072018fac2b677776501b1623169a4b5d12100465ffd8fad3f908dddae61d0a98153ab414162a3ad12101977f241f87e93c0e291316a7f9cbc25573bfb058721b54e2cd68ff5e73d4bb5a5c90aeef83ab7d6b9f1858840450b07645116920512f2b7ddc8d728b93c511e0d29e5904a1735b3e4480a6763114a4a127845ecd06ecaccefcbdc52876515b48964d06fe4e2900a250aabe3f7aba5aa35c88ea50de3446610e26ecaa11ad0e9566fe605fabdeb5a53aaf41400dbd043c3c417ecf4e58b29656ae20a31ab3d3714e5554c5abc053e064b586725843d6d13444bda1b16f4b591e54671bef3a9152e383f41fb4d9b7d810415dcc73c8b5211bb6708546586cc295c91b3fb550c82d1fda2868ac05f1f8e04fd04d560181c677fa1336d56cf99ca1737ee8322c02a23a8d3ec74bc1a83', 1, '2026-11-30 03:19:11.715309+00', 'infinity', '2026-11-30 03:19:11.720911+00', NULL, '01a22a76-b263-7754-868e-8b8e2415ad2f');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22a76-b27d-774d-aa92-55a2f1d5e54b', 'gone@example.org', 'Confirm your e-mail address', '\x4b0bac1029d5d9e61b51280b2a06e4fc5b4403f6b5b6069fb614eaa880979123bd2bca6840aa8dddbb4bce71c936cfe457b43a8570d021c34154fe46a088f67495d871ac4630b6e726fccb263f122d481c3289e4ce2fc701c13d30f5a8ff3be053e1b8f32a9e3a1d4f71075f9418310c3c946b0fe43fd6d26f7051dbd5b521cbfba4ad745e886cea144bf470b38164e4ba4bfc202bf004717d48505d60e3149b3815b88a7e50c119cb4f974e6120bccfeb3ffacf3cc7242ec296df52732c8a57666c472c36cf31e6989eba38f40711f035175112a98eb0b6dba227070f569ac851f084bb69c03a7e47d13bc2ba5bf9b6ceba5e7ba77c3aad281996f6399782e7a334b9a59516758a3087426c24205c3be234eaaf9ba953e3b7136287ca81d6a1a2f6d7749106bce681c140cd7f20922a8f2cda3f8a4e2d6e7bd5a86d13a079dff2d3844281cfedfd954db19730b89409ef4e42dafd00b1d06a04985391435956d1a0fa4c4cecc593ad735436b5ca07be789233e91268a28dbf2c2e40a465b59ef525e7bf8f99a6d7c093fc5637fc09d5f684d3327a10233106747e3a2dc6727c98b7791ab6cbbf21b08120f6d5d87d0cc6814e4d7dd0c8f6b5356a17e388eb064588555fcbe67d26abf1aa19b0f5f22aaaa3543ca406b37e2b4a5b1a7aa415b3f2621fac256310f9a2d7702f1924d653b83d7e612aeedd18ca6cdd1ff0cc4a3ea3a77bd2178e6d8bd5d56a5545252fba3c38c082c5e93cbf4411c1e99fa5767ef143fc6e418a195d895fa5f94eb1ca8f415f004e771979d9c9f5bb42194dd4a4dd2cdf2085c550a6ba3202dff51c48ace74fd648c522448516d61242bef089864fd9c497307bf05229c39c1a3fc16402a5933b1676968a4944aa9ae36d316ab22af5851b604f0b6645d8593d359728d44cc4279050a7eb9189097d312e5fa5fd91bd9ddfd3310a63afe0eadd7672959c35966a7c50ca5aa97a28a3286223269b17f9e6806c9ccc71a3a13bf2312c33acd32ef245f3526bf4344f8dba234da211483d97cd646109f5e5df973173ae770c9af76299945922cc1ca8124aec4499054de5b9b7bc76ea32d45e89478340c161a257eb2b39d59a38ffae2d2f445a2124f19a6cec213fd0f0b5d22db3dcdccef057d93835f2b04108e82ae693c2f3cf6a94a95c1427ce24b5bbeec9fe97c6cf15b4ac204abd9f81c966d88fe09da6400cd4d5397d9fa3503af7ab5d94533c027995446309df3872c02d27fa3b6f11f7c220d8f59a37e5bc04a522256efe0f8d954c104d8683bacb9d5d71223b4b1057a2c8984808711ae7e02cf7d694f5f92c4a45479d9516b5033580529eb203468bdc28073c8bad84105d4ed30999f21bd3c00f4d4fae61b55a523ac3a95748bcaccf25374e81b1e70637ff3db99b7abe1316766c68652feacb93fd97b81ae0f399894c31fb750929cd5abf81cf2ee22d6ab64b79d38aa20827cff94dc569746daed95130f1861f9d02dbbe4e2c458c53e7c991a033b34e875e550974129ad9f7fcd6378d9c27a713e868cd299213548661dfb91863d0662b9e41ca89ca2d040630596ca4f5aa286afb8c865e32e9ab1e2108a68ac5a0b4526aa2c41bae3879e9c353d482a6a3e48d403c30f9b21c60a3d284da43edb5383ed1ead96efb9d0ef47282685184da3b381478e6cf8819b4c36f2a02af721633a94036a57ffac85358ba87bd55623ea53e759f7b63a482b3043d581143ce78122297dbfc70109ffa83658b8f2df5ee1031bc7b6d0011994696957d4c0c0b1ecafb6839fb50c178e9fceebf9fcc581375ed48b9c7980c6394fc9a33b9dbcfc64bbbb0440953a9e4da78fc3d71c844ba01fbb65e23853d060092b92735621b266ee68fe15a464959fa607e8212b05d91fa921935ffbcb951fb9f76cadcbe01c1f3aefed81c7b14466e3dc7eff0f8699282aa5bcf42b5a7b604ffdf2db127a6c0bb3d06f800e9442055f481a1ae18e5e962969205a3b06b84e53b70aa9a898fae66888ef890d65cca81bc8814dd29d16897de7f3012463e6292985d6c8b475cc4746d2f0178a43287d316a81e2306d7cade537f094c120c60073d927aea7b500f5d296e5d74fb82b57f0f7029085e2c8e710d09936b9e0491b1328884a78d42f1061e7a18f74ad94902047e8d47e5cf94f2c8d1f6b644fbe1371503d142e8279184e5ef31d59fe1e9e40d3265ccfff60ddb86b0ddc884973585f2f67426f94480d9f50504daadd7aee43edde8b0b43e9dc7d875a16802d0143436949ff8a2893589a833926fae093bfa3bbd3e9efce26c10e259b3e0f9c711df0d80a5e4b3b9dedf83996dd5a02304ef86ffa2a3db9da886345247fcb2edad810f22f34b4bc4a94a2632cf064e1d31e01c2c155cad30bb1988f09d2701e75f3d1f9152f8c5bfec83be7903098abd659ae0d0f855978bb658ab0687ab407691f74f6839aed4cafe5eb00a48928d9582f97aa9c0c9c40fa9bf553cc73cf96b257dc711ed134f7c9ecbc953d384c1d44f4af16dc6c650eac6f8d9122655a1e2f0e347ff89246d2e2e594aca352815f483acaaf7d99e8c1245baf38a2516d66c39ebe48a33f1cb5ff8503958524a0bb02dc90be0f3aa1018771190a1e8f1', 1, '2026-11-30 03:19:11.739501+00', 'infinity', '2026-11-30 03:19:11.744989+00', NULL, '01a22a76-b27b-70cf-a7d5-8bec5b47694f');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b16e-766a-9cb1-3b16eca68c43', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.470855+00', '2026-11-30 03:19:11.470855+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b19d-732d-9e2d-d83117c3033b', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.517344+00', '2026-11-30 03:19:11.517344+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b1f8-7052-bb8a-02ffc302d05f', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.607969+00', '2026-11-30 03:19:11.607969+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b21c-77c2-b702-60e2416a49be', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.644325+00', '2026-11-30 03:19:11.644325+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b234-7402-8e5c-27de818dcb20', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.667911+00', '2026-11-30 03:19:11.667911+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b24c-7386-af6e-7cb3b90e0ebe', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.692422+00', '2026-11-30 03:19:11.692422+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b263-7754-868e-8b8e2415ad2f', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.715309+00', '2026-11-30 03:19:11.715309+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b27b-70cf-a7d5-8bec5b47694f', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.739501+00', '2026-11-30 03:19:11.739501+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22a76-b293-7601-9bc4-c10e8fe92fa9', '{}', NULL, 'dark', 'en', '2026-11-30 03:19:11.763421+00', '2026-11-30 03:19:11.763421+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b1a4-72f7-a3bd-52ad1a9f52ff', '01a22a76-b19d-732d-9e2d-d83117c3033b', '\xcb0aeb388b9abc242da9b5c80d3e54734376f4968caecbbefe2d504097fc5492', NULL, '127.0.0.1', '2026-11-30 03:19:11.525697+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b1fb-703b-9ec3-ad03b19fb14b', '01a22a76-b1f8-7052-bb8a-02ffc302d05f', '\x5f194efb7189d908d86762f05ee6b939fdd9f4ee15e1c0d4dc47ecd7d4a327de', NULL, '127.0.0.1', '2026-11-30 03:19:11.612342+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b21f-706d-9248-ebed98a93d23', '01a22a76-b21c-77c2-b702-60e2416a49be', '\xc4a6826fc5d23cb81342703a158d63c7486655566dd75dd740cf0bcfbfa162e7', NULL, '127.0.0.1', '2026-11-30 03:19:11.647745+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b236-76cf-950b-91299d5a935e', '01a22a76-b234-7402-8e5c-27de818dcb20', '\xba0f94ea4fec34801c7263fbe7d0ddfade261cba35929e3a0855ef2ff83c2374', NULL, '127.0.0.1', '2026-11-30 03:19:11.670745+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b24e-7200-94fc-3ff863853fab', '01a22a76-b24c-7386-af6e-7cb3b90e0ebe', '\x9bb28fa4775613e1fd7cd7d429b89d5fc248b59a388d8cb4d92816b1a3fe2b53', NULL, '127.0.0.1', '2026-11-30 03:19:11.695145+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b265-74c9-94e8-b619ff040229', '01a22a76-b263-7754-868e-8b8e2415ad2f', '\x149deacd13cdba45a1f2f408b99eca9c3ee12df999647d038df6799376994076', NULL, '127.0.0.1', '2026-11-30 03:19:11.717623+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b27d-774d-aa92-55a38f6e60a7', '01a22a76-b27b-70cf-a7d5-8bec5b47694f', '\x7421ff1d332007448ebe90edd16ec7540991eb0a313f213f64ab7e52295f7a7a', NULL, '127.0.0.1', '2026-11-30 03:19:11.741839+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22a76-b295-74bc-a518-9ab6cfa3ff4e', '01a22a76-b293-7601-9bc4-c10e8fe92fa9', '\xfe6dbcca4c2d99bb35149f5a784f5398c37e5c6dc4fa0d9832979bb5450ab4cf', NULL, '127.0.0.1', '2026-11-30 03:19:11.766166+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22a76-c597-773e-a49b-aca9533e400f', '01a22a76-b1b0-71a6-8824-66d342551ed6', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-30 03:19:16.630831+00', '2026-11-30 03:19:16.630831+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22a76-c658-747b-aa76-425339377e4e', '01a22a76-b209-7288-9fb6-44f66fc14df1', 'NOOR is live', NULL, 'LIVE', '2026-11-30 03:19:17.107711+00', NULL, NULL, 0, 0, NULL, '/hls/01a22a76-c658-747b-aa76-425339377e4e/thumb.webp?v=0', '2026-11-30 03:19:16.823356+00', '2026-11-30 03:19:17.107711+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22a76-b3d6-7447-867c-0f612478e971', '01a22a76-b1b0-71a6-8824-66d342551ed6', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-30 03:19:12.361574+00', '2026-11-30 03:19:16.152691+00', NULL, 0, 0, 4, '/hls/01a22a76-b3d6-7447-867c-0f612478e971/thumb.webp?v=0', '2026-11-30 03:19:12.085624+00', '2026-11-30 03:19:18.491258+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22a76-b19d-732d-9e2d-d83117c3033b');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22a76-b1f8-7052-bb8a-02ffc302d05f');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22a76-b21c-77c2-b702-60e2416a49be');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22a76-b234-7402-8e5c-27de818dcb20');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22a76-b24c-7386-af6e-7cb3b90e0ebe');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22a76-b263-7754-868e-8b8e2415ad2f');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22a76-b27b-70cf-a7d5-8bec5b47694f');
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
CREATE INDEX message_deleted ON public.message USING btree (channel_id, seq) WHERE (deleted_at IS NOT NULL);
CREATE INDEX message_deleted_by ON public.message USING btree (deleted_by) WHERE (deleted_by IS NOT NULL);
CREATE INDEX message_stream ON public.message USING btree (stream_id, seq DESC);
CREATE INDEX moderator_account ON public.moderator USING btree (account_id);
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
CREATE TRIGGER message_emptied BEFORE UPDATE OF account_id ON public.message FOR EACH ROW WHEN (((old.account_id IS NOT NULL) AND (new.account_id IS NULL))) EXECUTE FUNCTION public.empty_message();
CREATE TRIGGER message_unpinned AFTER UPDATE ON public.message FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.unpin_message();
CREATE TRIGGER moderator_recheck AFTER INSERT OR DELETE ON public.moderator FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'channel_id');
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
