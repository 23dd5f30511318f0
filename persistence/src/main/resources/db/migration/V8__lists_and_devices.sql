-- Tickets of an offer that let somebody in: sold, and not void.
CREATE TABLE sales.offer_tickets (
  sale_id  text COLLATE "C" NOT NULL,
  offer_id text COLLATE "C" NOT NULL,
  tickets  bigint NOT NULL,
  PRIMARY KEY (sale_id, offer_id)
);

-- The only list that a device scans for; empty if whoever holds it chooses.
ALTER TABLE sales.gate_device ADD COLUMN list_id text NOT NULL DEFAULT '';

-- When a device was seen last, and what it said of itself then. The nodes write it, a moment later and
-- in no journal: no rebuild may lose it, and it does not belong to the projection.
CREATE TABLE device_presence (
  device_id text COLLATE "C" PRIMARY KEY,
  seen_at   timestamptz NOT NULL,
  battery   bigint,
  charging  boolean,
  unsent    bigint,
  app       text,
  gate_id   text
);
