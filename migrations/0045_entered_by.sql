-- The matter by whose effect a record was entered: the record goes with it once the matter is erased. Nothing for the record of a matter
-- itself and for a line that was imported.
ALTER TABLE records ADD COLUMN entered_by BIGINT;
CREATE INDEX records_by_entering ON records (office_id, entered_by) WHERE entered_by IS NOT NULL;

-- Records of earlier versions: the effect is told by an event of the matter at the moment at which the record was entered, if there was but one such
-- matter then. A record that has a digest already stays as it is: the digest covers what stands there.
UPDATE records SET entered_by = (
    SELECT MIN(e.matter_id) FROM events e
    WHERE e.office_id = records.office_id AND e.at = records.entered_at AND e.kind = 'effect' AND e.body LIKE '{"effect":{"enter":%')
WHERE matter_id IS NULL AND import_key IS NULL
AND 1 = (
    SELECT COUNT(DISTINCT e.matter_id) FROM events e
    WHERE e.office_id = records.office_id AND e.at = records.entered_at AND e.kind = 'effect' AND e.body LIKE '{"effect":{"enter":%')
AND NOT EXISTS (
    SELECT 1 FROM row_digests d
    WHERE d.office_id = records.office_id AND d.tab = 'records' AND d.row_key = CAST(records.id AS TEXT));
