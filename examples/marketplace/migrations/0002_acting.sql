-- Who acts for somebody else. Times are whole seconds since 1970.

-- A third party's application that somebody has connected, and what they consented to.
CREATE TABLE connected_apps (
    id           INTEGER PRIMARY KEY,
    account      INTEGER NOT NULL REFERENCES accounts (id),
    name         TEXT    NOT NULL,
    -- The SHA-256 of its token. The token itself is nowhere.
    token_hash   BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- The keys of the actions, between spaces: a scope that grows later gives it nothing.
    actions      TEXT    NOT NULL,
    connected_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;

-- A member of support who acts as a seller, in one session. Rows stay: they say who acted as whom.
CREATE TABLE impersonations (
    id       INTEGER PRIMARY KEY,
    session  TEXT    NOT NULL,
    actor    INTEGER NOT NULL REFERENCES accounts (id),
    subject  INTEGER NOT NULL REFERENCES accounts (id) CHECK (subject <> actor),
    begun_at INTEGER NOT NULL,
    until    INTEGER NOT NULL CHECK (until > begun_at),
    ended_at INTEGER
) STRICT;

CREATE INDEX connected_apps_by_account ON connected_apps (account);
CREATE UNIQUE INDEX one_impersonation_in_a_session ON impersonations (session) WHERE ended_at IS NULL;
