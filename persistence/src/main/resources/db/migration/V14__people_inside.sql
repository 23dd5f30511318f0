-- The passages of each ticket that were not taken back. The people inside follow from all of them,
-- in the order of the time at the gate: uploads arrive late.
CREATE TABLE sales.gate_passage (
  ticket_id text COLLATE "C" NOT NULL,
  sequence  bigint NOT NULL,
  list_id   text COLLATE "C" NOT NULL,
  gate_id   text COLLATE "C" NOT NULL,
  nonce     text COLLATE "C" NOT NULL,
  passed_at timestamptz NOT NULL,
  entry     boolean NOT NULL,
  conflict  boolean NOT NULL,
  PRIMARY KEY (ticket_id, sequence)
);

-- The people inside of a list, by the gate of their last entry.
CREATE TABLE sales.gate_inside (
  sale_id text COLLATE "C" NOT NULL,
  gate_id text COLLATE "C" NOT NULL,
  list_id text COLLATE "C" NOT NULL,
  inside  bigint NOT NULL,
  PRIMARY KEY (sale_id, gate_id, list_id)
);

-- Sales with passages from before there were these tables: their number is unknown until the
-- projection is rebuilt, which leaves this table empty.
CREATE TABLE sales.inside_unknown (
  sale_id text COLLATE "C" PRIMARY KEY
);
INSERT INTO sales.inside_unknown SELECT DISTINCT sale_id FROM sales.gate_minute;
