"""Who may do what in a silo, as its catalogs say it: every object of ours, in words that stand in access.toml."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import psycopg

SCHEMAS = ("medport", "events", "reference", "audit", "setup", "migrations", "public")

PARENTS = {
    "person": "public",
    "hospital": "person",
    "hospital_manager": "hospital",
    "ems": "person",
    "ems_manager": "ems",
    "center": "person",
    "center_admin": "center",
    "keeper": "public",
    "replication": "public",
    "apply": "public",
    "events": "public",
    "accounts": "public",
    "scram": "public",
    "owner": "public",
}
"""Every role of ours without its prefix `medport_`, and the one whose rights it has too; all have those of PUBLIC."""

Access = dict[str, str]
"""By object ("table medport.unit"): who may do what, in words."""


def of_database(connection: psycopg.Connection) -> Access:
    """Return the access to everything of ours in one silo, as the catalogs say; `connection` is a superuser's."""
    access: Access = {}
    for obj, owner, public, rights in _objects(connection):
        said = "; ".join(_spoken({"public": public} | rights)) or "nobody"
        access[obj] = said if owner in ("", "owned by owner") else f"{owner} | {said}"
    return access


_Rights = dict[str, frozenset[str]]
"""By role: its rights, those that it has by its parent left out."""


def _objects(connection: psycopg.Connection) -> Iterator[tuple[str, str, frozenset[str], _Rights]]:
    """Give each object with who owns it (where that matters), what everybody may do, and what each role may."""
    for obj, owner, granted in (
        *_by_query(connection, _SCHEMA_RIGHTS, {"schemas": list(SCHEMAS)}),
        *_relations(connection),
        *_by_query(connection, _FUNCTION_RIGHTS, {"schemas": list(SCHEMAS)}),
        *_by_query(connection, _ELSEWHERE, {}),
    ):
        own = {
            role: granted[role] - granted[parent] - granted["public"]
            for role, parent in PARENTS.items()
            if role != owner.rpartition(" ")[2]
        }
        yield obj, owner, granted["public"], own


def _by_query(
    connection: psycopg.Connection, query: str, values: Mapping[str, object]
) -> Iterator[tuple[str, str, dict[str, frozenset[str]]]]:
    rows = connection.execute(query.encode(), {"roles": _names(), **values}).fetchall()
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for obj, owner, role, right in rows:
        rights = found.setdefault((obj, _short(owner)), defaultdict(set))
        if right is not None:
            rights[_short(role)].add(right)
    for (obj, owner), rights in found.items():
        yield obj, owner, _frozen(rights)


def _relations(connection: psycopg.Connection) -> Iterator[tuple[str, str, dict[str, frozenset[str]]]]:
    """Tables, views and sequences; a right to some columns only is written with their names."""
    rows = connection.execute(_RELATION_RIGHTS.encode(), {"roles": _names(), "schemas": list(SCHEMAS)}).fetchall()
    columns: dict[tuple[str, str], dict[str, dict[str, set[str]]]] = {}
    everything: dict[str, list[str]] = {}
    for obj, owner, role, right, granted, all_columns in rows:
        everything[obj] = all_columns or []
        by_role = columns.setdefault((obj, _short(owner)), defaultdict(lambda: defaultdict(set)))
        if granted is not None:
            by_role[_short(role)][right] = set(granted or ["*"])
    for (obj, owner), by_role in columns.items():
        yield obj, owner, _frozen({role: _named(role, by_role, everything[obj]) for role in ("public", *PARENTS)})


def _named(role: str, by_role: Mapping[str, Mapping[str, set[str]]], everything: list[str]) -> set[str]:
    """The rights of a role in words; columns that it has by its parent are not named again."""
    named = set()
    for right, columns in by_role.get(role, {}).items():
        if columns == {"*"}:
            named.add(right)
            continue
        inherited = by_role.get(PARENTS.get(role, ""), {}).get(right, set())
        if inherited == {"*"} or columns <= inherited:
            continue
        own = columns - inherited
        missing = [name for name in everything if name not in columns]
        if not inherited and len(missing) < len(own):
            named.add(f"{right} (all but {', '.join(missing)})")
        else:
            named.add(f"{right} ({', '.join(name for name in everything if name in own)})")
    return named


def _frozen(rights: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {role: frozenset(rights.get(role, ())) for role in ("public", *PARENTS)}


def _spoken(rights: _Rights) -> Iterator[str]:
    together: dict[tuple[str, ...], list[str]] = {}
    for role, granted in rights.items():
        if granted:
            together.setdefault(tuple(sorted(granted, key=_order)), []).append(role)
    for rights_of_all, roles in together.items():
        yield f"{', '.join(roles)}: {', '.join(rights_of_all).replace(_WHOLE, 'read, write')}"


_ORDER = ("select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain", "usage", "execute")


_WHOLE = "select, insert, update, delete"


def _order(right: str) -> tuple[int, str]:
    name = right.split(maxsplit=1)[0]
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), right)


def _names() -> list[str]:
    return ["public", *(f"medport_{role}" for role in PARENTS)]


def _short(role: str) -> str:
    return role.replace("medport_", "")


_SCHEMA_RIGHTS = """
    select 'schema ' || n.nspname, '', r.name, p.name
    from pg_namespace n
    left join (unnest(%(roles)s::text[]) r (name) cross join unnest(array['usage', 'create']) p (name))
        on has_schema_privilege(r.name, n.oid, p.name) and pg_get_userbyid(n.nspowner) <> r.name
    where n.nspname = any(%(schemas)s)
    union all
    select 'the database', '', r.name, p.name
    from unnest(%(roles)s::text[]) r (name), unnest(array['connect', 'create', 'temporary']) p (name)
    where has_database_privilege(r.name, current_database(), p.name)
    order by 1
"""
_RELATION_RIGHTS = """
    select case c.relkind when 'v' then 'view ' when 'S' then 'sequence ' else 'table ' end
               || format('%%I.%%I', n.nspname, c.relname),
           'owned by ' || pg_get_userbyid(c.relowner),
           r.name, p.name,
           case
               when c.relkind = 'S' then case when has_sequence_privilege(r.name, c.oid, p.name) then array['*'] end
               when has_table_privilege(r.name, c.oid, p.name) then array['*']
               when p.name in ('select', 'insert', 'update', 'references') then (
                   select array_agg(a.attname::text) from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                     and has_column_privilege(r.name, c.oid, a.attnum, p.name))
           end,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join unnest(%(roles)s::text[]) r (name)
    cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain',
                            'usage']) p (name)
    where n.nspname = any(%(schemas)s) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and (c.relkind = 'S' and p.name in ('select', 'update', 'usage') or c.relkind <> 'S' and p.name <> 'usage')
    order by 1
"""
_FUNCTION_RIGHTS = """
    select case p.prokind when 'p' then 'procedure ' else 'function ' end
               || format('%%I.%%I(%%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
           case when p.prosecdef then 'definer ' || pg_get_userbyid(p.proowner) else '' end,
           r.name, case when r.name is not null then 'execute' end
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    left join unnest(%(roles)s::text[]) r (name)
        on has_function_privilege(r.name, p.oid, 'execute') and pg_get_userbyid(p.proowner) <> r.name
    where n.nspname = any(%(schemas)s)
    order by 1
"""
_ELSEWHERE = """
    select 'setting ' || p.parname, '', a.grantee::regrole::text, lower(a.privilege_type)
    from pg_parameter_acl p, aclexplode(p.paracl) a where a.grantee::regrole::text = any(%(roles)s)
    union all
    select 'group ' || g.rolname, '', m.member::regrole::text,
           case when m.admin_option then 'gives it' when m.set_option then 'may become it' else 'member' end
    from pg_auth_members m join pg_roles g on g.oid = m.roleid
    where m.member::regrole::text = any(%(roles)s) and g.rolname !~ '^mp_'
    union all
    select 'built-in ' || c.relname || '.' || a.attname, '', r.name, 'select'
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0, unnest(%(roles)s::text[]) r (name)
    where c.oid in ('pg_authid'::regclass, 'pg_subscription'::regclass) and a.attname in ('rolpassword', 'subconninfo')
      and has_column_privilege(r.name, c.oid, a.attnum, 'select')
    union all
    select 'built-in ' || f.signature, '', r.name, case when r.name is not null then 'execute' end
    from unnest(array['pg_advisory_lock(bigint)', 'pg_try_advisory_xact_lock(bigint)', 'lo_create(oid)',
                      'lo_import(text)', 'pg_read_file(text)', 'pg_logical_emit_message(boolean,text,text,boolean)',
                      'pg_reload_conf()']) f (signature)
    left join unnest(%(roles)s::text[]) r (name) on has_function_privilege(r.name, f.signature, 'execute')
    union all
    select 'role ' || r.rolname, '', r.rolname, unnest(array_remove(array[
               case when r.rolcanlogin then 'signs in' end,
               case when r.rolcreaterole then 'makes roles' end,
               case when r.rolreplication then 'replicates' end,
               case when r.rolsuper or r.rolbypassrls or r.rolcreatedb then 'ABOVE ALL RULES' end], null))
    from pg_roles r where r.rolname = any(%(roles)s)
    order by 1
"""
