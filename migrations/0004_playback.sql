-- Who watches: time watched, beside the viewers that are counted already.

-- Of all viewers together.
alter table stream add column seconds_watched bigint not null default 0
    constraint stream_seconds_watched_positive check (seconds_watched >= 0);
