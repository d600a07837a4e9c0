-- Indexes for what was read from end to end
--
-- Each serves one query that 0030 left without an index, or a foreign key that many rows written at once look for.

-- What was filed through public links, by whoever opened them: a link's count looks at no other matters.
CREATE INDEX matters_by_link ON matters (office_id, filed_by) WHERE filing_key LIKE '%:entrance-%';
-- Matters that are over, by the moment of their filing: how many are past their retention.
CREATE INDEX matters_ended ON matters (office_id, filed_at) WHERE status <> 'open';
-- Records that matters left, by their end: what a change of the calendar touches. Lines of clock files have no matter.
CREATE INDEX records_of_matters_by_end ON records (office_id, ends) WHERE matter_id IS NOT NULL;
-- Files by the moment of their upload: which are old enough to be removed, if nobody filed them.
CREATE INDEX attachments_by_time ON attachments (office_id, uploaded_at);
-- Bookings of a task: where several tasks are written by one statement, the database looks for those that point to each.
CREATE INDEX bookings_by_task ON bookings (office_id, task_id);
