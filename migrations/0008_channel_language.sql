-- The language that is spoken on a channel: a BCP 47 tag, such as `de` or `pt-BR`. Null: not told.
alter table channel add column language text;
