-- A block list is read from the newest block on. The server gives each block a UUIDv7; those that are older than this column stand in any order.
alter table block add column id uuid not null default gen_random_uuid();
create index block_account on block (account_id, id desc);

-- The blocker's open sockets hide or show other people from now on; those of the blocked account may no longer write, or may again.
create trigger block_recheck after insert or delete on block for each row execute function tell_recheck('block', 'account_id');
create trigger blocked_recheck after insert or delete on block for each row execute function tell_recheck('block', 'blocked_id');

-- Identities at outside providers that sign their accounts in (OpenID Connect).

create table identity (
    id uuid constraint identity_pk primary key,
    account_id uuid not null constraint identity_account_fk references account on delete cascade,
    -- The provider's name in the settings.
    provider text not null,
    -- Together these name a person for good; the e-mail address is only shown.
    issuer text not null,
    subject text not null,
    email text,
    created_at timestamptz not null default now(),
    constraint identity_subject_unique unique (issuer, subject)
);
create index identity_account on identity (account_id);

-- The identity that opened a session, and the ID token with which the provider is asked to sign out, sealed.
alter table session add column identity_id uuid constraint session_identity_fk references identity on delete set null;
alter table session add column id_token_sealed bytea;
create index session_identity on session (identity_id) where identity_id is not null;

-- States with which browsers came back from a provider. Each counts once, on whichever node.
create table used_sign_in_state (
    state_digest bytea constraint used_sign_in_state_pk primary key,
    expires_at timestamptz not null
);

-- login: lets a browser pass the account's limit of sign-ins.
alter table mailed_link drop constraint mailed_link_purpose;
alter table mailed_link add constraint mailed_link_purpose check (purpose in ('verify', 'change', 'reset', 'restore', 'login'));

-- Clerk: what its webhooks have told of its users, and the sessions there that are signed in here.
-- An account's id at Clerk is the subject of its identity.
alter table account drop column clerk_id;

create table clerk_user (
    issuer text not null,
    subject text not null,
    -- `updated_at` at Clerk of the newest state that was told, in milliseconds since 1970: events come in any order.
    version bigint not null,
    is_banned boolean not null default false,
    -- A deleted user is not made again by an event that comes late.
    deleted_at timestamptz,
    constraint clerk_user_pk primary key (issuer, subject)
);
create index clerk_user_deleted on clerk_user (deleted_at) where deleted_at is not null;

-- Webhooks that were handled, by the id that each keeps when it is sent again.
create table clerk_webhook (
    id text constraint clerk_webhook_pk primary key,
    received_at timestamptz not null default now()
);
create index clerk_webhook_received on clerk_webhook (received_at);

-- A session at Clerk and the session that its tokens have opened here. Null: that one is over, and these tokens open no other.
create table clerk_session (
    id text constraint clerk_session_pk primary key,
    issuer text not null,
    subject text not null,
    session_id uuid constraint clerk_session_session_fk references session on delete set null,
    created_at timestamptz not null default now(),
    constraint clerk_session_identity_fk foreign key (issuer, subject) references identity (issuer, subject) on delete cascade
);
create index clerk_session_session on clerk_session (session_id) where session_id is not null;
create index clerk_session_identity on clerk_session (issuer, subject);
create index clerk_session_over on clerk_session (created_at) where session_id is null;
-- An account that is no longer linked to its user at Clerk is signed out there.
create function end_clerk_session() returns trigger language plpgsql as $$
begin
    delete from session where id = old.session_id;
    return null;
end
$$;
create trigger clerk_session_ended after delete on clerk_session for each row
    when (old.session_id is not null) execute function end_clerk_session();
