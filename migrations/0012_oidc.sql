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
