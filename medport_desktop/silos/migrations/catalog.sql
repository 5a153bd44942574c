-- What a database holds, as rows of: what it is called, the table that it belongs to, the statement that makes it and
-- the statement that takes it away. %(schemas)s are the schemas that count; names are qualified, since nothing but
-- pg_catalog is in the search path. The blocks of `catalog.REVISED` have a description where the statement would be.

-- name: schema
select format('%%I', n.nspname), null, 'schema', ''
from pg_namespace n where n.nspname = any (%(schemas)s);

-- name: table
select c.oid::regclass::text, c.oid::regclass::text,
       concat_ws(' ', c.relkind, c.relpersistence, c.relreplident, c.reloptions::text), ''
from pg_class c
where c.relkind in ('r', 'p', 'c') and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: column
select format('%%s.%%I', a.attrelid::regclass, a.attname), a.attrelid::regclass::text,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
                 'identity ' || nullif(a.attidentity::text, ''),
                 case when a.attgenerated <> '' then 'generated as ' || pg_get_expr(d.adbin, d.adrelid) end,
                 'storage ' || a.attstorage::text, 'collation ' || nullif(a.attcollation, 0)::regcollation::text), ''
from pg_attribute a
join pg_class c on c.oid = a.attrelid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'c')
  and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: constraint
-- NOT NULL is a part of its column: PostgreSQL gives it a name that depends on how the table was made.
select format('%%s.%%I', coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text), k.conname),
       nullif(k.conrelid, 0)::regclass::text, pg_get_constraintdef(k.oid), ''
from pg_constraint k
where k.contype not in ('t', 'n') and k.connamespace::regnamespace::text = any (%(schemas)s);

-- name: index
select i.indexrelid::regclass::text, i.indrelid::regclass::text,
       pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' (invalid)' end, ''
from pg_index i
join pg_class c on c.oid = i.indrelid
where c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: type
select t.oid::regtype::text, null,
       concat_ws(' ', t.typtype, format_type(nullif(t.typbasetype, 0), t.typtypmod), t.typnotnull::text, t.typdefault,
                 (select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)),
       ''
from pg_type t
where t.typtype in ('d', 'e', 'r') and t.typnamespace::regnamespace::text = any (%(schemas)s);

-- name: sequence
select s.seqrelid::regclass::text, null,
       concat_ws(' ', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle), ''
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
where c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: default_privilege
select concat_ws(' ', d.defaclrole::regrole, nullif(d.defaclnamespace, 0)::regnamespace, d.defaclobjtype), null,
       array(select e::text from unnest(d.defaclacl) e order by 1)::text, ''
from pg_default_acl d
where d.defaclnamespace = 0 or d.defaclnamespace::regnamespace::text = any (%(schemas)s);

-- name: role
select r.rolname::text, null,
       concat_ws(' ', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication,
                 r.rolbypassrls, r.rolconnlimit), ''
from pg_roles r where r.rolname ~ '^medport_'
union all
select format('%%s in %%s', m.member::regrole, m.roleid::regrole), null,
       concat_ws(' ', m.admin_option, m.inherit_option, m.set_option), ''
from pg_auth_members m where m.member::regrole::text ~ '^medport_'
union all
select format('%%s on parameter %%s', e.grantee::regrole, p.parname), null, e.privilege_type, ''
from pg_parameter_acl p, aclexplode(p.paracl) e
where e.grantee::regrole::text ~ '^medport_';

-- name: publication
select p.pubname::text, null,
       concat_ws(' ', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
                 (select string_agg(concat_ws(' ', r.prrelid::regclass, pg_get_expr(r.prqual, r.prrelid), r.prattrs), ', '
                                    order by r.prrelid::regclass::text)
                  from pg_publication_rel r where r.prpubid = p.oid)), ''
from pg_publication p;

-- name: setting
select split_part(s, '=', 1), null,
       format('do %%L', format('begin execute format(''alter database %%%%I set %%I to %%L'', current_database()); end',
                             split_part(s, '=', 1), substr(s, strpos(s, '=') + 1))), ''
from pg_db_role_setting r, unnest(r.setconfig) s
where r.setrole = 0 and r.setdatabase = (select oid from pg_database where datname = current_database());

-- name: function
select p.oid::regprocedure::text, null, pg_get_functiondef(p.oid),
       format('drop %%s if exists %%s cascade', case p.prokind when 'p' then 'procedure' else 'function' end,
              p.oid::regprocedure)
from pg_proc p
where p.prokind in ('f', 'p') and p.pronamespace::regnamespace::text = any (%(schemas)s);

-- name: view
select c.oid::regclass::text, null,
       format('create or replace view %%s%%s as %%s', c.oid::regclass,
              ' with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid)),
       format('drop view if exists %%s cascade', c.oid::regclass)
from pg_class c
where c.relkind = 'v' and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: default
select format('%%s.%%I', a.attrelid::regclass, a.attname), a.attrelid::regclass::text,
       format('alter table %%s alter column %%I set default %%s', a.attrelid::regclass, a.attname,
              pg_get_expr(d.adbin, d.adrelid)),
       format('alter table %%s alter column %%I drop default', a.attrelid::regclass, a.attname)
from pg_attrdef d
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
join pg_class c on c.oid = a.attrelid
where a.attgenerated = '' and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: trigger
select format('%%s.%%I', t.tgrelid::regclass, t.tgname), t.tgrelid::regclass::text,
       pg_get_triggerdef(t.oid) || case t.tgenabled
           when 'O' then '' else format('; alter table %%s %%s trigger %%I', t.tgrelid::regclass, case t.tgenabled
               when 'A' then 'enable always' when 'R' then 'enable replica' else 'disable' end, t.tgname) end,
       format('drop trigger if exists %%I on %%s', t.tgname, t.tgrelid::regclass)
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
where not t.tgisinternal and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: policy
select format('%%s.%%I', p.polrelid::regclass, p.polname), p.polrelid::regclass::text,
       format('create policy %%I on %%s as %%s for %%s to %%s', p.polname, p.polrelid::regclass,
              case when p.polpermissive then 'permissive' else 'restrictive' end,
              case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
                   else 'all' end,
              (select string_agg(case when r = 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text)
               from unnest(p.polroles) r))
       || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
       || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
       format('drop policy if exists %%I on %%s', p.polname, p.polrelid::regclass)
from pg_policy p
join pg_class c on c.oid = p.polrelid
where c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: row_security
select c.oid::regclass::text, c.oid::regclass::text,
       format('alter table %%s %%s row level security, %%s row level security', c.oid::regclass,
              case when c.relrowsecurity then 'enable' else 'disable' end,
              case when c.relforcerowsecurity then 'force' else 'no force' end), ''
from pg_class c
where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: statistics
select format('%%s.%%I', a.attrelid::regclass, a.attname), a.attrelid::regclass::text,
       format('alter table %%s alter column %%I set statistics %%s', a.attrelid::regclass, a.attname, a.attstattarget),
       format('alter table %%s alter column %%I set statistics default', a.attrelid::regclass, a.attname)
from pg_attribute a
join pg_class c on c.oid = a.attrelid
where a.attnum > 0 and a.attstattarget >= 0 and c.relkind in ('r', 'p')
  and c.relnamespace::regnamespace::text = any (%(schemas)s);

-- name: owner
select o.what, o.tab, format('alter %%s owner to %%I', o.what, o.owner::regrole),
       format('alter %%s owner to current_user', o.what)
from (
    select format('schema %%I', n.nspname) as what, null as tab, n.nspowner as owner
    from pg_namespace n where n.nspname = any (%(schemas)s)
    union all
    select format('%%s %%s', case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end,
                  c.oid::regclass),
           case when c.relkind in ('r', 'p') then c.oid::regclass::text end, c.relowner
    from pg_class c
    where c.relkind in ('r', 'p', 'v', 'S') and c.relnamespace::regnamespace::text = any (%(schemas)s)
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                      and c.relkind = 'S' and d.deptype in ('a', 'i'))
    union all
    select format('%%s %%s', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure), null,
           p.proowner
    from pg_proc p where p.prokind in ('f', 'p') and p.pronamespace::regnamespace::text = any (%(schemas)s)
    union all
    select format('type %%s', t.oid::regtype), null, t.typowner
    from pg_type t where t.typtype in ('d', 'e') and t.typnamespace::regnamespace::text = any (%(schemas)s)
) o
where o.owner::regrole::text ~ '^medport_';

-- name: grant
-- What roles of MedPort and everybody may do; what a site has given to other roles is the site's own.
select format('%%s on %%s to %%s', g.everything, g.what, g.grantee), g.tab,
       string_agg(format(case when g.what ~ '^database' then 'do %%L' else '%%s' end, format(
           case when g.what ~ '^database'
               then 'begin execute format(''grant %%s on database %%%%I to %%s%%s'', current_database()); end'
               else 'grant %%1$s on %%4$s to %%2$s%%3$s' end,
           g.privileges, g.grantee, case when g.grantable then ' with grant option' else '' end, g.what)), '; '
           order by g.grantable),
       max(format(case when g.what ~ '^database' then 'do %%L' else '%%s' end, format(
           case when g.what ~ '^database'
               then 'begin execute format(''revoke all on database %%%%I from %%s'', current_database()); end'
               else 'revoke %%2$s on %%3$s from %%1$s' end, g.grantee, g.everything, g.what)))
from (
    select a.what, a.tab, case e.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(e.grantee)) end as grantee,
           e.is_grantable as grantable, coalesce('all (' || a.col || ')', 'all') as everything,
           string_agg(e.privilege_type || coalesce(' (' || a.col || ')', ''), ', ' order by e.privilege_type) as privileges
    from (
        select format('schema %%I', n.nspname) as what, null as tab, null as col,
               coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl
        from pg_namespace n where n.nspname = any (%(schemas)s)
        union all
        select format('%%s %%s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass),
               case when c.relkind in ('r', 'p') then c.oid::regclass::text end, null,
               coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner))
        from pg_class c
        where c.relkind in ('r', 'p', 'v', 'S')
          and c.relnamespace::regnamespace::text = any (%(schemas)s || array['pg_catalog'])
        union all
        select format('table %%s', a.attrelid::regclass), case when c.relnamespace <> 'pg_catalog'::regnamespace
               and c.relkind <> 'v' then a.attrelid::regclass::text end, quote_ident(a.attname), a.attacl
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attacl is not null and not a.attisdropped
          and c.relnamespace::regnamespace::text = any (%(schemas)s || array['pg_catalog'])
        union all
        select format('%%s %%s', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure),
               null, null, coalesce(p.proacl, acldefault('f', p.proowner))
        from pg_proc p where p.pronamespace::regnamespace::text = any (%(schemas)s || array['pg_catalog'])
        union all
        select format('type %%s', t.oid::regtype), null, null, coalesce(t.typacl, acldefault('T', t.typowner))
        from pg_type t where t.typtype in ('d', 'e') and t.typnamespace::regnamespace::text = any (%(schemas)s)
        union all
        select 'database', null, null, coalesce(d.datacl, acldefault('d', d.datdba))
        from pg_database d where d.datname = current_database()
    ) a
    cross join lateral aclexplode(a.acl) e
    where e.grantee = 0 or pg_get_userbyid(e.grantee) ~ '^medport_'
    group by 1, 2, 3, 4, 5
) g
group by g.what, g.grantee, g.tab, g.everything;

-- name: comment
select format('%%s %%s', i.type, i.identity), null,
       format('comment on %%s %%s is %%L', k.word, i.identity, d.description),
       format('comment on %%s %%s is null', k.word, i.identity)
from pg_description d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
cross join lateral (select case i.type when 'table column' then 'column' when 'view column' then 'column'
                                       when 'table constraint' then 'constraint' else i.type end as word) k
where d.objoid >= 16384
  and (i.schema = any (%(schemas)s) or i.type = 'schema' and i.name = any (%(schemas)s) and i.name <> 'migrations'
       or i.schema is null and split_part(split_part(i.identity, ' on ', 2), '.', 1) = any (%(schemas)s));
