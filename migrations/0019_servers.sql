-- Files named by something other than a field of a matter that was indexed: they are never collected.
CREATE TABLE attachment_holds (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (office_id, digest)
);
-- Uploads under way: written before the first byte is stored, removed with the row that names the bytes. `reserved` bytes count
-- towards the quotas meanwhile.
CREATE TABLE attachment_uploads_pending (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    digest TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    reserved BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, digest, person_id)
);
-- Bytes that nothing names any more. One server at a time removes them, outside the office's lock; until the row is gone the
-- same file cannot be uploaded. `claimed_at` is UTC, 0 if nobody is at it.
CREATE TABLE blob_removals (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    digest TEXT NOT NULL,
    claimed_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office_id, digest)
);
-- What each person keeps, counted on as files come and go, so that a quota needs no sum over all files. A row is locked while
-- its person's amounts change.
CREATE TABLE storage_used (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    person_id BIGINT NOT NULL,
    files BIGINT NOT NULL DEFAULT 0,
    bytes BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office_id, person_id)
);
INSERT INTO storage_used (office_id, person_id, files, bytes)
    SELECT office_id, uploaded_by, COUNT(*), CAST(SUM(size) AS BIGINT) FROM attachments GROUP BY office_id, uploaded_by;
