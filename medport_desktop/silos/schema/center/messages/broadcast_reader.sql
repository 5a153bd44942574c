-- Everybody whom a message is for, with when they read it. With the reader's own rights: the center sees all accounts.
create view medport.broadcast_reader with (security_invoker) as
select b.id as broadcast_id, u.id as user_id, u.name,
       coalesce(h.name, a.name, 'Regional center') as organisation, r.read_at
from medport.broadcast b
join medport.app_user u on u.id is distinct from b.author_id
    and (u.is_active or exists (
        select from medport.broadcast_receipt x where x.broadcast_id = b.id and x.user_id = u.id
    ))
    and case b.audience
        when 'EVERYONE' then true
        when 'HOSPITALS' then u.user_type = 'hospital'
        when 'AGENCIES' then u.user_type = 'ems'
        when 'HOSPITAL' then u.hospital_id = b.hospital_id
        else u.agency_id = b.agency_id
    end
left join medport.hospital h on h.id = u.hospital_id
left join medport.agency_directory a on a.id = u.agency_id
left join medport.broadcast_receipt r on r.broadcast_id = b.id and r.user_id = u.id;
comment on view medport.broadcast_reader is 'Each person a broadcast is for, and when they read it (null: not yet).';
grant select on medport.broadcast_reader to medport_center;
