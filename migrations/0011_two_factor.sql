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
