-- A number that was given stays in its register when the paper is withdrawn or refused: the record is void, with its reason.
ALTER TABLE records ADD COLUMN void_reason TEXT;
-- What was filed under a key, as a digest: the same key with other content is another filing.
ALTER TABLE matters ADD COLUMN filing_digest TEXT;
-- What can be read of a matter, folded for comparison; nothing until it has been written anew, and then it is looked at itself.
ALTER TABLE matters ADD COLUMN sought TEXT;
-- What is still to be written is looked for in every round of the jobs; a login is looked up without its capitals.
CREATE INDEX matters_unsought ON matters (office_id, digest, id) WHERE sought IS NULL;
CREATE INDEX accounts_login ON accounts (LOWER(login));
