-- Records of a matter

-- Every act on a matter, and every recount after a calendar, looks for the records that the matter made.
CREATE INDEX records_by_matter ON records (office_id, matter_id);
