-- The lists of orders: for each filter an order in which rows are found without sorting, measured with
-- ten million orders (docs/decisions/0052-orders-have-a-projection-of-their-own.md).
CREATE INDEX ON orders.placed_order (sale_id, state, placed_at, order_id);
CREATE INDEX ON orders.placed_order (sale_id, total, placed_at, order_id);
CREATE INDEX ON orders.placed_order (placed_at, order_id) WHERE state = 'held';
CREATE INDEX ON orders.ticket (sale_id, offer_id, issued_at, ticket_id);
CREATE INDEX ON orders.ticket (sale_id, state, issued_at, ticket_id) WHERE state <> 'valid';
CREATE INDEX ON orders.ticket (issued_at, ticket_id);
CREATE INDEX ON orders.ticket (changed_at, ticket_id);
CREATE INDEX ON orders.payment (state, started_at, payment_id) WHERE state NOT IN ('paid', 'failed');
CREATE INDEX ON orders.payment (started_at, payment_id);
CREATE INDEX ON orders.payment (changed_at, payment_id);
CREATE INDEX ON orders.check_in (sale_id, gate_id, passed_at, ticket_id, sequence);
CREATE INDEX ON orders.check_in (sale_id, outcome, passed_at, ticket_id, sequence) WHERE outcome <> 'passed';
CREATE INDEX ON orders.check_in (passed_at, ticket_id, sequence);
CREATE INDEX ON orders.check_in (changed_at, ticket_id, sequence);

-- Of every sale at once.
CREATE INDEX ON orders.placed_order (placed_at, order_id);
