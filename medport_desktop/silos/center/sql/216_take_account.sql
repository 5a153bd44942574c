-- An account, locked for a change by whoever runs it; null where that is not the caller. Its person could hold the row, and
-- so stay enabled, by an open transaction that changes their own password: then their connections to this silo are ended.

create function reference.take_account(user_id uuid) returns medport.app_user
    language plpgsql set search_path = '' set lock_timeout = '1s'
as $$
declare
    target medport.app_user;
begin
    select * into target from medport.app_user u where u.id = take_account.user_id;
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        return null;
    end if;
    for attempt in 1..4
    loop
        begin
            select * into target from medport.app_user u where u.id = take_account.user_id for update;
            return target;
        exception when lock_not_available then
            if attempt = 4 then
                raise;
            end if;
            perform reference.end_sessions_of(take_account.user_id);
        end;
    end loop;
end
$$;
alter function reference.take_account(uuid) owner to medport_events;
