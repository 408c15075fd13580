-- What is kept of streams: recordings while they run, VODs when they have ended.

alter table channel
    -- Whether streams are recorded, who may watch what is kept, and for how many days; null for ever.
    add column archive boolean not null default true,
    add column vod_visibility text not null default 'public',
    add column retention_days integer,
    add constraint channel_vod_visibility_known check (vod_visibility in ('public', 'unlisted', 'private')),
    add constraint channel_retention_days_range check (retention_days between 1 and 3650);

alter table stream
    -- An archive is being made; `is_archived` stands once it is complete.
    add column recording boolean not null default false,
    -- Null: the channel's setting counts.
    add column visibility text,
    -- Bytes of media kept.
    add column size bigint not null default 0,
    add column storyboard_url text,
    add constraint stream_visibility_known check (visibility in ('public', 'unlisted', 'private')),
    add constraint stream_archived_or_recording check (not (is_archived and recording));
create index stream_recording on stream (id) where recording;
create index stream_vod on stream (channel_id, id desc) where is_archived;

-- Streams whose objects in storage are to be deleted. It outlives the stream, its channel and its account.
create table discarded_archive (
    stream_id uuid constraint discarded_archive_pk primary key,
    created_at timestamptz not null default now()
);

create function discard_archive() returns trigger language plpgsql as $$
begin
    insert into discarded_archive (stream_id) values (old.id) on conflict do nothing;
    return null;
end $$;

-- A row's end is its archive's end, whoever deletes it and by whatever cascade.
create trigger stream_archive_discarded after delete on stream
    for each row when (old.recording or old.is_archived) execute function discard_archive();
-- And so is losing its archive: once neither recorded nor archived, nothing may stay in storage.
create trigger stream_archive_dropped after update of recording, is_archived on stream
    for each row when ((old.recording or old.is_archived) and not (new.recording or new.is_archived)) execute function discard_archive();
