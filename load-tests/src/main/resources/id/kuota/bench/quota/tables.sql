-- What a team would build instead of Kuota: one row that counts, one row for each hold.

CREATE TABLE quota (
  id        integer PRIMARY KEY,
  capacity  bigint NOT NULL,
  available bigint NOT NULL CHECK (available >= 0),
  held      bigint NOT NULL,
  sold      bigint NOT NULL
)
-- Room on the page for the versions of the hot row, so that no index is touched.
WITH (fillfactor = 10);

CREATE TABLE hold (
  quota    integer NOT NULL,
  id       uuid NOT NULL,
  quantity integer NOT NULL,
  -- Milliseconds since 1970: an array of numbers is sent in binary form.
  until    bigint NOT NULL,
  PRIMARY KEY (quota, id)
);

-- A deadline is worth something only if whoever ends holds finds those that are over.
CREATE INDEX hold_until ON hold (until);

-- Everything in one round trip. The hold comes first: the hot row is locked only from its UPDATE to
-- the end of the commit. 1 granted (also when it was before), 2 the hold has other content, 0 not
-- enough.
CREATE FUNCTION reserve_one(in_quota integer, in_id uuid, in_quantity integer, in_until bigint)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  earlier hold%ROWTYPE;
BEGIN
  INSERT INTO hold VALUES (in_quota, in_id, in_quantity, in_until) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO earlier FROM hold WHERE quota = in_quota AND id = in_id;
    RETURN CASE
      WHEN earlier.quantity = in_quantity AND earlier.until = in_until THEN 1 ELSE 2 END;
  END IF;
  UPDATE quota SET available = available - in_quantity, held = held + in_quantity
    WHERE id = in_quota AND available >= in_quantity;
  IF NOT FOUND THEN
    DELETE FROM hold WHERE quota = in_quota AND id = in_id;
    RETURN 0;
  END IF;
  RETURN 1;
END $$;

-- One after the other, as they stand in the line, under the lock of the hot row: for a batch that
-- does not fit as a whole, or that repeats something.
CREATE FUNCTION reserve_in_turn(
  in_quota integer, in_ids uuid[], in_quantities integer[], in_untils bigint[])
RETURNS integer[] LANGUAGE plpgsql AS $$
DECLARE
  answers integer[] := '{}';
BEGIN
  PERFORM 1 FROM quota WHERE id = in_quota FOR UPDATE;
  FOR i IN 1 .. cardinality(in_ids) LOOP
    answers := answers || reserve_one(in_quota, in_ids[i], in_quantities[i], in_untils[i]);
  END LOOP;
  RETURN answers;
END $$;

-- A batch in one round trip: two statements whatever its size, when it fits and repeats nothing.
-- Nothing is sent back then (NULL: all of them granted). A plain INSERT, since ON CONFLICT costs
-- every row more than the one savepoint that takes back a batch with a repeated hold.
CREATE FUNCTION reserve_batch(
  in_quota integer, in_ids uuid[], in_quantities integer[], in_untils bigint[], in_units bigint)
RETURNS integer[] LANGUAGE plpgsql AS $$
BEGIN
  UPDATE quota SET available = available - in_units, held = held + in_units
    WHERE id = in_quota AND available >= in_units;
  IF FOUND THEN
    INSERT INTO hold
      SELECT in_quota, asked.* FROM unnest(in_ids, in_quantities, in_untils) AS asked;
    RETURN NULL;
  END IF;
  RETURN reserve_in_turn(in_quota, in_ids, in_quantities, in_untils);
EXCEPTION WHEN unique_violation THEN
  RETURN reserve_in_turn(in_quota, in_ids, in_quantities, in_untils);
END $$;

-- One row for each unit: no row is hot. Only so many units are prepared as rows that a few seconds
-- of a sale need, the rest is a number; so the index stays small.
CREATE TABLE stock (
  quota      integer PRIMARY KEY,
  capacity   bigint NOT NULL,
  unprepared bigint NOT NULL CHECK (unprepared >= 0),
  next_unit  bigint NOT NULL
);

CREATE TABLE unit (
  quota integer NOT NULL,
  id    bigint NOT NULL,
  PRIMARY KEY (quota, id)
);

-- Takes units that no other caller is taking at this moment, in one round trip. 1 granted (also when
-- it was before), 2 the hold has other content, 0 too few rows are there that are not locked.
CREATE FUNCTION reserve_units(in_quota integer, in_id uuid, in_quantity integer, in_until bigint)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  earlier hold%ROWTYPE;
  free tid[];
BEGIN
  INSERT INTO hold VALUES (in_quota, in_id, in_quantity, in_until) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO earlier FROM hold WHERE quota = in_quota AND id = in_id;
    RETURN CASE
      WHEN earlier.quantity = in_quantity AND earlier.until = in_until THEN 1 ELSE 2 END;
  END IF;
  free := ARRAY(
    SELECT ctid FROM unit WHERE quota = in_quota ORDER BY id LIMIT in_quantity
    FOR UPDATE SKIP LOCKED);
  IF cardinality(free) < in_quantity THEN
    DELETE FROM hold WHERE quota = in_quota AND id = in_id;
    RETURN 0;
  END IF;
  DELETE FROM unit WHERE ctid = ANY (free);
  RETURN 1;
END $$;

-- Fills up what is prepared once half of it is taken, one caller at a time. Returns the units that
-- are left, as rows or as a number: those that others are just taking too.
CREATE FUNCTION prepare_units(in_quota integer, in_wanted bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  of stock%ROWTYPE;
  prepared bigint;
  more bigint;
BEGIN
  SELECT * INTO of FROM stock WHERE quota = in_quota;
  SELECT count(*) INTO prepared FROM unit WHERE quota = in_quota;
  IF prepared > in_wanted / 2 THEN
    RETURN prepared + of.unprepared;
  END IF;
  SELECT * INTO of FROM stock WHERE quota = in_quota FOR UPDATE;
  SELECT count(*) INTO prepared FROM unit WHERE quota = in_quota;
  more := least(greatest(in_wanted - prepared, 0), of.unprepared);
  IF more > 0 THEN
    INSERT INTO unit SELECT in_quota, generate_series(of.next_unit, of.next_unit + more - 1);
    UPDATE stock SET unprepared = unprepared - more, next_unit = next_unit + more
      WHERE quota = in_quota;
  END IF;
  RETURN prepared + of.unprepared;
END $$;
