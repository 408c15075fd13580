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
