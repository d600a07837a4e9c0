-- Open matters whose deciders could not be looked for again, because this server lacked the package or a regulation faulted: they
-- are tried again until they are resolved. Every matter that is open when this comes is looked at once, because persons whom a
-- closed matter names do not decide it any more.
CREATE TABLE unresolved (
    office_id BIGINT NOT NULL,
    matter_id BIGINT NOT NULL,
    because TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (office_id, matter_id)
);
INSERT INTO unresolved (office_id, matter_id, because, since)
    SELECT DISTINCT office_id, matter_id, 'decision', 0 FROM tasks WHERE state IN ('open', 'waiting', 'later', 'vacant');
