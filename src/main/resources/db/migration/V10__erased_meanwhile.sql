-- Users who were erased while a refresh, or a rehearsal, ran that may have read of them before. When it ends they are taken out of its
-- results, and out of here.
CREATE TABLE refresh_erased (
    refresh_id BIGINT NOT NULL REFERENCES refresh (id),
    user_id    TEXT   NOT NULL,
    PRIMARY KEY (refresh_id, user_id)
);

CREATE TABLE rehearsal_erased (
    rehearsal_id BIGINT NOT NULL REFERENCES rehearsal (id),
    user_id      TEXT   NOT NULL,
    PRIMARY KEY (rehearsal_id, user_id)
);

-- One row, which counts how often users were taken out of results, so that members read anew what they hold of them.
CREATE TABLE refresh_taken_out (
    times BIGINT NOT NULL
);
INSERT INTO refresh_taken_out (times) VALUES (0);
