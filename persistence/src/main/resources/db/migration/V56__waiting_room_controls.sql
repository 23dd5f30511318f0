-- Where buyers order who were let in; empty if the room does not say.
ALTER TABLE waiting_room ADD COLUMN shop_url text NOT NULL DEFAULT '';

-- What operators have changed of waiting rooms, and why.
CREATE TABLE waiting_room_change (
  change_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sale_id    text COLLATE "C" NOT NULL,
  change     text NOT NULL,
  done_by    text NOT NULL,
  reason     text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX ON waiting_room_change (sale_id, change_id);

-- Links that lead past a waiting room, for so many people and so long.
CREATE TABLE waiting_room_link (
  sale_id    text COLLATE "C" NOT NULL,
  link_id    bytea NOT NULL,
  uses       int NOT NULL,
  used       int NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL,
  revoked    boolean NOT NULL DEFAULT false,
  done_by    text NOT NULL,
  reason     text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (sale_id, link_id)
);

-- A person uses a link once, however often it is opened.
CREATE TABLE waiting_room_link_use (
  sale_id  text COLLATE "C" NOT NULL,
  link_id  bytea NOT NULL,
  entry_id bytea NOT NULL,
  used_at  timestamptz NOT NULL,
  PRIMARY KEY (sale_id, link_id, entry_id)
);
