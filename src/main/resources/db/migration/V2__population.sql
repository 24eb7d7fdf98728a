-- One row a refresh. Times are milliseconds since 1970 UTC. knowledge is the version that decided. finished counts up in the order in which
-- refreshes became DONE and is null for others, whose results nobody sees. errors is a JSON list of text; distribution a JSON object,
-- present when DONE.
CREATE TABLE refresh (
    id           BIGINT  PRIMARY KEY,
    as_of        BIGINT  NOT NULL,
    state        TEXT    NOT NULL,
    done         INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    started_at   BIGINT,
    finished_at  BIGINT,
    errors       TEXT    NOT NULL,
    knowledge    TEXT,
    finished     BIGINT UNIQUE,
    distribution TEXT
);

-- What a refresh concluded of a user. Percentiles are null for a user not counted. memberships is a JSON list of names, alphabetical.
CREATE TABLE refresh_member (
    refresh_id           BIGINT  NOT NULL REFERENCES refresh (id),
    user_id              TEXT COLLATE ${byCodePoint} NOT NULL,
    usage_percentile     DOUBLE PRECISION,
    breadth_percentile   DOUBLE PRECISION,
    content_percentile   DOUBLE PRECISION,
    lifecycle            TEXT    NOT NULL,
    lifecycle_starter    TEXT    NOT NULL,
    behavior             TEXT    NOT NULL,
    intent               TEXT    NOT NULL,
    plan_tier            TEXT    NOT NULL,
    value_tier           TEXT    NOT NULL,
    company_size         TEXT    NOT NULL,
    use_case             TEXT    NOT NULL,
    industry             TEXT    NOT NULL,
    role                 TEXT    NOT NULL,
    region               TEXT    NOT NULL,
    dormancy             TEXT    NOT NULL,
    rfm                  TEXT    NOT NULL,
    engagement_tier      TEXT    NOT NULL,
    activation_tier      TEXT    NOT NULL,
    expansion_tier       TEXT    NOT NULL,
    churn_tier           TEXT    NOT NULL,
    memberships          TEXT    NOT NULL,
    sales_tier           INTEGER NOT NULL,
    next_best_action     TEXT    NOT NULL,
    PRIMARY KEY (refresh_id, user_id)
);

-- How much likelier users of both features stayed than those who used the first one alone.
CREATE TABLE refresh_lift (
    refresh_id BIGINT NOT NULL REFERENCES refresh (id),
    used       TEXT   NOT NULL,
    feature    TEXT   NOT NULL,
    lift       DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (refresh_id, used, feature)
);
