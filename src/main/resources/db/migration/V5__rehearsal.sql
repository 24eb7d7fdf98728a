-- One row a rehearsal of a draft. Times are milliseconds since 1970 UTC. knowledge is the version that the draft makes. sample is null when
-- everyone is decided on. problems is a JSON list of text; report a JSON object, present when DONE.
CREATE TABLE rehearsal (
    id          BIGINT  PRIMARY KEY,
    draft       TEXT    NOT NULL,
    knowledge   TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    as_of       BIGINT  NOT NULL,
    sample      INTEGER,
    days        INTEGER NOT NULL,
    time_limit  BIGINT  NOT NULL,
    done        INTEGER NOT NULL,
    total       INTEGER NOT NULL,
    queued_at   BIGINT  NOT NULL,
    started_at  BIGINT,
    finished_at BIGINT,
    problems    TEXT    NOT NULL,
    report      TEXT
);

CREATE INDEX rehearsal_of_draft ON rehearsal (draft, id);
