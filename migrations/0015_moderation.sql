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

-- Rules for texts, as `domain::moderation::Rules` has them; what is left out has its default. Until now no page or route could set any.
alter table filter drop column blocked_terms, drop column profanity_filter;
alter table filter add column rules jsonb not null default '{}';
-- For each rule that is on, the version of the filters in which it was changed last, and a fingerprint of what it was then.
alter table filter add column rule_versions jsonb not null default '{}';

-- What the filters held or refused, and why: the rules as they were, the places where they matched, the text as they read it.
create table filtered_message (
    id uuid constraint filtered_message_pk primary key,
    channel_id uuid not null constraint filtered_message_channel_fk references channel on delete cascade,
    account_id uuid not null constraint filtered_message_account_fk references account on delete cascade,
    content text not null,
    reply_to uuid,
    nonce text,
    action text not null constraint filtered_message_action_known check (action in ('hold', 'refuse')),
    normalized text not null,
    matches jsonb not null,
    created_at timestamptz not null default now(),
    -- Of a message that is held: until when it waits, what was decided then, and which message it has become.
    expires_at timestamptz,
    decision text constraint filtered_message_decision_known check (decision in ('approved', 'denied', 'expired')),
    decided_by uuid constraint filtered_message_decided_by_fk references account on delete set null,
    decided_at timestamptz,
    message_id uuid,
    constraint filtered_message_hold_expires check ((action = 'hold') = (expires_at is not null)),
    constraint filtered_message_decided check ((decision is null) = (decided_at is null))
);
create index filtered_message_channel on filtered_message (channel_id, id desc);
create index filtered_message_waiting on filtered_message (expires_at) where action = 'hold' and decision is null;
create index filtered_message_account on filtered_message (account_id);
create index filtered_message_decided_by on filtered_message (decided_by) where decided_by is not null;
create unique index filtered_message_nonce on filtered_message (channel_id, account_id, nonce) where nonce is not null;
create index filtered_message_message on filtered_message (message_id) where message_id is not null;
