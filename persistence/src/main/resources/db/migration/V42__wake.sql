-- Which node applies a projection, and since when without another in between.
ALTER TABLE projection ADD COLUMN node text;
ALTER TABLE projection ADD COLUMN node_since timestamptz;

-- What wakes quotas and orders: small, and a projection of its own, so that neither long reports nor
-- a rebuild or a fault of the sales delay it.
CREATE SCHEMA wake;

-- Quotas with open holds, and no others.
CREATE TABLE wake.quota (
  quota_id      text COLLATE "C" PRIMARY KEY,
  personal      boolean NOT NULL,
  held          bigint NOT NULL CHECK (held >= 0),

  -- The latest deadline of the holds since the row is there.
  last_deadline timestamptz NOT NULL
);

CREATE INDEX ON wake.quota (personal, last_deadline);

-- Orders that have something to do without being asked, as in sales.order_errand, which nodes of the
-- release before read.
CREATE TABLE wake.order_errand (
  order_id   text COLLATE "C" NOT NULL,
  subject    text COLLATE "C" NOT NULL,
  since      timestamptz NOT NULL,
  not_before timestamptz NOT NULL DEFAULT '-infinity',

  -- Of a refund: its payment, which a bank may take back.
  payment_id text COLLATE "C",
  PRIMARY KEY (order_id, subject)
);

CREATE INDEX ON wake.order_errand (payment_id) WHERE payment_id IS NOT NULL;

-- Begins with what the sales know, at their position. The lock waits for the batch that runs.
SELECT 1 FROM projection WHERE name = 'sales' FOR UPDATE;

INSERT INTO wake.quota
SELECT quota_id, personal, held, coalesce(last_deadline, updated_at)
FROM sales.quota_summary WHERE held > 0;

INSERT INTO wake.order_errand
SELECT e.order_id, e.subject, e.since, e.not_before, r.payment_id
FROM sales.order_errand e LEFT JOIN sales.refund r ON r.refund_id = e.subject;

INSERT INTO projection (name, tx_id, ordering, written_at, applied)
SELECT 'wake', tx_id, ordering, written_at, applied FROM projection WHERE name = 'sales';
