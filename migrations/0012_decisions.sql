-- Who decides follows posts, rosters and delegations. Two more states of a task: `vacant` (its place has no decider now, and
-- the matter waits for one), `reassigned` (it ended because its holder is a decider no longer).

-- For whom a task was made that was handed on for good; whoever has it is the decider where nothing stands here.
ALTER TABLE tasks ADD COLUMN decider_id BIGINT;
UPDATE tasks SET decider_id = (SELECT COALESCE(t.instead_of, t.assignee_id) FROM tasks t WHERE t.office_id = tasks.office_id
    AND t.matter_id = tasks.matter_id AND t.round = tasks.round AND t.step = tasks.step AND t.slot = tasks.slot
    AND t.state = 'transferred' AND t.done_by = tasks.asked_by ORDER BY t.id DESC LIMIT 1)
WHERE asked_by IS NOT NULL AND kind IN ('decide', 'file') AND slot NOT LIKE '%+%';

-- How far a turn of duty has been taken into account: 0 not begun, 1 begun, 2 over.
ALTER TABLE turns ADD COLUMN noticed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX turns_by_notice ON turns (office_id, noticed, starts);
