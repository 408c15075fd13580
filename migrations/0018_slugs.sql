-- Slugs of channels change. One that a channel has had stays its own: links with it lead on, and no other channel can take it.

-- Every slug that a channel has or has had. One of a deleted channel stays reserved: links with it must not lead to another person, so only
-- the account whose channel it was can use it again. Once the account is erased, no one can.
create table taken_slug (
    slug text constraint taken_slug_pk primary key,
    channel_id uuid constraint taken_slug_channel_fk references channel on delete set null,
    account_id uuid constraint taken_slug_account_fk references account on delete set null
);
create index taken_slug_channel on taken_slug (channel_id);
create index taken_slug_account on taken_slug (account_id);
insert into taken_slug (slug, channel_id, account_id) select slug, id, owner_id from channel;

-- A trigger does it, as for usernames (`take_username`), and refuses with the constraint's name by which the server tells that a slug is taken.
create function take_slug() returns trigger language plpgsql as $$
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
create trigger channel_slug_taken after insert or update of slug on channel for each row execute function take_slug();
