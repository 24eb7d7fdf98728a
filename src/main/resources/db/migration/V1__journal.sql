-- One row an accepted event. subject is 'u:<userId>', or 'a:<anonymousId>' when no user is named. other is the second record that
-- the event speaks of: 'a:<anonymousId>' of an identify with both ids, 'p:<previousId>' of an alias, 'g:<groupId>' of a group call.
-- Times are milliseconds since 1970 UTC. body holds what the columns do not, as JSON.
CREATE TABLE event (
    seq         BIGINT PRIMARY KEY,
    message_id  TEXT   NOT NULL UNIQUE,
    type        TEXT   NOT NULL,
    subject     TEXT   NOT NULL,
    other       TEXT,
    occurred_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE INDEX event_subject ON event (subject);
CREATE INDEX event_other ON event (other) WHERE other IS NOT NULL;

-- The last seq given out and the number of events. Its one row is updated first in every commit, so that commits follow each other in
-- the order of seq, whatever number of processes write.
CREATE TABLE journal_head (
    id     SMALLINT PRIMARY KEY CHECK (id = 1),
    seq    BIGINT NOT NULL,
    events BIGINT NOT NULL
);

INSERT INTO journal_head (id, seq, events) VALUES (1, 0, 0);

-- Every id that came as userId. search holds, one a line and case-folded, the id and each email and name ever sent for it.
CREATE TABLE app_user (
    id     TEXT COLLATE ${byCodePoint} PRIMARY KEY,
    search TEXT NOT NULL
);
