-- Money is in integer cents, times are UTC in SQLite's own format.
--
-- Ids are visible in paths, and they stay in logs, bookmarks and records. So each is AUTOINCREMENT: the
-- number of a row that was deleted never names another one.

CREATE TABLE accounts (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT    NOT NULL,
    -- By name. Visitors and the marketplace's own jobs have no account.
    user_type      TEXT    NOT NULL CHECK (user_type NOT IN ('Anonymous', 'System')),
    suspended      INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    balance        INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0),
    transfer_limit INTEGER NOT NULL DEFAULT 0 CHECK (transfer_limit >= 0),
    -- Only these are offered on the login page, and only these can be signed in as.
    demo           INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE items (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    seller      INTEGER NOT NULL REFERENCES accounts (id),
    title       TEXT    NOT NULL,
    description TEXT    NOT NULL,
    price       INTEGER NOT NULL CHECK (price > 0),
    status      TEXT    NOT NULL CHECK (status IN ('draft', 'listed', 'sold')),
    featured    INTEGER NOT NULL DEFAULT 0 CHECK (featured IN (0, 1))
) STRICT;

CREATE TABLE orders (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    item      INTEGER NOT NULL REFERENCES items (id),
    buyer     INTEGER NOT NULL REFERENCES accounts (id),
    amount    INTEGER NOT NULL CHECK (amount > 0),
    refunded  INTEGER NOT NULL DEFAULT 0 CHECK (refunded IN (0, 1)),
    placed_at TEXT    NOT NULL DEFAULT (datetime('now'))
) STRICT;

CREATE TABLE transfers (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    payer      INTEGER NOT NULL REFERENCES accounts (id),
    payee      INTEGER NOT NULL REFERENCES accounts (id),
    amount     INTEGER NOT NULL CHECK (amount > 0),
    ordered_by INTEGER REFERENCES accounts (id),
    ordered_at TEXT    NOT NULL DEFAULT (datetime('now'))
) STRICT;

-- What support tier three may change on the settings page: the notice, and the feature flags.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Who is signed in. A session ends when its row is deleted; the copy of a cookie is then worth nothing.
-- Times are whole seconds since 1970.
CREATE TABLE sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The SHA-256 of the secret in the cookie. The secret itself is not stored.
    secret_hash BLOB    NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    account     INTEGER NOT NULL REFERENCES accounts (id),
    begun_at    INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL CHECK (expires_at > begun_at)
) STRICT;

-- What belongs to this installation: whether the demonstration data were written.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE INDEX sessions_by_account ON sessions (account);
CREATE INDEX items_by_seller ON items (seller);
CREATE INDEX orders_by_buyer ON orders (buyer);
CREATE INDEX orders_by_item ON orders (item);

-- Rows as the application reads them.

CREATE VIEW items_with_names AS
SELECT items.*, accounts.name AS seller_name
FROM items JOIN accounts ON accounts.id = items.seller;

CREATE VIEW orders_with_names AS
SELECT orders.*,
       items.title,
       buyers.name  AS buyer_name,
       items.seller,
       sellers.name AS seller_name
FROM orders
JOIN items ON items.id = orders.item
JOIN accounts AS buyers ON buyers.id = orders.buyer
JOIN accounts AS sellers ON sellers.id = items.seller;
