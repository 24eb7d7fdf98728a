-- Which member rehearses, by its id among journal_writer, so that the others neither end it nor wait for one that is gone. cancel is 1
-- once somebody wants it to end.
ALTER TABLE rehearsal ADD COLUMN member TEXT;
ALTER TABLE rehearsal ADD COLUMN cancel INTEGER NOT NULL DEFAULT 0;
