-- The chain's clock never runs back behind this event; events of the baseline may.
ALTER TABLE offices ADD COLUMN monotone_after BIGINT NOT NULL DEFAULT 0;
UPDATE offices SET monotone_after = chain_seq;
