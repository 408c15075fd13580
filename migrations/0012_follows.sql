-- A channel's count of followers follows the rows of `channel_follow` in the same transaction, by whatever statement or cascade they come and go.

create function count_followers() returns trigger language plpgsql as $$
begin
    -- In the order of ids: two transactions that change several channels lock them one after the other.
    perform from channel where id in (select channel_id from changed) order by id for no key update;
    update channel set follower_count = follower_count + follows * tg_argv[0]::bigint
    from (select channel_id, count(*) as follows from changed group by channel_id) as change
    where channel.id = change.channel_id;
    return null;
end $$;
create trigger channel_follow_inserted after insert on channel_follow referencing new table as changed
    for each statement execute function count_followers('1');
create trigger channel_follow_deleted after delete on channel_follow referencing old table as changed
    for each statement execute function count_followers('-1');

update channel set follower_count = counted.followers
from (select channel_id, count(*) as followers from channel_follow group by channel_id) as counted
where channel.id = counted.channel_id;
alter table channel add constraint channel_follower_count_positive check (follower_count >= 0);

-- The followers of a channel, and the subscriptions of an account, are listed from the newest on.
drop index channel_follow_channel;
create index channel_follow_channel on channel_follow (channel_id, id desc);
drop index subscription_account;
create index subscription_account on subscription (account_id, id desc);
