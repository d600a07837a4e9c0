-- What the baseline wrote of people and posts has to do with people: the index of events said that its theme was not known.
UPDATE event_subjects SET subject = 'people'
WHERE thing = 'theme' AND subject = 'other' AND EXISTS (
    SELECT 1 FROM events e
    WHERE e.office_id = event_subjects.office_id AND e.seq = event_subjects.seq AND e.kind IN ('person', 'post')
);
