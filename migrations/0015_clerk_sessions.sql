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
