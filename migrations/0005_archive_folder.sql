-- In a bucket that browsers may read, an archive lies in a folder whose name nobody is told while its video is private: the stream's id is known
-- to everybody who watched it live. Null: it lies directly below the id, where archives made before this were put.
alter table stream add column archive_folder uuid;
alter table stream alter column archive_folder set default gen_random_uuid();
update stream set archive_folder = gen_random_uuid() where not (recording or is_archived);
