-- When a gateway that could not say or do something is asked again: the waker leaves the order asleep
-- until then.
ALTER TABLE sales.order_errand ADD COLUMN not_before timestamptz NOT NULL DEFAULT '-infinity';

-- How often a refund was asked for without a result, and when it is asked for again.
ALTER TABLE sales.refund ADD COLUMN tries bigint NOT NULL DEFAULT 0;
ALTER TABLE sales.refund ADD COLUMN next_try timestamptz;
