-- The seq under which the event of a messageId was kept, so that one that comes again tells what has to count. Null for those of before,
-- which were brought to their records long ago.
ALTER TABLE message ADD COLUMN seq BIGINT;
