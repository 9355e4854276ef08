-- What the comparison servers work on: as much as the usual auction keeps, without accounts, rules and keys.
--
-- They lock the lot, compare the price, insert the bid, update the lot and commit. Bids overtake each other on their
-- way; one that is not the best any more is kept all the same, as Kontor keeps it here (bidders improve on their own
-- offers), so that all do the same work for the same bids.
CREATE TABLE lot (
  id integer PRIMARY KEY,
  best bigint NOT NULL,
  bids bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CREATE TABLE bid (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lot integer NOT NULL REFERENCES lot,
  bidder integer NOT NULL,
  price bigint NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE purchase_order (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  title text NOT NULL,
  currency text NOT NULL,
  total bigint NOT NULL,
  street text NOT NULL,
  locality text NOT NULL,
  postal_code text NOT NULL,
  country text NOT NULL,
  delivery_date date NOT NULL,
  life text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE order_line (
  order_id uuid NOT NULL REFERENCES purchase_order,
  number integer NOT NULL,
  description text NOT NULL,
  category text NOT NULL,
  quantity bigint NOT NULL,
  unit text NOT NULL,
  PRIMARY KEY (order_id, number)
);

-- The best that the database does alone: the whole bid in one call, one below the best.
CREATE FUNCTION place_bid(wanted integer, company integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  present bigint;
BEGIN
  SELECT best INTO present FROM lot WHERE id = wanted FOR UPDATE;
  IF present <= 1 THEN RETURN NULL; END IF;
  INSERT INTO bid (lot, bidder, price) VALUES (wanted, company, present - 1);
  UPDATE lot SET best = present - 1, bids = bids + 1 WHERE id = wanted;
  RETURN present - 1;
END $$;
