-- Codes of tickets that let nobody in any more: all of a lower generation than this. A ticket that
-- is void as a whole stands above all generations.
CREATE TABLE sales.void_code (
  sale_id   text COLLATE "C" NOT NULL,
  ticket_id text COLLATE "C" NOT NULL,
  below     bigint NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (sale_id, ticket_id)
);

-- Who went through a gate to or from a list in one minute, by the clock at the gate.
CREATE TABLE sales.gate_minute (
  sale_id   text COLLATE "C" NOT NULL,
  gate_id   text COLLATE "C" NOT NULL,
  list_id   text COLLATE "C" NOT NULL,
  minute    timestamptz NOT NULL,
  entered   bigint NOT NULL,
  departed  bigint NOT NULL,
  conflicts bigint NOT NULL,
  PRIMARY KEY (sale_id, gate_id, list_id, minute)
);
