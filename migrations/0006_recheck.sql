-- Notifies every node which sockets must be rechecked: `session`, `account`, `ban` (of an account) or `channel`, and an id. Triggers do it, so
-- no statement can omit it. PostgreSQL delivers it at commit, so a recheck sees the change.
create function tell_recheck() returns trigger language plpgsql as $$
begin
    perform pg_notify('recheck', tg_argv[0] || ' ' || (coalesce(to_jsonb(old), to_jsonb(new)) ->> tg_argv[1]));
    return null;
end
$$;

create trigger session_recheck after delete on session for each row execute function tell_recheck('session', 'id');
create trigger account_recheck after update on account for each row
    when ((old.is_admin, old.disabled_at, old.username, old.display_name) is distinct from (new.is_admin, new.disabled_at, new.username, new.display_name))
    execute function tell_recheck('account', 'id');
create trigger channel_recheck after update on channel for each row
    when (old.is_public is distinct from new.is_public) execute function tell_recheck('channel', 'id');
create trigger channel_deleted_recheck after delete on channel for each row execute function tell_recheck('channel', 'id');
create trigger moderator_recheck after insert or delete on moderator for each row execute function tell_recheck('channel', 'channel_id');
create trigger ban_recheck after insert or update or delete on ban for each row execute function tell_recheck('ban', 'account_id');

-- Staff act in every room.
create index account_admin on account (id) where is_admin;
