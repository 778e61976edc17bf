-- Applications and members of support that act for a user. Times are whole seconds since 1970.

-- A third-party application that a user has connected, and what the user has consented to.
CREATE TABLE connected_apps (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account      INTEGER NOT NULL REFERENCES accounts (id),
    name         TEXT    NOT NULL,
    -- The SHA-256 of its token. The token itself is not stored.
    token_hash   BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- The keys of the actions, separated by spaces. A scope that later gets more actions does not add
    -- any here.
    actions      TEXT    NOT NULL,
    connected_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;

-- A member of support who acts as a seller, in one session. Rows are kept as a record.
CREATE TABLE impersonations (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The id of the session, which is gone when the session has ended.
    session  INTEGER NOT NULL,
    actor    INTEGER NOT NULL REFERENCES accounts (id),
    subject  INTEGER NOT NULL REFERENCES accounts (id) CHECK (subject <> actor),
    begun_at INTEGER NOT NULL,
    until    INTEGER NOT NULL CHECK (until > begun_at),
    ended_at INTEGER
) STRICT;

CREATE INDEX connected_apps_by_account ON connected_apps (account);
CREATE UNIQUE INDEX one_impersonation_in_a_session ON impersonations (session) WHERE ended_at IS NULL;
