-- Who works on a refresh. claim counts how often it was taken up; what a member writes about it counts only while that is still the
-- number with which it took it up. beat counts up while the member lives, and is below 0 when it laid the refresh down for others to take
-- up. cancel is 1 once somebody wants it to end.
ALTER TABLE refresh ADD COLUMN claim BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refresh ADD COLUMN beat BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refresh ADD COLUMN cancel INTEGER NOT NULL DEFAULT 0;

-- Those that have not ended, among which every member looks every few seconds.
CREATE INDEX refresh_unfinished ON refresh (id) WHERE finished_at IS NULL;
