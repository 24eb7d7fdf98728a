-- What was done and refused, by whom; only ever added to. Times are milliseconds since 1970 UTC.
CREATE TABLE audit (
    seq     ${numbered},
    at      BIGINT  NOT NULL,
    actor   TEXT    NOT NULL,
    address TEXT,
    action  TEXT    NOT NULL,
    target  TEXT,
    outcome TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    detail  TEXT    NOT NULL
);

-- One row a key. scopes and origins are JSON lists of text. hash is the SHA-256 of the secret, in hexadecimal; after a rotation
-- previous_hash is good until previous_until.
CREATE TABLE api_key (
    id                  TEXT   PRIMARY KEY,
    name                TEXT   NOT NULL,
    scopes              TEXT   NOT NULL,
    origins             TEXT   NOT NULL,
    requests_per_second INTEGER,
    hash                TEXT   NOT NULL,
    previous_hash       TEXT,
    previous_until      BIGINT,
    created_at          BIGINT NOT NULL,
    created_by          TEXT   NOT NULL,
    expires_at          BIGINT,
    revoked_at          BIGINT,
    last_used_at        BIGINT
);

-- What members of one cluster must share and nobody else may know, such as what user tokens are signed with.
CREATE TABLE shared_secret (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
