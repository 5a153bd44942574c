-- An event that is in an inbox already is passed over when it is sent again: after a slot was made anew, or a publisher
-- was restored from a backup. Without this the apply worker would meet the primary key, and stop for ever.

create function events.once() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    is_there boolean;
begin
    execute format('select exists (select from events.%I where id = $1)', tg_table_name) into is_there using new.id;
    return case when is_there then null else new end;
end
$$;
alter function events.once() owner to medport_events;
