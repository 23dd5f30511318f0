-- Which nodes may write to this journal, and which cluster it belongs to. PostgreSQL arbitrates: a
-- node that cannot reach the journal cannot sell, and one that can is the only kind that is
-- dangerous. See the package id.kuota.persistence.lease.

CREATE TABLE cluster_identity (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  cluster_id text NOT NULL,
  founded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One row for each start of a node.
CREATE TABLE node_lease (
  -- Goes into every write to the journal.
  epoch        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cluster_id   text NOT NULL,
  address      text NOT NULL,
  version      text NOT NULL,

  -- By the clock of this server: clocks of nodes never matter.
  acquired_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  renewed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),

  -- Addresses of the members from which the node has heard lately, its own among them.
  hears        text[] NOT NULL DEFAULT '{}',

  -- Set once: from then on nothing is written under this epoch.
  fenced_at    timestamptz,
  fenced_by    text,
  fence_reason text
) WITH (fillfactor = 50); -- Renewed twice a second: room for updates that touch no index.

CREATE INDEX node_lease_open ON node_lease (epoch) WHERE fenced_at IS NULL;
