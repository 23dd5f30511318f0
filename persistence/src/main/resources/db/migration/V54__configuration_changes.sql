-- Who changed what of a sale, and why: terms, lists, opening and closing, capacities, devices. Sales
-- that were changed before this release are complete after `kuota projection rebuild sales`.
CREATE TABLE sales.configuration_change (
  -- The ordering of the event in the journal, and the number within that event; of fixed length.
  change_id  text COLLATE "C" PRIMARY KEY,
  sale_id    text COLLATE "C" NOT NULL,
  kind       text COLLATE "C" NOT NULL,

  -- The quota or the device; empty if it is the sale itself.
  subject    text COLLATE "C" NOT NULL,
  done_by    text NOT NULL,

  -- Capacities, where the kind has them.
  before     bigint,
  after      bigint,
  reason     text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX ON sales.configuration_change (sale_id, changed_at, change_id);
CREATE INDEX ON sales.configuration_change (changed_at, change_id);
