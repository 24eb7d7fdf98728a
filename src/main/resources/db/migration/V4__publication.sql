-- What decides, version by version. Times are milliseconds since 1970 UTC; JSON is text.

-- Every file that was ever part of a version, once.
CREATE TABLE knowledge_file (
    hash    TEXT PRIMARY KEY,
    content ${bytes} NOT NULL
);

-- Which files a version is made of. Kept before the version can come live.
CREATE TABLE knowledge_version (
    version TEXT NOT NULL,
    path    TEXT NOT NULL,
    hash    TEXT NOT NULL REFERENCES knowledge_file (hash),
    PRIMARY KEY (version, path)
);

-- What came live, in order, without gaps: the last row is live. Two that would follow the same one have the same seq, so one of
-- them is refused. directory is JSON, path to hash, of the files of the directory as they were last taken from there.
CREATE TABLE knowledge_release (
    seq       BIGINT PRIMARY KEY,
    version   TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    actor     TEXT   NOT NULL,
    comment   TEXT   NOT NULL,
    detail    TEXT   NOT NULL,
    directory TEXT   NOT NULL
);

-- Workbooks on their way. base names what the table said when the author downloaded it.
CREATE TABLE draft (
    id         TEXT   PRIMARY KEY,
    table_name TEXT   NOT NULL,
    base       TEXT   NOT NULL,
    hash       TEXT   NOT NULL REFERENCES knowledge_file (hash),
    author     TEXT   NOT NULL,
    comment    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    ended_at   BIGINT,
    ended_by   TEXT,
    released   BIGINT,
    hints      TEXT   NOT NULL
);
CREATE INDEX draft_by_time ON draft (created_at, id);

-- Releases that wait for their instant.
CREATE TABLE planned_release (
    id         TEXT   PRIMARY KEY,
    at         BIGINT NOT NULL,
    actor      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    wish       TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    claimed_at BIGINT,
    ended_at   BIGINT,
    outcome    TEXT
);
