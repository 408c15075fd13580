-- Access tokens, by which programs sign in. Of the token itself only its digest is kept.
create table access_token (
    id uuid not null constraint access_token_pk primary key,
    account_id uuid not null constraint access_token_account_fk references account (id) on delete cascade,
    name text not null constraint access_token_name_length check (char_length(name) between 1 and 60),
    digest bytea not null constraint access_token_digest_unique unique,
    scopes text[] not null constraint access_token_scopes_some check (cardinality(scopes) > 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz
);
create index access_token_account_index on access_token (account_id, id);

-- A revoked token ends the sockets that were opened with it.
create trigger access_token_recheck after delete on access_token for each row execute function tell_recheck('token', 'account_id');
