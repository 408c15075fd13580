-- Two-factor sign-in: besides the password a code of an authenticator app (TOTP, RFC 6238) or a recovery code.

-- When it was switched on; null while it is off. It stands on the account's row because sessions are opened under the lock of that row.
alter table account add column two_factor_at timestamptz;

create table two_factor (
    account_id uuid constraint two_factor_pk primary key constraint two_factor_account_fk references account on delete cascade,
    -- Sealed with the server's key, because codes are computed from it.
    secret_sealed bytea not null,
    -- The session that sets it up, the only one that may see the secret. Null as soon as it is on.
    session_id uuid constraint two_factor_session_fk references session on delete cascade,
    -- The 30-second step of the code that was used last. Codes of this step and of earlier ones are refused, so that each works once.
    last_step bigint not null default 0,
    created_at timestamptz not null default now()
);
create index two_factor_session on two_factor (session_id) where session_id is not null;

-- A code for users without their authenticator app; deleted when it is used. Kept as its SHA-256 only.
create table recovery_code (
    account_id uuid not null constraint recovery_code_two_factor_fk references two_factor on delete cascade,
    digest bytea not null,
    constraint recovery_code_pk primary key (account_id, digest)
);

-- A link that takes a change back also switches off two-factor sign-in that was switched on since the link was made.
alter table mailed_link add column created_at timestamptz not null default now();

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

-- Usernames change, once in a while. One that an account has had stays its own: links with it lead on, and no other account can take it.

-- When the username was changed last; null while it is the first one.
alter table account add column username_changed_at timestamptz;

-- Every username that an account has or has had.
create table taken_username (
    username text constraint taken_username_pk primary key,
    account_id uuid not null constraint taken_username_account_fk references account on delete cascade
);
create index taken_username_account on taken_username (account_id);
insert into taken_username (username, account_id) select username, id from account where username is not null;

-- A trigger does it, so that no statement can give an account a name that is another's. It refuses with the constraint's name by which the
-- server tells that a username is taken. Of two transactions with one name, the second waits for the first.
create function take_username() returns trigger language plpgsql as $$
begin
    insert into taken_username (username, account_id) values (new.username, new.id) on conflict (username) do nothing;
    if not exists (select from taken_username where username = new.username and account_id = new.id) then
        raise unique_violation using message = 'the username is another account''s', constraint = 'account_username_unique';
    end if;
    return null;
end
$$;
create trigger account_username_taken after insert or update of username on account for each row
    when (new.username is not null) execute function take_username();
