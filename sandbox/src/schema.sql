-- The tables of a database file, with the rules that must hold whatever the code does. PRAGMA
-- user_version is the version of this schema.

CREATE TABLE customer (
    -- Order of creation, which is the order of every list.
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT    NOT NULL UNIQUE CHECK (id <> ''),
    developer     INTEGER NOT NULL,
    test          INTEGER NOT NULL CHECK (test IN (0, 1)),
    first_name    TEXT    NOT NULL CHECK (first_name <> ''),
    last_name     TEXT    NOT NULL CHECK (last_name <> ''),
    email         TEXT    NOT NULL CHECK (email <> ''),
    phone         TEXT,
    country       TEXT,
    metadata      TEXT    CHECK (metadata IS NULL OR json_type(metadata) = 'object'),
    created_on    TEXT    NOT NULL,
    pay_providers TEXT    NOT NULL CHECK (json_type(pay_providers) = 'array'),
    -- Within the account, over both modes; upper and lower case differ (inferred).
    UNIQUE (developer, email)
) STRICT;

CREATE INDEX customer_by_account ON customer (developer, test, seq);

CREATE TABLE photo (
    customer   INTEGER PRIMARY KEY REFERENCES customer (seq) ON DELETE CASCADE,
    -- Random, since a photo is served without credentials.
    name       TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
    bytes      BLOB NOT NULL
) STRICT;

CREATE TABLE address (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT    NOT NULL UNIQUE CHECK (id <> ''),
    customer    INTEGER NOT NULL REFERENCES customer (seq) ON DELETE CASCADE,
    line1       TEXT    NOT NULL CHECK (line1 <> ''),
    line2       TEXT,
    city        TEXT    NOT NULL CHECK (city <> ''),
    state       TEXT,
    postal_code TEXT    NOT NULL CHECK (postal_code <> ''),
    country     TEXT    NOT NULL CHECK (country <> ''),
    is_default  INTEGER NOT NULL CHECK (is_default IN (0, 1))
) STRICT;

CREATE INDEX address_by_customer ON address (customer, seq);
CREATE UNIQUE INDEX address_one_default ON address (customer) WHERE is_default = 1;

-- Accounts opened by tests (only with faults switched on).
CREATE TABLE fresh_account (
    developer INTEGER PRIMARY KEY AUTOINCREMENT,
    key       TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO sqlite_sequence (name, seq) VALUES ('fresh_account', 1000000);

PRAGMA user_version = 1;
