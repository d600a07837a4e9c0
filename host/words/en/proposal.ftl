proposal-answerable = Answerable beside { $person }: { $explanation }
proposal-answerable-vacant = { $explanation } (nobody holds the post of { $role }, so nobody answers beside)
proposal-unknown-action = There is no decision “{ $action }”
proposal-not-open = This proposal has been decided already, or is not yours to decide
proposal-reason-missing = Give a reason
proposal-bonus = { $share }% of the month's performance bonus
proposal-civility-year = The year's civility bonus
proposal-civility-period = The period's civility bonus
proposal-criticism = { $kind ->
        [education] Admonition
        [written] Written self-criticism
        [public] Public self-criticism
       *[circular] Criticism by circular
    }
proposal-no-honours = No honours this year
proposal-grade = Graded “{ $grade }” in the yearly appraisal
proposal-suspension = Suspension from the post
proposal-compensation = Compensation of { $yuan } yuan
proposal-referral = Referral to { $body }
proposal-to-be-decided = To be considered by whoever decides: { $what }
proposal-confirmed = The penalty proposal is confirmed: { $explanation }
proposal-dismissed = The penalty proposal is dismissed: { $explanation }
proposal-made = Penalty proposal: { $explanation }. If you object, say so under “Assessments”; { $role } decides
proposal-privilege-suspended = Suspension of the privilege “{ $privilege }” for { $days } days
