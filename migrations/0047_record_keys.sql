-- By what records are found and summed up: the values of those fields that regulations declare to look up, each as a text to compare and, where
-- it is one, as a number. What stands here follows from the content of the records.
CREATE TABLE record_keys (
    office_id BIGINT NOT NULL,
    record_id BIGINT NOT NULL,
    -- the field of the form, `vouchers/number` for a column; behind it `#`, if letters and digits alone are compared
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    number BIGINT,
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    CONSTRAINT record_keys_key PRIMARY KEY (office_id, record_id, field, value),
    CONSTRAINT record_keys_record FOREIGN KEY (office_id, record_id) REFERENCES records (office_id, id) ON DELETE CASCADE
);
CREATE INDEX record_keys_by_value ON record_keys (office_id, regulation, form, field, value, record_id);

-- By which fields records of the office are found, as regulations declare it. Every server writes their keys, also one that lacks the package
-- that declares them.
CREATE TABLE record_lookups (
    office_id BIGINT NOT NULL,
    regulation TEXT NOT NULL,
    form TEXT NOT NULL,
    field TEXT NOT NULL,
    -- how values of the field are read, as JSON: its kind and the names that it had
    reading TEXT NOT NULL,
    -- whether the keys of every record of the form stand in record_keys, older ones included
    is_complete BIGINT NOT NULL CHECK (is_complete IN (0, 1)),
    CONSTRAINT record_lookups_key PRIMARY KEY (office_id, regulation, form, field),
    CONSTRAINT record_lookups_office FOREIGN KEY (office_id) REFERENCES offices (id)
);
