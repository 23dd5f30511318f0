-- As before, but the control file is read once for each session and not for each write: a server
-- process never changes its server. Only expressions, so that PostgreSQL inlines the function; with
-- a subselect each call would cost more than the file.
CREATE OR REPLACE FUNCTION server_history() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(
      nullif(current_setting('kuota.system_identifier', true), ''),
      set_config('kuota.system_identifier', (pg_control_system()).system_identifier::text, false))
    || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
$$;
