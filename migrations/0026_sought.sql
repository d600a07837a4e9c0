-- Search

-- Matters are found by their form and their applicant as well: what can be found of them is written again.
UPDATE matters SET sought = NULL;
