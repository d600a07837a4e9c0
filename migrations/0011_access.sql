-- Closed matters that somebody opened with a reason.
CREATE TABLE openings (
  office_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  matter_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, id)
);
CREATE INDEX openings_by_matter ON openings (office_id, matter_id, person_id);

-- Which matter has which file: in what was filed (task 0) or in what a decider filled in.
CREATE TABLE attachment_uses (
  office_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  matter_id BIGINT NOT NULL,
  task_id BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (office_id, digest, matter_id, task_id)
);
CREATE INDEX attachment_uses_by_matter ON attachment_uses (office_id, matter_id, task_id);

-- Everybody who uploaded a file: the same bytes may come from several.
CREATE TABLE attachment_uploads (
  office_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, digest, person_id)
);
INSERT INTO attachment_uploads (office_id, digest, person_id, uploaded_at)
  SELECT office_id, digest, uploaded_by, uploaded_at FROM attachments;
