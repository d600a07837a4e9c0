-- What many recordings were given alike (calendar, values, records of registers), stored once for an office by the digest of its JSON
-- text; the text is deflated.
CREATE TABLE recording_parts (
    office_id BIGINT NOT NULL REFERENCES offices (id),
    digest TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (office_id, digest)
);

-- The digests of the parts that `asked` names by their places, 32 bytes each; nothing for a recording of an earlier version, whose
-- `asked` is whole.
ALTER TABLE recordings ADD COLUMN parts BYTEA;
