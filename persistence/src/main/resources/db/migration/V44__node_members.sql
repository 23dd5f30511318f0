-- When the node had joined the cluster or founded it. Null: it is on its way, and no other node may
-- join it yet. The default is for nodes of an earlier release, which say nothing of it.
ALTER TABLE node_lease ADD COLUMN joined_at timestamptz DEFAULT clock_timestamp();
