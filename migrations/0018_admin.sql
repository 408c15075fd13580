-- What administrators see and do.

-- When an account was last seen signed in. Sessions that are over are deleted, and with them what they tell of it.
create table account_seen (
    account_id uuid constraint account_seen_pk primary key constraint account_seen_account_fk references account on delete cascade,
    seen_at timestamptz not null
);
insert into account_seen (account_id, seen_at) select account_id, max(last_seen_at) from session group by account_id;

-- A row that another transaction is changing is left to it: waiting could be a deadlock where two nodes note the use of many sessions at once.
create function note_seen() returns trigger language plpgsql as $$
begin
    update account_seen set seen_at = new.last_seen_at
    where account_id = (select account_id from account_seen where account_id = new.account_id and seen_at < new.last_seen_at for update skip locked);
    if not found then
        insert into account_seen (account_id, seen_at) values (new.account_id, new.last_seen_at) on conflict do nothing;
    end if;
    return null;
end $$;
create trigger session_seen after insert or update of last_seen_at on session for each row execute function note_seen();

-- Views of a stream while it was on air, so that the time watched can be told for each. Those of earlier streams were counted for their channels only.
alter table stream add column view_count bigint not null default 0;
create index stream_ended on stream (ended_at) where ended_at is not null;

-- Why administrators have hidden a channel, and whether it was public before. Its owner cannot show it meanwhile.
alter table channel add column hidden_reason text;
alter table channel add column hidden_was_public boolean not null default false;
alter table channel add constraint channel_hidden_is_private check (hidden_reason is null or not is_public);
