-- Events can be let go by the month in which they came, and every messageId is known for good.

-- Every messageId that was ever taken in, also of events that are gone, so that a late repetition does not bring one back.
CREATE TABLE message (
    message_id TEXT COLLATE "C" PRIMARY KEY
);

INSERT INTO message SELECT message_id FROM event;

ALTER TABLE event RENAME TO event_before;
ALTER INDEX event_subject RENAME TO event_before_subject;
ALTER INDEX event_other RENAME TO event_before_other;

-- As before, but: month is the UTC month of received_at as in 202611, and 0 for calls that tell who somebody is (identify, group, alias),
-- which are kept until the user is erased. Each month is a partition of its own, made when the first event of it comes.
CREATE TABLE event (
    seq         BIGINT  NOT NULL,
    month       INTEGER NOT NULL,
    message_id  TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    other       TEXT COLLATE "C",
    occurred_at BIGINT  NOT NULL,
    received_at BIGINT  NOT NULL,
    body        TEXT    NOT NULL,
    PRIMARY KEY (month, seq)
) PARTITION BY LIST (month);

CREATE TABLE event_kept PARTITION OF event FOR VALUES IN (0);

DO $$
DECLARE
    due INTEGER;
BEGIN
    FOR due IN SELECT DISTINCT CAST(to_char(to_timestamp(received_at / 1000) AT TIME ZONE 'UTC', 'YYYYMM') AS INTEGER)
               FROM event_before WHERE type IN ('TRACK', 'PAGE', 'SCREEN')
    LOOP
        EXECUTE format('CREATE TABLE event_%s PARTITION OF event FOR VALUES IN (%s)', due, due);
    END LOOP;
END $$;

INSERT INTO event
SELECT seq,
       CASE WHEN type IN ('TRACK', 'PAGE', 'SCREEN')
            THEN CAST(to_char(to_timestamp(received_at / 1000) AT TIME ZONE 'UTC', 'YYYYMM') AS INTEGER) ELSE 0 END,
       message_id, type, subject, other, occurred_at, received_at, body
FROM event_before;

DROP TABLE event_before;

CREATE INDEX event_subject ON event (subject, seq);
CREATE INDEX event_other ON event (other, seq) WHERE other IS NOT NULL;
