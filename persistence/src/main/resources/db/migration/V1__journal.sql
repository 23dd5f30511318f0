-- The journal: every fact that Kuota ever acknowledged, in the tables of pekko-persistence-jdbc.
-- Left out of the plugin's own schema: event_tag (no event has a tag: tagged events leave the batch
-- path of the plugin) and durable_state (not used).

CREATE TABLE event_journal (
  -- Order of insertion, not of commitment: a reader that follows it alone would miss rows of slow
  -- transactions. Rolled-back writes leave gaps.
  ordering           bigint GENERATED ALWAYS AS IDENTITY,

  -- Ids are compared byte by byte: faster than any language's order, and the same on all servers.
  persistence_id     text COLLATE "C" NOT NULL,
  sequence_number    bigint NOT NULL,

  -- Never set: events are not deleted. The plugin filters by it.
  deleted            boolean NOT NULL DEFAULT false,

  -- The incarnation that wrote the row; tells our own repeated write from a second writer's.
  writer             text NOT NULL,
  write_timestamp    bigint,
  adapter_manifest   text,

  -- Which serializer, which class and version, which bytes. See Manifests.
  event_ser_id       integer NOT NULL,
  event_ser_manifest text NOT NULL,
  event_payload      bytea NOT NULL,

  meta_ser_id        integer,
  meta_ser_manifest  text,
  meta_payload       bytea,

  -- The transaction that wrote the row. Transactions below pg_snapshot_xmin(pg_current_snapshot())
  -- have all ended, so a projection that reads below it, ordered by (tx_id, ordering), never misses
  -- an event and never waits for a gap to fill.
  tx_id              xid8 NOT NULL DEFAULT pg_current_xact_id(),

  -- Two writers of one entity collide here: the second one fails, and nothing is sold twice.
  PRIMARY KEY (persistence_id, sequence_number)
);

-- How projections read. The plugin's unique index on ordering alone serves only its own queries by
-- tag, and each index costs every write.
CREATE INDEX event_journal_tx_ordering ON event_journal (tx_id, ordering);

-- A batch of a quota is some ten kilobytes of ids, which hardly compress: trying would cost more
-- than the write itself.
ALTER TABLE event_journal ALTER COLUMN event_payload SET STORAGE EXTERNAL;

-- States of quotas at a sequence number: an abbreviation of the journal, never its replacement.
CREATE TABLE snapshot (
  persistence_id        text COLLATE "C" NOT NULL,
  sequence_number       bigint NOT NULL,
  created               bigint NOT NULL,

  snapshot_ser_id       integer NOT NULL,
  snapshot_ser_manifest text NOT NULL,
  snapshot_payload      bytea NOT NULL,

  meta_ser_id           integer,
  meta_ser_manifest     text,
  meta_payload          bytea,

  PRIMARY KEY (persistence_id, sequence_number)
);

ALTER TABLE snapshot ALTER COLUMN snapshot_payload SET STORAGE EXTERNAL;
