act-not-yours = This matter is not yours to handle
act-stale = This matter has just changed; look at it as it is now, then act
act-task-missing = Say on which task you act
act-task-not-yours = This task is not yours
act-task-over = This task is done already, or need not be done any more
act-not-at-this-step = This cannot be done at this step
act-opinion-missing = { $action ->
    [refuse] A refusal needs its reason
    [return] Say what is to be corrected
   *[approve] Write your opinion before you hand it back
}
act-verdict-missing = Say what you decide
act-withdrawal-not-yours = Only whoever filed it may withdraw it
act-withdrawal-too-late = Somebody has acted on it, so it cannot be withdrawn; ask whoever has it now to return it
act-reminder-not-yours = Only whoever filed it may send a reminder
act-reminder-too-soon = { $minutes ->
    [one] Only one reminder an hour; try again in a minute
   *[other] Only one reminder an hour; try again in { $minutes } minutes
}
act-matter-over = This matter is over
act-filer-has-left = { $name }, who filed it, has left the office and nobody could correct it; decide it at this step
act-nobody-to-remind = Nobody is being waited for now
act-person-missing = Choose to whom it goes
act-person-not-here = The chosen person is not among the people of this office
act-person-is-yourself = Choose somebody other than yourself
act-person-is-party = Nobody handles a matter of their own; choose somebody else
act-person-is-concerned = The chosen person is concerned by this confidential matter and cannot take part in it; choose somebody else
act-person-decided-before = This step needs somebody who has not acted at the steps before it; choose somebody else
act-advise = Give advice and hand it back
act-consent = Agree to the deputy
act-approve = Approve
act-done = Done
act-refuse = Refuse
act-file = Register as filed
act-note = Read
act-aye = Aye
act-nay = No
act-abstain = Abstain
act-return = Return for correction
act-resubmit = Correct and file again
act-transfer = Transfer
act-delegate = Delegate
act-sign-before = Sign before
act-sign-after = Sign after
act-withdraw = Withdraw
act-remind = Remind
