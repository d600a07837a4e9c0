-- The day on which somebody left, where it is known: what a clock number means before and after it.
ALTER TABLE people ADD COLUMN left_on BIGINT;

-- Clock numbers that somebody had who has left, until a day: from the next day on the number is free for another.
CREATE TABLE former_badges (
    office_id BIGINT NOT NULL,
    badge TEXT NOT NULL,
    until_day BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (office_id, badge, until_day),
    FOREIGN KEY (office_id, person_id) REFERENCES people (office_id, id)
);

-- Imported lines that were withdrawn: importing their file again does not bring them back.
CREATE TABLE withdrawn_lines (
    office_id BIGINT NOT NULL,
    import_key TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, import_key)
);
