-- The database roles, made once by whoever administers the server (kontor does it itself in its private cluster).
-- kontor_owner owns every table and runs migrations. kontor_app is what the server signs in as: it owns nothing, cannot
-- bypass row-level security, and sees one company at a time. Three more roles see across companies, each only what
-- its part needs; kontor_app steps into them inside one transaction (SET LOCAL ROLE) and inherits nothing from them.
CREATE ROLE kontor_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
CREATE ROLE kontor_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
-- Sign-in, sessions, tokens, registration.
CREATE ROLE kontor_identity NOLOGIN NOSUPERUSER NOBYPASSRLS;
-- Auctions and their journals.
CREATE ROLE kontor_engine NOLOGIN NOSUPERUSER NOBYPASSRLS;
-- Verification of companies.
CREATE ROLE kontor_operator NOLOGIN NOSUPERUSER NOBYPASSRLS;
GRANT kontor_identity, kontor_engine, kontor_operator TO kontor_app;
