-- The whole database as the migrations leave it, for reading: nothing runs this file but the test which proves that both
-- come to the same. The roles that it speaks of are made by roles.sql.
--
-- Every table that names a company has forced row-level security. kontor_app, the server, sees one company at a time;
-- it steps into the other roles for what crosses companies: sign-in, the auction engine, verification.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kontor_app, kontor_identity, kontor_engine, kontor_operator;

-- The company that this transaction acts for. Unset is an error, never "all".
CREATE FUNCTION acting_company() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('kontor.company')::uuid;

-- Companies and persons

CREATE TABLE company (
  id uuid CONSTRAINT company_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT company_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  identifier_scheme text NOT NULL,
  identifier_id text NOT NULL,
  country char(2) NOT NULL,
  categories text[] NOT NULL DEFAULT '{}',
  verification text NOT NULL DEFAULT 'pending'
    CONSTRAINT company_verification_known CHECK (verification IN ('pending', 'verified', 'rejected', 'suspended')),
  verification_reason text NOT NULL DEFAULT '',
  first_verified_at timestamptz,
  revision bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);
CREATE INDEX company_verification_idx ON company (verification, name, id);
ALTER TABLE company ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- A company that was ever verified stays known by name: its orders and bids name it.
CREATE POLICY company_read ON company FOR SELECT TO kontor_app
  USING (id = acting_company() OR first_verified_at IS NOT NULL);
CREATE POLICY company_change ON company FOR UPDATE TO kontor_app
  USING (id = acting_company()) WITH CHECK (id = acting_company());
CREATE POLICY company_identity ON company TO kontor_identity USING (true) WITH CHECK (true);
CREATE POLICY company_operator ON company TO kontor_operator USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON company TO kontor_app, kontor_operator;
GRANT SELECT, INSERT ON company TO kontor_identity;

CREATE TABLE person (
  id uuid CONSTRAINT person_pkey PRIMARY KEY,
  name text NOT NULL CONSTRAINT person_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  -- Lower case, NFC: one address, one account.
  email text NOT NULL CONSTRAINT person_email_key UNIQUE,
  language text NOT NULL DEFAULT 'en' CONSTRAINT person_language_known CHECK (language IN ('en', 'ru', 'ro')),
  is_operator boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

CREATE TABLE membership (
  company_id uuid NOT NULL CONSTRAINT membership_company_fkey REFERENCES company,
  person_id uuid NOT NULL CONSTRAINT membership_person_fkey REFERENCES person,
  -- Bits: 1 administrator, 2 buyer, 4 supplier, 8 partner.
  rights smallint NOT NULL CONSTRAINT membership_rights_known CHECK (rights BETWEEN 1 AND 15),
  created_at timestamptz NOT NULL,
  CONSTRAINT membership_pkey PRIMARY KEY (company_id, person_id)
);
CREATE INDEX membership_person_idx ON membership (person_id);
ALTER TABLE membership ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY membership_own ON membership TO kontor_app
  USING (company_id = acting_company()) WITH CHECK (company_id = acting_company());
CREATE POLICY membership_identity ON membership TO kontor_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO kontor_app;
GRANT SELECT, INSERT ON membership TO kontor_identity;

-- Colleagues see each other; nobody else learns that a person exists.
ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY person_colleagues ON person FOR SELECT TO kontor_app
  USING (EXISTS (SELECT FROM membership m WHERE m.person_id = person.id AND m.company_id = acting_company()));
CREATE POLICY person_identity ON person TO kontor_identity USING (true) WITH CHECK (true);
GRANT SELECT ON person TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON person TO kontor_identity;

-- Signing in

CREATE TABLE credential (
  person_id uuid CONSTRAINT credential_pkey PRIMARY KEY CONSTRAINT credential_person_fkey REFERENCES person,
  -- Argon2id in the PHC string format.
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON credential TO kontor_identity;

CREATE TABLE session (
  id uuid CONSTRAINT session_pkey PRIMARY KEY,
  -- SHA-256 of the cookie's 256-bit token.
  token_hash bytea NOT NULL CONSTRAINT session_token_key UNIQUE,
  person_id uuid NOT NULL CONSTRAINT session_person_fkey REFERENCES person,
  company_id uuid CONSTRAINT session_company_fkey REFERENCES company,
  address text NOT NULL,
  user_agent text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_person_idx ON session (person_id);
CREATE INDEX session_expiry_idx ON session (expires_at);
ALTER TABLE session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY session_identity ON session TO kontor_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO kontor_identity;

CREATE TABLE api_token (
  id uuid CONSTRAINT api_token_pkey PRIMARY KEY,
  company_id uuid NOT NULL CONSTRAINT api_token_company_fkey REFERENCES company,
  name text NOT NULL CONSTRAINT api_token_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
  -- SHA-256 of the token, which was shown once.
  token_hash bytea NOT NULL CONSTRAINT api_token_hash_key UNIQUE,
  -- The scopes, as the bits of a membership's rights.
  rights smallint NOT NULL CONSTRAINT api_token_rights_known CHECK (rights BETWEEN 1 AND 15),
  read_only boolean NOT NULL,
  created_by uuid NOT NULL CONSTRAINT api_token_person_fkey REFERENCES person,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_token_company_idx ON api_token (company_id, created_at);
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY api_token_own ON api_token TO kontor_app
  USING (company_id = acting_company()) WITH CHECK (company_id = acting_company());
CREATE POLICY api_token_identity ON api_token TO kontor_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON api_token TO kontor_app;
GRANT UPDATE (revoked_at) ON api_token TO kontor_app;
GRANT SELECT ON api_token TO kontor_identity;
GRANT UPDATE (last_used_at) ON api_token TO kontor_identity;

-- What every record has

-- The timeline, the audit and the outbox: one row for each change of any record, in the same transaction as the change.
CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT event_pkey PRIMARY KEY,
  noun text NOT NULL,
  record_id uuid NOT NULL,
  -- The record's revision after the event.
  position bigint NOT NULL,
  kind text NOT NULL,
  details jsonb NOT NULL,
  at timestamptz NOT NULL,
  -- The person or token that acted.
  actor_id uuid NOT NULL,
  actor_company_id uuid NOT NULL CONSTRAINT event_actor_company_fkey REFERENCES company,
  -- Whose record it is, and with whom it is shared.
  company_id uuid NOT NULL CONSTRAINT event_company_fkey REFERENCES company,
  counterparty_id uuid CONSTRAINT event_counterparty_fkey REFERENCES company,
  -- Readers that follow the feed wait until every transaction before this one has ended.
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT event_record_position_key UNIQUE (noun, record_id, position)
);
CREATE INDEX event_feed_idx ON event (transaction_id, id);
ALTER TABLE event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY event_read ON event FOR SELECT TO kontor_app
  USING (acting_company() IN (company_id, counterparty_id));
CREATE POLICY event_write ON event FOR INSERT TO kontor_app WITH CHECK (actor_company_id = acting_company());
CREATE POLICY event_identity ON event FOR INSERT TO kontor_identity WITH CHECK (noun = 'company');
CREATE POLICY event_operator ON event FOR INSERT TO kontor_operator WITH CHECK (noun = 'company');
GRANT SELECT, INSERT ON event TO kontor_app;
GRANT INSERT ON event TO kontor_identity, kontor_operator;

-- What was answered to an Idempotency-Key, written in the transaction of the change itself.
CREATE TABLE idempotency (
  company_id uuid NOT NULL CONSTRAINT idempotency_company_fkey REFERENCES company,
  actor_id uuid NOT NULL,
  key text NOT NULL CONSTRAINT idempotency_key_length CHECK (char_length(key) BETWEEN 1 AND 200),
  -- SHA-256 of method, path and body: the same key for another request is a mistake.
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  location text,
  body bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT idempotency_pkey PRIMARY KEY (company_id, actor_id, key)
);
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_own ON idempotency TO kontor_app
  USING (company_id = acting_company()) WITH CHECK (company_id = acting_company());
GRANT SELECT, INSERT ON idempotency TO kontor_app;

-- Requirements and invitations

CREATE TABLE requirement (
  id uuid CONSTRAINT requirement_pkey PRIMARY KEY,
  company_id uuid NOT NULL CONSTRAINT requirement_company_fkey REFERENCES company,
  revision bigint NOT NULL DEFAULT 0,
  status text NOT NULL
    CONSTRAINT requirement_status_known CHECK (status IN ('draft', 'active', 'complete', 'cancelled')),
  title text NOT NULL,
  description text NOT NULL,
  currency char(3) NOT NULL,
  method text NOT NULL CONSTRAINT requirement_method_known CHECK (method IN ('open', 'selective')),
  delivery_street text NOT NULL,
  delivery_locality text NOT NULL,
  delivery_postal_code text NOT NULL,
  delivery_country char(2) NOT NULL,
  delivery_date date NOT NULL,
  minimal_step bigint CONSTRAINT requirement_step_positive CHECK (minimal_step > 0),
  source_scheme text,
  source_id text,
  created_at timestamptz NOT NULL,
  -- Two companies may import the same tender; one company may not do so twice.
  CONSTRAINT requirement_source_key UNIQUE (company_id, source_scheme, source_id),
  CONSTRAINT requirement_method_key UNIQUE (id, company_id, method)
);
CREATE INDEX requirement_company_idx ON requirement (company_id, id DESC);
CREATE INDEX requirement_open_idx ON requirement (id DESC) WHERE status = 'active' AND method = 'open';

CREATE TABLE invitation (
  id uuid CONSTRAINT invitation_pkey PRIMARY KEY,
  requirement_id uuid NOT NULL,
  buyer_id uuid NOT NULL CONSTRAINT invitation_buyer_fkey REFERENCES company,
  supplier_id uuid NOT NULL CONSTRAINT invitation_supplier_fkey REFERENCES company,
  -- The requirement's own: only where it is open may a supplier write its own line here.
  method text NOT NULL,
  status text NOT NULL
    CONSTRAINT invitation_status_known CHECK (status IN ('invited', 'accepted', 'declined', 'withdrawn')),
  revision bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  CONSTRAINT invitation_requirement_fkey FOREIGN KEY (requirement_id, buyer_id, method)
    REFERENCES requirement (id, company_id, method) ON UPDATE CASCADE,
  CONSTRAINT invitation_supplier_key UNIQUE (requirement_id, supplier_id)
);
CREATE INDEX invitation_supplier_idx ON invitation (supplier_id, id DESC);
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY invitation_read ON invitation FOR SELECT TO kontor_app
  USING (acting_company() IN (buyer_id, supplier_id));
CREATE POLICY invitation_change ON invitation FOR UPDATE TO kontor_app
  USING (acting_company() IN (buyer_id, supplier_id)) WITH CHECK (acting_company() IN (buyer_id, supplier_id));
CREATE POLICY invitation_issue ON invitation FOR INSERT TO kontor_app
  WITH CHECK (buyer_id = acting_company() OR (supplier_id = acting_company() AND method = 'open'));
CREATE POLICY invitation_engine ON invitation FOR SELECT TO kontor_engine USING (true);
GRANT SELECT, INSERT ON invitation TO kontor_app;
GRANT UPDATE (status, revision) ON invitation TO kontor_app;
GRANT SELECT ON invitation TO kontor_engine;

ALTER TABLE requirement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY requirement_insert ON requirement FOR INSERT TO kontor_app WITH CHECK (company_id = acting_company());
CREATE POLICY requirement_change ON requirement FOR UPDATE TO kontor_app
  USING (company_id = acting_company()) WITH CHECK (company_id = acting_company());
CREATE POLICY requirement_engine ON requirement FOR SELECT TO kontor_engine USING (true);
GRANT SELECT, INSERT, UPDATE ON requirement TO kontor_app;
GRANT SELECT ON requirement TO kontor_engine;

CREATE TABLE lot (
  requirement_id uuid NOT NULL CONSTRAINT lot_requirement_fkey REFERENCES requirement ON DELETE CASCADE,
  number integer NOT NULL CONSTRAINT lot_number_positive CHECK (number > 0),
  company_id uuid NOT NULL CONSTRAINT lot_company_fkey REFERENCES company,
  title text NOT NULL,
  target_price bigint NOT NULL CONSTRAINT lot_price_positive CHECK (target_price > 0),
  CONSTRAINT lot_pkey PRIMARY KEY (requirement_id, number)
);
ALTER TABLE lot ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY lot_read ON lot FOR SELECT TO kontor_app
  USING (EXISTS (SELECT FROM requirement r WHERE r.id = requirement_id));
CREATE POLICY lot_insert ON lot FOR INSERT TO kontor_app WITH CHECK (company_id = acting_company());
CREATE POLICY lot_delete ON lot FOR DELETE TO kontor_app USING (company_id = acting_company());
CREATE POLICY lot_engine ON lot FOR SELECT TO kontor_engine USING (true);
GRANT SELECT, INSERT, DELETE ON lot TO kontor_app;
GRANT SELECT ON lot TO kontor_engine;

CREATE TABLE item (
  requirement_id uuid NOT NULL,
  lot_number integer NOT NULL,
  number integer NOT NULL,
  company_id uuid NOT NULL CONSTRAINT item_company_fkey REFERENCES company,
  description text NOT NULL,
  -- CPV 2008 with check digit.
  category text NOT NULL,
  quantity bigint NOT NULL CONSTRAINT item_quantity_positive CHECK (quantity > 0),
  -- UN/ECE Recommendation 20.
  unit text NOT NULL,
  CONSTRAINT item_pkey PRIMARY KEY (requirement_id, lot_number, number),
  CONSTRAINT item_lot_fkey FOREIGN KEY (requirement_id, lot_number) REFERENCES lot ON DELETE CASCADE
);
ALTER TABLE item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY item_read ON item FOR SELECT TO kontor_app
  USING (EXISTS (SELECT FROM requirement r WHERE r.id = requirement_id));
CREATE POLICY item_insert ON item FOR INSERT TO kontor_app WITH CHECK (company_id = acting_company());
CREATE POLICY item_delete ON item FOR DELETE TO kontor_app USING (company_id = acting_company());
GRANT SELECT, INSERT, DELETE ON item TO kontor_app;

-- Auctions

CREATE TABLE auction (
  id uuid CONSTRAINT auction_pkey PRIMARY KEY,
  requirement_id uuid NOT NULL CONSTRAINT auction_requirement_fkey REFERENCES requirement,
  company_id uuid NOT NULL CONSTRAINT auction_company_fkey REFERENCES company,
  -- The fence: who writes the next line of the journal must name both as they are.
  epoch bigint NOT NULL,
  position bigint NOT NULL,
  phase text NOT NULL
    CONSTRAINT auction_phase_known CHECK (phase IN ('scheduled', 'open', 'closed', 'cancelled')),
  opens_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
) WITH (fillfactor = 50); -- one row is rewritten with every batch
CREATE UNIQUE INDEX auction_requirement_key ON auction (requirement_id) WHERE phase <> 'cancelled';
CREATE INDEX auction_live_idx ON auction (id) WHERE phase IN ('scheduled', 'open');
CREATE INDEX auction_company_idx ON auction (company_id, id DESC);
ALTER TABLE auction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY auction_read ON auction FOR SELECT TO kontor_app
  USING (company_id = acting_company() OR EXISTS (SELECT FROM requirement r WHERE r.id = requirement_id));
CREATE POLICY auction_engine ON auction TO kontor_engine USING (true) WITH CHECK (true);
GRANT SELECT ON auction TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON auction TO kontor_engine;

CREATE TABLE auction_journal (
  -- Of an auction: the fence that each line is written behind says so.
  auction_id uuid NOT NULL,
  position bigint NOT NULL CONSTRAINT auction_journal_position_valid CHECK (position >= 0),
  -- One line in its canonical encoding (contracts/events).
  event bytea NOT NULL,
  CONSTRAINT auction_journal_pkey PRIMARY KEY (auction_id, position)
);
GRANT SELECT, INSERT ON auction_journal TO kontor_engine;

-- The lines of a batch, and the fence that they are written behind, in one statement.
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

-- Published and open to all, or published and this company was asked, to offer or to open.
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

-- Awards and orders

CREATE TABLE award (
  id uuid CONSTRAINT award_pkey PRIMARY KEY,
  requirement_id uuid NOT NULL CONSTRAINT award_requirement_fkey REFERENCES requirement,
  auction_id uuid NOT NULL CONSTRAINT award_auction_fkey REFERENCES auction,
  lot_number integer NOT NULL,
  buyer_id uuid NOT NULL CONSTRAINT award_buyer_fkey REFERENCES company,
  supplier_id uuid NOT NULL CONSTRAINT award_supplier_fkey REFERENCES company,
  price bigint NOT NULL CONSTRAINT award_price_positive CHECK (price > 0),
  rank integer NOT NULL CONSTRAINT award_rank_positive CHECK (rank > 0),
  reason text NOT NULL,
  status text NOT NULL CONSTRAINT award_status_known CHECK (status IN ('active', 'cancelled')),
  order_id uuid,
  revision bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  -- ISO 4217, of the price.
  currency text NOT NULL CONSTRAINT award_currency_code CHECK (currency ~ '^[A-Z]{3}$'),
  -- In ten-thousandths of the lot.
  share integer NOT NULL DEFAULT 10000 CONSTRAINT award_share_valid CHECK (share BETWEEN 1 AND 10000),
  CONSTRAINT award_lot_fkey FOREIGN KEY (requirement_id, lot_number) REFERENCES lot
);
CREATE UNIQUE INDEX award_lot_key ON award (auction_id, lot_number, supplier_id) WHERE status = 'active';
CREATE INDEX award_requirement_idx ON award (requirement_id);
ALTER TABLE award ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY award_read ON award FOR SELECT TO kontor_app USING (acting_company() IN (buyer_id, supplier_id));
CREATE POLICY award_insert ON award FOR INSERT TO kontor_app WITH CHECK (buyer_id = acting_company());
CREATE POLICY award_change ON award FOR UPDATE TO kontor_app
  USING (buyer_id = acting_company()) WITH CHECK (buyer_id = acting_company());
GRANT SELECT, INSERT ON award TO kontor_app;
GRANT UPDATE (status, order_id, revision) ON award TO kontor_app;

-- Order numbers are counted per buyer and year.
CREATE TABLE order_counter (
  company_id uuid NOT NULL CONSTRAINT order_counter_company_fkey REFERENCES company,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT order_counter_pkey PRIMARY KEY (company_id, year)
);
ALTER TABLE order_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY order_counter_own ON order_counter TO kontor_app
  USING (company_id = acting_company()) WITH CHECK (company_id = acting_company());
GRANT SELECT, INSERT, UPDATE ON order_counter TO kontor_app;

CREATE TABLE purchase_order (
  id uuid CONSTRAINT purchase_order_pkey PRIMARY KEY,
  number text NOT NULL,
  buyer_id uuid NOT NULL CONSTRAINT purchase_order_buyer_fkey REFERENCES company,
  supplier_id uuid NOT NULL CONSTRAINT purchase_order_supplier_fkey REFERENCES company,
  award_id uuid NOT NULL CONSTRAINT purchase_order_award_key UNIQUE
    CONSTRAINT purchase_order_award_fkey REFERENCES award,
  title text NOT NULL,
  currency char(3) NOT NULL,
  total bigint NOT NULL CONSTRAINT purchase_order_total_positive CHECK (total > 0),
  delivery_street text NOT NULL,
  delivery_locality text NOT NULL,
  delivery_postal_code text NOT NULL,
  delivery_country char(2) NOT NULL,
  delivery_date date NOT NULL,
  life text NOT NULL CONSTRAINT purchase_order_life_known CHECK (life IN ('open', 'completed', 'cancelled')),
  delivery text NOT NULL CONSTRAINT purchase_order_delivery_known
    CHECK (delivery IN ('notShipped', 'shipped', 'delivered', 'accepted', 'rejected')),
  billing text NOT NULL CONSTRAINT purchase_order_billing_known CHECK (billing IN ('notInvoiced', 'invoiced', 'paid')),
  acknowledgement text NOT NULL CONSTRAINT purchase_order_acknowledgement_known
    CHECK (acknowledgement IN ('pending', 'accepted', 'rejected')),
  invoice_number text,
  revision bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  CONSTRAINT purchase_order_number_key UNIQUE (buyer_id, number)
);
CREATE INDEX purchase_order_buyer_idx ON purchase_order (buyer_id, id DESC);
CREATE INDEX purchase_order_supplier_idx ON purchase_order (supplier_id, id DESC);
ALTER TABLE purchase_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY purchase_order_read ON purchase_order FOR SELECT TO kontor_app
  USING (acting_company() IN (buyer_id, supplier_id));
CREATE POLICY purchase_order_insert ON purchase_order FOR INSERT TO kontor_app WITH CHECK (buyer_id = acting_company());
CREATE POLICY purchase_order_change ON purchase_order FOR UPDATE TO kontor_app
  USING (acting_company() IN (buyer_id, supplier_id)) WITH CHECK (acting_company() IN (buyer_id, supplier_id));
GRANT SELECT, INSERT ON purchase_order TO kontor_app;
GRANT UPDATE (life, delivery, billing, acknowledgement, invoice_number, revision) ON purchase_order TO kontor_app;

CREATE TABLE order_line (
  order_id uuid NOT NULL CONSTRAINT order_line_order_fkey REFERENCES purchase_order,
  number integer NOT NULL,
  description text NOT NULL,
  category text NOT NULL,
  quantity bigint NOT NULL,
  unit text NOT NULL,
  CONSTRAINT order_line_pkey PRIMARY KEY (order_id, number)
);
ALTER TABLE order_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY order_line_shared ON order_line TO kontor_app
  USING (EXISTS (SELECT FROM purchase_order o WHERE o.id = order_id))
  WITH CHECK (EXISTS (SELECT FROM purchase_order o WHERE o.id = order_id AND o.buyer_id = acting_company()));
GRANT SELECT, INSERT ON order_line TO kontor_app;

CREATE TABLE shipment (
  order_id uuid NOT NULL CONSTRAINT shipment_order_fkey REFERENCES purchase_order,
  number integer NOT NULL,
  carrier text NOT NULL,
  tracking_number text NOT NULL,
  shipped_at timestamptz NOT NULL,
  delivered_at timestamptz,
  CONSTRAINT shipment_pkey PRIMARY KEY (order_id, number)
);
ALTER TABLE shipment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY shipment_shared ON shipment TO kontor_app
  USING (EXISTS (SELECT FROM purchase_order o WHERE o.id = order_id))
  WITH CHECK (EXISTS (SELECT FROM purchase_order o WHERE o.id = order_id AND o.supplier_id = acting_company()));
GRANT SELECT, INSERT ON shipment TO kontor_app;
GRANT UPDATE (delivered_at) ON shipment TO kontor_app;

-- What customers think

CREATE TABLE feedback (
  id uuid CONSTRAINT feedback_pkey PRIMARY KEY,
  order_id uuid NOT NULL CONSTRAINT feedback_order_fkey REFERENCES purchase_order,
  buyer_id uuid NOT NULL CONSTRAINT feedback_buyer_fkey REFERENCES company,
  supplier_id uuid NOT NULL CONSTRAINT feedback_supplier_fkey REFERENCES company,
  subject text NOT NULL CONSTRAINT feedback_subject_known CHECK (subject IN ('order', 'supplier')),
  rating smallint NOT NULL CONSTRAINT feedback_rating_range CHECK (rating BETWEEN 1 AND 5),
  text text NOT NULL,
  given_by uuid NOT NULL,
  given_at timestamptz NOT NULL,
  CONSTRAINT feedback_once_key UNIQUE (order_id, subject, given_by)
);
CREATE INDEX feedback_supplier_idx ON feedback (supplier_id, subject);
ALTER TABLE feedback ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY feedback_read ON feedback FOR SELECT TO kontor_app USING (acting_company() IN (buyer_id, supplier_id));
CREATE POLICY feedback_give ON feedback FOR INSERT TO kontor_app WITH CHECK (buyer_id = acting_company());
GRANT SELECT, INSERT ON feedback TO kontor_app;

CREATE TABLE idea (
  id uuid CONSTRAINT idea_pkey PRIMARY KEY,
  author_id uuid NOT NULL CONSTRAINT idea_author_fkey REFERENCES company,
  addressee_id uuid NOT NULL CONSTRAINT idea_addressee_fkey REFERENCES company,
  title text NOT NULL,
  text text NOT NULL,
  status text NOT NULL
    CONSTRAINT idea_status_known CHECK (status IN ('open', 'planned', 'started', 'completed', 'declined')),
  response text NOT NULL DEFAULT '',
  revision bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);
CREATE INDEX idea_addressee_idx ON idea (addressee_id, id DESC);
CREATE INDEX idea_author_idx ON idea (author_id, id DESC);
ALTER TABLE idea ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- The author, the supplier it is about, and that supplier's other customers.
CREATE POLICY idea_read ON idea FOR SELECT TO kontor_app
  USING (
    acting_company() IN (author_id, addressee_id)
    OR EXISTS (
      SELECT FROM purchase_order o WHERE o.supplier_id = idea.addressee_id AND o.buyer_id = acting_company()));
CREATE POLICY idea_propose ON idea FOR INSERT TO kontor_app WITH CHECK (author_id = acting_company());
-- A vote raises the revision too, so whoever may see an idea may touch its row; what it may touch, the grant says.
CREATE POLICY idea_change ON idea FOR UPDATE TO kontor_app
  USING (
    acting_company() IN (author_id, addressee_id)
    OR EXISTS (
      SELECT FROM purchase_order o WHERE o.supplier_id = idea.addressee_id AND o.buyer_id = acting_company()));
GRANT SELECT, INSERT ON idea TO kontor_app;
GRANT UPDATE (status, response, revision) ON idea TO kontor_app;

CREATE TABLE idea_vote (
  idea_id uuid NOT NULL CONSTRAINT idea_vote_idea_fkey REFERENCES idea,
  person_id uuid NOT NULL CONSTRAINT idea_vote_person_fkey REFERENCES person,
  company_id uuid NOT NULL CONSTRAINT idea_vote_company_fkey REFERENCES company,
  created_at timestamptz NOT NULL,
  CONSTRAINT idea_vote_pkey PRIMARY KEY (idea_id, person_id)
);
ALTER TABLE idea_vote ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY idea_vote_read ON idea_vote FOR SELECT TO kontor_app
  USING (EXISTS (SELECT FROM idea i WHERE i.id = idea_id));
CREATE POLICY idea_vote_give ON idea_vote FOR INSERT TO kontor_app
  WITH CHECK (company_id = acting_company() AND EXISTS (SELECT FROM idea i WHERE i.id = idea_id));
CREATE POLICY idea_vote_withdraw ON idea_vote FOR DELETE TO kontor_app USING (company_id = acting_company());
GRANT SELECT, INSERT, DELETE ON idea_vote TO kontor_app;
