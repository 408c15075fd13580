-- The ingest address a channel's creator is shown. Null: the server's own, as `AETHEX_RTMP_PUBLIC_URL` says.
alter table channel
    add column stream_url text
    constraint channel_stream_url_is_rtmp check (stream_url ~ '^rtmps?://[^[:space:]]+$');
