-- login: lets a browser pass the account's limit of sign-ins.
alter table mailed_link drop constraint mailed_link_purpose;
alter table mailed_link add constraint mailed_link_purpose check (purpose in ('verify', 'change', 'reset', 'restore', 'login'));
