-- When a comparison was begun last and when it failed last, by the office's clock; the latter is empty once one went well. So a failure is
-- tried again, and a moment of the next one that was set far ahead by hand stops nothing.
ALTER TABLE verify_runs ADD COLUMN begun_at BIGINT;
ALTER TABLE verify_runs ADD COLUMN failed_at BIGINT;
