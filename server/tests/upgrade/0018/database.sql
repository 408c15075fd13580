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
CREATE FUNCTION public.give_up_deliveries() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform from webhook where channel_id = new.id order by id for no key update;
    update webhook_delivery set due_at = null, error = 'The channel was hidden before this was sent.'
    from webhook where webhook.id = webhook_id and channel_id = new.id and due_at is not null and event <> 'test';
    return null;
end $$;
CREATE FUNCTION public.note_deleted_channel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into deleted_channel (channel_id) values (old.id);
    return null;
end $$;
CREATE FUNCTION public.note_seen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update account_seen set seen_at = new.last_seen_at
    where account_id = (select account_id from account_seen where account_id = new.account_id and seen_at < new.last_seen_at for update skip locked);
    if not found then
        insert into account_seen (account_id, seen_at) values (new.account_id, new.last_seen_at) on conflict do nothing;
    end if;
    return null;
end $$;
CREATE FUNCTION public.take_slug() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into taken_slug (slug, channel_id, account_id) values (new.slug, new.id, new.owner_id)
    on conflict (slug) do update set channel_id = excluded.channel_id
        where taken_slug.channel_id is null and taken_slug.account_id = excluded.account_id;
    if not exists (select from taken_slug where slug = new.slug and channel_id = new.id) then
        raise unique_violation using message = 'the slug is another channel''s', constraint = 'channel_slug_unique';
    end if;
    return null;
end
$$;
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
CREATE TABLE public.account_seen (
    account_id uuid NOT NULL,
    seen_at timestamp with time zone NOT NULL
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
    hidden_reason text,
    hidden_was_public boolean DEFAULT false NOT NULL,
    CONSTRAINT channel_follower_count_positive CHECK ((follower_count >= 0)),
    CONSTRAINT channel_hidden_is_private CHECK (((hidden_reason IS NULL) OR (NOT is_public))),
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
CREATE TABLE public.emote (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    name text NOT NULL,
    picture text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT emote_name_shape CHECK ((name ~ '^[a-z0-9_]{2,24}$'::text))
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
CREATE TABLE public.idempotency_key (
    account_id uuid NOT NULL,
    key text NOT NULL,
    request_digest bytea NOT NULL,
    status smallint,
    body_sealed bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_key_answer_whole CHECK (((status IS NULL) = (body_sealed IS NULL))),
    CONSTRAINT idempotency_key_length CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 255)))
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
    view_count bigint DEFAULT 0 NOT NULL,
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
CREATE TABLE public.taken_slug (
    slug text NOT NULL,
    channel_id uuid,
    account_id uuid
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
CREATE TABLE public.unfinished_deletion (
    action_id uuid NOT NULL,
    until bigint NOT NULL,
    restores boolean DEFAULT false NOT NULL
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
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (1, 'phase one', '2026-12-01 00:42:25.613486+00', true, '\x799c2a781b116c4fbb548548b4e4dc2a865434398a45313c822132a386614918551eff4554527aeae8d01e54ef5cfb27', 23169041);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (2, 'channel stream url', '2026-12-01 00:42:25.637123+00', true, '\xcb4dcf6a335537b91ef2febfcc7d1c4467d643732a958d4e62444188fb6e15ca0ea615142dc431bc1bf297f611fff202', 769262);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (3, 'vod', '2026-12-01 00:42:25.638105+00', true, '\xed366f5b3d52c922f489311a9655b7e059f273b6fc7b145c2cf21823f2ef6dd3ba72a692fdc4395bbabe53b48d178c4f', 3789523);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (4, 'playback', '2026-12-01 00:42:25.642136+00', true, '\x868e9f51308d871adf2defa72790e8e0443a48330ad3fe861246770831cba43fb2997d994ad58de09b45c452154c282e', 864433);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (5, 'archive folder', '2026-12-01 00:42:25.64321+00', true, '\x089767712fcfa0679bf691fc488cbdea3dead8fe4b39a38d9ae25d32b6e3269e64c14138dd2b46a1909c0b6cc5a8f9de', 1080143);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (6, 'recheck', '2026-12-01 00:42:25.644486+00', true, '\x5f61d6da814e8cf0ad0de8f78501ecee7735458ca903dc6650bc842cc6e038b885859088958ad613c71098af0ee3caef', 1611457);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (7, 'archive', '2026-12-01 00:42:25.64634+00', true, '\xdfa1bf12b97b194151310365a13c5117ecb69aee4606676b19fe5c384f78e9e41a6529b1b235d2805570b7ab821cd471', 3576307);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (8, 'channel language', '2026-12-01 00:42:25.650133+00', true, '\x0439f7bcdda9fc3b5bf81a4f8bc96686dbd3829d6fa7203cdc4973cfaed326c4f5d4664d99932e465e834b1f6dc1e601', 658848);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (9, 'bounded rows', '2026-12-01 00:42:25.650915+00', true, '\x71ea4104ae4a4965fd04865101b50654c3447ccbef463174249e592620e024dad21041961f35e8fa2cdaa94d2bc02054', 15038876);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (10, 'mail', '2026-12-01 00:42:25.666378+00', true, '\x511eb9d63eb3cc30b3b81d48c630abbf11e6e646369e56fd248c6d46998f284e82949ea6aa74f31e2f6070449a6bc632', 3092348);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (11, 'accounts and follows', '2026-12-01 00:42:25.669683+00', true, '\xca714248509694f2b9b8deac4306f68a5751622e15bed92327d604f4e8b0fad81e14ed1c04ab1fb9a7e6c4a183a90ec1', 5824303);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (12, 'identities and blocks', '2026-12-01 00:42:25.67577+00', true, '\xbd807b35416f778997bc13a3e53eec98941323804541427e946e360147e38d8b899cf9bd4fd07899a8db4277696c70b7', 7831842);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (13, 'erase', '2026-12-01 00:42:25.683935+00', true, '\xa2cdc9455d46868a11f08d50af4bee0c2a45a30cd998249c56f01a0f9d132b031b686bc03993010e1a236d6a077711b6', 2880975);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (14, 'erased traces and chat modes', '2026-12-01 00:42:25.687026+00', true, '\xf9fadab5307b16d04b5dbba3dc42511a73607671b77f4a2d4cf5d4dc601dabb338e5b34112a259111ac1092d4bb74afc', 6227280);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (15, 'moderation', '2026-12-01 00:42:25.693533+00', true, '\x7a4dd7481d21b9052934c0692a061ee91fc16c07ca51c58ef568cd1fefbd11fed0137646746eb72d6483b25596ea8e4b', 7904319);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (16, 'appeals reports raids', '2026-12-01 00:42:25.701718+00', true, '\x4518bfef6071c3fc3b37d10aad61b40b2ccaee79b989e3a67d948ff282b3996425545a3c384bc4c15b1c9f51cd6b9de4', 6246570);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (17, 'profiles and api', '2026-12-01 00:42:25.70823+00', true, '\x7c5f378bcc3435104a283fc4cfd3d8b3800341c2d45cff2b9da2ffc2cb17df350e388456834547dd3014737cd93f1a37', 6715515);
INSERT INTO public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) VALUES (18, 'emotes admin and more', '2026-12-01 00:42:25.715271+00', true, '\xf06ac9c0485080148435fa047257b9cee9d304d547b4ccce5505b17f1ae94feb9033c3d18f8f4e4eb762e7edc59efec8', 8453073);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8900-7470-9ef0-b20e64009d37', 'admin@aethex.local', true, '$argon2id$v=19$m=19456,t=2,p=1$uZU8rmstRl4AbVCPL0E52w$Z8kIIvHF1rORg6mhVy5DL5vkbUcPCx2DCuwsaMj/23E', NULL, NULL, NULL, NULL, true, NULL, '2026-12-01 00:42:25.919981+00', '2026-12-01 00:42:25.919981+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8987-704e-b280-92d84d0604aa', 'mira@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$x/nIm1hcvwjrjOYsUtbriA$+HnqPrtkfb/SYV/7fjSELn6mmk8EkSifxa+UdQHvYwI', 'mira', 'MIRA', NULL, NULL, false, NULL, '2026-12-01 00:42:26.055622+00', '2026-12-01 00:42:26.112719+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-89f4-77f0-bb71-bd0d16900297', 'noor@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$blAllsrRV0lXpiCgME3F9A$Pmp2oHABU1GuAGqdps8kdfrF/mvjw+6xUdFOQaRblp4', 'noor', 'NOOR', NULL, NULL, false, NULL, '2026-12-01 00:42:26.164332+00', '2026-12-01 00:42:26.176322+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', 'jonas@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$UkjfEvzqc1CKiFon88Lx4g$WW0AxjMnsSnQCHVbrqHnvgpEG7EK98GgclEuzh0M+nU', 'jonas', 'JONAS', NULL, NULL, false, NULL, '2026-12-01 00:42:26.209947+00', '2026-12-01 00:42:26.220731+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8a43-71dc-a906-ef32ca17ddb0', 'vera@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$GvI/uo5Koxc8s1+rFIiaHQ$MpzCRhLLDH9M+QHA1tIG+dmjQhPx2KwIOHjPNIPFLps', 'vera', 'VERA', NULL, NULL, false, NULL, '2026-12-01 00:42:26.243515+00', '2026-12-01 00:42:26.256138+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8a65-740c-91bd-4a44d472e51a', 'tomasz@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$tsEDHclZQbWtAoLWZuf7Bg$cQkkkGJ28nM8xsqh9TfviR2B6KnZW5uzP830EzkQ6kI', 'tomasz', 'TOMASZ', NULL, NULL, false, NULL, '2026-12-01 00:42:26.277303+00', '2026-12-01 00:42:26.287963+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8ac8-76c5-8a57-c0b947d3eba4', 'newcomer@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$uxdICsvBldNDjIxdXq6d/A$QJi309EPBlgZjt7e6uUHHGt2OqEZ/j/y5FyuwarAAxo', NULL, NULL, NULL, NULL, false, NULL, '2026-12-01 00:42:26.376136+00', '2026-12-01 00:42:26.376136+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8a84-77b3-a587-2c3a964d63bc', 'boss@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$gfx6aivFPxpHK/K/l/Qf0g$g7evfh+CWHOfbfO3BpnpZydvdQ+3PGWNX69pJtiMp2g', 'boss', 'BOSS', NULL, NULL, true, NULL, '2026-12-01 00:42:26.308584+00', '2026-12-01 00:42:26.318528+00', NULL, NULL, NULL);
INSERT INTO public.account (id, email, email_verified, password_hash, username, display_name, avatar, bio, is_admin, disabled_at, created_at, updated_at, two_factor_at, username_changed_at, canonical_email) VALUES ('01a22f0d-8aa3-75de-900c-e25657d3d887', 'gone@example.org', false, '$argon2id$v=19$m=19456,t=2,p=1$D6X/uQwGAwnyCO7d8AwgaA$JOFUVWHrUH1r76WPFDKgwSMg17AxSvRPvIeYfNjm50k', 'gone', 'GONE', NULL, NULL, false, '2026-12-01 00:42:26.437059+00', '2026-12-01 00:42:26.338945+00', '2026-12-01 00:42:26.351396+00', NULL, NULL, NULL);
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8987-704e-b280-92d84d0604aa', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-89f4-77f0-bb71-bd0d16900297', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8a43-71dc-a906-ef32ca17ddb0', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8a65-740c-91bd-4a44d472e51a', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8a84-77b3-a587-2c3a964d63bc', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8aa3-75de-900c-e25657d3d887', '2100-01-01 00:00:00+00');
INSERT INTO public.account_seen (account_id, seen_at) VALUES ('01a22f0d-8ac8-76c5-8a57-c0b947d3eba4', '2100-01-01 00:00:00+00');
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22f0d-98ce-77b2-850d-abdc1b6bfeb9', 'ready', '260a99e6-19f2-4534-b798-c57b8fc24786', 'public', 34669, 4, true, true, '2026-12-01 00:42:30.24964+00', '2026-12-01 00:42:35.111133+00', NULL);
INSERT INTO public.archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard, created_at, updated_at, expires_at) VALUES ('01a22f0d-adfb-73c3-a912-5a886c4251a1', 'recording', '377ddb4a-2dea-4844-97f6-cdeb93a1bc94', NULL, 0, NULL, false, false, '2026-12-01 00:42:35.662194+00', '2026-12-01 00:42:35.662194+00', NULL);
INSERT INTO public.ban (channel_id, account_id, banned_by, reason, expires_at, created_at, id) VALUES ('01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-8a43-71dc-a906-ef32ca17ddb0', NULL, NULL, NULL, '2026-12-01 00:42:26.406387+00', '98ba5496-0d1e-48f4-90d3-a1ea57015947');
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language, hidden_reason, hidden_was_public) VALUES ('01a22f0d-8a07-707e-8bfd-eb39c92337d0', '01a22f0d-89f4-77f0-bb71-bd0d16900297', 'NOOR', 'noor', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x362eb56a462b8d59d90e57b66bda4f4e1fd3357e394a9cc1ac8e3b05c7367cfe', '\x4bc07bc825c7609b41a4143835b128c4216ac1e03349e33d9e5bc6b1888359749b45319e5c206e02673ae8b73596021f17a2651f334aa4433483a724e4e324309eca9114bfaa3f1919df93104b9f6d9308b48dd6a50fae873c08f1f193', 0, 0, 0, '2026-12-01 00:42:26.182543+00', '2026-12-01 00:42:26.182543+00', NULL, true, 'public', NULL, NULL, NULL, false);
INSERT INTO public.channel (id, owner_id, name, slug, description, avatar, banner, category, tags, is_public, auto_start, stream_key_digest, stream_key_sealed, view_count, follower_count, last_message_seq, created_at, updated_at, stream_url, archive, vod_visibility, retention_days, language, hidden_reason, hidden_was_public) VALUES ('01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-8987-704e-b280-92d84d0604aa', 'MIRA', 'mira', NULL, NULL, NULL, 'just-chatting', '{}', true, true, '\x05444be8cc174928a74efa2222f50a6da3ba6ff7896abfa9da64fd7f1c55f5d4', '\x602ea377f4d50f484ac77306f616a0d99ba0d14fd3a51519721b501d8908cdcb3c78e8db7e26b6bd0011f3c4d81f0322594a1fa1d50e8f7dbf724ca44a333866d655bf5234b7a721dafddc37b12473e636c32be8f56071c49af245fd5a', 0, 0, 4, '2026-12-01 00:42:26.13142+00', '2026-12-01 00:42:26.13142+00', NULL, true, 'public', NULL, NULL, NULL, false);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x913cf8c800707b2bbf1bc3afb3b905496a3b034194636ee9c4a7f444f3d900f6', '01a22f0d-8987-704e-b280-92d84d0604aa', 'verify', 'mira@example.org', '2026-12-02 00:42:26.055622+00', '2026-12-01 00:42:26.055622+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x288f28237965903e101aca575a8b136b69c365c918776649f655145ce9ff2630', '01a22f0d-89f4-77f0-bb71-bd0d16900297', 'verify', 'noor@example.org', '2026-12-02 00:42:26.164332+00', '2026-12-01 00:42:26.164332+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x175f472867fda639cf69f8a6c89db60f851eca3b6f7fcf0b8306f441d711a41a', '01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', 'verify', 'jonas@example.org', '2026-12-02 00:42:26.209947+00', '2026-12-01 00:42:26.209947+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xbccff965d0a98419c16eee40c4b8d8843ac38d99c7bbc8db71043dbff2365198', '01a22f0d-8a43-71dc-a906-ef32ca17ddb0', 'verify', 'vera@example.org', '2026-12-02 00:42:26.243515+00', '2026-12-01 00:42:26.243515+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x83aa24e4913136072ba61b1de835b295b3682c4aff1e7445e53d18c4f9e57037', '01a22f0d-8a65-740c-91bd-4a44d472e51a', 'verify', 'tomasz@example.org', '2026-12-02 00:42:26.277303+00', '2026-12-01 00:42:26.277303+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xcee85e51ba2e1b208064e5066dda07e451991646a15d4fc31d4d2bfb445d8ebf', '01a22f0d-8a84-77b3-a587-2c3a964d63bc', 'verify', 'boss@example.org', '2026-12-02 00:42:26.308584+00', '2026-12-01 00:42:26.308584+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\xb0ec1b21941238725bacb0ea2e7b0b0a2fbddfd64b344ab31201b9f898a36480', '01a22f0d-8aa3-75de-900c-e25657d3d887', 'verify', 'gone@example.org', '2026-12-02 00:42:26.338945+00', '2026-12-01 00:42:26.338945+00', NULL, NULL);
INSERT INTO public.mailed_link (token_digest, account_id, purpose, email, expires_at, created_at, two_factor_secret_sealed, canonical_email) VALUES ('\x07a8d4f814548d23d04fd26cc82a74420c9eea09baf8bbcc0a0e8fa26d3f3cb8', '01a22f0d-8ac8-76c5-8a57-c0b947d3eba4', 'verify', 'newcomer@example.org', '2026-12-02 00:42:26.376136+00', '2026-12-01 00:42:26.376136+00', NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22f0d-9a0e-7290-8c51-afdd670f466d', '01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-98ce-77b2-850d-abdc1b6bfeb9', '01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', 1, 'hello', '{}', NULL, NULL, '2026-12-01 00:42:30.286764+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22f0d-9a54-711e-ae48-19b4675f6f69', '01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-98ce-77b2-850d-abdc1b6bfeb9', '01a22f0d-8987-704e-b280-92d84d0604aa', 2, 'welcome in 👋', '{owner}', NULL, NULL, '2026-12-01 00:42:30.356948+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22f0d-9a71-741e-ba5c-5a1b0c0c5dd9', '01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-98ce-77b2-850d-abdc1b6bfeb9', '01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', 3, 'I came for the beep', '{}', NULL, NULL, '2026-12-01 00:42:30.385083+00', NULL, NULL, NULL);
INSERT INTO public.message (id, channel_id, stream_id, account_id, seq, content, badges, reply_to, nonce, created_at, deleted_at, deleted_by, deleted_in) VALUES ('01a22f0d-9a86-77d8-ab29-f54241340a5e', '01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-98ce-77b2-850d-abdc1b6bfeb9', '01a22f0d-8a65-740c-91bd-4a44d472e51a', 4, 'buy this', '{moderator}', NULL, NULL, '2026-12-01 00:42:30.406391+00', '2026-12-01 00:42:30.419469+00', '01a22f0d-8a65-740c-91bd-4a44d472e51a', NULL);
INSERT INTO public.moderator (channel_id, account_id, permissions, created_at) VALUES ('01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-8a65-740c-91bd-4a44d472e51a', '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}', '2026-12-01 00:42:26.432551+00');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-898b-720a-8616-6e565aefe0aa', 'mira@example.org', 'Confirm your e-mail address', '\x5d90f399afa0e249f682278140322ce99735ddb6dabddb95cffe275ce7e5dbb2e8e3442a932e06127c3c9c9dd3395a6d7fc5e645258d6c397ee684d5a523a8ba72af9a9b019b208525696fb0816906d4b6a3dec236994974c09ac0d56cc7eae17f733f772aa4ea4e9cdbd00b5b074b44eb885b68ff5d076311c98097d0de40f985ec91f9d21494c454e7e69c8481aa914efdf483ad07957d96a2f1584f1dbfd28c47570ecdc4caa03339c8d67aec454f2516942d536c86eac5fc56b870aeb28bd2302b495492e89d8b5620de0c803856c6ec3f31a0bf17711dafa3322a3c59a3cdcdce880b971d2c9102812e8bdaeca303e3f735b371034a6dfee389ba644cbb3c2b6dc23a6d66a47370712b6f554ed517161c0525788e06b674be52088219094ff78ff8418e0cc2c156cc47fc32643ef787e5ca3a8caee5e07758227a9548e27777c7ad87106202d6380c385a65f36f5ab2f6826a72c1a343e0386cd114d4477210eed7a3e309f7ee61840935a30c2615039d922e0fe9252ac13bf1ca17d6e3d1c2504ee670e9e736147a09726bce5bb33fe42b4774fd70421d3343181dabffd9859b4f5dc4be492af5f60f5fa0e51cbc8de47588833cd97dbc0fb263d49f06d01236b8ce54e14aa8f4146b0b0894f81f5bbe24f30b3f4d2f0a042c3b7fa48a5198800d969d5c94dc9a4ba261ebf7c933b3d47292969f1e62af893fd6e10288a76f02be8ed9211a4858520418af4b5a64ea7684fcdc2a2eb2d235b5d42b7ef620bdf408d6fb277d846a9313afa8701829e2377baa5f243f97d5c60fd976a093c49caa7e1af22094f598e7844cf33be6658b727cfe9c9040f93bd33abe67523057fab04b591d1229452927c2a5501121a2acf47bcc3c36a5c049c32e59579e8cef2ddc8cdeee88fc4ed3f795b416afa1575e57110c23fb2ed43874e4cc7c38d4a5229c61abe422ead94cabf1a9ea48b22df1e4451e468a269706410ed8b781c835d00345e5ad0e982bb31366ea52561083bbd6296cd642b57d3806847e7a4dacd2a6403f54404440b8d6e102b49c1a766b5899dde23c744517f4b7ac9e90281e71e77818ce99b4e57d0ff7313de26c7ce57f2eceb9050a70a5fbef227352c083137b68db814604e3cb8167b3373abdf507d01d21949f04b62d3971dcf8978d5634f3e70b8a58711c54bbca57afa5e816f1151c657cca23f600a17a4cccbad042479e5be2866e5510f5781b7f9f0807295728196f5c094f023f299fb5ef59377d76fbab1c8ce95db256e11a8ac0e5c21b7d8b3f2baa7d45f422f03b91301253b672bcb15a07db50e0446e33b3d8e2dd9482ba0938e26d142aabf76cc27c9a1ccd313a2ad21f182050035b92f687de64301136a8d561a94a561c441d786a77c3f7afc766faef49f06343164a1abe24d76f2651a56dc05e92e652f26b7e85d67f7922b31fc080cfba723cf6afae26b601942747230e50ff7f1522f7ef01bb7f30af6caa03e2c821514f9ffa70762340ee5010cdbb20a6aada11a6a90313a3014762c7c1ce6bcaef6fce45dbe9304556c53e4fd485cb413521eddf296a6beebab589b0b5b22df45d802e772c03d6190028fe51168dd1542c77e9c36bcefdbf2528507d339d2bd602a7de7e81cf73f250ba4f371f9488bdcf0c27b1d2f373014732a02a13a81452b10ca060bb4224cde70eb75362564a31501a9bb2027b6310514257807182388c527a8fe5a4e1c2ad8ecd9c16cb7867450e424ecbeceb08c975bae0c1e9825a04efc064788d974df9689b44e77cd1c3283951a19b265985670065be021d79dc4e54572573ec669e2c6e30365950d1d85bc853803553c263c5f0d1b0debf7b4ee4b35a5c86b1174bdf7a8ea672b8c6492f303d943493d3d5048b3d8da710e54a3d63ca575d880caccae70cb1f794ccbad81337bdd0f1248d4170d453ee95b83abcf322bc0b5bf754f3d95a62a707279851f1768c574f159f3bfe11d89607ef84b0127896ff371bd2b11b55870369df80c45746a35e5f61b37e2e98610ece21aa0b95f4009c14b169f923fa88463933db056ae5bd1cf7b0136d143d17d3e63a2fb29b7c77aee125676e723586467b30f4a0ce9341c746632ae16562b281f6109702b0921b1fd098e66bce4dca905fa9bdc771423bca16761406e7bec4b62acc1f640f0dafb0c0318e4f1ed15536eae85736207ed623e59bdff8c8345f36e76e3cb17efba4d036fd13011b45cdc01c42b604e7e0b3aab4559aa0846bb8ff7eedec8411c51e5b7c573c8ae6f9620ecd051c665f1832a57b37e0ef1afc9b45a20dec746100294d2af412be04bd765e047f8c06612d768c742eee51a2ad09284e50f8d077211bddc779306d98589a8a081ad6a58a2c9205c2fc22315127ec9b82f8a306d3ceffd72351ba2d93fe9eda096e89dd955bae51df681c34b28a6a115fd665790747a7e8a02529781501e3dfdda26bc1de8de3f30f3aa9d9c280e6c802629787bb0aa608b527a49093e887154e5aa60911cd924e7f08b3d30c86de4cf685ad7f2cfcc4e96165f1353777f252d924a1b6cc6b83f80a8a0def6853ecf87a66b955d259068f08904c98d26a45f1ac1048371c84e04921bc43cac5597991a24a433583786f9c', 1, '2026-12-01 00:42:26.055622+00', 'infinity', '2026-12-01 00:42:26.069815+00', NULL, '01a22f0d-8987-704e-b280-92d84d0604aa');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-89f6-703b-a9ff-b30f52022ade', 'noor@example.org', 'Confirm your e-mail address', '\x64b97effb654ebda92ff2af60cb55bab1e4a00eb4649b21c5d7f6dba6150b7bb6cfafa19bfbeed49cd50a6ed6d521cc8f5feae8f6591c7fefb691cee9919c5379581711fc9139158ffb0c472e79039faa4e8e918f1e0d21e68a2e1b7dda105943c2c754d05f8d90b62967d14a111ff31b813cf5d73026b6767b33c579c0d5d9718d2e2f38dbe5356df0e811d7b1c98a552cd8b8d641097945e7383693810b858637ef8df32fc820671e3175dd9d58dc50e009cdad7a0887c7ed840b470f8021d478ccc4bb077d55d1fea7fd9a30947ba56e5613504bd9834842694767427d31072553cd04c5e2f1fc9ab7669bd4e180f39b9ff70d44b8234bd8bee327a8fd598557c4a475db80f678e3f9ed8980bd71ce89079c166dac82fdf1fc093fe55efdb08da6405cec2259d5bc7ec921194227c04784958af9785679ad488886971f20342fa6341c549c911334fead754e8a09d03206a9f982fb8fa7e766514e122d3622d65cbe90821f277cd70759098edd85dc7e6d863b0226c0c553cf57d7849a0d223cd2bc11cd652f742694274beb2edf34efa8b2271b7ee87f5f2ad91f25622bede0f0fbfb1e3bc24baaa5ee9710165eb7947c69fdfd328204557eb79358710872c7cc545116eb597875b56089f2bc093fd7f0f81b3d443b982360648d67d84e8cbab2ea3d7936389554415f2ef6a112c52bf8cf00c88b2d3802167c4284922df2dabe13ff2a67d9e4b31a49f2b215b69d67bdcaa4de772532b88b96563ebd9a4cc6d5141ef5aa8c40b4a667d0cd9d24366dfab61d4a3e6cd439a42cf8ca1b41fe5b1eea20a81ad336964907caa6c326f90d9e807da1dffa11ca01d3e2e85002145b48a882fb2cb832b23f656e8ff072c55d8b046d4e8e0c528d3d1c8e4fafcbc8864b78c6b263169a12381867d6aa370a89316d431c7698e124cf700887079ac7ae9cc009ac6be4e0c0474ff260c0c3b1aba546dadec39d08db29fb112b39e79b2e119f8bf21130b72159f9138e027fb06ca44054d53be55e008be384d185acbadb905570671e17cd2823c1ee9188d26587ac14c8ac3877b4d865cb82cca13439b491af98b1cce2e80829877c2f53fa9ca2ec1f649d34930928b466d06fc8a7d3caef1310eedf34254a0747af9012c13186eded00b715989e828535f3135476559ef9baa6f528b76b3a7793eede1dda2f404ec9c94033048d7a9cd869074c1ca7d4b0b8e2aa7183b35cc4766cf07c535d8975c9b564f67a936555f8c0d21ca67d0dd2285c1e325695b59160e0a7f32057b871cb7fefffb488187fa417b406a93a78d9e634a4eab3b554e7b6a2975c0e150eeb8bb272422b097330783f94540da7861073402e8c477a472c244bd2343a402c5757a28681bb701867e25cc1175295227d51ecc0b57a1512f2a700e16b8d343372a36032480e51cf2b29ab1710f14ddeae5937dba7d72f81606f533180534926a614297678aeaca9b0cebfdc6d1491738ccab94c4c9ab3a641d69652484a50e74267c0fe82e950d95a3fe3e11b4c0aad846caab53f7730ceda78f10d6a4f55d84c1190eb6d84bcaaf3ae14c5de0108aafb0ae52faabfdb5fd5c2d34e3474febfa0f3c42700c9baec635d7a99ea55acc1b9d1b9aa6d8600de15f4420e9ed685b95601f9218a5b74a4c5e188ba81bedd8eb145880b959b074022e56171568e1c54a739173d653483fcf5b38a6eef24d7767cf207dc0fa2dc0cfe377a26815ad016da28d711b68b723d79df6e80374111c5ed1d9a18604aa7f5aa71c2614a315b8686024218891a4033110ca0a88046867b84f00c7926ded8297e3ea78ad2b1f12910371bd47ee61c345a3efa2d231a8fa1ef33babb99807f4f296857ea3b5e9ecfdc37aa61a54accafdca9cf47cd29a5b3363f440080f49c3bf119c62b468d7c710094c6235492b1d8669b87502d2fc962b2063e8cb26235130e260b99def9e162167ffc94558273c519b2bfcf07f042b36572960c1424247512e94b178936927eb6d34ed6a5106ea09de890bcdba750ad79beff69c7a6c9be06ed214488fa818b359b376a2f969509c21ac2001f7e4b5fb40a268de73e79bbc8f883705398e6afeca8cee004390a4415a916fe6f45bdc9acfce7dc016fc5a69d5d3b2a962eff1d187dd7ccb08ff0ffd8528bb7c16fea0c4ea81274942859933cf8bcbcea74fd158508f123f68efe9e21cfce6aadafeca3ca29a02cd188a49751e0f5e3a4138ebf43e964acf2d4cf7316e2104ef735ffdfc7d2c8f4b5c6bfca1a578e96602988fda2579792c086e1bbf114e177bebdfa65472676279d8c7b65a481c2689626066561982f0c8facd8cf8bbe33d34d981736199a39780761dd122219334612d2138aa1de5aae824bde2a8ce01ed59eca5536c2cfff56e5bb3ff2dc42df497eb760f437777988a488f57f1ee39d654b5bc7e416efd49cf9b5261c6b48f4d2efb9bc003e4a57df3b4b30d13add2e6ccf68740b9f9daf8512d2dad6b14fb8eccedf200915b1b01296c048f72058d50550e8fbab53fef0a3053b9fbfd09c7e5e284f6024c6a6fc1be4494ff5a6a981f239d5f8fe8496b6c9ebc167c2ddc6f35d8c18806d65229cb4d35f0dbf02b5109d78d4b05c176deec63b40d6f', 1, '2026-12-01 00:42:26.164332+00', 'infinity', '2026-12-01 00:42:26.17325+00', NULL, '01a22f0d-89f4-77f0-bb71-bd0d16900297');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-8a24-72b2-bc70-6bc1e7a80576', 'jonas@example.org', 'Confirm your e-mail address', '\x6b81d97055c440bb740b6bc76a45db5b32edb626f43567e8d069cd7916eb448f8b1982fd21ff889d690947cbfaabf936beec0016170ec41ad49640ef273395561395fbd6dfd9be009bca8afbee6a1e7db8a065a829bb2883d8a87b6b263d84bf7c81656cd3ec9f88a65cc67fa6526794fadaa99a8adc2e49a4eb946b7c200624315c051697bd7d0a3e00aea0fccacfb69cbf194e088efb57333c448e209285417fe74713ecb4409bfb7d3dab8b41803f440dccf845c3e0bcf6417654c861672963ae849e39f158f11f1b53ac53234d359f0af301b899d99f24f029e20ad86cc458282dc2b13326d4ae2fcbf5d3fd56b48958e42e1a3f0edf1164011be73ae5ee2e87bdb61642b91ae4d378aa9945406473e1dbc586aa32b25241e5d96e1d2f0fa305795b55e420ea8d713e5ea1f450ab7e213eaf397de3a5fb82e7960e7bf7746a78b3871667210545491388d1b3893f6e4b2ba0bc7df5733297e8ef672d7f97cfdfb22ed7c103105ef2e2c3495bab27a311b857e4dcf85b3e90ce594a6407e9156af273b484db861f4b827c016bbd1eaf1def62a8671275a3aa8b09e607b094f7d290a37aede43235069dc9bc88099d4c6ca8b6a1d0d4a299406ef38087ff6a7dd6dafcda239ca73b0b73c7c7a7f57dc4c772b3029d8127f241ac8d4eb2048a96d8f44dedf6f4fab85dcbd9f265d5a143c7596d078b8acd17170f0ef6a4c8b1f90bb24a83c1e5b2d2fb5dc55f0eaf6d800e5ba23635d54d52fb2ef6a4dbf86384ba7a5abe058d44836b56ca25545df89cfb23c9cc8db1e9073c30a5aa42563a86ac33bcacc7a84a183d43e7efa506a2a7bd33e30609166a5e2516e7bfe2623f9b098835a10a3b5683199495b6e299a7aa0131d30514582772fcf24e746ab2c525d7f68716383353ac0327d8d30c13f11060159be5dbe1045784429dcaf683f65e328dd559d02068a72802add98c99f5798c133f6844faaf4d50c3db74083a627e85eef306e40a374a80a5b63fc42dd549b2537aeb15b4cc87ad5920b1e6146c2cd4aec7944bd762fe9d0d46122f8509c0c87cf971e4c4f1bb633a3bfe5bc6316f09b1ba4574c0bf693e0b8b81511bd487daeb8a87299d66aa5fffe680119885a8de2f537e8fcbe7c36bd75e00563f1cf733315f349516bd73c52062649c50bb59ae2c04e193a895f555f1db550debb29015f1d6cb489e7cfcbf0db156eaa1892aea7a4e5cfb429b87a88edc2b72689abc365ad6e59db5e912a411fa7654b51375a11e1ce09ba81a5136b80e218cd74f51456952c547740c753212ef5059dc81b7667d571eaab2e180de623eb5fcb7b68e47170075c2624ac9d3e419b47d77d29dc9ce801616969ebe01b4cfab12da4aaa5a9de1a86a3a680d6f46662178d742fb21cb5427a057abe03a65dfaeebf636a334f0fe3b7c0fab4cf92ad003076b4e1abbb9414d43efd1eccbfd0b4768becad04309fd92879da238f4b642ec29fe03d6773dd7578e0ae78ee54d6cc5b719e89c422881ef6d36343e53cad1c8d03f670871c6ff2b81289c6396737134cdb312ad9a1a79a98f23c8fd63b47a291dff5633a368645f036f30ebd5c128b2001cd0563ea57e51e1a5243ef59e62d67e659cf89b664c0d27f75330b50b2cc527b4819766421dd7154594a18ab7c4b3918feee537d17c422bb9d8ced95ca25a46082f92b12253ff76b17082736ca4825548c2a20ca61334a09caa4537cb54fba3f82b5cab03d7822f3c743b9992b16ae17bdfcd2198bfbeae17f6e8ff9501663f66360b9a41b6472d825b5e5e3e770d37436dbec3e97a4ab75e519ea3249aaf0b7a131ce27c984702935843b9f142e736b2e13af3f9ae66546350b807ee5abedaa57091278135f513c943e402e0ede4d1510b2fcbb49f8fea730f74fc3cd8f18534eed6473d7a407fa93274a2f98ec580238c9b5d29917f18006535186421fa62292b9891b25e1f8097f8506757e0612b748117c32ca471a5a334d6b6452f6d3820e3441b731b9849b7e33fc5c11024067d6c93e42ab4e4e4a859c7c9f3f00d04d44f3b346eb22b8c8d532b2e65118edff8cafcc9025a70c6de5d1d3a1cd7a236c3d460575b2dc52c75af12bbb7f9e6caa2f09f8103bd9e6fb9f2435bdb563058c8739bdd3d5eae0facad7e3b566342c6091cc177a12ffdb24d87d479f06937523bf96c24e6978dc114b3d5e3800b0ae6f0f4fec22b831d4e53327503ef859e5bd42e4d69227534cab98d896f1c0981c2c148ac2dfd7c297f91431adf6561b6bdb59de7b4d61b4f60d5d93d45b3ff0b87ee6a4ec8277a4b81db902785440c5c0e706f0986b6ab503d9766858cc2ff90ef2eb2011ab011954e9957703402b3fc4bba22f79d6df2ff7992991335a6b4c1642043dbde9b17860f3103df6355d0aa30d561314babde002f0755f6140119295b9ee3d77f228906c61a1f733d3346950f39337ec609935477c5e1a7185e202b4b0c5eb99c8271f291418da9ae73f0ae7464f7544abd965f19c741d2427b644d4c2e77c46af3eed5ba80d1bc6200d32d2a90b97b81660fcd2a0a8e04ccf04847007d3882bd31414c2964694ba40af547b044921dd8bc122060b7bf87a97a682c0ccad6ed6279cf0a13d558289dd8', 1, '2026-12-01 00:42:26.209947+00', 'infinity', '2026-12-01 00:42:26.22226+00', NULL, '01a22f0d-8a22-7789-9aa8-f9c6d281ce9d');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-8a46-76ec-9b32-3b6119ea9fae', 'vera@example.org', 'Confirm your e-mail address', '\x272c3b3b92e29c3804e272b1a4b52207fde7c5ac0aaf396598c06c74826ab7a6f877be51b3823aa908f9836eb77b391461d78b0237af69eae512f1519f27788c8774fc001a90238deba28ce7516fdcc707f2bc3d7238879c89a44cd82e360b3721c6266b1691665872ac9d6f11b949667ce211f9c3fdc733a3c77c0a70375364f23751a379d9e3b85ae305a1d2722d6a2e0844352ca7535c63da43dbc0c8bd49125c4eed23b051c750b85366f2999ddae1c3769323ba820c63cae075c27bbf9ac8593f095fe20c17e96ba6a690f0d4da428db1e94ba265c672cee8a680aa62fbb5c9fae6342d9ae608e13efabd3e7d083bcc277fef88e200c30791568d5dae7e3fa0b4fc3c8a4d8bea43602fc77d8eb03f13526f545e9615361ff688759b58f60ebecb479d12623fe5c043b603aa250ca716fca20333433c7b9c40226fb083385332bb5dd7bdbe0343a0e635f078fd16d9240bd168ac9b57701f42196b0dd300c0b8aff3fa07e65632a41cd3227e7f9bc1567205536b1bba471bc726018678f70814978ae60f1e63240841a5bfb5d4f2cc3a22968abcdca508703bd3b750d0ce056f9804c24e75f4a75c4da98812e0c01774035608bb40b8a2a4ad90cb03869f3637d2f419be97552195c70ca1ab5cb513bf4a3288aa7b0636da81064faf8541b5ea3b39c079fd1e0f582ed12569d669184af973066c46216cb278527c6fbf9ff40fcb64371f297ab01fd79561c7fdd1ac151e992f516fea1ca5b024350b8d40689e87923a52dce0e388065769fae87111f767f15d4de35f0cc2574df25f0535db737acec567e697f7da9ccd436954b6048f6aa427209b9bc8e251703ab5cf95c8fc3275fd4870beea2c2659d5a0d2454aac2ba3637f82eda4ec9b0c53dbcefc78dc43569d5912f8bcc98edf6e1d62fbc39becad3df2de02108ea1f7a970e6e9885803c3f2cda0ed1b76e4deb58dd7c52a0e487a06c3d667efc41ece5ff769fdcce391216561272e3cce41e4da1336012cc3f67f0637f930c36d6e362b58d1bef3788764e705daf9f1be30814b4f67ca306565b457f8124d5ee52ea92eafa0351cf1033cd7de5fca388388f9ba8864f86c81c032cac41e9b6cda0b4fd4561701d96df9fafef43c90eaee9ab85b89c2554f5aa41cbb692725bab4916c4aa7e724a889b85075fa3856bc1df7bdf5437462a9ebee187aa435729087ae4b3cd52f49f43ab5b61cd1d0f5d2b573532169470818deff663bd62af134d5739b49b5a4688059063d9f616bc508ab01118ec3110e846bcb8b4022f99d17fc7c1d05e9b62fc732c54730ecd5eb4e44a2b05a79921c3c1603cc3b95b71c6ce70e9f22460cba556b1ee45114c7dc609ddffccfd9ef5a1580315a13f2c44552bb1ee2ce6ba1cb4fe188cd00db7f2d2b8bc095ab42013a5d7f2ee6488e0ec50b0fd5ac680fe74c6c8fcdff9c232aab8f2fbec1b633e8e961107c45fcd1b66505427e455b7674b2eb9569bad2c023415f3a2c8a187746bf955d3fd71216b12df3b0992d1603cabce7d2ce458a05e534ab61a4ed32976a5cc8915f860842e190f66a21927f1bca309cd7720b5864cf31d36f41ec7667b7286a0e3ca2002f42d73f20c25bae6fc8d834344940f1abb0e40c9906710f62b78b1a3f1468d3cea473c9af8809120f1996eaf7dec83ab459cf767bfd9a54acbd24cce076e37ef9a046cff56d05f831f7ef05e5dd31304ad2b690a15145a5d9f1659dd8ac5beb5c69388d89787032be22cee61c1f812118f234b9c987ffed19b1f5aef66a6e857e03b58668629cf161b153f62c89fe3473be8a7dbbffb19770a8a9a5ed8f1ad9cfd736fd571787803321a8ab308aa7705015471d1e3677ae58981616c185f42542e538a498c1c5d5827a697e99f0d359dd434a89952dbd72300d09dda955e682dbcdccbb68d9b04256d9967b6a9e7a8c3f23460b0315b17ce4dd89db784818cf643f07a3744fb9e26aff2ca786957163013c324e732cc1132c0fde8dc5fca8153f8f4dfe9f03ff52bea0a0ae50c6d442d626ad7b7cc58dd6ca21ecc9e99ae05ed723585f9262ceecfd0ecdaeadab45327eb1e89091b03e9ababbdef7f92a7fc93fe81fcb08094d095c90c1920bed23604256d0744d55a0c1a041009dd14eeaac480ed2e0f213917e0274d6d9e9d1c28eed28dc45554ed405cc5833a021e6853deef342a66a42e934927e20c045840c33f09e4f72e57a33bc5041a6fe378fcdcc0dc46927e56e272841ee16b1ea8111cd5234538bc00da5ab53798dd24b5c321d83af9abdf80d4e76903f95874819ad00f9092a128a91d7983e3ec162bb3de0a490b6cc177a97c10fbe6d7ce9cca947992a0a9c1dae556ffc45006294ae276a5c55f6d2e8f5c5b3ba8ffbd31d3c1892cfbdfef281cc102bfaa06083108934c138fb75df3736e502ee9a2291978d2c305617305bf4cf0abe31276fb0da1dc7593a5918fcef78070bc7cd38ddd891fe621bed1064938d04165ce018ee90fd22f3178d30146ace238182ab92df21fa69cd47986b6c9c71b0217d94c48e01ffb1d1341c3ddb32919d8139199b4413c47413cf31f81bb57e5ddcf00fd137a010a2d84360268fc2d74b0df063e3a1316b7ba74c9c2bc0f1', 1, '2026-12-01 00:42:26.243515+00', 'infinity', '2026-12-01 00:42:26.257507+00', NULL, '01a22f0d-8a43-71dc-a906-ef32ca17ddb0');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-8a67-7382-aebe-e40bf99c10a0', 'tomasz@example.org', 'Confirm your e-mail address', '\x24f717df9d97f74e42f4be98cb38ab480d4ff5fd342b7873c763db26215bb520912ccc2d8732330f1ad1443e7bd012cd5bf8ee65ed1929d6b721c33c70a36c256473fc914bcbbe50882a837e2071ec39180bbcda11e8e02d9c2e7599234295944f4240b3247901ef2fe3f79900aaaf0f361f82b19306dfb1db357d6d80f3aa4ea3fa30945761422ef7cdfc017aaac36b7b9f32d82563f995152fac14dae1c63d0e124be8c0ee054ea118f7be964230ec42045fe8a6c5330b989677a329664ff79cbb1224a1fe32880f21cd97e7a1205057772f2501b9f387198ea5f2dde0f225ddf7f5f3ca81a68e6a4048e51a7072ad6c674b75e385bf4d520d5b8d2ca922c7c081a5ac181bd1e0c9211883e16fe895ce2aa33a95c574789338c344ab98a729d8f281149847cce3049c339fa50815555d2ccbbc928df9d46fe0a398f72383a1bb832c75ddd2f5dc9f2fa8df199c441d84e4d674a25760f6ed4597e9498b25a17b466d9909c954b6556d5fe71a9aae1f6275ec22e169df81e711dd1cee4237681c4f8d5507eb839f746a5bbb7989345f97aa207c4c93ddf0b4ce136c8e6849c10c78c826af488b8ffcd26d7a870df13ca56f2a13e956cbf3b4d9433fc3df64c0fe7901d9eb820afa946b3e6ee0d35b5091b44af97c36344ef55ca9ac6bff3d0185bad5a0978ec99edf6062457d0330f53b0f0322c0de0becfab6692ff669df314ad80f80c87760c67d413b3f4ce6337eaf5371446ee1ef400b9d6899fc8b341028ba147c37dd0deb37bd84b4208d4d8a1d448371cd7fb1d2d3ebccfeace17ea82002ec18e6cfc4b9b1c7c819662c8d209194274f2c033dea4cab52e7169bcb961f38ff6b90be62ba54f32d01e232db0c7e186a007dd6ee6b44f52fdfbf9e5df42a08e561ba4653abcfbf0eece2a9168f0db5a65d79b1dd5e36e125624c8b740f8bafedcc13b2a47a6f1e6cc37eba63524c4e28677fae7f17e655745772f0349fbf2cb138eb0a3a0ca738d4accc629274801587b2056858d4ae3d7be99b4e1df145a4f0fc703b4a4fc2e624096b7ae963842aac49e444b41026d80b347e21736d3165d8b0da320aff5f4839ec08d6f235927669e0a6b39c5eaa733998372d6ecf2425d669618c80c4959081c5b8e1c9c950331870bb328406a2cbc9ed4e3b7928a198afa8118a501196292ce6f1a0c6a172dbd2d58427dd5cec80b4239ee392e72d3a21bb812eb5e96e4fb054ad0542b09bdeda9906a553391096e8ecaac8904470463fd46c8dd75e05bf4f6cf599918e7c0c5eb93038c8b5c93c10dd1c85b0d28125db014a172c09f446e4610ad7006a9d5b1a9c24b620dc6bef3d79cc9d73b888a3b5132b796cc636c86c5987acfb07ca6def1837b14bd83ce90cadd11a0cd9dc0b41e45df2278b37861923edb88868788314c975f4bdf40819d9f70381f60a7038805c1c67003c0dcc9728a668399e61c165ab7b39620a2328f1d27c688170c1008070d3a5448d5a78e1157dfa263ffa67b14a764e7e868766eb08a34eb381262170ad66dfcc3f0376d01d1da8113bb906c7f1d40b3a53e850d40bc3fb71ca2c24027d8f8295196e31baceacfa7b01a596e25ba1191892d0cfd1b559798877d1d574363721d5c9bb4303b86b75baa5f41b9cfdc7e832f5c65afb64ac6903a5976a8a7f3dc0efb6fe319eea7ab772bfc30b7063c322cc43298bd8aff88d3fdcbb14089cf704e89c20fa851ac5340ef88e081e60589a7593ec44771369386ff5f19607d26384e1e26d37baf3d5fc1e39eeb09d175bdff60db24995aa80e6967e9603480e120215c98b112b24bb5c9947b4295deb0ad26230f0d71ed338cc6ff0dfdf62849da25f6d604a53660a8d735580327ab5a7214c846445d054992fd6fbe6b68f2eede60d69e6b17d5abdbf4a2f42227a423ab8b827a2260d172fd83fc23312ccc73b9e502e9e251796afcc78a0e1e3162a771b35a5c75e78576809c2158dce98375fa1107ff2add5a194773efb6a61ec95779ab8a160eb5ee939e4d778f4acc1a540f3ece636dc54fcfe0ba92ac43caf0ff5e8b7596251ed333bdcf1f809a8dd495c396b2c59e464fae7e749a15fe091b1195bd19d9baa91665ca4a0ba36793348a73ab286b45ee2789758f5be26497c34e11a35c563b2c317fe986b276be1b8f1ba77e77e7634b6b0cb78332ef73fd1c0feceeb58c08e10aac4c523373e5b1f34676cde122c82e01e53426d96e2c2bc99fbfb92b34241fedccbabc6d431bf9844b7d99d4b0e25620ac7bf0a82bda6d906c323713e06ccc94689534035eca51ddbf741e7fae03147b7dd62a2bd14171c45268c994c7be05c6b59f12d1e6273ad1d647245f6dbe5a6ea1ae129c8cb70c5635f1b9b0b6f62bfe29d891573e8f8536dd005f6015778884800bea347e59e76ebc6797cefb7e90573c96fad2f0a2ff6e9cede4622daca97019f2f59a346f7f499d3709af87fce7dfd67682972754dea40815f01b77f02a20bc8aa38e9b790faffaf86e9865e7454e96522b97ede318f15b1a833ba122029207b5ae195cd45562c951badb403b62f3fe5bcfe01970b21d2d77fee175bd27316451279f18b239219af2692d011d2a5077de97003fa57fc96598d261bb08ff9ec11', 1, '2026-12-01 00:42:26.277303+00', 'infinity', '2026-12-01 00:42:26.287765+00', NULL, '01a22f0d-8a65-740c-91bd-4a44d472e51a');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-8a86-72a3-8802-3701eaac2d1a', 'boss@example.org', 'Confirm your e-mail address', '\x455ff40810d4c5c6f818ae990592c3cfdfb919aff9e50a6bb072a324545f6a4c6cad69480cdd49d9682c28db53301b1cf1c17bbabcb13c14fa046c2aa678b4e30db2ef98e29855d58533a61115df4a54132dd2ebc29f61c7a5ba62f1a12becbffec3733e58f50b4ab632ea055b60d99ee407a5c95c960adacfe2df0bbd5d2bbed2354d453733b169611c1e2dc74fc0f20fb0f983ae5c5790984770ad9f755d36a78bcc496047b7a35b8fc35f4fc8587e9a2356deba1e8923de3c946444bc351abdd8ff8ac18ee5381ee4cc08f0d8a616af077f19930a0a254014c1489d2c5f98f366695b321c524d5496c9e7876e04747231965058507571576cbef69122afaf8cbc6b7d2718b9ee26df8190de4213b9dc372be5a11d90927b354a666a00ceaec46c88a0481b05d83a8ae11d5f28e3774c600d883a1f7806d8c34e9d36b19ab5fd053fcd98251209934e5940f45de9eff79c972a246b1cd04b0319157764d26753223ccd8d7191864ef2ea6ab0dc129dc191188f75f26a95edba4c99f8957cdc4274968f83ec71ff40f6323f6eaef5ebdc115e7af94266551a22f3d7a18d37f956028477fdc6af139c9fc398a3e323b63487d49adc323bbb20fbfec263645243f5b4de31ecef6cbd7b27b8ffcacd004563e64e1b8e0a92c7c0dfc7454815561ee84af20cdcf271827ec4c73dfdb26174f514499e031d4a4d260128b7d2727e018c27a5210f48ab5c602183598d5fbe60dd05971cb1e0c01af4434c85c253a3635894707fcf5a61128136114af741554305a25549d0d8b19ee4c67929f1a60b28ae2b3c167381bb7c7907ed83bcc06208d31e2f3301474499378bbf01f4ed655e0e69b24d75871438da35bf2debe9bac228e907802bd10ebe5b7edfa478eda21496a7852101048ddc445b45ff1a5a36e24b6d4224907f757f3a2c784c4d4696b6c2630ead0a619b84024afc11d9d20afb6be1b4e4372cfd4bdd9cb45050514f826c75ffe9c803a312c694341a31a1a0fd0033be1a57b8970d3ce43e5c07142b3579a82c4b02cfdad5ab7c9dab3c7f14480e48b1851692138a99b64de91b839fbb6b8a729544ac6b3822272e8796de8a96b2913abf6d89269754fbb80d139f1676ae6e0f28f43ff1d92291f8b6a74f341f9bcaf874b68a7d5ba3b6b1d029cf5823ad530e7bfb86cd5ac29a91a8832c1a32ea90fe94ebd4c0dc7edf4a812f34556bfbe4f4414264dbb6c0075285c34f2a3ec45604b38b485c60c2d693742e680eb35b3671a8d8bf5116e2512a9e695b7705f30d3d214ed1af3c51c6baed5a4cc8ab600170114612b76f8645587bac7d9a83a3350ef60d2abe781e65c2e31e4136b5857c8fc6697b40042d3096a375314723f0564713f5c74a018e8d303e7ebd9526d0eae5c11c41cb9793080c867b40f94d6acf504f8a73688e1f058a22f79c37fd511e689f6a31c0a364fe0353981204d7d60a52bb21971c36b45bcbb549702c21c200c2e4bf3df948188c5d2d9b02a8b95981fba80d8f30d23591ce4c61763dddf32ab2ee4f6c100127dc1c2d37cc943d764e97d5ef55fe3b32eb379c69b3b7beef6c1c1e9d357a4b10a03aa4c95aa53dcd15ae6282291c4ef037ea418b4c3b41cbe597c1319ec166157c0aff5b3347cd7c653625b880c5898e5bd52e5244d8b159b385e754b74d7cfa5bdc5b31bb68cd0cb3ac9d77826a3f5efa1a9f5c12399de28b4dc9c32810b6a1aa82031409135c82600ee989ec00740bad97c77de27cae167a30c5a275285cbcf1edc26e30171db9ef108f6b3c53c5f128e780c4183988c8e5f7069490e0e9301301e9eff4f590754f95bd779ebe587de40bfeae862625596529bbbbc8600bdfcad2b0a869f2fa177fc419916f67fd4469b6241f4da63d0a47a6568a754041a5d1792a2e1a14f950ffa5a7f5fd58d5459424739f5a4caf6fdaee202d3c5a2933b3c2f62be398fd4a7e9767b252f3b4b70865d4285838af87d8276f98b7efe08e6721f0485482a056155789890d1dff43a6f140affeb66e9c86f0429c3448b31f65b8df74775099943c382a9a037b7da34ed3f390c35120d491878a883ddf2761963a4cc117cb2bbd3c4e37c71bdee506dad7d0989a8ba7c35c6918e9f0cf9c68347fc066eaff62c09e3f6bfa98848ca7312c6de9337bfc71535062ca4a1bfe424bb632dc2fc78f7016a8019393265c7c7128d19c8812362b175fc5b84471b5698f478f1ec9338d81159869f197fec4f0ff53ca1cab920d87bf541396e2c9f8cace192006817bbc11da6bc7dc4667baba9c5ddc1e16c6a5d6049876dd6b0e9f17a125f25bf59563492eae50d349ee6b6dd63fc6416f877ef038550962623553b2bdf7d850fadbaeb1ae7493df03880d71035d0283ee5530e964b49dfe9f9c0f8d00b7fd7327526480287eee7953abbf840627d6596be95c7e9fea90612724a498a7a432a0e7075cfdece2899cb45c2ef99ab636ee1014a9fccb4aa771e6ebd8ccacd3108d278ceefad90c2e285a0c1cd80318d04dcd37cdce46b934259cbb1938428152da4abee9a1cf39e402923254053c50ab99239423e45f31196c6ab87e985d6e838fec68255ee69d39bbe1bf8b7085a543724d4a1d378fe4f8ac08f1b2e4', 1, '2026-12-01 00:42:26.308584+00', 'infinity', '2026-12-01 00:42:26.317139+00', NULL, '01a22f0d-8a84-77b3-a587-2c3a964d63bc');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-8aa6-7487-bc1a-2053bf1eb9b3', 'gone@example.org', 'Confirm your e-mail address', '\x5b3c60fb0e7e99ee22d33d1d6d4eefca060e300cf463c27d3f2c978ef3fa4b2b63680668e1b2d772f3aaa8194eac4db5de08a66b42553c2e9fc641e50aea2fec506fa19917da7a18f4243c3efdc615179f44f8f71a91148089c58dbcf9c4cab73aec3f8cdaaa3146afbc0d4a28ded17573b549fadc9d1b3c6877b183e60760a73fbebfb1733cb4ed10ca6e1dc3557d2ab8a8872af0b220b395cc1d2879053f98be4e5c336a7d2da677035c487b9f4b6a614ec26840e77164d4fb5f85b1175a761bde9183169871b05eaada402718014d89cd2beb79141b3b47a143f9fc923467271b25e625bf270edf46e8ad5964135dacf1af62176e6317a41a70ffef0e7b3f0506bf528e70bc2350a1f4d5fba199d024da811d8b1d78f93f15465ad73448eccdc2a97766d6cfcf5faa8a3b174f8f66abc9fd4610ec2f5dea46a8aa4b61c63ccd8f60a712410be6e097127f249200040ff8d10f61a3c89a29b1a2f3ab92b6a3056c24d37c7e2de1cf8107653968072d9517966e0a214785ffb631131d0225fc783941b06e7b7a2d627d65879aeffe3425cee3755ada92db2573cebae3dd81c82967ab42f1f1c169603d92417bcaf0ed0cc743599bfc37866860ef9bcdffe7967bf7a334b7be17b69b84b7a54e0469972b8014b3c9985d056c145e6b659c9787913120231fca6c1db56478790286795d077178a50843911269289bee35a8b571f18e9b0d5b2069bfde512534cb2a9a7987662527ddd2ec42be5bc9cbe18ee88b644ba2d48ee420080d5eb00c903702e33c5b0051a32f9af31874f4dc9d9eaf29e372d5788213788ff9299c44502a65ea3c256aefd43e34cb40032b6a744974ae1635e80304dd0e1205fae1702839c2928379639dcdcde5f095af0dcb822f5c9938b5917b22ed42a6be7cd9e8285f7b3040c1ad81e5793a4865f85352cfaee2ee16a7b105edb4f8e4c4e1b35589e228045a787c33b0963e973ac0dfe62c3f0373dd657cbca3fc1468a1ecd39bf53d32df13f308eec36fad94ecbb8a4fc1eab4219bae1a0535bd846102838c3a771c4b3f06409b2414e530ab665a7e82ecf626d4dd3001b5eba04d8a357818193956ea5167b1eba5de8852072f75fb524296e6b6516926211295458759c6dbc50263d082ed9ac1a28a92c00ec2e91d3f0c47b65f39353a2351de2e8c2942d56afa8572ef91c37491a42acfe8daba1a44bc8e9d9c07eb04dced3418c40e2617aff7b9980921c1c84582f49f431e409cbddb41649645ecafcac2a65bd4e33f672892d225afcf34c1514a0f51f9627c3f414377b2ec5ca2144cf4514c9dc802b95ae9016aba39b68074d11aa82c4f05a45d6c39de2e522806c63cf68a8dff6ba4ced147c8930876369666e6b2e3677d4793eb213c6ae580f1488e9b8981e8581e7c33784233333e3a839db35374fefd998dc43ea3c90ab57f773ea343a718be90ba010c3389bcd34da1c4fe9f17dd9aa82a05ccf731ed5ec4c78d96965596f7f0a2a3fb47600194d9987765abc2b582f72c0a30341a588dc1bc7a0fdf2aa0e1431e1fa184e91f86e46795855f8a8d8fa57de38224334ce92157b094d211198707a0b187ddb9da86e09865d14cc83960a140a9fd1a748891c65d27a60632e88e55b9382569b460d0343447feeea35b207ef93dbff3d950ef68f04eb9aa0746f6c785341f867eb6e90355088a8efd06e803093a3994e15d5b5f1832c6b3a6111ec718514161de8ae77d1c5b26effc7198e9ff0a08595fc8b0362dd3733a97260185d37c17e6280bf57191d7ad30cdf3b4d3f9dc99f3128922bad781cea82cc334ebae1bd4ce95d1f1eb458f400750822412a0441bf140b4fea97f7583dc108eaa53f12ae55dd4095e2fa776ca9fe9eb975294653f9710bcd57c167709e74357ce917470a3b92c40e4e69cbe0bcebea584c8cd4d06028c00fadececa09080e9555911e75e74cc6ef43ffc90d245f58325dee1e683609d606f39f92fb6281db6b7346e2bec6dbc4fd568698af7d3619387b2075ca9230cf76dbfcf69566b58193bfbf0aea0e5781db482a5d741eeb0fe94e590760c7f4b0b900ea658c1301a95c3a70b821d2b9dde1ec51910c3f03506bc5cb9753a945273829fe602ce7e39fb288dbfac15e8bef29b25c6f20a59b543cd2b5e048d7b18bbe740cd448a4f61105dcbfb3733b51f622399a4501598a20cea9e4600158e5e488128a07c527cd2026fed1b7b86369623ac9e5f4a7e3cf58484640844ab6a6ff0be7e6fe1f1481ac7bc6a6206cf660ec812c10fff4849d353e2a7ee1816b3cc700a8917efd6e09b614e6bb517efd89fcf4ed3aec9baa8d7b1b2e263c876a0cc379414e6ecf8bf58153393c661e15d08516475070d6ba55cbc02f7b64e0818fabcc66bf37aa03ff58870ed8b67cb52d4110c847e3846823299da30bf593599f190bd7a4a69d8a2a88d03ab680ca1773c54a8f22d07d5a1dc212236fda9934dedbb3c276bbdd065b949ad111ab9e3e04aada569e796d1ae8ed58029c32294000c3e9e896e1c77c70a65cc1762e4724766eef6b09f1fd09ca9cc12ed61c12a1c7426b26ea721f1b91a2d7510ce8375f73870e6e0f43b827c4321c00677436f9ec47a354fbb1a015538f5a', 1, '2026-12-01 00:42:26.338945+00', 'infinity', '2026-12-01 00:42:26.345802+00', NULL, '01a22f0d-8aa3-75de-900c-e25657d3d887');
INSERT INTO public.outgoing_mail (id, recipient, subject, sealed, attempts, created_at, due_at, sent_at, last_error, account_id) VALUES ('01a22f0d-8aca-71af-a588-06d65c8cef08', 'newcomer@example.org', 'Confirm your e-mail address', '\x558912ec73a6428293407afcb0cccbff156c6cad34555d460bff88c2fcd285615feae23c576cc317881ec942551bb5b126bfbde7d8f3ef21466c587323cf55be1f6535a7634a2e19a615bb297197006670ef041df28fc1901d0284926983821a55056af09f1e6b8c225956e1bd5b8a257caf2013b804d7c6e97d4e877448b6581bd74467b8c4ea213f1fdf6fe1b77b03671f236ffaaffe39b91ea7cfe700cfdf28c9d40f7d9d56cffdedd81b49590de0d01774f82c4071d9bb9d7a5b90326e4c910d828831fd8d34aab04b5a8eb7fbb99cb2233e8a5f45bbc91bef2b7d1cb871881d3c9101aac524d25c529712b18de596adc3d35b6d5f3ae7db85a1df89ac231b19c0bf1a6d0f54b820d0a7faa856f02cad7c357bd2a148e4f2dd8e3e4431ba418821cdf572fa9359404b2f5b0ba04aaaba3d05f5721e54cd65a802d6179a88d1638e146121ba29327d043990db7b96f0c438a345bb8d86cc1140790ef7c01e6e8eb2564e534eb059b81334638603edd9c5776baef5d65e02e1dc2f3d61d7ab9358e3a447a0353ff62af7ed2d159cf7ad6a34728fb0dd4dbef6b45839cb6d6f602b34d660c8c8f5e1561934096c283a3f1f5938c5ce7ab4770c83ff7f33ada325354ab38ebedb00b6f5169303ddda6fd5e419941d27b9852c74047bbebfb791150dd07f238eb77145c24fcf00e130bb95d4f1aa14602192e535446d0d1a412d0c545d3b473c3025e90104efde6ad9d1d24202fe15e059019cd2fc969ded5c180b554ce8977c9c6942b1afd60bc21040608ed1d70e4184cae33e9d5d1f46e0284ce958a8337faf05726caa77b92c052863d827f89022ead863e42c400edf6aa34b8c9b99cce54a928618174158f02e74b994a9e6e4fd67362dd380505150415d9c2cc32f01084cd3c0fbe615c459a61784828412d0b4fdc773affb0667b143216c716f937d837238bd5ec29832ce674dcd674b1887119f9e489b19459e5249333007ca294a95fd9753e35bd4e9e065ef615a095c7a78e54b05d7248f3b427a0252670a4a0fc771f05edd4ec96bacef62da69360feb64af05ef1492556c50f2728947947026b166790db82fc5b626c96922e1ae8b7cd6067e06f018e2f9cb7795b374d79e61a5e7018106f97ffb77f03418c81b79ffb45ba4fe24a3629dca0afae1aa2e926e4e1b5943a3d4737a17c73343dc6fb1a2b9de746b5d81f5a3bab24f8b137fbcc7061190ad8b1ec1b0900c6e73840cec02014f341ecb9c1d9b19fc69d376275e436a56684b349bb9ec60ad433dc83d49a139c73e10e9000d6b071abd63f65e294782ef69c4044a75bf968f6d3ee01a30b7458c73c51bcbe0c64d4f5ca3de8a56726b7376a0e8dd7f0960aea156c558ccb7406f73591962f675b713c696d0d911b8aff09cdfb65a15060f27889bf12023680ac67b56fcf294ad7b68d6ffda50834afefa5fa90cab794a24370bac5d4365002fb3ee39dbcdd966012a42b7247ee22f57d57695dcf97be0c8d3e4475e5652a5b16a1f947c6b48e36af3ad8c7da2406d5478def368eac562d9d3f93c251dec199f3ef1ba342851bbbd62f0688df778b77a9acd50d0c634782b432e7a600b27561096563713126c603afbc69dbffd0f04b507b7276b3bfb424ef15045fcd9a57f46ba59b875f31d7ad67583bd858e89c442680c5110869e31d3ae478a0477483798c5278c2bb049dce500213fd98e943665b93f43e3ada32eae8b47d8ce57cd41e80fa74e27ded4397d8506f1083274955f3024c9dd6ed74458447bae2f4438ac19951551844b33b73b6c27ee282e3ff58b643a883b649ab9aadc1865b5fef39610af60e7d72b4f871c74c164db60398834278db0ab8cf48217dfb53bed3990b079b4baafcc462dcc163e0ac95fc3fb6bff76ec04167189629398cbb97305deb42cdb3522434163f7e9b0d8f46c877d53a597641fca68adfe91c742673dc95fb27e8b44dd4c1faa1ed069e947c57160e1bc09111710d937be56b9686c333416542dc7ab6bac8671854b4cccd6fb4298b010ddd0f164e1fb397235c5886157ad7a3761c82ed9330a3da3d64ba7986da8f9d1e7dbed306c69b32a2c4ab2eb946477cc49402f1f2348989a8035fc5d8308897c8ac5c86d82144784a43ee9147ad8281bafe1a7d24a966ccf754667d4a004bcb7a4bf0ff0a6636d653edee0735396a54b7563d21d3616928a753cb3f9731033e7c53e1b15edb36f36d7b2f26d907d9a885781b96affb4baa34654ed0af0f2dc856141f64a65cb681ae17e30219ba574a8cb2000cb3e3545d4d18faec853725982a28be631422b44d4d7a4d2680668ffb00f747e6801b8b332520f8cf40f9473b5053e6a3b9b5207c1e075639e60c2f058a8302504a0bb3f5dd0e8dda99b5abecbe9cb3680e3f98a3915ac5362aed0e3c6d70ef900e8468cde7d60cd0b50f3cc29355a081a00072b7915747cc78e49bb5c7c12517e6281941f2672ebd9f19d900eebb16b4794e5a8b87c69a69c166dd6e63e265407fe5c7dfeecf38db000d5936e078d0407768ebcf6cd900afee525caf2deee79467c7beffa3b07a9ae785782094bc931e8edc475f215964f5ef844084563a5a429fa8a0da9d0ebc252cbcf14432336a08494afcb7e70f369', 1, '2026-12-01 00:42:26.376136+00', 'infinity', '2026-12-01 00:42:26.384303+00', NULL, '01a22f0d-8ac8-76c5-8a57-c0b947d3eba4');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8900-7470-9ef0-b20e64009d37', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:25.919981+00', '2026-12-01 00:42:25.919981+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8987-704e-b280-92d84d0604aa', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.055622+00', '2026-12-01 00:42:26.055622+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-89f4-77f0-bb71-bd0d16900297', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.164332+00', '2026-12-01 00:42:26.164332+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.209947+00', '2026-12-01 00:42:26.209947+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8a43-71dc-a906-ef32ca17ddb0', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.243515+00', '2026-12-01 00:42:26.243515+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8a65-740c-91bd-4a44d472e51a', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.277303+00', '2026-12-01 00:42:26.277303+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8a84-77b3-a587-2c3a964d63bc', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.308584+00', '2026-12-01 00:42:26.308584+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8aa3-75de-900c-e25657d3d887', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.338945+00', '2026-12-01 00:42:26.338945+00');
INSERT INTO public.profile (account_id, social_links, notification_email, theme, language, created_at, updated_at) VALUES ('01a22f0d-8ac8-76c5-8a57-c0b947d3eba4', '{}', NULL, 'dark', 'en', '2026-12-01 00:42:26.376136+00', '2026-12-01 00:42:26.376136+00');
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-898f-7119-b5dd-4a3c3cbd6cfb', '01a22f0d-8987-704e-b280-92d84d0604aa', '\x98c13678d730a86b09ba0e52224e177523d30fb7c7468937b4f9bbc43bee31cc', NULL, '127.0.0.1', '2026-12-01 00:42:26.098066+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-89f7-7440-9e00-c6455281c288', '01a22f0d-89f4-77f0-bb71-bd0d16900297', '\xcd0748a9f15e266390919e8d0ef3c65f60de408c592307800064b46a60b6ff7d', NULL, '127.0.0.1', '2026-12-01 00:42:26.169137+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-8a25-720b-9774-0f9032cde9da', '01a22f0d-8a22-7789-9aa8-f9c6d281ce9d', '\xd4878ec5758bc9466b3bc198ecb4ff973f522d73cddd7b525003646c48f940f9', NULL, '127.0.0.1', '2026-12-01 00:42:26.214278+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-8a47-7427-bf8c-31c7c30af986', '01a22f0d-8a43-71dc-a906-ef32ca17ddb0', '\x38e1319489725d34b0a554e1d6ae45e1b06d0ee19388bff05cb32e941182f21f', NULL, '127.0.0.1', '2026-12-01 00:42:26.248332+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-8a68-7077-aa2a-4ad284f7a884', '01a22f0d-8a65-740c-91bd-4a44d472e51a', '\x3fb10d42a41137612b799761f285d62bba5948fbc86071c90e417f8d97be556e', NULL, '127.0.0.1', '2026-12-01 00:42:26.280749+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-8a87-7212-a244-8b4da7fcce72', '01a22f0d-8a84-77b3-a587-2c3a964d63bc', '\x733adeac83a055cd3f966b3968ced1f60fd436a745e5daff9894091eaf2ad344', NULL, '127.0.0.1', '2026-12-01 00:42:26.312341+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-8aa6-7487-bc1a-205406c647f2', '01a22f0d-8aa3-75de-900c-e25657d3d887', '\x256a8ea5d21870d2b74414a995d6d0c20b9323958c6c50781439e582445840bd', NULL, '127.0.0.1', '2026-12-01 00:42:26.343943+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.session (id, account_id, token_digest, user_agent, address, created_at, last_seen_at, expires_at, identity_id, id_token_sealed) VALUES ('01a22f0d-8aca-71af-a588-06d7cbbb7a79', '01a22f0d-8ac8-76c5-8a57-c0b947d3eba4', '\x2f27df6d2b3ebe041ce737271a2f9f0b4c08d211a661a58c50374bc437e18619', NULL, '127.0.0.1', '2026-12-01 00:42:26.379086+00', '2100-01-01 00:00:00+00', '2100-01-01 00:00:00+00', NULL, NULL);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched, view_count) VALUES ('01a22f0d-ad25-769e-8d6e-e960d77aec6a', '01a22f0d-89d5-7409-b644-225f6c10d6a1', 'Next week', NULL, 'OFFLINE', NULL, NULL, NULL, 0, 0, NULL, NULL, '2026-12-01 00:42:35.173225+00', '2026-12-01 00:42:35.173225+00', NULL, 0, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched, view_count) VALUES ('01a22f0d-adfb-73c3-a912-5a886c4251a1', '01a22f0d-8a07-707e-8bfd-eb39c92337d0', 'NOOR is live', NULL, 'LIVE', '2026-12-01 00:42:35.662194+00', NULL, NULL, 0, 0, NULL, '/hls/01a22f0d-adfb-73c3-a912-5a886c4251a1/thumb.webp?v=0', '2026-12-01 00:42:35.386023+00', '2026-12-01 00:42:35.662194+00', NULL, 0, 0);
INSERT INTO public.stream (id, channel_id, title, description, status, started_at, ended_at, encoder_gone_at, viewer_count, peak_viewers, duration, thumbnail_url, created_at, updated_at, visibility, seconds_watched, view_count) VALUES ('01a22f0d-98ce-77b2-850d-abdc1b6bfeb9', '01a22f0d-89d5-7409-b644-225f6c10d6a1', 'MIRA is live', NULL, 'ARCHIVED', '2026-12-01 00:42:30.24964+00', '2026-12-01 00:42:34.008174+00', NULL, 0, 0, 4, '/hls/01a22f0d-98ce-77b2-850d-abdc1b6bfeb9/thumb.webp?v=0', '2026-12-01 00:42:29.965837+00', '2026-12-01 00:42:36.965687+00', NULL, 0, 0);
INSERT INTO public.taken_slug (slug, channel_id, account_id) VALUES ('mira', '01a22f0d-89d5-7409-b644-225f6c10d6a1', '01a22f0d-8987-704e-b280-92d84d0604aa');
INSERT INTO public.taken_slug (slug, channel_id, account_id) VALUES ('noor', '01a22f0d-8a07-707e-8bfd-eb39c92337d0', '01a22f0d-89f4-77f0-bb71-bd0d16900297');
INSERT INTO public.taken_username (username, account_id) VALUES ('mira', '01a22f0d-8987-704e-b280-92d84d0604aa');
INSERT INTO public.taken_username (username, account_id) VALUES ('noor', '01a22f0d-89f4-77f0-bb71-bd0d16900297');
INSERT INTO public.taken_username (username, account_id) VALUES ('jonas', '01a22f0d-8a22-7789-9aa8-f9c6d281ce9d');
INSERT INTO public.taken_username (username, account_id) VALUES ('vera', '01a22f0d-8a43-71dc-a906-ef32ca17ddb0');
INSERT INTO public.taken_username (username, account_id) VALUES ('tomasz', '01a22f0d-8a65-740c-91bd-4a44d472e51a');
INSERT INTO public.taken_username (username, account_id) VALUES ('boss', '01a22f0d-8a84-77b3-a587-2c3a964d63bc');
INSERT INTO public.taken_username (username, account_id) VALUES ('gone', '01a22f0d-8aa3-75de-900c-e25657d3d887');
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
ALTER TABLE ONLY public.account_seen
    ADD CONSTRAINT account_seen_pk PRIMARY KEY (account_id);
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
ALTER TABLE ONLY public.emote
    ADD CONSTRAINT emote_name_unique UNIQUE (channel_id, name);
ALTER TABLE ONLY public.emote
    ADD CONSTRAINT emote_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.filter
    ADD CONSTRAINT filter_pk PRIMARY KEY (channel_id);
ALTER TABLE ONLY public.filtered_message
    ADD CONSTRAINT filtered_message_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_unique UNIQUE (follower_id, followee_id);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pk PRIMARY KEY (account_id, key);
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
ALTER TABLE ONLY public.taken_slug
    ADD CONSTRAINT taken_slug_pk PRIMARY KEY (slug);
ALTER TABLE ONLY public.taken_username
    ADD CONSTRAINT taken_username_pk PRIMARY KEY (username);
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_pk PRIMARY KEY (account_id);
ALTER TABLE ONLY public.unfinished_deletion
    ADD CONSTRAINT unfinished_deletion_pk PRIMARY KEY (action_id);
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
CREATE INDEX idempotency_key_created ON public.idempotency_key USING btree (created_at);
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
CREATE INDEX stream_ended ON public.stream USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX stream_on_air ON public.stream USING btree (status) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE UNIQUE INDEX stream_one_live_per_channel ON public.stream USING btree (channel_id) WHERE (status = ANY (ARRAY['LIVE'::public.stream_status, 'ENDING'::public.stream_status]));
CREATE INDEX subscription_account ON public.subscription USING btree (account_id, id DESC);
CREATE INDEX subscription_channel ON public.subscription USING btree (channel_id);
CREATE INDEX taken_slug_account ON public.taken_slug USING btree (account_id);
CREATE INDEX taken_slug_channel ON public.taken_slug USING btree (channel_id);
CREATE INDEX taken_username_account ON public.taken_username USING btree (account_id);
CREATE INDEX two_factor_session ON public.two_factor USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX webhook_channel ON public.webhook USING btree (channel_id);
CREATE INDEX webhook_delivery_account ON public.webhook_delivery USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX webhook_delivery_created ON public.webhook_delivery USING btree (created_at);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (webhook_id, due_at) WHERE (due_at IS NOT NULL);
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
CREATE TRIGGER channel_hidden AFTER UPDATE OF is_public ON public.channel FOR EACH ROW WHEN ((old.is_public AND (NOT new.is_public))) EXECUTE FUNCTION public.give_up_deliveries();
CREATE TRIGGER channel_recheck AFTER UPDATE ON public.channel FOR EACH ROW WHEN ((old.is_public IS DISTINCT FROM new.is_public)) EXECUTE FUNCTION public.tell_recheck('channel', 'id');
CREATE TRIGGER channel_slug_taken AFTER INSERT OR UPDATE OF slug ON public.channel FOR EACH ROW EXECUTE FUNCTION public.take_slug();
CREATE TRIGGER clerk_session_ended AFTER DELETE ON public.clerk_session FOR EACH ROW WHEN ((old.session_id IS NOT NULL)) EXECUTE FUNCTION public.end_clerk_session();
CREATE TRIGGER emote_discarded AFTER DELETE OR UPDATE OF picture ON public.emote FOR EACH ROW EXECUTE FUNCTION public.discard_picture('picture');
CREATE TRIGGER emote_recheck AFTER INSERT OR DELETE OR UPDATE ON public.emote FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('emotes', 'channel_id');
CREATE TRIGGER filter_recheck AFTER INSERT OR DELETE OR UPDATE ON public.filter FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('modes', 'channel_id');
CREATE TRIGGER identity_clerk_sessions AFTER DELETE ON public.identity FOR EACH ROW EXECUTE FUNCTION public.end_clerk_sessions();
CREATE TRIGGER message_emptied BEFORE UPDATE OF account_id ON public.message FOR EACH ROW WHEN (((old.account_id IS NOT NULL) AND (new.account_id IS NULL))) EXECUTE FUNCTION public.empty_message();
CREATE TRIGGER message_unpinned AFTER UPDATE ON public.message FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.unpin_message();
CREATE TRIGGER moderator_recheck AFTER INSERT OR DELETE OR UPDATE ON public.moderator FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('channel', 'channel_id');
CREATE TRIGGER pinned_message_recheck AFTER INSERT OR DELETE OR UPDATE ON public.pinned_message FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('pinned', 'channel_id');
CREATE TRIGGER session_recheck AFTER DELETE ON public.session FOR EACH ROW EXECUTE FUNCTION public.tell_recheck('session', 'id');
CREATE TRIGGER session_seen AFTER INSERT OR UPDATE OF last_seen_at ON public.session FOR EACH ROW EXECUTE FUNCTION public.note_seen();
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.account_seen
    ADD CONSTRAINT account_seen_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.emote
    ADD CONSTRAINT emote_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
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
ALTER TABLE ONLY public.taken_slug
    ADD CONSTRAINT taken_slug_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.taken_slug
    ADD CONSTRAINT taken_slug_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.taken_username
    ADD CONSTRAINT taken_username_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.two_factor
    ADD CONSTRAINT two_factor_session_fk FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.unfinished_deletion
    ADD CONSTRAINT unfinished_deletion_action_fk FOREIGN KEY (action_id) REFERENCES public.audit(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_channel_fk FOREIGN KEY (channel_id) REFERENCES public.channel(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_account_fk FOREIGN KEY (account_id) REFERENCES public.account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_webhook_fk FOREIGN KEY (webhook_id) REFERENCES public.webhook(id) ON DELETE CASCADE;
