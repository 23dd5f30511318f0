-- The numbers of a shared quota after some of its events, so that those at any of its events are known
-- without reading all that came before. Of each 64 events one is kept: the last at which a batch of
-- the projection ended. A quota whose first events were applied before this release has none until
-- the projection is rebuilt: its grants were not counted.
CREATE TABLE sales.quota_mark (
  quota_id text COLLATE "C" NOT NULL,
  block    bigint NOT NULL,

  -- The sequence number of the quota's last event in these numbers.
  revision bigint NOT NULL,

  -- Holds that the quota has granted ever, each replacement counted.
  granted  bigint NOT NULL,
  capacity bigint NOT NULL,
  held     bigint NOT NULL,
  sold     bigint NOT NULL,
  refused  bigint NOT NULL,
  PRIMARY KEY (quota_id, block)
) WITH (fillfactor = 80); -- The latest row of a quota changes with each batch, within its page.
