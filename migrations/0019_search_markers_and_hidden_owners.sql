-- The channels of a disabled account are hidden, and come back with it as they were. A trigger does it, so that no statement can omit it.
alter table channel add column hidden_with_owner boolean not null default false;
alter table channel add constraint channel_hidden_with_owner_is_private check (not (hidden_with_owner and is_public));
create function hide_channels_of_disabled() returns trigger language plpgsql as $$
begin
    -- In the order of ids, as all that locks several channels.
    perform from channel where owner_id = new.id order by id for no key update;
    if new.disabled_at is not null then
        -- What administrators hide besides keeps what it was before.
        update channel set hidden_with_owner = true, is_public = false, updated_at = now(),
            hidden_was_public = case when hidden_reason is null then is_public else hidden_was_public end
        where owner_id = new.id and not hidden_with_owner;
    else
        update channel set hidden_with_owner = false, is_public = hidden_reason is null and hidden_was_public, updated_at = now(),
            hidden_was_public = hidden_reason is not null and hidden_was_public
        where owner_id = new.id and hidden_with_owner;
    end if;
    return null;
end $$;
create trigger account_disabled_hides_channels after update of disabled_at on account
    for each row when ((old.disabled_at is null) <> (new.disabled_at is null)) execute function hide_channels_of_disabled();
-- One that its owner was making meanwhile is hidden, too.
create function hide_channel_of_disabled() returns trigger language plpgsql as $$
begin
    if exists (select from account where id = new.owner_id and disabled_at is not null) then
        new.hidden_with_owner := true;
        new.hidden_was_public := new.is_public;
        new.is_public := false;
    end if;
    return new;
end $$;
create trigger channel_hidden_with_owner before insert on channel for each row execute function hide_channel_of_disabled();
update channel set hidden_with_owner = true, is_public = false,
    hidden_was_public = case when hidden_reason is null then is_public else hidden_was_public end
from account where account.id = channel.owner_id and account.disabled_at is not null;

-- Moments of a stream that its owner has marked, as chapters of its VOD.
create table stream_marker (
    id uuid constraint stream_marker_pk primary key,
    stream_id uuid not null constraint stream_marker_stream_fk references stream on delete cascade,
    title text not null,
    -- Seconds from the beginning of the recording.
    position_seconds integer not null constraint stream_marker_position_positive check (position_seconds >= 0),
    created_at timestamptz not null default now()
);
create index stream_marker_stream on stream_marker (stream_id, position_seconds);

-- Whether viewers may download the VODs of a channel.
alter table channel add column vod_downloads boolean not null default false;

-- Searches for people and for VODs, as `channel_search` for channels.
create index account_search on account using gin (lower(display_name) gin_trgm_ops, username gin_trgm_ops)
    where username is not null and disabled_at is null;
create index stream_search on stream using gin (lower(title) gin_trgm_ops) where status in ('ENDING', 'ARCHIVED');

-- Searches look for composed texts, and names are composed from now on. Those with marks or parts of Korean syllables may not be.
update account set display_name = normalize(display_name) where display_name ~ '[\u0300-\u036f\u1161-\u11ff\u3099\u309a]';
update channel set name = normalize(name) where name ~ '[\u0300-\u036f\u1161-\u11ff\u3099\u309a]';
update stream set title = normalize(title) where title ~ '[\u0300-\u036f\u1161-\u11ff\u3099\u309a]';
