days-malformed = A date is written 2026-03-02, and the day has to exist
days-end-before-start = The last day cannot be before the first
