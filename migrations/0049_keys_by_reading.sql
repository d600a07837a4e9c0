-- A field has keys for each way in which versions of its form read it, under a name of its own, and what is not filled in has a key that no text
-- has. What stood there follows from the content of the records: it is written anew when the server starts.
DELETE FROM record_keys;
DELETE FROM record_lookups;
