-- Mail that waits to be sent, and the links in it.

create table outgoing_mail (
    id uuid constraint outgoing_mail_pk primary key,
    recipient text not null,
    subject text not null,
    -- Text and HTML, sealed with the server's key because links in them let people in. Null as soon as the mail is sent or given up.
    sealed bytea,
    attempts integer not null default 0,
    created_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    sent_at timestamptz,
    last_error text
);
create index outgoing_mail_due on outgoing_mail (due_at) where sealed is not null;
create index outgoing_mail_created on outgoing_mail (created_at);

-- A link that was mailed; used once, then deleted. Its row is found by the digest of the token in the link.
create table mailed_link (
    token_digest bytea constraint mailed_link_pk primary key,
    account_id uuid not null constraint mailed_link_account_fk references account on delete cascade,
    -- verify: this address is the account's; change: it becomes the account's; reset: a new password; restore: this address and a new password.
    purpose text not null,
    email text not null,
    expires_at timestamptz not null,
    constraint mailed_link_purpose check (purpose in ('verify', 'change', 'reset', 'restore'))
);
create index mailed_link_account on mailed_link (account_id, purpose);
create index mailed_link_expiry on mailed_link (expires_at);
