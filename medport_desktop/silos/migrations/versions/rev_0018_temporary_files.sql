grant execute on function pg_catalog.pg_ls_tmpdir() to medport_accounts;
