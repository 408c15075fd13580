-- What a banned user says against the ban, once, and the answer. The ban may be over or taken back: the appeal stays with its number.
create table appeal (
    ban_id uuid constraint appeal_pk primary key,
    channel_id uuid not null constraint appeal_channel_fk references channel on delete cascade,
    account_id uuid not null constraint appeal_account_fk references account on delete cascade,
    content text not null constraint appeal_content_length check (char_length(content) between 1 and 1000),
    created_at timestamptz not null default now(),
    decision text constraint appeal_decision_known check (decision in ('approved', 'denied')),
    answer text constraint appeal_answer_length check (char_length(answer) between 1 and 500),
    answered_by uuid constraint appeal_answered_by_fk references account on delete set null,
    answered_at timestamptz,
    constraint appeal_answered check ((decision is null) = (answered_at is null))
);
create index appeal_channel on appeal (channel_id);
create index appeal_account on appeal (account_id);
create index appeal_answered_by on appeal (answered_by) where answered_by is not null;
create trigger appeal_recheck after insert or update on appeal for each row execute function tell_recheck('ban', 'account_id');

-- Reports. Until now no page or route could write any.
alter table report drop constraint report_status_known;
alter table report add constraint report_status_known check (status in ('OPEN', 'CLAIMED', 'RESOLVED', 'DISMISSED'));
alter table report add constraint report_reason_length check (char_length(reason) between 1 and 500);
-- Of a channel's owner, of staff, of a channel as a whole or of a user outside of channels: the channel's moderators do not see it.
alter table report add column for_staff boolean not null default false;
-- A report of an account that is erased has nothing left to act on, and must not stand in the way.
alter table report drop constraint report_account_fk;
alter table report add constraint report_account_fk foreign key (account_id) references account on delete cascade;
-- What the reporter is told.
alter table report add column resolution text constraint report_resolution_length check (char_length(resolution) between 1 and 500);
alter table report rename column handled_by to claimed_by;
alter table report rename column handled_at to claimed_at;
alter table report rename constraint report_handled_by_fk to report_claimed_by_fk;
alter index report_handled_by rename to report_claimed_by;
alter table report add column closed_at timestamptz;
-- One thing is reported once by one person until it is looked at.
create unique index report_once on report
    (reporter_id, coalesce(message_id, account_id, channel_id), coalesce(channel_id, '00000000-0000-0000-0000-000000000000'))
    where status in ('OPEN', 'CLAIMED');
drop index report_open;
create index report_waiting on report (id desc) where status in ('OPEN', 'CLAIMED');
create index report_of_channel on report (channel_id, id desc) where channel_id is not null;
drop index report_channel;

-- What looks like a raid, for ten minutes; moderators decide what comes of it. Noted again only after that time.
alter table filter add column raid_suspected_at timestamptz;
alter table filter add column raid_suspicion jsonb;
-- While the guard is on, only those write who have followed since before it began. It may be prolonged, each time by another action.
alter table filter add column raid_guard_since timestamptz;
alter table filter add column raid_guard_until timestamptz;
alter table filter add column raid_guard_action uuid;
alter table filter add constraint filter_raid_guard_whole
    check (num_nonnulls(raid_guard_since, raid_guard_until, raid_guard_action) in (0, 3));
