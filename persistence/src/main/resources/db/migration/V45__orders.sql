-- The orders one by one, with their lines, payments, refunds, tickets and passages at gates: what the
-- lists and the search read. A projection of its own; it begins at the start of the journal, and a
-- node's loop applies what is there already.
CREATE SCHEMA orders;

-- Every order that was placed, whatever became of it. Expired and cancelled ones stay.
CREATE TABLE orders.placed_order (
  order_id          text COLLATE "C" PRIMARY KEY,
  sale_id           text COLLATE "C" NOT NULL,

  -- The keyed hash of the buyer, as the limit per buyer counts it.
  buyer_key         text COLLATE "C" NOT NULL,
  state             text COLLATE "C" NOT NULL CHECK (state IN ('held', 'paid', 'cancelled', 'expired')),

  -- The money came after the hold had ended, and the units were still there.
  late              boolean NOT NULL DEFAULT false,
  currency          text COLLATE "C" NOT NULL,
  total             bigint NOT NULL CHECK (total >= 0),
  units             integer NOT NULL CHECK (units > 0),

  -- Of the payment that paid it; before that of the latest attempt. Null: none was started.
  payment_id        text COLLATE "C",
  gateway           text COLLATE "C",
  method            text COLLATE "C",
  placed_at         timestamptz NOT NULL,
  held_until        timestamptz NOT NULL,
  paid_at           timestamptz,

  -- When it was cancelled or expired; null while it is held or paid.
  ended_at          timestamptz,

  -- The time of the latest event that changed what the lists show of it.
  changed_at        timestamptz NOT NULL,
  tickets_cancelled integer NOT NULL DEFAULT 0,

  -- The number of the latest event of the order in here. One that does not follow it is an error.
  revision          bigint NOT NULL
);

-- What was bought, with the prices of that moment.
CREATE TABLE orders.order_line (
  order_id   text COLLATE "C" NOT NULL,
  line       integer NOT NULL,
  sale_id    text COLLATE "C" NOT NULL,
  offer_id   text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  quantity   integer NOT NULL CHECK (quantity > 0),

  -- The face price of one unit; the total has taxes and fees besides.
  unit_price bigint NOT NULL,
  total      bigint NOT NULL,
  placed_at  timestamptz NOT NULL,
  PRIMARY KEY (order_id, line)
);

-- Attempts to pay.
CREATE TABLE orders.payment (
  payment_id text COLLATE "C" PRIMARY KEY,
  order_id   text COLLATE "C" NOT NULL,
  sale_id    text COLLATE "C" NOT NULL,
  gateway    text COLLATE "C" NOT NULL,
  method     text COLLATE "C" NOT NULL,

  -- unknown: the order has ended, and money may still come. paid: money came, whether it bought
  -- tickets or is owed back.
  state      text COLLATE "C" NOT NULL
    CHECK (state IN ('open', 'paid', 'failed', 'unknown', 'review', 'charged_back')),

  -- What the order costs; what came, without the fee; what the gateway has put on top; and what has
  -- left again without the order having asked for it.
  amount     bigint NOT NULL,
  received   bigint NOT NULL DEFAULT 0,
  fee        bigint NOT NULL DEFAULT 0,
  returned   bigint NOT NULL DEFAULT 0,
  currency   text COLLATE "C" NOT NULL,
  reference  text NOT NULL DEFAULT '',
  started_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);

-- Refunds, as in the schema sales; here at the position of their orders.
CREATE TABLE orders.refund (LIKE sales.refund INCLUDING ALL);
CREATE INDEX ON orders.refund (order_id);

-- Tickets of paid orders.
CREATE TABLE orders.ticket (
  ticket_id  text COLLATE "C" PRIMARY KEY,
  order_id   text COLLATE "C" NOT NULL,
  sale_id    text COLLATE "C" NOT NULL,
  offer_id   text COLLATE "C" NOT NULL,

  -- cancelled: its order has taken it back. void: it admits no longer, and its order has not said so
  -- yet.
  state      text COLLATE "C" NOT NULL CHECK (state IN ('valid', 'cancelled', 'void')),

  -- Of its latest code; a reissued ticket has a higher generation.
  generation bigint NOT NULL,
  human_code text COLLATE "C" NOT NULL,
  price      bigint NOT NULL,
  issued_at  timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,

  -- The number of the latest event of the ticket itself in here; 0 before its first scan.
  revision   bigint NOT NULL
);

-- Passages of tickets through gates.
CREATE TABLE orders.check_in (
  ticket_id   text COLLATE "C" NOT NULL,

  -- The number of its event in the ticket's journal.
  sequence    bigint NOT NULL,
  order_id    text COLLATE "C" NOT NULL,
  sale_id     text COLLATE "C" NOT NULL,
  offer_id    text COLLATE "C" NOT NULL,
  list_id     text COLLATE "C" NOT NULL,
  gate_id     text COLLATE "C" NOT NULL,
  device_id   text COLLATE "C" NOT NULL,
  nonce       text COLLATE "C" NOT NULL,
  direction   text COLLATE "C" NOT NULL CHECK (direction IN ('in', 'out')),
  mode        text COLLATE "C" NOT NULL CHECK (mode IN ('online', 'offline', 'forced')),

  -- annulled: the door did not open. conflict: admitted offline, and the ticket would have refused.
  outcome     text COLLATE "C" NOT NULL CHECK (outcome IN ('passed', 'annulled', 'conflict')),

  -- Why it was forced, or what it conflicts with; else empty.
  reason      text NOT NULL,

  -- At the gate, and when the ticket recorded it.
  passed_at   timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  changed_at  timestamptz NOT NULL,
  PRIMARY KEY (ticket_id, sequence)
);

-- The lists, by sale; what has changed lately; and what belongs to a buyer or an order.
CREATE INDEX ON orders.placed_order (sale_id, placed_at, order_id);
CREATE INDEX ON orders.placed_order (changed_at, order_id);
CREATE INDEX ON orders.placed_order (buyer_key, placed_at);
CREATE INDEX ON orders.order_line (sale_id, offer_id, placed_at, order_id);
CREATE INDEX ON orders.payment (order_id);
CREATE INDEX ON orders.payment (sale_id, started_at, payment_id);
CREATE INDEX ON orders.ticket (order_id);
CREATE INDEX ON orders.ticket (sale_id, issued_at, ticket_id);
CREATE INDEX ON orders.ticket (human_code);
CREATE INDEX ON orders.check_in (sale_id, passed_at, ticket_id, sequence);

INSERT INTO projection (name) VALUES ('orders');
