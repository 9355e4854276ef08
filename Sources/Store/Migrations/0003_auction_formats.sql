-- Every auction format: seeds, the owner's presence, sealed offers, awards of shares and in other currencies.

-- What chance decides with. The journal has its hash from the start and the seed itself from the end.
CREATE TABLE auction_seed (
  auction_id uuid CONSTRAINT auction_seed_pkey PRIMARY KEY
    CONSTRAINT auction_seed_auction_fkey REFERENCES auction,
  seed bytea NOT NULL CONSTRAINT auction_seed_length CHECK (octet_length(seed) = 32)
);
GRANT SELECT, INSERT ON auction_seed TO kontor_engine;

-- When the owner of the auctions last said that it is there: how long nobody was is told by the next one.
CREATE TABLE engine_presence (
  single boolean CONSTRAINT engine_presence_pkey PRIMARY KEY DEFAULT true
    CONSTRAINT engine_presence_single CHECK (single),
  last_alive_at timestamptz
);
GRANT SELECT ON engine_presence TO kontor_engine;
GRANT UPDATE (last_alive_at) ON engine_presence TO kontor_engine;
INSERT INTO engine_presence DEFAULT VALUES;

-- Sealed auctions

-- Who holds a share of a sealed auction's keys. Openers may know of the requirement, whether invited or not.
CREATE TABLE auction_opener (
  auction_id uuid NOT NULL CONSTRAINT auction_opener_auction_fkey REFERENCES auction,
  -- The auction's own: policies of requirements ask for it.
  requirement_id uuid NOT NULL CONSTRAINT auction_opener_requirement_fkey REFERENCES requirement,
  company_id uuid NOT NULL CONSTRAINT auction_opener_company_fkey REFERENCES company,
  -- Of the share.
  number smallint NOT NULL CONSTRAINT auction_opener_number_positive CHECK (number > 0),
  CONSTRAINT auction_opener_pkey PRIMARY KEY (auction_id, company_id),
  CONSTRAINT auction_opener_number_key UNIQUE (auction_id, number)
);
CREATE INDEX auction_opener_company_idx ON auction_opener (company_id, requirement_id);
ALTER TABLE auction_opener ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY auction_opener_own ON auction_opener FOR SELECT TO kontor_app USING (company_id = acting_company());
CREATE POLICY auction_opener_engine ON auction_opener TO kontor_engine USING (true) WITH CHECK (true);
GRANT SELECT ON auction_opener TO kontor_app;
GRANT SELECT, INSERT ON auction_opener TO kontor_engine;

-- The server's part of each round's key: worth nothing without the openers' shares. Gone once the round is opened.
CREATE TABLE auction_key_part (
  auction_id uuid NOT NULL CONSTRAINT auction_key_part_auction_fkey REFERENCES auction,
  round smallint NOT NULL CONSTRAINT auction_key_part_round_positive CHECK (round > 0),
  part bytea NOT NULL CONSTRAINT auction_key_part_length CHECK (octet_length(part) = 32),
  CONSTRAINT auction_key_part_pkey PRIMARY KEY (auction_id, round)
);
GRANT SELECT, INSERT, DELETE ON auction_key_part TO kontor_engine;

-- Shares that their openers have not fetched yet, locked with a code that the server does not have.
CREATE TABLE auction_locked_share (
  auction_id uuid NOT NULL,
  round smallint NOT NULL,
  number smallint NOT NULL,
  share bytea NOT NULL CONSTRAINT auction_locked_share_length CHECK (octet_length(share) = 48),
  CONSTRAINT auction_locked_share_pkey PRIMARY KEY (auction_id, round, number),
  CONSTRAINT auction_locked_share_opener_fkey FOREIGN KEY (auction_id, number)
    REFERENCES auction_opener (auction_id, number),
  CONSTRAINT auction_locked_share_round_fkey FOREIGN KEY (auction_id, round) REFERENCES auction_key_part
    ON DELETE CASCADE
);
GRANT SELECT, INSERT, DELETE ON auction_locked_share TO kontor_engine;

DROP POLICY requirement_read ON requirement;
CREATE POLICY requirement_read ON requirement FOR SELECT TO kontor_app
  USING (
    company_id = acting_company()
    OR (status <> 'draft'
      AND (method = 'open'
        OR EXISTS (
          SELECT FROM invitation i
          WHERE i.requirement_id = requirement.id AND i.supplier_id = acting_company() AND i.status <> 'withdrawn')
        OR EXISTS (
          SELECT FROM auction_opener o
          WHERE o.requirement_id = requirement.id AND o.company_id = acting_company()))));

-- Awards

ALTER TABLE award ADD COLUMN currency text;
UPDATE award a SET currency = r.currency FROM requirement r WHERE r.id = a.requirement_id;
ALTER TABLE award ALTER COLUMN currency SET NOT NULL;
ALTER TABLE award ADD CONSTRAINT award_currency_code CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE award ADD COLUMN share integer NOT NULL DEFAULT 10000
  CONSTRAINT award_share_valid CHECK (share BETWEEN 1 AND 10000);
DROP INDEX award_lot_key;
CREATE UNIQUE INDEX award_lot_key ON award (auction_id, lot_number, supplier_id) WHERE status = 'active';
