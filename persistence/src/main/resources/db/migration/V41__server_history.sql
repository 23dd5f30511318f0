-- The history of writes that this server continues: another server has another one, and so has a
-- standby from its promotion on, or a restored backup. What was acknowledged in an earlier history
-- may be missing in this one. Fails on a standby, which takes no writes.
CREATE FUNCTION server_history() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT (pg_control_system()).system_identifier || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
$$;

-- A lease counts in the history in which it was taken. Every write to the journal compares the two.
ALTER TABLE node_lease ADD COLUMN server_history text NOT NULL DEFAULT server_history();

-- Connections that the node opens at most; null: it has not said so.
ALTER TABLE node_lease ADD COLUMN connections integer;

-- What a node had acknowledged when it found the server in another history, and the journal lacks.
CREATE TABLE lost_event (
  persistence_id text NOT NULL,
  server_history text NOT NULL,

  -- Sequence numbers: the highest that was acknowledged, and the highest in the journal then.
  acknowledged   bigint NOT NULL,
  journaled      bigint NOT NULL,
  found_by       text NOT NULL,
  found_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (persistence_id, server_history)
);
