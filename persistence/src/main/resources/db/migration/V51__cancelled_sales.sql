-- A sale whose event does not take place stands so in the listing, where the payer of refunds finds it.
ALTER TABLE sales.sale_listing DROP CONSTRAINT sale_listing_status_check;
ALTER TABLE sales.sale_listing ADD CONSTRAINT sale_listing_status_check
  CHECK (status IN ('planned', 'open', 'paused', 'closed', 'cancelled'));
