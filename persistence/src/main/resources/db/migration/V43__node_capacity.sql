-- How many orders a second the node sold in its warm-up, through its own edge; null: not measured.
ALTER TABLE node_lease ADD COLUMN orders_per_second integer;
