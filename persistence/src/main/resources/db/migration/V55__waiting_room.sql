-- Waiting rooms of sales. The edge writes these tables itself, in no journal: no projection owns them,
-- and no rebuild may lose a place.
CREATE TABLE waiting_room (
  sale_id        text COLLATE "C" PRIMARY KEY,

  -- Secret until the order is drawn; its hash is public from now on.
  seed           bytea NOT NULL,
  created_at     timestamptz NOT NULL,

  -- All entries; those with a number of their own came after the freeze.
  entries        bigint NOT NULL DEFAULT 0,
  frozen_at      timestamptz,
  frozen_entries bigint,
  merkle_root    bytea,
  nonce_hash     bytea,

  -- The key of the order; empty until it is drawn.
  mix            bytea,
  beacon         bytea,
  beacon_source  text NOT NULL DEFAULT '',

  -- The last number that was let in; only grows.
  admitted_up_to bigint NOT NULL DEFAULT 0,

  -- What the controller found last, for all nodes.
  phase          text COLLATE "C" NOT NULL DEFAULT 'prequeue',
  per_minute     bigint NOT NULL DEFAULT 0,
  open_holds     bigint NOT NULL DEFAULT 0,
  next_deadline  timestamptz,
  controlled_at  timestamptz,

  -- What the operator has set.
  rate           int,
  paused         boolean NOT NULL DEFAULT false,
  draining       boolean NOT NULL DEFAULT false,
  message_id     text NOT NULL DEFAULT '',
  message_en     text NOT NULL DEFAULT ''
);

-- One row for each person in each room. The id is a keyed hash of both.
CREATE TABLE waiting_room_entry (
  sale_id    text COLLATE "C" NOT NULL,
  entry_id   bytea NOT NULL,
  nonce      bytea NOT NULL,

  -- Behind the frozen entries, in the order of arrival; null for those, whose order is drawn.
  number     bigint,
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (sale_id, entry_id)
);

-- Passes that were exchanged for a session. A pass is one of an entry and a time.
CREATE TABLE waiting_room_pass (
  sale_id    text COLLATE "C" NOT NULL,
  entry_id   bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  number     bigint NOT NULL,

  -- The key of the request, as a hash: a request that is repeated gets its session again.
  request    text NOT NULL,
  spent_at   timestamptz NOT NULL,

  -- When the person first held units, and how many.
  held_at    timestamptz,
  units      bigint,
  PRIMARY KEY (sale_id, entry_id, expires_at)
);
CREATE INDEX ON waiting_room_pass (sale_id, number);
CREATE INDEX ON waiting_room_pass (spent_at);

-- When the last number grew; a row for each look of the controller that let people in.
CREATE TABLE waiting_room_admission (
  sale_id text COLLATE "C" NOT NULL,
  at      timestamptz NOT NULL,
  up_to   bigint NOT NULL,
  PRIMARY KEY (sale_id, at)
);
