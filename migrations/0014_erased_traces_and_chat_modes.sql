-- A mail goes with the account that it is for, whichever address it was sent to. Mails older than this column name no account: erasing
-- finds those by the account's address.
alter table outgoing_mail add column account_id uuid constraint outgoing_mail_account_fk references account on delete cascade;
create index outgoing_mail_account on outgoing_mail (account_id) where account_id is not null;

-- Clerk goes on telling of a user who erased the account here. Such news makes no account; only signing up again does.
alter table clerk_user add column erased_at timestamptz;

-- A link that takes a change back puts two-factor sign-in in force again that was on when the link was made. Sealed like the secret itself.
alter table mailed_link add column two_factor_secret_sealed bytea;
alter table mailed_link add constraint mailed_link_secret_restores check (two_factor_secret_sealed is null or purpose = 'restore');

-- Chat modes in force, pinned messages, deleted messages.

alter table filter
    -- Minutes for which a person must follow the channel before they may write; null: everybody may.
    add column followers_only_minutes integer constraint filter_followers_only_range check (followers_only_minutes between 0 and 129600),
    -- Rises with each change, so that a change made on an older version is noticed.
    add column version integer not null default 0,
    drop constraint filter_account_age_positive,
    add constraint filter_account_age_range check (account_age_seconds between 0 and 31536000);
update filter set followers_only_minutes = 0 where followers_only;
alter table filter drop column followers_only;
alter table filter rename column verified_email_only to verified_email;

-- Rooms tell their members which modes are in force, and each member whether they may write.
create trigger filter_recheck after insert or update or delete on filter for each row execute function tell_recheck('modes', 'channel_id');

-- Who begins to follow may write where only followers do, and who stops may not.
create function tell_standing() returns trigger language plpgsql as $$
declare
    follow channel_follow := coalesce(old, new);
begin
    if exists (select from filter where channel_id = follow.channel_id and followers_only_minutes is not null) then
        perform pg_notify('recheck', 'standing ' || follow.account_id);
    end if;
    return null;
end
$$;
create trigger channel_follow_recheck after insert or delete on channel_follow for each row execute function tell_standing();

-- The same for a verified e-mail address.
drop trigger account_recheck on account;
create trigger account_recheck after update on account for each row
    when ((old.is_admin, old.disabled_at, old.username, old.display_name, old.email_verified)
          is distinct from (new.is_admin, new.disabled_at, new.username, new.display_name, new.email_verified))
    execute function tell_recheck('account', 'id');

-- Names a ban for those who appeal against it.
alter table ban add column id uuid not null default gen_random_uuid() constraint ban_id_unique unique;

-- Moderators may do everything that moderators can, unless the owner says less. Until now no one could choose.
alter table moderator alter column permissions set default '{delete,timeout,ban,hold,modes,filters,pin,announce,view_log}';
update moderator set permissions = default;

-- The message at the top of a channel's chat.
create table pinned_message (
    channel_id uuid constraint pinned_message_pk primary key constraint pinned_message_channel_fk references channel on delete cascade,
    message_id uuid not null constraint pinned_message_message_fk references message on delete cascade,
    pinned_by uuid constraint pinned_message_pinned_by_fk references account on delete set null,
    created_at timestamptz not null default now()
);
create index pinned_message_message on pinned_message (message_id);
create index pinned_message_pinned_by on pinned_message (pinned_by) where pinned_by is not null;
create trigger pinned_message_recheck after insert or update or delete on pinned_message for each row execute function tell_recheck('pinned', 'channel_id');

-- A deleted message is pinned no longer. Without a list of columns: erasing an account changes `account_id`, and another trigger the rest.
create function unpin_message() returns trigger language plpgsql as $$
begin
    delete from pinned_message where message_id = new.id;
    return null;
end
$$;
create trigger message_unpinned after update on message for each row
    when (old.deleted_at is null and new.deleted_at is not null) execute function unpin_message();

-- What was deleted while a page was away is told when it comes back.
create index message_deleted on message (channel_id, seq) where deleted_at is not null;
