-- A mail goes with the account that it is for, whichever address it was sent to. Mails older than this column name no account: erasing
-- finds those by the account's address.
alter table outgoing_mail add column account_id uuid constraint outgoing_mail_account_fk references account on delete cascade;
create index outgoing_mail_account on outgoing_mail (account_id) where account_id is not null;

-- Clerk goes on telling of a user who erased the account here. Such news makes no account; only signing up again does.
alter table clerk_user add column erased_at timestamptz;

-- A link that takes a change back puts two-factor sign-in in force again that was on when the link was made. Sealed like the secret itself.
alter table mailed_link add column two_factor_secret_sealed bytea;
alter table mailed_link add constraint mailed_link_secret_restores check (two_factor_secret_sealed is null or purpose = 'restore');
