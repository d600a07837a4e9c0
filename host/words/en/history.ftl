history-transferred = Transferred to { $to }
history-delegated = Asked { $to } for advice first
history-sign-before = Asked { $to } to sign before
history-sign-after = Asked { $to } to sign after
history-handed-over = Handed over to { $to } as deputy
history-numbered = Number { $number }
history-nobody = Nobody handles it now
history-filed = Filed
history-decided = { $verdict ->
        [approved] Approved
        [refused] Refused
        [abstained] Abstained
       *[noted] Read or done
    }
history-returned = Returned for correction
history-resubmitted = Filed again after a correction
history-advised = Gave advice and handed it back
history-withdrawn = Withdrawn
history-reminded = Reminded
history-opened = Opened what is closed
history-completed = Completed
history-number-voided = Number void
history-refused = Ended (refused)
history-handed-back = Delegation over, handed back
history-escalated = Overdue; whoever supervises was told
history-recounted = Counted again by the published holidays
history-deferred = “{ $step }” is due { $after } instead of { $before } (by matter no. { $number })
history-deferred-own = “{ $step }” is due { $after } instead of { $before }
history-deferred-hidden = Due later than before
history-voided = The record is void: { $reason }
history-voided-hidden = The record is void
