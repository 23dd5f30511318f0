-- Who was let in without a network and would have been refused: for people to look at.
CREATE TABLE sales.gate_conflict (
  sale_id        text COLLATE "C" NOT NULL,
  found_at       timestamptz NOT NULL,
  ticket_id      text COLLATE "C" NOT NULL,
  nonce          text COLLATE "C" NOT NULL,
  reason         text NOT NULL,
  list_id        text NOT NULL,
  gate_id        text NOT NULL,
  device_id      text NOT NULL,
  at             timestamptz NOT NULL,
  earlier_gate   text,
  earlier_device text,
  earlier_at     timestamptz,
  PRIMARY KEY (sale_id, found_at, ticket_id, nonce)
);

-- The devices at the gates of a sale.
CREATE TABLE sales.gate_device (
  sale_id    text COLLATE "C" NOT NULL,
  device_id  text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  role       text NOT NULL,
  status     text NOT NULL,
  key        bigint NOT NULL,
  software   text NOT NULL,
  invited_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (sale_id, device_id)
);
CREATE UNIQUE INDEX ON sales.gate_device (device_id);

-- The eight letters under the QR code, for a broken screen. A new code of a ticket has new letters;
-- the old ones stay, so that a gate can say that they are void.
CREATE TABLE sales.human_code (
  sale_id    text COLLATE "C" NOT NULL,
  code       text COLLATE "C" NOT NULL,
  ticket_id  text COLLATE "C" NOT NULL,
  generation bigint NOT NULL,
  order_id   text COLLATE "C" NOT NULL,
  offer_id   text COLLATE "C" NOT NULL,
  PRIMARY KEY (sale_id, code, ticket_id, generation)
);

-- How often a gate said no. The nodes count and add: no event tells it, so no rebuild may lose it,
-- and it does not belong to the projection.
CREATE TABLE gate_refusal (
  sale_id text COLLATE "C" NOT NULL,
  gate_id text COLLATE "C" NOT NULL,
  list_id text COLLATE "C" NOT NULL,
  reason  text COLLATE "C" NOT NULL,
  refused bigint NOT NULL,
  PRIMARY KEY (sale_id, gate_id, list_id, reason)
);
