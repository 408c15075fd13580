-- A block list is read from the newest block on. The server gives each block a UUIDv7; those that are older than this column stand in any order.
alter table block add column id uuid not null default gen_random_uuid();
create index block_account on block (account_id, id desc);

-- The blocker's open sockets hide or show other people from now on; those of the blocked account may no longer write, or may again.
create trigger block_recheck after insert or delete on block for each row execute function tell_recheck('block', 'account_id');
create trigger blocked_recheck after insert or delete on block for each row execute function tell_recheck('block', 'blocked_id');
