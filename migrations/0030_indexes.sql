-- Indexes in the order of the queries
--
-- After the office come the columns that a query compares for equality, then the one by which it looks for a range or sorts.
-- The tables of 0029 came without indexes other than their keys; all others stand here or in the migration of their table.
-- An index is partial where nearly all rows are of no interest to its query. The store's test of query plans lists what no
-- index serves.

-- People, log-ins, keepers
CREATE INDEX accounts_by_person ON accounts (office_id, person_id);
CREATE INDEX accounts_login ON accounts (LOWER(login));
CREATE INDEX sessions_by_login ON sessions (login);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX log_in_attempts_by_age ON log_in_attempts (at);
CREATE INDEX devices_by_age ON devices (office_id, used_at);
CREATE INDEX requests_by_state ON requests (office_id, state, id);

-- What one applied for or filed, newest first; how often one filed which form; what was filed in a regulation's time
CREATE INDEX matters_by_applicant ON matters (office_id, applicant_id, id);
CREATE INDEX matters_by_filer ON matters (office_id, filed_by, id);
CREATE INDEX matters_by_filer_and_form ON matters (office_id, filed_by, regulation, form, id);
CREATE INDEX matters_by_regulation ON matters (office_id, regulation, filed_at);
CREATE INDEX matters_by_status ON matters (office_id, status, regulation);
CREATE INDEX matters_by_number ON matters (office_id, regulation, number) WHERE number IS NOT NULL;
CREATE INDEX matters_provisional ON matters (office_id, id) WHERE provisional = 1;
CREATE INDEX matters_unsought ON matters (office_id, digest, id) WHERE sought IS NULL;

-- What somebody is asked, what somebody has done, what is due, what is not over, what is done for somebody else. Nearly all tasks
-- are over: partial indexes stay small, and a planner that knows only averages still takes them. A query says their condition in
-- the same words.
CREATE INDEX tasks_by_matter ON tasks (office_id, matter_id, id);
CREATE INDEX tasks_by_assignee ON tasks (office_id, assignee_id, state, due_at);
CREATE INDEX tasks_by_doer ON tasks (office_id, done_by, done_at, id);
CREATE INDEX tasks_open ON tasks (office_id, reminded, due_at) WHERE state = 'open';
CREATE INDEX tasks_by_urgency ON tasks (office_id, (COALESCE(due_at, 9000000000000)), matter_id, id) WHERE state = 'open';
CREATE INDEX tasks_pending ON tasks (office_id, matter_id) WHERE state IN ('open', 'waiting', 'later', 'vacant');
CREATE INDEX tasks_by_stand_in ON tasks (office_id, instead_of, state) WHERE instead_of IS NOT NULL;

-- Records of a matter, of a form by time, by end, by person and newest first, and the numbers that were given
CREATE INDEX records_by_matter ON records (office_id, matter_id, id);
CREATE INDEX records_by_time ON records (office_id, regulation, form, starts, id);
CREATE INDEX records_by_end ON records (office_id, regulation, form, ends);
CREATE INDEX records_by_person ON records (office_id, regulation, form, person_id, starts, id);
CREATE INDEX records_by_form ON records (office_id, regulation, form, id);
CREATE INDEX records_by_number ON records (office_id, regulation, number) WHERE number IS NOT NULL;

-- What happened to a matter, what happened of a kind, and when an office began
DROP INDEX events_by_matter;
CREATE INDEX events_by_matter ON events (office_id, matter_id, seq);
CREATE INDEX events_by_kind ON events (office_id, kind, seq);
CREATE INDEX events_by_time ON events (office_id, at);

-- Notices of a person, newest first; those not read; those read long ago
CREATE INDEX notices_by_person ON notices (office_id, person_id, id);
CREATE INDEX notices_unread ON notices (office_id, person_id) WHERE read_at IS NULL;
CREATE INDEX notices_by_age ON notices (office_id, at) WHERE read_at IS NOT NULL;

-- Delegations that begin or end, those that are not over, and those of a matter
CREATE INDEX delegations_by_state ON delegations (office_id, state, ends);
CREATE INDEX delegations_not_over ON delegations (office_id, id) WHERE state <> 'over';
CREATE INDEX delegations_by_matter ON delegations (office_id, matter_id);

-- What is still owed
CREATE INDEX follow_ups_due ON follow_ups (office_id, reminded, due_at) WHERE filed_matter IS NULL;
CREATE INDEX follow_ups_by_person ON follow_ups (office_id, person_id, due_at) WHERE filed_matter IS NULL;

CREATE INDEX bookings_by_resource ON bookings (office_id, resource_id, ends);
CREATE INDEX bookings_by_matter ON bookings (office_id, matter_id);
CREATE INDEX publications_by_matter ON publications (office_id, matter_id);
CREATE INDEX openings_by_matter ON openings (office_id, matter_id, person_id);
CREATE INDEX attachments_by_uploader ON attachments (office_id, uploaded_by, uploaded_at);
CREATE INDEX attachment_uses_by_matter ON attachment_uses (office_id, matter_id, task_id);

-- Periods by subject and by time, proposals newest first
CREATE INDEX assessments_by_person ON assessments (office_id, regulation, assessed, person_id, starts);
CREATE INDEX assessments_by_time ON assessments (office_id, regulation, assessed, starts);
CREATE INDEX proposals_by_period ON proposals (office_id, starts, id);

CREATE INDEX turns_by_time ON turns (office_id, ends);
CREATE INDEX turns_by_notice ON turns (office_id, noticed, starts);
CREATE INDEX swaps_by_asked ON swaps (office_id, asked_of, state, id);

-- Recordings of a regulation's time, which a rehearsal counts and asks again
CREATE INDEX recordings_by_regulation ON recordings (office_id, regulation, starts);
