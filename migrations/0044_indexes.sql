-- What a period was judged by is found by the period; what was recorded of a matter is found by the matter, and needs no place there.
DROP INDEX recordings_by_period;
CREATE INDEX recordings_by_period ON recordings (office_id, regulation, source, subject, starts) WHERE matter_id IS NULL;

-- Events are looked for by their kind in these four kinds alone, which are few among all events.
DROP INDEX events_by_kind;
CREATE INDEX events_by_kind ON events (office_id, kind, seq)
WHERE kind = 'erased' OR kind = 'person-entered' OR kind = 'proposal' OR kind = 'restored';
