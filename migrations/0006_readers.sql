-- Who has read what was published in the office.
CREATE TABLE readers (
    office_id BIGINT NOT NULL,
    publication_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (office_id, publication_id, person_id),
    FOREIGN KEY (office_id, publication_id) REFERENCES publications (office_id, id)
);
