-- The events from which a matter follows. Without statistics a planner takes the index by kind, and reads every event of the kind.
CREATE INDEX events_moved ON events (office_id, matter_id, seq) WHERE kind = 'moved';
