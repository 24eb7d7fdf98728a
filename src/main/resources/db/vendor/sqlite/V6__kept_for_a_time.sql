-- Events can be let go by the month in which they came, and every messageId is known for good.

-- Every messageId that was ever taken in, also of events that are gone, so that a late repetition does not bring one back.
CREATE TABLE message (
    message_id TEXT PRIMARY KEY
) WITHOUT ROWID;

INSERT INTO message SELECT message_id FROM event ORDER BY message_id;

-- As before, but: month is the UTC month of received_at as in 202611, and 0 for calls that tell who somebody is (identify, group, alias),
-- which are kept until the user is erased.
CREATE TABLE event_anew (
    seq         INTEGER PRIMARY KEY,
    month       INTEGER NOT NULL,
    message_id  TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    other       TEXT,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body        TEXT    NOT NULL
);

INSERT INTO event_anew
SELECT seq,
       CASE WHEN type IN ('TRACK', 'PAGE', 'SCREEN')
            THEN CAST(strftime('%Y%m', received_at / 1000, 'unixepoch') AS INTEGER) ELSE 0 END,
       message_id, type, subject, other, occurred_at, received_at, body
FROM event ORDER BY seq;

DROP TABLE event;
ALTER TABLE event_anew RENAME TO event;

-- each ends in seq, which is the rowid
CREATE INDEX event_subject ON event (subject);
CREATE INDEX event_other ON event (other) WHERE other IS NOT NULL;
CREATE INDEX event_month ON event (month);
