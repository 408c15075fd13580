-- A session at Clerk can end before its user is known here: what tells of it can come first. It is noted all the same.
alter table clerk_session drop constraint clerk_session_identity_fk;
create function end_clerk_sessions() returns trigger language plpgsql as $$
begin
    delete from clerk_session where issuer = old.issuer and subject = old.subject;
    return null;
end
$$;
create trigger identity_clerk_sessions after delete on identity for each row execute function end_clerk_sessions();

-- The canonical form of an address that is kept in an old one, because another account has the canonical form.
alter table account add column canonical_email text;
create index account_canonical_email on account (canonical_email) where canonical_email is not null;
alter table mailed_link add column canonical_email text;

-- Moderation.

-- What was done once can be taken back once.
alter table audit add column undoes uuid constraint audit_undoes_fk references audit on delete cascade;
alter table audit add constraint audit_undone_once unique (undoes);
create index audit_user on audit (channel_id, target_account_id, id desc) where target_account_id is not null;

-- The moderator's action that deleted a message, so that taking it back brings back just these.
alter table message add column deleted_in uuid;
create index message_deleted_in on message (deleted_in) where deleted_in is not null;

-- Nobody but moderators writes while a chat is locked down; the modes stay as they are.
alter table filter add column locked_down_at timestamptz;

-- Permissions of a moderator change at once, too.
drop trigger moderator_recheck on moderator;
create trigger moderator_recheck after insert or update or delete on moderator for each row execute function tell_recheck('channel', 'channel_id');

-- What the moderators of a channel tell each other of a user.
create table note (
    id uuid constraint note_pk primary key,
    channel_id uuid not null constraint note_channel_fk references channel on delete cascade,
    account_id uuid not null constraint note_account_fk references account on delete cascade,
    author_id uuid constraint note_author_fk references account on delete set null,
    content text not null constraint note_content_length check (char_length(content) between 1 and 500),
    created_at timestamptz not null default now()
);
create index note_account on note (account_id, channel_id, id desc);
create index note_channel on note (channel_id);
create index note_author on note (author_id) where author_id is not null;
