rehearsal-not-running = This rehearsal is not running
rehearsal-person = “{ $form }” of { $whose }
rehearsal-person-alone = Of { $whose }
rehearsal-assessment = “{ $assessment }” of { $whose }
rehearsal-closed = “{ $form }” (closed)
rehearsal-unseen = (one that is closed to you)
rehearsal-error = Error: { $finding }
rehearsal-warning = Warning: { $finding }
rehearsal-notice = Notice: { $finding }
rehearsal-derived = { $label }: { $value } ({ $because })
rehearsal-every-step = Every step
rehearsal-deadline = { $step }: { $within }
rehearsal-at-once = After filing: { $effect }
rehearsal-at-end = At the end: { $effect }
rehearsal-step = { $step } ({ $parts })
rehearsal-every = all must agree
rehearsal-in-turn = one after the other
rehearsal-circulate = circulated
rehearsal-inform = copied to
rehearsal-file = filed with { $bodies }
rehearsal-vote = vote ({ $due } members, { $needed } ayes needed)
rehearsal-asks = fills in { $fields }
rehearsal-within-none = at once
rehearsal-within-day = the same day
rehearsal-within-minutes = within { $minutes } working minutes
rehearsal-within-days = within { $days ->
        [one] one working day
       *[other] { $days } working days
    }
rehearsal-until = before { $day }
rehearsal-penalty = { $name }: { $sanction } ({ $explanation }; decided by { $role })
rehearsal-obligation = { $what }: { $needed } needed, { $done } done
rehearsal-metric = { $label }: { $value } { $unit }
rehearsal-mark = { $date } { $half ->
        [am] morning
       *[pm] afternoon
    }: { $label }
rehearsal-discrepancy = { $date }: { $what }
rehearsal-gone = The new version has no such form or assessment
rehearsal-all = All regulations
rehearsal-restarted = The server was restarted; begin the rehearsal again
rehearsal-head-day = Date
rehearsal-head-matter = Matter
rehearsal-head-clauses = Clauses
rehearsal-head-aspects = Aspects
rehearsal-head-number = Number of the matter
rehearsal-file-name = Differences of rehearsal { $id }
rehearsal-aspect = { $aspect ->
        [findings] Findings
        [stations] Steps
        [effects] Effects
        [penalties] Penalties
        [duties] Obligations
        [figures] Metrics
        [gone] No longer handled
        [fault] Fault of the rules
       *[wording] Other
    }
