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
CREATE FUNCTION public.discard_picture() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    address text := to_jsonb(old) ->> tg_argv[0];
begin
    -- Addresses of other shapes are none of ours.
    if address !~ '^/pictures/[0-9a-f]{32}-' then
        return null;
    end if;
    if tg_op = 'DELETE' or to_jsonb(new) ->> tg_argv[0] is distinct from address then
        insert into discarded_picture (picture) values (substring(address from 11 for 32)::uuid)
        on conflict (picture) do update set due_at = excluded.due_at;
    end if;
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
CREATE TABLE public.access_token (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT access_token_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
    CONSTRAINT access_token_scopes_some CHECK ((cardinality(scopes) > 0))
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
CREATE TABLE public.discarded_picture (
    picture uuid DEFAULT gen_random_uuid() NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL
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
CREATE TABLE public.webhook (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    kind text NOT NULL,
    address_sealed bytea NOT NULL,
    secret_sealed bytea,
    old_secret_sealed bytea,
    old_secret_until timestamp with time zone,
    events text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    failing_since timestamp with time zone,
    disabled_at timestamp with time zone,
    disabled_reason text,
    leased_until timestamp with time zone,
    paused_until timestamp with time zone,
    CONSTRAINT webhook_disabled_whole CHECK (((disabled_at IS NULL) = (disabled_reason IS NULL))),
    CONSTRAINT webhook_events_some CHECK (((cardinality(events) >= 1) AND (cardinality(events) <= 20))),
    CONSTRAINT webhook_kind_known CHECK ((kind = ANY (ARRAY['standard'::text, 'discord'::text]))),
    CONSTRAINT webhook_old_secret_whole CHECK (((old_secret_sealed IS NULL) = (old_secret_until IS NULL))),
    CONSTRAINT webhook_secret_of_standard CHECK (((kind = 'standard'::text) = (secret_sealed IS NOT NULL)))
);
CREATE TABLE public.webhook_delivery (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    account_id uuid,
    event text NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    due_at timestamp with time zone DEFAULT now(),
    attempts integer DEFAULT 0 NOT NULL,
    attempted_at timestamp with time zone,
    delivered_at timestamp with time zone,
    status_code integer,
    duration_ms integer,
    response text,
    error text,
    CONSTRAINT webhook_delivery_error_length CHECK ((char_length(error) <= 500)),
    CONSTRAINT webhook_delivery_response_length CHECK ((octet_length(response) <= 4096))
);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-11-30 13:49:15.631488+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 21980988);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-11-30 13:49:15.654141+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 890021);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-11-30 13:49:15.655261+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 5154859);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-11-30 13:49:15.660635+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 807028);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-11-30 13:49:15.661627+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 921888);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-11-30 13:49:15.662743+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1367790);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-11-30 13:49:15.664306+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 3279507);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-11-30 13:49:15.667751+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 473593);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-11-30 13:49:15.668334+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 9875865);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-11-30 13:49:15.678564+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 2717553);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-11-30 13:49:15.681484+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 5706919);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-11-30 13:49:15.687434+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 7830870);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-11-30 13:49:15.695546+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 2604094);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (14, 'erased traces and chat modes', '2026-11-30 13:49:15.698318+00', true, '\xf9fadab5307b16d04b5dbba3dc42511a73607671b77f4a2d4cf5d4dc601dabb338e5b34112a259111ac1092d4bb74afc', 5652668);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (15, 'moderation', '2026-11-30 13:49:15.70417+00', true, '\x7a4dd7481d21b9052934c0692a061ee91fc16c07ca51c58ef568cd1fefbd11fed0137646746eb72d6483b25596ea8e4b', 7304800);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (16, 'appeals reports raids', '2026-11-30 13:49:15.711687+00', true, '\x4518bfef6071c3fc3b37d10aad61b40b2ccaee79b989e3a67d948ff282b3996425545a3c384bc4c15b1c9f51cd6b9de4', 5869610);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (17, 'profiles and api', '2026-11-30 13:49:15.717802+00', true, '\x7c5f378bcc3435104a283fc4cfd3d8b3800341c2d45cff2b9da2ffc2cb17df350e388456834547dd3014737cd93f1a37', 6966358);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8ae1-7484-9c37-75706909dbe3', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$8Mjrm03qfj8VQOOTqgYkpg$IcVF2xrOv1xyu/9/FkMZkOd+AiyXqFEEUs6/C3oNRCg', NULL, NULL, NULL, NULL, true, NULL, '2026-11-30 13:49:15.87349+00', '2026-11-30 13:49:15.87349+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8b45-72c1-8512-c136832eade3', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$FBQTDn0vSa1uBD30ttyjFg$CYFQkMa4wKen+zUv+jtp0FbnCEV71iSMzd/UrRK1W9Y', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-11-30 13:49:15.973296+00', '2026-11-30 13:49:15.985838+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$nCB9snIjD4ucBIot7JQGBQ$Y21VKzScLk18gRdquAsuT7zUsc1tXVaafaYrTI1zBtI', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-11-30 13:49:16.042568+00', '2026-11-30 13:49:16.054877+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8bbb-774c-b511-331d139d2713', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$VP/LzrbkNFcvDmX1HWU+gA$HNnZjAmd6AfIo5FXC1wxGpLPSyCvjaTYWkE3VNy+LWU', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-11-30 13:49:16.091026+00', '2026-11-30 13:49:16.103087+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8bdd-702d-9592-95797f141e25', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$xxdP8OVW/Wx5/ZEmNS/Y3A$Kz9OEg2iGcs97VFlh8aoTesVh42bTjsJrJo9CE9d6G0', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-11-30 13:49:16.125445+00', '2026-11-30 13:49:16.137016+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8c00-7223-868e-58088754b793', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$dj+PfQlMuukRbUhFnnuq0Q$HDisYHLSIZPxQCeiEiBXoBvNnAYIpKHqE4O0TN2/ND0', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-11-30 13:49:16.159867+00', '2026-11-30 13:49:16.171309+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8c65-72d6-8090-44092ffcc1a0', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$RppylPoHNfXZZji9SznAdg$Vw6KsWURObDnhSKa1zL2IOypT5SKod1YDbvIyKNlT9o', NULL, NULL, NULL, NULL, false, NULL, '2026-11-30 13:49:16.260876+00', '2026-11-30 13:49:16.260876+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8c21-72da-b33a-0ee03b22084c', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$oI1s5qhq47sCUhKDYrjMdg$VeejT3QA3igW0n50LnWyzHfzoijrKZ1o9hOQTCMWGy0', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-11-30 13:49:16.193086+00', '2026-11-30 13:49:16.203659+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22cb7-8c41-76c1-9ef2-24cd877a69e3', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$IoJ7a2+ngRa56u87RUcUqw$Mjfe7QJcIhgpsUVxeXnAfABIneJvb3WpS90R9iO8AxM', 'gone', 'GONE', NULL, NULL, false, '2026-11-30 13:49:16.33094+00', '2026-11-30 13:49:16.225226+00', '2026-11-30 13:49:16.23621+00', NULL, NULL, NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22cb7-90a6-76fc-93dc-2c1298e95099', 'ready', '745f724a-6ed1-4d37-ac08-6503cc5a3b4c', 'public', 34904, 4, true, true, '2026-11-30 13:49:17.634282+00', '2026-11-30 13:49:22.059507+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22cb7-a3fa-7100-b75d-3998051df682', 'recording', '51fc8719-2394-4b23-bd07-f15cdd175d09', NULL, 0, NULL, false, false, '2026-11-30 13:49:22.574449+00', '2026-11-30 13:49:22.574449+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at, id) VALUES ('01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-8bdd-702d-9592-95797f141e25', NULL, NULL, NULL, '2026-11-30 13:49:16.302473+00', '17eba0c4-5020-45dc-955e-4e66ee650c53');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22cb7-8b9f-7617-95e0-81b403e99d88', '01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\xd7f55c7df3b2a8262c333b510069deede5dfd12179bcae30171515c9a0f802c6', '\xdceab646f653c04b6cf783210b5ad1741af020b78ae9b0b9a1f852618c3fc2b908b060dea4cf06f8d4b19e9f3ca608f764408c076c4904ec70d618fe6d2d66768862b234a8f05cd46232f2751d3aec428b0e7ce96c6b548e3d70b0fcb0', 0, 0, 0, '2026-11-30 13:49:16.061894+00', '2026-11-30 13:49:16.061894+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language) VALUES ('01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-8b45-72c1-8512-c136832eade3', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\xeb3e0642e2bd6a06a79798bca2744afc7d19ef6ddd71312c7a82aef9cdf60e72', '\x8c65e673ec91b44862d1945ebfe8f9821cc423570519aacdcd93af830b1dcb67d0efc38049ec61f2be083fd9432c385eeb5e5e6966647aa1e4c45cb348885a15ad9bc00f7a812ae43ad0df86cc8668a7ac9471b3621f913c9c1d98160c', 0, 0, 4, '2026-11-30 13:49:16.001497+00', '2026-11-30 13:49:16.001497+00', NULL, true, 'public', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x4f3f6389155cb0eb40d99b9a68fd185b52354ba5d7c92deaaadb730b50b421b2', '01a22cb7-8b45-72c1-8512-c136832eade3', 'verify', 'mira@example.org', '2026-12-01 13:49:15.973296+00', '2026-11-30 13:49:15.973296+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xa7f74e6012c627acaef2baec52641abaef93438b819bd0296b9c321a4a4f885c', '01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9', 'verify', 'noor@example.org', '2026-12-01 13:49:16.042568+00', '2026-11-30 13:49:16.042568+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x931d6c98dd55d9b65600e3634d370afb32c15792328d0091f7f5ba516297daec', '01a22cb7-8bbb-774c-b511-331d139d2713', 'verify', 'jonas@example.org', '2026-12-01 13:49:16.091026+00', '2026-11-30 13:49:16.091026+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xca1e5f6f8dc2b9cf5490c0746a99e4e2d5ba4e0466061950031fa0ee8a165ff0', '01a22cb7-8bdd-702d-9592-95797f141e25', 'verify', 'vera@example.org', '2026-12-01 13:49:16.125445+00', '2026-11-30 13:49:16.125445+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xc350d97f5ee5f07eb4e291787c8a960defa1bd546aef60d5de4d052bdac027b9', '01a22cb7-8c00-7223-868e-58088754b793', 'verify', 'tomasz@example.org', '2026-12-01 13:49:16.159867+00', '2026-11-30 13:49:16.159867+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x90370f7b1cff68250187971adc7877a00c12aa6e9dadbf384dbbd07cb684a121', '01a22cb7-8c21-72da-b33a-0ee03b22084c', 'verify', 'boss@example.org', '2026-12-01 13:49:16.193086+00', '2026-11-30 13:49:16.193086+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x74287d7717ac556ca39c8f4a32953d06f632656dd31be5df75891f23b2764c00', '01a22cb7-8c41-76c1-9ef2-24cd877a69e3', 'verify', 'gone@example.org', '2026-12-01 13:49:16.225226+00', '2026-11-30 13:49:16.225226+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xe10348ec4c2d70591a98537a9849b3c053b7f05981ebddf892dca34cfa1e82e0', '01a22cb7-8c65-72d6-8090-44092ffcc1a0', 'verify', 'newcomer@example.org', '2026-12-01 13:49:16.260876+00', '2026-11-30 13:49:16.260876+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22cb7-91d4-7615-b52b-0419b35e3cc2', '01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-90a6-76fc-93dc-2c1298e95099', '01a22cb7-8bbb-774c-b511-331d139d2713', 1, 'hello', '{}', NULL, NULL, '2026-11-30 13:49:17.652409+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22cb7-9221-74d9-9751-819c6329e390', '01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-90a6-76fc-93dc-2c1298e95099', '01a22cb7-8b45-72c1-8512-c136832eade3', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-11-30 13:49:17.729963+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22cb7-922f-72e9-906b-5eb07b9676f2', '01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-90a6-76fc-93dc-2c1298e95099', '01a22cb7-8bbb-774c-b511-331d139d2713', 3, 'I came for the beep', '{}', NULL, NULL, '2026-11-30 13:49:17.743436+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22cb7-923a-73a8-aa84-ff865601f2a7', '01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-90a6-76fc-93dc-2c1298e95099', '01a22cb7-8c00-7223-868e-58088754b793', 4, 'buy this', '{moderator}', NULL, NULL, '2026-11-30 13:49:17.75412+00', '2026-11-30 13:49:17.760488+00', '01a22cb7-8c00-7223-868e-58088754b793', NULL);
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22cb7-8b65-7775-9126-9cf18fc3a17d', '01a22cb7-8c00-7223-868e-58088754b793', '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}', '2026-11-30 13:49:16.326525+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8b48-762c-bd49-2b56a437fcf9', 'mira@example.org', 'Confirm your e-mail address', '\x0056bec93e7ccd7d2dc47bac4f12f9901a68c9b57ec4b3f2381c8bee67314831a2e669080e3740d4c7d8b460782608b47bddbdd4ada5d2f26361afd7ae8fc25dccb91b2c6cf3d2bf65b0b40b1ad92f949d6f4e6b73eebfc74e46ead8e6742000f05226499ee66b48f895780402048d3b01eb32a6cf90580fecdf4756a2164f10f02697db9fdc5f0ad3539806e0762740ab9a2019d6e94e5ead3fcee55b690d63c49fb6a8ff1af16dc127f1bd6891035c28d5c54d2f65daec8dd33f584c5014bced2087c92366a15be7af0ca1c9eee85ec7f1eac917a5f591d2203af7e41feb662b42732209faa5cd79d7606a754026b08f4b5ac5e8eec5ebac82638e925ade8e7a89030516f88a6974a7529ca1234f78ec30d7a1549c8f035b3992daa52113cc96d0ff42637756d0d2cc22272d4bc9ae629a82390dfb67a5b9a192608882bd93d7bcaeaefaab63f25217a36520fb9e6cae29f42fee56f22517794c6b3425368d40150efc1a494a737755ff76d40350d29503754e6c01cc40a0278561de2d1e5d332ea77d5c6b42040a1e9ffa0a83f16341ab8856a1b5664ae0aeb2c672700bb64eca9d7c4c6630d94876ec6ba0a2208906faa364fc7e83bec5d6872f7334892775b67466e7838066cb1c816c2cca6bb81a1dded3b6b210d305e87be097a5c611e8d5dc942b21c302d971eae0fcfea26773c669e0e62c19023b3e73a7e06dbdd75cb27b0558113a220a0fc6e7814edc41aa802d3d893aba663a9d67636f739e11dc1ca6f7ab8079691f20fcc3c9aeeda5ca121872cdfa2cd3b4d620a166012b3dc8b61de331de0c68674e0afd7c0b45098579190f35d1b7bd520a4586dc56342007e9827d694b47c24a530ebd402046e2d1c794dc36d85603340c78cad3f0ba62b077c5c1a913b04f3b757e57fdf5020abcbfeabc43468bf2d92754efd1f7f44253dd82f0c59682913e697fbcdeae947ab3d436453b62c5648b5ab52800da680d75a0e703536d9178c0768cff396b87282414f7b6faa840b99c95106cd67771671fb8a0e131e3c4798de1080dd0def4c6ef050a9ec6b04ea3ba92bca956ee2e9c18c3ae5783be5d32913f177babfee9c464104ffdb6d752400cb3abe248bbe009de383eea3175e701f574e7104d6a069f5d636e61de61843622aa3c7d1f6a4796153ff97bdb0cebc25cb6aa3e9fea65dafca62fa7a80a2b4dea53d1b610297a56937ada0862b45c550a335d4f0fcc364a427bdec1eb93723b32ce640f4764d58ff4d37a385a1863fae3ccbc83e0297839f0753441a15c4ae9f8688db97d04d46cdb32721adc527e8fd962ab63dee9c3823952d0fcd83bdc115b0a3e31f170e2582df5b86093cd3bea95e2365510c9b668ce9a37608b9338f44a4d0d60e94251d1f02ddf8d560da673cc6511007b6b32417579ff971825baf415ec7bef504e9ba38e204aa2f114eed0f72baa6f4bdde8349437c724da0de6e9b10534872969bd6821910992667eb27f443eeac350512b0f26e15bc6270bb87816246f7c1f73a6a97cd83df6f9bd1373cd933569f888110c996d2a389fc3ae619c9b4d0aacd7b346c8a7f494ae8fe55ae76af2978d835dc0fb690bcbecafa7aadf7546e3dac0925d1ed939a4d5b195497e299f69a53759202cd1a5c28d654ea933fae181c4abcc56ecf16bda21fb9a69af1ea41f8f5a059c061785c8a247631443e64e4c472bf4555596c698edefc9e421e20ab3b74bbdd76a9b2d5f1f929439b8c3ced035f6216501e530c17ee3d227c5cf2973a031d1b0ba0e50b37c1c725b9d0db5f906a05233152b1deed176a29d4de1e8b0c3a430996280b31ca84d2100d898855a8b9bf4230e67cf70f30bd106b250fc7cd0c0ee84b155a91378a9eb5242daaa9ffc4d0772962a5b11e12cd42e2fc701a8a24a6dd7dbf117d2a5631b77a6b260fdc55593a429898b19bb5a2112e08085e11472dd6801cba6e4c8b8e9c1ea5a09ade03b2f2ca2934877c6882ba49d2f90f503b1a3dc79aa06978910dfc24e84484343117b0ed49bea0e817b1227d2122622e21d488a12dbab414efb4b6cb15973dcb94e51d7a21a235eb9b9add69ced3fd2287570ad4ae3ec04c3f8f48a41918e272e8bb25837d5cbd52c025596686f72d84a397c9481260a58c23dc8ac6494b3bf2185eea4bdff3101c2e38a917c2c46bec6e2e18cc9932913398b74c347eb06aa15b0052fbbf89fd01744673951eca371fb6e9e3459359c8397e9b4701810e6e729e68815cb043e5cc6bc93c366f0f19d04b9c10a46725d96ef84f6ff2fdae37cf1ab6e1dc77d6f057964e4f0008feebe1b71cc59f97144c79b6e5001341ab55e2b27e5d1206c23d6daa7cfcf6f4d2d472934d9734b473935ee07535ff901c89c762263f471819420d8afb3acebe138e08da3da58bb1408e0865056f3bd3d7c9d4036d06a3d2adc1186870fc7a62c54e70f4b6bfdefff2a584e9202001c637013d645fc38ec9937f1ae81dab6c6ed9609c890d3b62e76c3b814340c8f07f821edbd73582f1eb16b00e58681356635d53167b1025e919ff6716d8ded607399ba4878f1e133f7e07e0e41a2a48cc0913ef20ec8717b2fdbea1daeaa51503e576dc342e7bbdb607135188e8a5d5d37', 1, '2026-11-30 13:49:15.973296+00', 'infinity', '2026-11-30 13:49:15.987298+00', NULL, '01a22cb7-8b45-72c1-8512-c136832eade3');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8b8e-7765-9b4a-0d6b7a2c6262', 'noor@example.org', 'Confirm your e-mail address', '\x31a56db8f1d6c6beb0006fdff4dfcf295a8892ab64b0e3a8b94f3a16bf408cfd6376a6b2be16a091a0b4864b28fb8418cc753e37bdca23377f2c1ab4f6845085e8c05f59bfaecfcd52378b783400a969e5ebe30b24421b0fd1ee9f19156ad71cef03339fa0fd96fe0492398ff94152e196d9d4266c48408c73cdbf2e50a20171b91fa4904eeb354b62c3d129fc600dbead12c0d0edbba11a1ff1fcda3a2c5db4f627e123a75e2377a9fe13bd194f2477bd0457030ca8b1dd9a1f09f0530709362a6ec56dca9a0489750adcd637a102eb063115b906b6a75200241d8a6e5eaffc54baf11ff3ae6fca0f13c7f2fdf5c19acd45dff508b759070038e4103168d7e2e21800cbd8eb344eb343653c7e033285fb607a3355f6d4cb62e1174b7faee860adab6aea854867dab6b416f5fb833bc459e7448025381b604dec25921bec18caef870b3590270c909478f5f0df4e5359d9b20b9ef58bb1037ef363a6ae23cb083cde4ecf06df4a95a103776d482246b590da68d96d393050916ecb5829232bc0bbb41eb04bf6fcbc2f3b1dcaf226fc71bd995de769efc9b9803620be97c8a77529c15e35e6e7eab4e99e7f451d3fcd56df1eb5035a653fe3de0c9ebc52ea05382d98b86302022c7f9542523001e7067697db509f431d9c2f7321602280c487d27114f9254baf11904ef33ac9df2466600208218d5e5b94dca5f6708c410b4cb161eb80b18e66d700c0137085bbeb1d9f22389a1630823f54b2f9a34178271d70b74f78a0d9b131b643c80c46ae594cffa237a8ec5d6f74218b742cb537ee42ed37a0edc53cb5b2a297ff27a6c09785a5e2d8856deb871bbb975a9588303bfbae23a9b8b21bb0dbdd2fd83f1252c34cfc2019c94daee0ef8d863f2a3d30dd4109588e52b103d6de459dbd8bd2b0742a29c60a750e0a542e1d1de818c2d33eb80c23d67f3caba7675584619c5a2abd620f29f005945e1783ec2c00fc5a94b1fef29194d03796deabc9faaa0ee9432ba2104f0d64287ae1c4243db64fa4ff92db7662f0377afee6406d071e97eeb342cd92f7f4ae57fa2dacfc0959b986979f75fce8b3ad12fced53d338ffe766fe9b8d6be9a0a34e603244215da3f3eb9142d7b53d452f9c2b1f4743318047ce2157e1978a9b3816520a21e70f6cc5136dbb331d98b79cad117d9a87253507bb07812f58aa56160b30ad4b48e285f941e9748c730847e4c013bb7254c7e26c431248c098dbb0651005f182710efde63934dd48cb5be020ae110cad55013badd02aa6226357e4b06c4a1e7ba2b15ea7c00a825104bb1569f5136f7224ec80cdfe560755572536e33dcb987f2e7ddb8579538c8dcfc718bf5f9b3afc0222d4d792d1c239a3cd48e758e92c2315612f14a40ec5f1a2f4183134c88de3155c7adf089099420488e0417e23881062e392a284703f860a373c67c9ca1b9e9b5f42eae5188ed9bbc6d1da2bd2913e969c79923f7d7c78342ee6866f7a64d45eed87a989b4001d17418b1008d0c60d225e238e533b9795ed0c2c584fb1027bd8301a43f5d2fec81651128d07111bc9c5d8ecd762877af64a5eee8eac8bb06cd698bd3d5edd36286b9064fb6fe71034ff13b07a2abea0ed4be91af7060abd5c9b28c193f537607c7d2d5d4332667a794d0dd934f641841913238d9258368b7d00c7824b6245e2b708c526822e327f988c7db829a8ebc7cc498395af047dcf5d70c4084a63ec26d671e33132150baafcf05dec0bea06aafdaaddf3faf2aa4e1d0bf68c6093571219cdb22bff0470d4848f4921c72b2207f028adf62fcee968a81b37b82d9a79f5e39d868119f4a2cab7197698ec871a3d7ad00949ea89b1aee6451bc90e74e7ad14b8d743d9e5280c22a41578977e6066c96bc856757624504c768f31e89ac6e87827acb7879c3c1ea40e42c9f7baea1f85ad6a3fa3244bae7944b4603b756ec857b6498bb4289988809c146a7d1c13db537a4c95fc357bbdcdb62a79be047bdc393e9ac910b8f30722cb4b291ba0c9f9a734976cf1b2d2fd43763104f89682d65a2700c0def022c8f3a337cfc881f79840aebf9b38aaf20dfe00c572a7010811b905b6c44b7ec45b46eb1c7665c99f3cfad32a1c65947eeb86bbaa870c15737c3bf8462bfdbaa36180ec8c9e912bb6178d504e0e50dac4ce05d4e6cc02d80962ee5f1ed82e9a14e11901c2b7dd2c49fa9700810d3449dcc71e4f455b96ee2cfd65a3fe3e956db8ba4d24b1a00123906976a4f20b0ace0b173e9424213492dab4ba1f6737a42406258c02b2e4cceeaf96373dd845f8b1f59c8366cf67f0c082f54137642de6c77bc3cf7e7164caed1bf55e8c8d6e4ffe629536999bb84859ea400b1de20ac878db1d8da91d64d465f0554a8a4fc09d8c1350c03161da11ba4ebc7ea687bef05fdd4863367a60290b2c413cc7a590ecfb8fe69945071e82e02a1510b0123c4a9438f67c929c764973322174de03a36aafb74cba9543907277fca9a863396a5d6196bcec8f2312f91ab6863b988a3e055565207fc4e4299172170e3fe7494d65b8db40b84b4cbbf826fec26be4843827273cf0a113b0cd8f29aa4cce7ad48eccae897d53cf4246c950dcddd453b39fa3d3f76cfca183', 1, '2026-11-30 13:49:16.042568+00', 'infinity', '2026-11-30 13:49:16.051664+00', NULL, '01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8bbd-7392-aca4-bca5d5845623', 'jonas@example.org', 'Confirm your e-mail address', '\x9dfb0f7245ea14b1c1d3e7b646e8e14e299bc57d50f4a4f80e831a73e1480e15312008d5263e8f53487f4ff9098cd57dc71dcc04687c96b7bfc371b74d3a7241937e5b5f83404da0174c20a418ae0e371bbdce98e3bc19e6d5e36fa73bfcac86ed4ed6958dcbf1178da3ec723e85f0b199d2bee701740cd0954e006cf6e12f92023bf71300e2a591342e6d0068db5b4158c6b5552511421591141cba21ac7cae2141b877e499c227b5ed61c49b5a48fbf1be15bb71bc20923bc46e6efbb811774a4dc48a9b5e56300e55e1fa30930adc739e21726dd249e5d2fd2a2dbb3bd8128faf2509cf637883d6a82858a0b606e9cd422518194803b78bbf53b1acd64243ac58d60c326ec317c53635095ea6d9731168c68594e979e43f1ee5d1336bf823f6827413c12fae91693f7db3ddfca7ed3dadddda625555a4e0238435cf79f209b11c73d2760b2fc08c42cece5384da77251110d1bceb5ba3a55db06cf54ab9d1cdaaf7a2e7464d05e53a0c9bd396ed980cfd1d6852b96ff4942b8721546af95c511a4194eeee5f41cc32b06dbe93a43c2bf8e59fc5ecfbfd8b4a407cfb4cb146b4003cd3e08be44333139b33ab259f9ce0302e853bfc5002e3a8984f39934ae1dd9f52b59d08c0770ac52b6f4ed3a5dec0930d4231ca9094274bff6af7237badf9dc86d99e82b8cdb958d8f6c0ab1c05bb0b3e216f9cf6979ba897822b9d2018a08e441f4e9014e07523f75f636ee54f548ff3f815d64abb4e0b193130477929ee5a65b7840cf90fb52f4c6c7ca292c93597449cc5b09143bdca794f1b440896f35281d1c7ba582cc9f8c748550ae2955936727fc12ba164fb5de7e55d043d517aa30040e5a67ec77b977152e639cc1e9a693206ec31e18f7fd6e7c16fc23cafda36ec7b6a073593ae61868c93bdc6648e147de5f6fefd3660802fce3eca6d199c249fb58032a7d5deed9540d2111ccb3264beceec8d5239568adb0b68680959d2cb89bbb53e0c791593191048655a9bb231a67c53beb93d03eb1b8655c86a321a12d85ad5afe55bf6f7ad6260785dfac446653004096cf0960a8def042fd2858ed782cece4b62db80e809017a5c5dc25bd7da96a9fb5a2d0419fa0292aff24d880d4c17e55a3bf7a3c98caee241677c8a7f2591cd3a7452a6004c9344314804c2b7a29adb2510b832408e4c6cf56a4b84a57a860230f0f2aea9195a8fda55510c38cd2f47f68bddbcf3357a20a6c947aea94029eb1645fe23026c8be67bb79082ec3b83d8e3fcc9a9403dd19b30844d39751b217312318919b1d7809fafe2bc39e4bda55f523bb11e896f76e542d857cf9a9f1b142246c0b6274765214386bd5a04e36bdf42dbc64db642b619feb664d835156240f5f470c863b5104f7bc9256434c09cc83932ea0578b86a530fe362139a01cf9fcc9d3a443ca7a7d14157dd8a11d45aaa1fd7d5d997838fe3144c0fc7d41bd39aebbf15921fefc4eae0c35111780b953eaf6c94c30a4603959caadcceabd49fc317d690070d4fd6c55c12afb0bb216dff06d5de18fd318c5b3e8f70bba349400126d69c7e6dca086af8bd1aaeff84c71b18971e701f49c0e010224bb5ff8cbcc83839718eaef006ddfb0f23bbb849c3018ccc6aa88517d9eba83351870b39c0e308ba3dcfe94d23e6a12e835e9ebaa93cf93d0b4991850aad41a21c5f63c17c8735de03e64a1039a0221cae393ce7f18058e34417c5c2630c5c230af7ebd57917ed6e990544fdb44a55e208fce662a933447e1c677867b4e089c3c9f87a0f1b2038383e80b5f799ca4f395c2e0d5e15c50db861c187179c19e609300afcc79277f76bb8b52bc9c2284c5d021fd98f39f2adea3ff3580a3f41212bc5781c410d3ae77a7e98509fecf71a0254f58a9cae8006be8a566debf88f1d299575aace307d24cf01dc92cb3758b3b16e98f286a1a3c97fe95489f14b6fc2b9c415f101acb140276f2fef4feeae090352da4baf146f847de151d14691eba0509611c74b7ae226ae2bf524dd13e7b161bef5cebcd51ed768801d071ac335bd48efb3f8798a98ba6f46d5d5ce6a20cdac423f2ca134abacb33cec039291586544bf7000bf7c04bf15176785cbdd01fd7c387c594697cfce6442369e6be04d9b0c1e102f36a2b6a9351215591a6df6a36bedf95d8334e63743cefbd5f5a5cd12783825e3c9fa5aa77ad945e86b4dd39c71f379890c13d1396ea62ff3313ec0ec53007f33363012b96418ec51e2ba9da9f7cb5e0a609f60e34956bbf040fa5bac43453d182062050f1c19f110a1dcc37f3308dfc0200a3a3833acaffee93678868b7bbee607934d82a9fc78dccb9a3a65336884381fc9f3876d50995ccd71420f52b858dd34bb603f8939974882f37c0919cf50f0fb2a943ffccfee588ea9e3dede0c389bc4434c448faa6707a55d9c67b21f1b8ae833b09131a2d6200c35f4e49120f442aa4250bcb970ba1f5d926bbe9ff27e9baec12b52419faec450f6968775fe35553a19e668c60f44bb476cfa1e7be964bd2ecec6a85b14d7430be385670350853def453a82c0b2611c0df0772cbd4a9aa17731621215f875d0924227a8e6bdb3e382b99f38d9bd0c29d3d46c42306e1e5259bf207b7940314019', 1, '2026-11-30 13:49:16.091026+00', 'infinity', '2026-11-30 13:49:16.102033+00', NULL, '01a22cb7-8bbb-774c-b511-331d139d2713');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8be1-76d1-8130-312dbbd882fd', 'vera@example.org', 'Confirm your e-mail address', '\xdd416e3cd44a0568b6e7fac4ac14f88383521fbf3b313154a434522eec3ca2d56ff7472dc22d7c2a7fa6c45fe3b99d0a8e94d5f2092b0e5825276d3537e6546576027e4a8d9df5be53429f28d75281ccc2b413d131b5aa21a39983fb5bcae874f651050030713ca80bc00151265b20cd2477da35fee29fa97115e28856f2f4e8e8a54da2b732acb59220db1cf8372a3035923711cacee11c2ddc6f184b139d527bb65558068fe2b7ce4d751e251cb479757f6b0610916635f27a986702329ad0bcab7695ba9b7777f9edb25d13d8614132401a8bf74badd7f2cdb0d05d3b20869da87aa7646f59bb338609fd326280279a7c62c5bb9ce9e073c9ad4054718c7014d611ce68c9159c2a9bc605ee69656281b538e2f4e233b09518832db8eed665914162eb370fc211cfd3748ba083a0efa9e0d1482a2e13f5363be39845bdfd409deaebf03923cf582a098dae14381d303732e83ac16061934145bd2da44413c3d0a57ab529a9c935be75c83cd4bbddcd3eb5c4002d9ac497f7deed80394ae5a30b8e7361fb6b891db4b03b32b34700f118194073a78a30f13112fae215f4d2891706614367ed0f44a3ba64a878efd3ae278bd00b9fcff9985a00c4ced95f5ad00af9bd9b180e1ceccabf4f6f7c445da6724de32f757e36880d9b947fce79a6899b04ab3d67438abcf617200bf0fa84f90705d4de137186fdeb319641edef60bb6b7f3fa909351ff5e8aab19d2e2be2ee154fe17b79f05c6ba3957932fcba6f6b750379ddfa92b68cae41d484a762131a284c6c099d686139a05fd8aadfd3f1d06ac786b380c327f7ebf715014924000f2f34dc83f66d776d866f9ce9afd1c8efd44af81a749aca0cc96b81fdbd469433c4500ba22d83c7066feffe301af4487cf55abfdecdbbde8a8da3e5be64d244614948056f5be1e64a45fa5949eb922cb9d889f1622d029525fceabc583ed2051d9cb4d9806955dbc618b69bbcfc65bfc16a0b090b834dd8bcda1f64fa93c34548db80a93ecd1d061d5553524e9fba1a054121c65f13f6c346083edcdac771db140ef022e02cacf55bcaaec5b973aa4b1701b2fb2162d4727ccc60cada86a43d01fd69e55008010a746efb4b7410a5ed7b2a2852339f2de4e777d27d4ad64dd3d3fefd0880dca5f5019cb79a94cd6b0fa7c674b39e44287ac0fea02592fe9b72cc47b8b72ac7cb241801495713d77c8b69cd181944480c4941fcf6e9a3667d8265f08586a73603b73c1d91f25e517d06e3287280a727e8f1d1362c5df58987bead25edfac4ed520a39396ce7816f81a46951363c58798ddf5ffe6aceb12af9394c848c20e7163bcb2819dd0dffc5763be9baf565df0224fbdfdb1af6144e3500a1ccd3b697f39b83157bea9a498ec54a3371f5a65b7a40b0d29fa9701d04a01005e4084b3e890646e0b6983d6764cf60ebe2313b31818d4ebc6a236cd9684c62b5ee6f51f5708cd9f125bf8c83b56aa2e45aca48a95329fbe1166f0faea6ff4aed071eeaef728b6d51ec5dc2585ba531dfd2ebc3f291459bd6cfba4adaab291f14d923763138f0284ea04f225359ff415a832ab9fc7328cac4dfff356d16d522de9604c5d03a74e97f1bcf113d314ba44de712723d1be090a640f33967a7b4f2245f48b379763d081fe7789a0f42282c637883885a25099eb3a235c6b3712b94212c477ad23c51f9feeb60c7197b9de18f7a4219834f49d6d856920a6a840a4cc4dafb78f88a086f3791bd7f59242432182614ebc92f2c0985d449ebfb522e1962722458abc0e9116a44cd02159863d20884e094eec1e9cfae9eaede28000aded991023ebe63ef9de08b788859186bb0be09566b2337b1fa292efe099bb3fbd3f0a61fad2cb8b9f48c02dcf1fbddb86f1586ac8f4cdb6fa6c5a69195947cae2345b2929a8ea487c157f11188a07998f7c09c3053ad797d4932248aa1c30f004ffbcf40f8bc0e12d3e7cc6336e9b4d035cc685eb3b0ace023b83f9a5cc42cf6116bf4a7305d1b69c1551f4a12277d8fe98534f0db826f852a937ee8e252ec6beda5a53b1405085cb52640e4d1009dafeb2b8d7a9bce04fd5a77eaad05b311414c7122133a9deeb8aa472059038a357c3ae87dc2b7e7a9df7dc46822d8ebffaa83a91a79b2685f204557b9b48782d4f41484ff709fd02b3de89d069b00f03bd5826b214b49cf052c5a1d8a7f1016fb13ab90cddff3c9bef310abadb520331530de3c63298e7134caf97bd4f2edd0a5f26a8c4c98c7ccb123d8508f3c13a997d524a218e4ce12b3d2d7b8719fd7162c54b1727b62ba284b432a6ac7936fecf49b05c4ec6e1abcebf77f163f77917a07ef113bcc00923dcb7437d1734734213f6337a0d336cd3ff9a6d6a1b8eb1229ad938f95087cc394e458ba3d94edecab85a0111be5a79a08bd4ee48b2f4a3e18f2cde0dd2a9bfd89663b1d7f80195a8e1fb07a826aecdc3bcff1f205e5ffe7f757bae77ee84ea495bb934798f3f3196bf7a8ae5ee700b9ce8817d7fcae6f882a7b5cd7e642e386aa63844360570c1e6517884a131fa595547534068cbb89e8cdad082d1ffa8ca904457c9ef6b1fc6583ae3a1af0f282c8d5d3122d102143acfe5fbac033460fb16fe62f60b210', 1, '2026-11-30 13:49:16.125445+00', 'infinity', '2026-11-30 13:49:16.134536+00', NULL, '01a22cb7-8bdd-702d-9592-95797f141e25');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8c01-7309-9aec-4571804244ea', 'tomasz@example.org', 'Confirm your e-mail address', '\xef3238b908dc5d2abfbed6e9b20d0c3dabdda0d540b8b4dede36fd54ae18c29f28ce81bd934f0cb248dcb53a085734394515e3379525014594dee4cf56ebb6a2fbc5b8193aa2f7f95209cdebd3d19b1ff5a13c85801d3da540461c10e717df66c5b4b2f0487ba0fe84b68c6d93ddb4137aa403c6dd9686bef0249a79a5e93935c25ab9f619f4069bfaf8b6f5397da19446927a1f23d34d3ad04cd6833355b69f5418e3aac892f95d197be57df741e9e7ef207a5654e4df627d4862f0b534c26954303ef2c0f9890531aa12ab75d1d1d0c38350382756daffe744059c84bfd175f58c0ee704276430a2ce76c6435d6b6d6b54fa98084ae5e41070666ba45368828088174539a62414d68e5be822f7a70d4f3315d3c546770745e015374595e19c27bce7a26686da60c72b2ac25ffe4d10515964e01cf4e3013e1b8a989fcb1058039ec2433dec4a44e01dd29cd638280fc025f8136797edf461ebcd83c39617d1436344bdf713b5e073466f7727a7573acf0898f3d07d6ab5d7e3326bfb6142c0f7898dcb39adf19adfcce14f2a0b4e6b7e6a6d6b9a2f8fc4932f54ca9332004d9b22112a3b45e1425cb4fda0166338ccd014f794ab27c00ae6f67466ff300059c05eaadf3fb84e9530c6eac69de54c130995f1239bd1aa780dc657dfd3ecca25ade4828037627e1b0b24ea73b246f5a08a055232017065096f8b721c4550f466f71f8ac8d7c1d18a4a03dab5a614a0f69efcad703063f9672e8122a87076eafe3592a63be6acea8dfe3dacc6e793478a591f8e20cd31cf2187c9ff0def1b41f8b7ce5d471170987bf0c1d99f096166c23c06d2f9cacff38e778136634e68f772f910aab46ff0f386e79dbd9a0dfa9c645a6ec90390db60a834a8ca5c4b4b74c1d0f555a77f032519807e2c92e33fac6e991574800720298a2f8301acc281b8139a6b3c1297132c647b858cf8c3c35bf3a31635266c1b356440d64b5bcee754a59d5e2d0bcf0a7d610c21b4ae7a18290ab150fb8a8d34d37d7d72ae758c3c79d508a1e5186f426e967e66c820f6b1d152a41813a3070822dafcbd75f48176d575f601fbac74cefe657bb252f0399626238c6b44cb4296c064d7c15169cfdcb9747ce6c9552491af4dbab2895c732b814c544ce9cc6caf6b0271df84f69100e41ac2d40e364323eb418ef31393456ef31425b85177178cf48450e309d164e9e4c78b1abd3af51c4319805e0d3d7ab2db092522547e0b4cfbf52ba1f8fd4b590fdf800854fd9e6b293eef3f8bface7c5333cf1337ae5c8a0a994ddd520a011f6ac48f3ab95b33e6731c0b650e314cc812889c97bb41f6feab508086f0af544b0456901cbc8e6f6a7a3eb57ba1174382f72581e9271cce8abf1e981888a02f3801cccef5b0339acbef1e5454c0df4620bafee8fd4f1aa033c46ce93e5d3e0d66dd582d4d7e290a5890ea37059039e36195d4b2cf3a29c65b7fa739bf0cc29cfe0f2ef4d56d03254a1bbf95c2b4d36749bb69676449da232b9a1e1e17828bfc19422908a2e72a83fb2f104aa76aedc1ad6ec52d49d5a5d7d82cac0261f35b1dc11126ef34a6d30b781be5c893abbd168a11957ffc28c735201b623471b782669852e5da33a73ef9b92b7d90edd7eca4c347185486056c1b9097f1ec21872e652bbdaa3558ae049c8305c215fe06762ef00fd4a32222f672b5b73c959bb1ffa10a34cfedc21bf28ecd847b51d5f928bff6e4ce363eba3f4980ffc0c7ea34ba3f69b0758a853f569c9555111af9d946206b51863f190e5a033e335adb1df0b8d45caded289f44cb6586a993d6ce6b2456bf76180aaf81634deb7acb6bcbcfadaafee8dc840d4e62b3561de38d8979d00b96e05e6809dcdccb1937ea4d0ce0cd6e097f8f99e4ba26150908715fd4706e914aefe7fc9fc7aca238cb8b40ea642a800dd2c47e3d6204b05b942c2fd01302384f14525fb13c50034f49ffa81b4c03485cf467c3e62037293e425222084f87bb1c33ce9bbd852636a1f7acde97fdae5a2af0bc9ae93d08f87c413381d3af16afaec694250da02231b6317080e659c23fc67719ec431d878ead635cdb8a82d58fd7369f943dab8ed3358b94175b30d9db404c4df3a2185a0b79b9149dc1b2e65f0981110b1e1cc63a01998909c1f04739f84e3e0f0225206165e5d4f271f5d9be32e6102d7ef02c086443dc53fdb2348d8325b11ab5dee410901cdbe40411b97af20e8a50ffd8fa97b212a1b5f7705fd96468a8ad28870124bda835ae9164e93aab6bef331d1ce669018146959f983b6f5660e2e9ccdc2265bcb458b2f8c5dd42aa80afb45309aa49615d5fc7a21df1710cacaae9126d7132402048f9a1e24e27d3dcc4b439fadf14e31f6a8b9a324eab869085a0fa9f9d16eb06b08104c36d14481bbcad77349a0d9d30946de6b6e1e2d4b3725c0efb7bd1a66e992c95a085f31bf4c3484c40f61d70b0e5617f16e157c7ec72504652281607e3f1a7c998d0fc9442bb84a7d22273818f4e261f8a0fd06aa716efdbd56d0379a4ff91e275284e820b8dec7d3205dcb235e6f242a7eb00c75defe554b670ef79b6f9d13a8a34ca5a9a2039fe1cb25c242fe20c82d10d0e46b64896e9a16800ba84ffb153537b39', 1, '2026-11-30 13:49:16.159867+00', 'infinity', '2026-11-30 13:49:16.168216+00', NULL, '01a22cb7-8c00-7223-868e-58088754b793');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8c24-7592-9bb3-e67ecf4319b3', 'boss@example.org', 'Confirm your e-mail address', '\x33a11f043ccacf32bb41cf6bca3ec0bb70effc3190e5bb0739cedeacdf37367b07459391ed4923a070d4952865db277cc9b4eb9d35375dba3c0042dd2889f896578df61e4c038815b068b9898e349c30bf138479032010a0e72fb94426c5f81e8934de2736d2517fd49e9cd386c184d344ab01d371468701977295ea653bf52e7b39f5b409f93bc201637d06ef1c5640c30bc3a6f5b406e7c1e271687d77bdbc0a950449f20d3d25b363f7044868a3d60ec29da0bde8bbf7d570e0f682c2d03619b464aaf5c585dca0bf80695e3ec9c57ecbd4b041cf3c8ed08434436d1aec3bcd8a9d212d4213251239f4868e9ff521b2b1df1059f5fc663410c8e41472566740fc674102e28e4d1c2c16ec195b56aef2d515477d66cfb1de37bc141f9db80e7bc1af7b3cb59e21b1c03bc598dacd1b3ff97fc27a3fbc2b42401120f7c55709446fbccb8f2f2361fbd76feb621bc6227a203d38903c42eec9a678fb54037f8fbf43a3c1a781bed39087aa0709a46bfaf5ed85e68610d5ee9b3af042bae8ced0870d12b55b84acae9e26945af4b8ac70f8dc0f50b48d99ea0110e0be44aebd8d539d879cb083f294896ad3553ef423a62a2f15a687f93e1ad28a7f9af9941e3feb7254d024ec05ff98821bffcfdc6b4644645144dcd75e9a6c67801cc08c9d678af76806a32f3dbe9a2581e84d89ba6b224229cd0efffbdf196f20cb7ae5045742b34e1cf7a86857a7300964d672aeab91680cc5367570c7a2fbd94005b7140475406e4411107c38ce76e6fd43c49b17d0ec3119943c24024a8f5485ebf1fc876019aea7285e335a36360d96f8e047da8a1c9fcaa3eedd15ab494e505698ae8affc2ddab9a4ac9dca94fe0c54af4dcf899305920b21e60477e1eee3e75f2c7d628af23d82c1191f0dcb4671b44e41c7a22d41c8f88fa56ef03b5cf545bc21a5c369a684e589fd1d7b4059055d93aae16a68bd90226b74583d8795b28942b54f618e9a05c3a64bad61ee33eaac3a2e6388006e43136e82bbfbe3ccdebd104dd509c248255456a12020ea30a027b8818a4b0deeea51a82d02b34eb430ad5ad4d64dfb08b2c9e34d3f8d56e226fe7a2e76becc16607d4d4f0c7e1dd4ef3b9f476a857ecce28eebe9b51d10b24d3fdd4ccb72809633c538600db16edb78a1c6c8bb146496d69d2cc3d2d4b6699c838a8b766980059756077373f601e5b351d3ed5baa36e5f777a02e649f8f3dd07ef56f25bcd7344746d415dbc244067bcdc53ee47f655c4bef98f44769588e4a1f901cae8e5d47efe434658d63c5689500964137c232db968b2f0500d8576a571845ab53cc01014b82e2fd055fe6eae4151d70c5caca78e461a83fbbdafa5c22da7432ba6bfdf50eda0c5f9955c45e65dfc88bf5331c014be42636357f70ae432cbf686dcdb155a8cabcf0537f9fa53e444820d07b88cf23d6b57440248f888d2f106ac42d7620ddae33846e09031a1871fd91c01fafffb36ce70ed37c7c927265f3f19646acc53348a85c616d486a7533fa80968f6e0f37e143d87b33573e6cea67288389270c01c71ac6585dbb38b857398ce6d0e505539e3e98318a47fe1e35e06c70446820351124683d6e39ac33ab9cafa47efbdeb14790d172ec0a50843904307d8caa77ad3f32f09c573926c84e259fedfa57a563626570c73007bd30516f7bdf2b8a98e4243a15faf84f6507aa3edb31ffe016808d6889ab33764b61b129f243af9587536203381e485727e9adf633405e85f64eeda52312f70eda2f5a15be60e035f6a3c31388266ac7a9affc2365244122985552cf8bd76104c1c0572a00fca29a5efe036a68f1bc4106ce83fecc1ee67c8b8438d599d63bd21e21d9cd5e7ee91d55d06a380cfccc643b5fec6ef5a3539479077007ec27f07c8c87b2996b2a58a73b57da93dc6062f41d8163b3888ef3626954c300973953be52e728c10a2d6d27e4effd6a701836a558da501404efcc51b63cbe6bf48647a405bb788e2b02ed52e9f6400502e615f42f8c9f3bb2918e85cacce68448aa943e1ade2dd46f3aa40661818eefbbd5e540a6267e3adaf4233fcb1ec037c73ab217bd2474a0ef62228e510f16946c13a62c653dfcd60c340aa35d84a9e59005d5384eef03cbf4ade2080ea34b4f5c60717876974dea0a0aaec6bc614a460b8a65c2fd80be3da8d590c162b0d704c2379829dbfd5e2fb94ffac9dab730f525684741912c7f6c72cbc0d6a3112f66267939aa40fb686130a1ed862c52302649b43402580f1da3401538042fc42cbaba710a7fcc8c601776c6f8541d9f5212ec75694c884e5ba938f56c544779c7a9cd038a87325eabf4dc77dc4ed50d4d6951ada60205aded189fe665406b1bfc4632625fc5afb225a66c1552127c3a555a74e4f165ebbb72a3ad625625f6eee2e0345e2af1808f35809d8c8b9d6d77f1ae80d804f86bb96d545fe6f940ac0c639e0f29f81c6c5511c5babc67ec6ad292e0ec1afe8c690b0645a5d138dfebd16743057e510c558759b1fb446ea2a810ae68024ffc412279a3a8babf98c1ed1487a63b6c7777e43fd0eff588295b8d4d13d4de0f7f2f7db65bfbebc35f61c8e38de13ace7e8210303821606c492e6e0cba3ca335ffe', 1, '2026-11-30 13:49:16.193086+00', 'infinity', '2026-11-30 13:49:16.204356+00', NULL, '01a22cb7-8c21-72da-b33a-0ee03b22084c');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8c43-75cf-8c80-b92d04cb9fad', 'gone@example.org', 'Confirm your e-mail address', '\xf9182e6677c373ee682d65aa02d52858b13a4630bbb9672ded46bc79b364da7c829e2d8fdd2e6d1ebd5145167445545caef18c7a12478abd63585374236bf8496340810414247acacb814278e8aab908c5275ebf451aaaf4ce931680ead654ee81566bd41bfeeb60d6b0f5857a602ceff732046ad1a140774acd20926cda989c23237e0c3cea53dd211f33889d429dd49b2419855fba359dc2a84af74e87cd03397ece922d67e830316bf1ff8d8ef329d65107f26f20c2265d54346d6fab706deac2b5bd551ca7d378377ec6f7d763b2a896356157f4557ed962835c88937c583506fd093e00555519a885aa7a2e371aac3206aaf326f27ff47d74ac4be46d4c9aa8b719f5bd31944c7377c56596e4112feb628406d2fc44ba297f7d2742554bdf6a87b599a4a87f87473d1c98877b9e0119b5c96f045aecd1af0a461155b3e7bdb0981e289abfb9e22b18f9764392aafda4e69b5ec20a1266ed26f6b25a2ccc62314ffbb437b65ea2edba2295499cc85063ac5257fb724027781205213fb5cd55f0c06338acb08854628c24a568eba94391b026cef6f5a51ef60fa8741c5f716cb3446c92a8f05fcb47c487b5354813c1625f461bd26143cac8a62cdfb4b594ecd3d469d6007aec097c7a4f86bae78562fed7863a229dd1f8cba34248c4db3d27cb3379ef5c60d13a2b8a999400ec671b491207b773adc787746a2a44a37e4453da08d9deebc0b2d5165fe35656d10518f07fabc8189c28cf5ff6e94a6182185cd63509805eff9632ce0ff71821aef03bd674ed34fdd8aa42a20f79f337a65406739d0f940fc7f5e180ca1b3b646336ba63b187781da11d299e97bf85ded4dfe490f46bc7e8a18f2db58cc306ff64ea626ccd7638bf1b0afca7f102750f226360174c45f12e69c09fa2911ccaeafdf418deb86c7174a67b154817fac636c81f65c300c68fc16325d91604e777f3e0b530a90e65571c3e71c21ecc1c109dec3788c40475d5e84717596d0f4d1305e1ce80a94a542552b6a76970df30d6ff2b4349cf600eefeaf51bc79619eee579a99fc76e44e690fff35f53860791c823e2c27f8a1f52edded03df4e1b4b4a158fbfb03e5904ea1d239eb29212ebe46ff07a2bc98f8c19563fb68fff897d6edca0bc670bdbcbd3d350183c33a6940d1d2f64704ed7e3f434e79b68eba5403a1708deeda9a27e1c4c7fecd9e402e3768a78b236f2225a8c8417e5f0e36ab918c2989fc8ac4a17b11b39ed6146a901e684204b60dbd6788d730dc8fd89e87fe046618a9c8f584ed88fd0ef1209d3f99582320eb4af4ab52402afe18637346a86dd8511f5b503dd181534aa85911de77a895cec85045042c97cd9e6d5febc8957b386e69c68f73a2a2591ab700583c8bc39924891bcb0369a19774c94143281851f13055c6fabca548609e16009d6ce36a6c1a56aa784531817fe1c4e8dee1780b73b18b9fa2334609963075ef4c05a6daa99dbb33ccb98a59a8e7039066d5ccd6037b0bb902e11eaaca54963ac349118da74d6eab3598f6f8f72fca4bc24041089f69fa7f9d3cbdba94b50be3777d8cbc8eb1efce86d1649435a1157f5c6133e30df135399b81b2de8964658057ed96e7a686b438917de6c8edcad20d8e882a1a49f35a364fb99582dd2215b7a9ede4a53feb900edd7ecd6e33ae321db97947b167ec7a9d5f1cda30f8fdcbcc8844e89f67eceee45c9bb72d565b88e5d72614caaea4e9bba5898253fad341d30fbb1c8711229768f0b3dd9495070e91351c203efd1338d02b66b9978d6799613119f7a38148c4faae7f08879ff4c39cb8348c56a5c175ecb510c9538ecebc88dc01b7f82e760945ad2bf8c4b266483a926365a453d0d11bf242b40ba3a9f847022c4c515fed7289591a71dc90780bbd264a22cb63ae096c946c3dc0962bbb91b0e0a12681318f97ddf5a65518f97b6ad3e47fe4ae40155d4f1ab6a69754bc33ecb9583fedda94063c92a8140c43ca1c5c70a0fd81235a4df6d76781680f0a341d5222711c154693e69d2c25beb432b78401f7f1e949d03d8618400da15107c54f6ed9e0293cb269da0695d0dfb1b019e9b32934efcd257c9e5e5bd843b68848c0d0580d0738739ece3c6eb4e7b734ac3e69410c1b2a8729e802cec3e98a33accea4d505afe79d0b16d9571ab99f83699b38470023b2c2a4ad93a181e326e8f6a66bdbe5ed343e23beefc0cca7b99e85abf70361fa7d0d7d3f631ad25bb7da0da1a566ee7718ca19340e6c099382d7e33e461ce5e6d421a33881a0ea74e6b0badbad6f97dfeb92c8f47de24d29c52cfef760cd975589cdf2b0b4f8c7ff6a622864554f820719f5cd59cb9a8628695300a3522680510bf3730a27c4be4a38525e75d866dfca1ddaea2944818ede161a3453c79445b0b649c21da1481549954950a6f1439136994c0517d7ae08c80e9faaf4d7ad1c33f7b68001fa4fe1b64a9f0330d6b1643d1922e6dd65a62fd23148cfe5eb16a91f073ea9b918f47490f28b099ef20826df9797ba3d8aca08714139cfa5c3a91445fda052695b36c3c42c686dfe6a82af3ec85aaf964925119a0ca02694fe8938c25927014365c70b43d545c8e9493262c512f3b12ba1d49fb5fdd3ff', 1, '2026-11-30 13:49:16.225226+00', 'infinity', '2026-11-30 13:49:16.235517+00', NULL, '01a22cb7-8c41-76c1-9ef2-24cd877a69e3');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22cb7-8c67-75e7-977c-ec08687645a2', 'newcomer@example.org', 'Confirm your e-mail address', '\x33eb4598620a72224f758b93afc363fe35797c080bba128fa370d22aac48ef611227f7f03b8f822f4b81b8bcaf2e083f3f11c5c8ad88b49adfd4febb2416dcd5730f1694a55f19fd884e348716c7f259e0a5aa13baba0321e4b6379c870185e206cebe08cdb57e1c9f323f58fc078aac507debb2ffa06647446f5b6c8213d4886e8f9552b8e65d2c0f2365bd512ccfc4e04056f7d25404fa7dd9b58cf12a9d12469a926401dafcc8f77d25e10b2e85717b960372caebc04a49ce6ccb6292527a469ac86ec5f19aea21f767b74fe21111307083bbf37a7d35ddf4473bcb4bacd57d6e7c40af244104f3b56ca8079bd4ca6d070405bf0c7e2b994a874cd25169550af55a1fd0842cbc1dee5428337e287e9715da90baac78fcd05176e6b327a874749ff4bb5783a8c3a0c1b7010314f6c04b8caf7a612122f1f8cf64503fa97804d14f90e4691bc3dce9965c74a8ae38f8b6c68d1cc9afb529fca2675bc9bf6fd3582bc3b5f72ad62c3fd63458aae40aa7d1fea878e460e9ccefde5683b9248373b8094324e221a8ede932d7e6dc9287f23a3a6a01154939a057070c6e3945d95664d5059183dc2e686d4fce84be1148c57aedc8c121e30d23121f3916b927f05fe1591dada408541091b0fd4c8fcfa5d668a941e72801e10dba66e56ae8c18e6f50e5f2ff2b40bff44218fabfd611e4e8639cf5fac90f96b68cf0e1487f3ed5ea681588eab3974941c47e892280c7df865535972265ae46fd92b79c9881744ea1f6edd8697a72c8e8ecffaba52e8c2a15f33f4969478c5e509d9807404ac03324f1ca4670051725a888d066cbc6e2bd3cb094739ef02c13739dc2353e731d1b910a3ae827fe5edb5c8d39cee938d0808c203df20819647f3bc7fafc8ae50d1d3bb9be1d7925b51f671f770eedb4e6698d04783ca9c3f71ebfe4394d4218cfb41618f54bf02588a9fea6bc0318f31b7097e4ef46c37c1fc21bef46872ddcfe8559ad524d67d9e1c2ebd0b0d87641f48007ded76e4c1044c73a10b018e4997a67e28db0ac8463322dd0259d11c7387336eda631617fb97acdc29d1bcbfe04110ff797d9846c5e8b5433830ec34a9227cfccf8565258adfa2996ba320b2a70f66dcc1b8094f56868e1090a5147e6d05954f35302c934ae76b7784a1a7b2a1aa596c6334c451c65ce60660f5b56d8fa65d40ecacdbf72658cdf624dd20c91ac10576f48e607b3af107ca072bd053c8cf2aeffee8fa5ec0aa760b2ebaf493fb732ab5b01218994f70e4de3c7def4b1e14499d09da90a421b80193eca63b8b0bdddc4aa3c2cc34fe04f76eaf625dd0d4f41bd39ddc1dccb800fac8ce2cf50c7a76b94b7c9e3d18c6999197a8bc77af341a501f6590156e39e1a7a6019c626f80356f71c0224cac43e982f7334d8f4a0adae8d2740bd21bfd0ecfc543f706043495b60b3b27304ecb721c69b68f077bc27ec01ab9019cbd23bfc81f93df3fb1f7ce59309745271a7b6d3e63e779706d40ca337170aaef5ed83882f2bbaf7c09058a7ce2500cba272dd84077f6c74777205d49f6a0315529f235d29b32882868fc3e1cf62092206834bec58da028aa073611479d750faaecfd314abbebaec50d90a44a92a477e5f127ee5ebc6cd0654e5c578e4f7ce4cd3755a3c08b5fc777d4b928fa2191cb825c0054ab7d00c4397aa104ba20feb894f652cc57007a501f2d7fcf65fc54115c0f58637a8c0d1fc976c4612791f0fd7185ef8370d13d2696d2918763252dd36a1a5f30118e7f19849ea8e88d220793f24a28f115c528792bc0cdec0e5a2499cf5e6f3e555078ca3773f9fd9096eb7362657cd496daae09e2291c7a787893ad502acee965db77e227de6e567eb2a3a369572adf35fcd8fb3554784b8f42ff4b56a545cfd792c6de98584cf2fbf00ad42d1ace1113f8ef9aabaaf547149226eb292db4c7882a04f81cc44f6e4b708176bbf6cf140ec3c0dc6f41552a7f935aa33b26c431757f1d23278ec613fd828faec400144b23b45f94b0264ec3eaf1ff07f11ebdad69b7bd4b45f040c7da0dcde0c7f4fc59f3341a69c9585abf43523046699ef16b00110b89182f95b6b61e58f820b5fadff26be17f4285275962a870cb3dbb5d13d4937fb47f2d3b258bfc7d99d34db0bf6f13fb2a1df27f682c673ce802349919488b622aeaf9bf257fb8509ccf8f6fecf384d4805c6a5e073102474b99ece408f616c7c90482bc54d496e0f8e20da0fa0e0fa64f2750dc6e0229659b2bfb8a8b41835d15fc7d1ae3c7e05f2bf32854454658e6dbb8b5103da2de7c224a32489d03f9bbbc15c6de6b66b5a8ae7662fdd618c73e1f4b358418ed32e685476d24de34fc2c0b8970594b2902c3ed4c7189e0b3c83fad26183d2c9ca9b3e12ee5eba6adeb128aca7affe7f12c7dad3512898e1c0a00fef18a3e6929f5c211417c1ca4411bc286610aaaf8e1accaa3a16313d2cc1cca8b8a486bdf7f16577592646b5aec10a445638c0ead869f807df8699538d1ffc3b77b3364e4c8a0277ea4fef9683be29ec66639125da0a862310ca60e7a254e7d6b19b26075ede9da5cf02e1a691817823e4ba4c0e2c6d6dbed55f25a7e3c45d3de16bf3eca49013f2848ddae0b1c9798092d0b54d3ba45c28', 1, '2026-11-30 13:49:16.260876+00', 'infinity', '2026-11-30 13:49:16.268554+00', NULL, '01a22cb7-8c65-72d6-8090-44092ffcc1a0');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8ae1-7484-9c37-75706909dbe3', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:15.87349+00', '2026-11-30 13:49:15.87349+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8b45-72c1-8512-c136832eade3', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:15.973296+00', '2026-11-30 13:49:15.973296+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.042568+00', '2026-11-30 13:49:16.042568+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8bbb-774c-b511-331d139d2713', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.091026+00', '2026-11-30 13:49:16.091026+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8bdd-702d-9592-95797f141e25', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.125445+00', '2026-11-30 13:49:16.125445+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8c00-7223-868e-58088754b793', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.159867+00', '2026-11-30 13:49:16.159867+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8c21-72da-b33a-0ee03b22084c', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.193086+00', '2026-11-30 13:49:16.193086+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8c41-76c1-9ef2-24cd877a69e3', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.225226+00', '2026-11-30 13:49:16.225226+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22cb7-8c65-72d6-8090-44092ffcc1a0', '{}', NULL, 'dark', 'en', '2026-11-30 13:49:16.260876+00', '2026-11-30 13:49:16.260876+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8b49-72de-9e8a-990ad547de38', '01a22cb7-8b45-72c1-8512-c136832eade3', '\xb7117daa8d27b6dc8239a3a4d0d82513d10f3fa4ee6a5dbfdbec2fcbedca02a9', NULL, '127.0.0.1', '2026-11-30 13:49:15.978544+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8b8e-7765-9b4a-0d6c08c39462', '01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9', '\xd275c4361b81604290dda59590b8d196706db5582aa5d379470e1f9bba40093e', NULL, '127.0.0.1', '2026-11-30 13:49:16.047683+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8bbe-7416-b2c4-5e5f8f4cdeb9', '01a22cb7-8bbb-774c-b511-331d139d2713', '\x2a201c341c63f4ea1a28b63e688b20bf535e0773c4a05829b3adaaf536dc23ae', NULL, '127.0.0.1', '2026-11-30 13:49:16.095403+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8be1-76d1-8130-312ef3bf6409', '01a22cb7-8bdd-702d-9592-95797f141e25', '\x96daaf9cd704edd040f5d68a4821062ef349cc4032c7c92b8c1de4e0aa73c682', NULL, '127.0.0.1', '2026-11-30 13:49:16.131143+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8c02-7269-af69-869237ae1d0a', '01a22cb7-8c00-7223-868e-58088754b793', '\x8a7dee3b3b563195a44f102f38ee4d641d8103f69cc58e27589785ea85243e0a', NULL, '127.0.0.1', '2026-11-30 13:49:16.163647+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8c25-7181-b9a6-ef742df7d599', '01a22cb7-8c21-72da-b33a-0ee03b22084c', '\xad638a975eacd3c1f0f23e18790d66f11833fb5967bd0b4d980e22670c716237', NULL, '127.0.0.1', '2026-11-30 13:49:16.198167+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8c44-727e-9331-03f4560df712', '01a22cb7-8c41-76c1-9ef2-24cd877a69e3', '\x1713e97db0dd3f8554a077feb7685e25aaaee4b0958220073ac0b63a999ecc19', NULL, '127.0.0.1', '2026-11-30 13:49:16.228718+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22cb7-8c68-7017-9aad-e3821a6d859c', '01a22cb7-8c65-72d6-8090-44092ffcc1a0', '\x0871fde41bade8c67fdfef7460823c7701f8dcf53b2cf7a1912a07503fcb0356', NULL, '127.0.0.1', '2026-11-30 13:49:16.265233+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22cb7-a320-7406-9de4-c05bfdd11592', '01a22cb7-8b65-7775-9126-9cf18fc3a17d', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-11-30 13:49:22.080081+00', '2026-11-30 13:49:22.080081+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22cb7-a3fa-7100-b75d-3998051df682', '01a22cb7-8b9f-7617-95e0-81b403e99d88', 'NOOR is live', NULL, 'LIVE', '2026-11-30 13:49:22.574449+00', NULL, NULL, 0, 0, NULL, '/hls/01a22cb7-a3fa-7100-b75d-3998051df682/thumb.webp?v=0', '2026-11-30 13:49:22.297419+00', '2026-11-30 13:49:22.574449+00', NULL, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched) VALUES ('01a22cb7-90a6-76fc-93dc-2c1298e95099', '01a22cb7-8b65-7775-9126-9cf18fc3a17d', 'MIRA is live', NULL, 'ARCHIVED', '2026-11-30 13:49:17.634282+00', '2026-11-30 13:49:21.418988+00', NULL, 0, 0, 4, '/hls/01a22cb7-90a6-76fc-93dc-2c1298e95099/thumb.webp?v=0', '2026-11-30 13:49:17.34813+00', '2026-11-30 13:49:23.9123+00', NULL, 0);
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22cb7-8b45-72c1-8512-c136832eade3');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22cb7-8b8a-707d-9b9e-ccac7d4b5db9');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22cb7-8bbb-774c-b511-331d139d2713');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22cb7-8bdd-702d-9592-95797f141e25');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22cb7-8c00-7223-868e-58088754b793');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22cb7-8c21-72da-b33a-0ee03b22084c');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22cb7-8c41-76c1-9ef2-24cd877a69e3');
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_digest_unique UNIQUE (digest);
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_pk PRIMARY KEY (id);
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
ALTER TABLE ONLY public.discarded_picture
    ADD CONSTRAINT discarded_picture_pk PRIMARY KEY (picture);
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
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_pk PRIMARY KEY (id);
CREATE INDEX access_token_account_index ON public.access_token USING btree (account_id, id);
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
CREATE INDEX discarded_picture_due ON public.discarded_picture USING btree (due_at);
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
CREATE INDEX report_subject ON public.report USING btree (COALESCE(account_id, channel_id), id);
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
CREATE INDEX webhook_channel ON public.webhook USING btree (channel_id);
CREATE INDEX webhook_delivery_account ON public.webhook_delivery USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX webhook_delivery_created ON public.webhook_delivery USING btree (created_at);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX webhook_delivery_webhook ON public.webhook_delivery USING btree (webhook_id, id DESC);
CREATE TRIGGER access_token_recheck AFTER DELETE ON public.access_token FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('token', 'account_id');
CREATE TRIGGER account_avatar_discarded AFTER DELETE OR UPDATE OF avatar ON public.account FOR EACH ROW WHEN ((old.avatar IS NOT NULL)) EXECUTE FUNCTION public.discard_picture('avatar');
CREATE TRIGGER account_erased_recheck AFTER DELETE ON public.account FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('erased', 'id');
CREATE TRIGGER account_recheck AFTER UPDATE ON public.account FOR EACH ROW WHEN ((((((old.is_admin IS DISTINCT FROM new.is_admin) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.username IS DISTINCT FROM new.username)) OR (old.display_name IS DISTINCT FROM new.display_name)) OR (old.email_verified IS DISTINCT FROM new.email_verified))) EXECUTE FUNCTION public.tell_recheck('account', 'id');
CREATE TRIGGER account_username_taken AFTER INSERT OR UPDATE OF username ON public.account FOR EACH ROW WHEN ((new.username IS NOT NULL)) EXECUTE FUNCTION public.take_username();
CREATE TRIGGER appeal_recheck AFTER INSERT OR UPDATE ON public.appeal FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER archive_discarded AFTER DELETE ON public.archive FOR EACH ROW EXECUTE FUNCTION public.discard_archive();
CREATE TRIGGER ban_recheck AFTER INSERT OR DELETE OR UPDATE ON public.ban FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('ban', 'account_id');
CREATE TRIGGER block_recheck AFTER INSERT OR DELETE ON public.block FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('block', 'account_id');
CREATE TRIGGER blocked_recheck AFTER INSERT OR DELETE ON public.block FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('block', 'blocked_id');
CREATE TRIGGER channel_avatar_discarded AFTER DELETE OR UPDATE OF avatar ON public.channel FOR EACH ROW WHEN ((old.avatar IS NOT NULL)) EXECUTE FUNCTION public.discard_picture('avatar');
CREATE TRIGGER channel_banner_discarded AFTER DELETE OR UPDATE OF banner ON public.channel FOR EACH ROW WHEN ((old.banner IS NOT NULL)) EXECUTE FUNCTION public.discard_picture('banner');
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
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_webhook_fk FOREIGN KEY (webhook_id) REFERENCES public.webhook(id) ON DELETE CASCADE;
