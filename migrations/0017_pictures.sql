-- Pictures that people upload. Their objects in storage are named by random numbers, which the addresses of avatars and banners carry:
-- `/pictures/{picture}-{width}.webp`.

-- Pictures whose objects are to be deleted. A new picture is listed, for later, before its objects are stored, and taken off the list by the
-- statement that shows it: what a server leaves that is killed in between is deleted, too. It outlives the account and the channel.
create table discarded_picture (
    picture uuid not null default gen_random_uuid() constraint discarded_picture_pk primary key,
    due_at timestamptz not null default now()
);
create index discarded_picture_due on discarded_picture (due_at);

-- The end of an address is the end of its picture, whoever replaces it or deletes its row and by whatever cascade. The argument is the column.
create function discard_picture() returns trigger language plpgsql as $$
declare
    address text := to_jsonb(old) ->> tg_argv[0];
begin
    if tg_op = 'DELETE' or to_jsonb(new) ->> tg_argv[0] is distinct from address then
        insert into discarded_picture (picture)
        select substring(address from 11 for 32)::uuid where address ~ '^/pictures/[0-9a-f]{32}-'
        on conflict (picture) do update set due_at = excluded.due_at;
    end if;
    return null;
end $$;
create trigger account_avatar_discarded after update of avatar or delete on account
    for each row when (old.avatar is not null) execute function discard_picture('avatar');
create trigger channel_avatar_discarded after update of avatar or delete on channel
    for each row when (old.avatar is not null) execute function discard_picture('avatar');
create trigger channel_banner_discarded after update of banner or delete on channel
    for each row when (old.banner is not null) execute function discard_picture('banner');
