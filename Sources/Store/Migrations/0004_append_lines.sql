-- The lines of a batch in one statement: one message to the server, one commit.

-- A fence protects each line better than a foreign key, which would look the auction up once more for every line.
ALTER TABLE auction_journal DROP CONSTRAINT auction_journal_auction_fkey;

-- One row is rewritten with every batch: room beside it keeps its indexes as they are.
ALTER TABLE auction SET (fillfactor = 50);

CREATE FUNCTION append_lines(
  auctions uuid[], epochs bigint[], expected bigint[], reached bigint[], phases text[], opens timestamptz[],
  closes timestamptz[], owners uuid[], positions bigint[], lines bytea[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moved uuid[];
BEGIN
  WITH fence AS (
    UPDATE auction a SET position = n.reached, phase = n.phase, opens_at = n.opens, closes_at = n.closes
    FROM unnest(auctions, epochs, expected, reached, phases, opens, closes)
      AS n (id, epoch, expected, reached, phase, opens, closes)
    WHERE a.id = n.id AND a.epoch = n.epoch AND a.position = n.expected
    RETURNING a.id
  ) SELECT coalesce(array_agg(id), '{}') INTO moved FROM fence;
  IF cardinality(moved) <> cardinality(auctions) THEN
    RAISE EXCEPTION 'another owner writes' USING ERRCODE = 'KF001', DETAIL = (
      SELECT id::text FROM unnest(auctions) AS n (id) WHERE id <> ALL (moved) LIMIT 1);
  END IF;
  INSERT INTO auction_journal (auction_id, position, event) SELECT * FROM unnest(owners, positions, lines);
END $$;
REVOKE ALL ON FUNCTION append_lines FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_lines TO kontor_engine;
