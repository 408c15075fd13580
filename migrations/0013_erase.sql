-- Erasing an account leaves the rows and numbers of its messages, so that rooms count on without gaps, but neither author nor content.
alter table message alter column account_id drop not null;
alter table message drop constraint message_account_fk;
alter table message add constraint message_account_fk foreign key (account_id) references account on delete set null;

-- A trigger does it, so that a message that is stored while its author is erased is emptied, too: the foreign key sees it, the statements of
-- the erasing transaction may not.
create function empty_message() returns trigger language plpgsql as $$
begin
    new.content = '';
    new.badges = '{}';
    new.nonce = null;
    new.deleted_at = coalesce(new.deleted_at, now());
    return new;
end $$;
create trigger message_emptied before update of account_id on message for each row
    when (old.account_id is not null and new.account_id is null) execute function empty_message();
alter table message add constraint message_without_author_empty check (account_id is not null or content = '');

-- A username stays reserved when its account is gone: links with it must not lead to another person.
alter table taken_username alter column account_id drop not null;
alter table taken_username drop constraint taken_username_account_fk;
alter table taken_username add constraint taken_username_account_fk foreign key (account_id) references account on delete set null;

-- Open rooms drop what the account has written, and its sockets close.
create trigger account_erased_recheck after delete on account for each row execute function tell_recheck('erased', 'id');

-- The followers of an account are exported in pages.
drop index follow_followee;
create index follow_followee on follow (followee_id, id);
