-- Streams and their archives apart: a stream's status never waits for its archive, and one module writes each table.

create table archive (
    stream_id uuid constraint archive_pk primary key constraint archive_stream_fk references stream on delete cascade,
    -- `recording`: files are added while the stream runs. `finishing`: the stream is over and the files are stored. `ready`: a VOD.
    -- `failed`: files were lost before they were stored; there will be no VOD.
    state text not null default 'recording' constraint archive_state_known check (state in ('recording', 'finishing', 'ready', 'failed')),
    -- In a bucket that browsers may read, the folder's name is a secret while the VOD is private: the stream's id is known to all users who
    -- watched it live. Null: the files lie directly below the id, where archives made before such folders were put.
    folder uuid default gen_random_uuid(),
    -- The channel's setting at the time the VOD was ready; the stream's own setting goes before it.
    visibility text constraint archive_visibility_known check (visibility in ('public', 'unlisted', 'private')),
    -- Bytes and seconds of media.
    size bigint not null default 0,
    duration integer,
    has_thumbnail boolean not null default false,
    has_storyboard boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index archive_unfinished on archive (state) where state in ('recording', 'finishing');

insert into archive (stream_id, state, folder, visibility, size, duration, has_thumbnail, has_storyboard)
select id, case when is_archived then 'ready' when status in ('ENDING', 'ARCHIVED') then 'finishing' else 'recording' end, archive_folder,
       case when is_archived then visibility end, size, case when is_archived then duration end,
       is_archived and thumbnail_url is not null, is_archived and storyboard_url is not null
from stream where is_archived or recording;

-- The end of an archive's row is the end of its objects, whoever deletes it and by whatever cascade.
drop trigger stream_archive_discarded on stream;
drop trigger stream_archive_dropped on stream;
create or replace function discard_archive() returns trigger language plpgsql as $$
begin
    insert into discarded_archive (stream_id) values (old.stream_id) on conflict do nothing;
    return null;
end $$;
create trigger archive_discarded after delete on archive for each row execute function discard_archive();

-- Addresses follow from the stream's id.
alter table stream
    drop column recording,
    drop column is_archived,
    drop column archive_folder,
    drop column size,
    drop column storyboard_url,
    drop column vod_url,
    drop column recording_path,
    drop column hls_url;
update stream set thumbnail_url = null where status in ('ENDING', 'ARCHIVED');
