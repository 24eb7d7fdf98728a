-- Who may add to the journal: one row a running process. Adding looks here in the same transaction, so a member that the others gave
-- up can add nothing from then on: expelled is then a seq greater than those of all that it added. seen_at is in milliseconds since
-- 1970 UTC, by the database's clock.
CREATE TABLE journal_writer (
    id       TEXT   PRIMARY KEY,
    seen_at  BIGINT NOT NULL,
    expelled BIGINT
);

-- What the entries of a record up to a seq add up to, so that nobody has to read them again. Made from the events alone and made anew
-- whenever it is missing. version names the way in which it was made.
CREATE TABLE digest (
    record_key TEXT COLLATE ${byCodePoint} PRIMARY KEY,
    through    BIGINT   NOT NULL,
    version    BIGINT   NOT NULL,
    content    ${bytes} NOT NULL
);

-- The seq at which events were last taken out of the journal. Its one row is locked by whoever writes digests or takes events out, so
-- that no digest has in it what is gone.
CREATE TABLE digest_gate (
    id        SMALLINT PRIMARY KEY CHECK (id = 1),
    taken_out BIGINT NOT NULL
);

INSERT INTO digest_gate (id, taken_out) VALUES (1, 0);
