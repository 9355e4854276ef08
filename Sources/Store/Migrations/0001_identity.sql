-- Persons, companies, memberships, sessions and API tokens.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kontor_app, kontor_identity, kontor_engine, kontor_operator;

-- The company that this transaction acts for. Unset is an error, never "all".
CREATE FUNCTION acting_company() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('kontor.company')::uuid;

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
