-- Money that goes back to buyers: one row for each refund there ever was.
CREATE TABLE sales.refund (
  refund_id  text COLLATE "C" PRIMARY KEY,
  order_id   text COLLATE "C" NOT NULL,
  sale_id    text COLLATE "C" NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  amount     bigint NOT NULL CHECK (amount > 0),

  -- Another one than that of the sale; null if it is that.
  currency   text,
  reason     text NOT NULL,
  status     text NOT NULL CHECK (status IN ('due', 'manual', 'review', 'done', 'taken_back')),
  note       text NOT NULL,
  since      timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);

-- The list, by where a refund stands; and what is overdue.
CREATE INDEX ON sales.refund (status, refund_id);
CREATE INDEX ON sales.refund (payment_id);

-- Orders that have something to do without being asked: each is woken until it has done it. The
-- subject is the payment to ask about, the refund to make, the units to look for or to give back.
CREATE TABLE sales.order_errand (
  order_id text COLLATE "C" NOT NULL,
  subject  text COLLATE "C" NOT NULL,
  since    timestamptz NOT NULL,
  PRIMARY KEY (order_id, subject)
);
