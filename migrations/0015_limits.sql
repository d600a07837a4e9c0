-- When each kind of what is kept for a while is looked through again, by the office's clock: so that several servers share the
-- work, and a batch that was full is followed by the next at once.
CREATE TABLE retention_runs (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    kind TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, kind)
);
CREATE INDEX attachments_by_uploader ON attachments (office_id, uploaded_by, uploaded_at);
CREATE INDEX notices_by_age ON notices (office_id, at);
