-- A task that only holds a place open: nobody has held the place since its step opened.
ALTER TABLE tasks ADD COLUMN unheld BIGINT NOT NULL DEFAULT 0 CONSTRAINT tasks_unheld CHECK (unheld IN (0, 1));
