-- What grows with use is found by an index and deleted in slices.

-- Searches in names and slugs (`like '%text%'`).
create extension if not exists pg_trgm;
create index channel_search on channel using gin (lower(name) gin_trgm_ops, slug gin_trgm_ops) where is_public;

-- When an archive's time is over; null: never, or not while it is being made.
alter table archive add column expires_at timestamptz;
update archive set expires_at = ended_at + make_interval(days => retention_days)
from stream join channel on channel.id = channel_id
where stream.id = stream_id and state in ('ready', 'failed');
create index archive_expiry on archive (expires_at) where expires_at is not null;

-- A channel's messages and followers outlive it for a moment: they may be millions, too many for one statement.
create table deleted_channel (
    channel_id uuid constraint deleted_channel_pk primary key,
    created_at timestamptz not null default now()
);
alter table message
    drop constraint message_channel_fk,
    -- Streams are deleted with their channels only.
    drop constraint message_stream_fk;
alter table channel_follow drop constraint channel_follow_channel_fk;

create function note_deleted_channel() returns trigger language plpgsql as $$
begin
    insert into deleted_channel (channel_id) values (old.id);
    return null;
end $$;
-- Whoever deletes the channel, and by whatever cascade.
create trigger channel_deleted after delete on channel for each row execute function note_deleted_channel();

-- Deleting a row looks for those that refer to it: every foreign key has an index.
create index message_deleted_by on message (deleted_by) where deleted_by is not null;
create index ban_banned_by on ban (banned_by) where banned_by is not null;
create index report_reporter on report (reporter_id) where reporter_id is not null;
create index report_message on report (message_id) where message_id is not null;
create index report_account on report (account_id) where account_id is not null;
create index report_channel on report (channel_id) where channel_id is not null;
create index report_handled_by on report (handled_by) where handled_by is not null;
create index audit_actor on audit (actor_id) where actor_id is not null;
create index audit_target_account on audit (target_account_id) where target_account_id is not null;
create index audit_target_message on audit (target_message_id) where target_message_id is not null;
