-- Where each projection stands in the journal. The tables that a projection fills lie in a schema
-- of its own name, so a rebuild fills a second schema and then exchanges the two by their names.
--
-- Indexes have no names here on purpose: the rebuilt tables are made by CREATE TABLE ... LIKE, which
-- names indexes by the same rule as PostgreSQL does below. So a rebuilt schema equals the first one.
CREATE TABLE projection (
  name       text PRIMARY KEY,

  -- The last journal row in the tables. Not the ordering alone: a slow transaction commits rows with
  -- a lower ordering after faster ones, and its rows would be missed.
  tx_id      xid8 NOT NULL DEFAULT '0',
  ordering   bigint NOT NULL DEFAULT 0,

  -- When that row was written, in milliseconds since 1970; and how many rows were applied so far.
  written_at bigint NOT NULL DEFAULT 0,
  applied    bigint NOT NULL DEFAULT 0,

  state      text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'retrying', 'failed')),
  failure    text
);

INSERT INTO projection (name) VALUES ('sales');

CREATE SCHEMA sales;

-- One row for each quota, shared or personal. There are as many personal ones as buyers.
CREATE TABLE sales.quota_summary (
  quota_id      text COLLATE "C" PRIMARY KEY,
  sale_id       text COLLATE "C" NOT NULL,
  personal      boolean NOT NULL,
  capacity      bigint NOT NULL,

  -- Units held and sold now; units released and refused ever.
  held          bigint NOT NULL CHECK (held >= 0),
  sold          bigint NOT NULL CHECK (sold >= 0),
  released      bigint NOT NULL,
  refused       bigint NOT NULL,
  revenue       bigint NOT NULL DEFAULT 0,

  -- The latest deadline of all holds there ever were.
  last_deadline timestamptz,

  -- Sequence number of the last event of the quota in these numbers.
  revision      bigint NOT NULL,
  updated_at    timestamptz NOT NULL
);

-- The report of a sale.
CREATE INDEX ON sales.quota_summary (sale_id) WHERE NOT personal;

-- Which quotas must be awake: few rows, because most holds end.
CREATE INDEX ON sales.quota_summary (personal, last_deadline) WHERE held > 0;

-- What happened to a shared quota in one minute. Held is what was taken in that minute.
CREATE TABLE sales.quota_minute (
  quota_id text COLLATE "C" NOT NULL,
  minute   timestamptz NOT NULL,
  held     bigint NOT NULL,
  sold     bigint NOT NULL,
  released bigint NOT NULL,
  refused  bigint NOT NULL,
  revenue  bigint NOT NULL,
  PRIMARY KEY (quota_id, minute)
);

-- What became of a sale's orders in one minute.
CREATE TABLE sales.sale_minute (
  sale_id       text COLLATE "C" NOT NULL,
  minute        timestamptz NOT NULL,
  placed        bigint NOT NULL,
  paid          bigint NOT NULL,
  cancelled     bigint NOT NULL,
  expired       bigint NOT NULL,
  refunds_owed  bigint NOT NULL,
  refund_amount bigint NOT NULL,
  revenue       bigint NOT NULL,
  PRIMARY KEY (sale_id, minute)
);

-- The sales there are, for browsing. The terms themselves are asked of the sale.
CREATE TABLE sales.sale_listing (
  sale_id    text COLLATE "C" PRIMARY KEY,
  name       text NOT NULL,
  currency   text NOT NULL,
  status     text NOT NULL CHECK (status IN ('planned', 'open', 'paused', 'closed')),
  opens_at   timestamptz NOT NULL,
  closes_at  timestamptz NOT NULL,
  revision   bigint NOT NULL,
  updated_at timestamptz NOT NULL
);
