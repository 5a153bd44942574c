-- Which consoles the silos serve. A console says which revision it was made for as it connects, by the setting
-- medport.console; a console of release 1.0.0 says nothing.

-- The oldest revision whose consoles find what they need. Raise it with a revision that takes something from them in any
-- silo. All silos say the same: the center's word is the one that 1.0.0 shows at sign-in. Where only another silo refuses
-- it, it takes that silo for away.
create function events.oldest_console() returns text
    language sql immutable set search_path = ''
return '0014';  -- 0008: a patient is shown to those who announce their look; 0014: the board says PENDING, no longer OPEN

create function medport.schema_version() returns table (revision text, oldest_console text)
    language sql stable security definer set search_path = ''
begin atomic
    select events.revision(), events.oldest_console();
end;
grant execute on function medport.schema_version() to medport_person;

-- Called by what a console asks first (medport.whoami, medport.touch_session): one that is too old learns it in a
-- sentence, and does not half work.
create function events.refuse_old_console() returns void
    language plpgsql stable set search_path = ''
as $$
begin
    if coalesce(nullif(current_setting('medport.console', true), ''), '0001') < events.oldest_console() then
        raise exception 'This console is too old for the % database, which has been upgraded.', events.silo()
            using errcode = 'MP008', hint = 'Close it and start the new one; if this workstation has none, ask your administrator.';
    end if;
end
$$;
