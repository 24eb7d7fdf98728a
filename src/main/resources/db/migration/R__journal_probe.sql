-- The one row that is written to find out whether the database can be written. Nothing else depends on it and it depends on nothing,
-- so it takes no number among the migrations.
CREATE TABLE IF NOT EXISTS journal_probe (
    id     SMALLINT PRIMARY KEY CHECK (id = 1),
    writes BIGINT NOT NULL
);

INSERT INTO journal_probe (id, writes) VALUES (1, 0) ON CONFLICT (id) DO NOTHING;
