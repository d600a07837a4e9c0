step-one = One person
step-every = All must agree
step-in-turn = One after the other
step-circulate = Circulated
step-inform = Copied
step-file = Filed with { $bodies }
step-vote = Vote: { $due } members, { $needed } ayes needed
step-tally = Vote: { $due } members, { $present } present; { $ayes } ayes, { $nays } noes, { $abstained } abstained, { $open } open; { $needed } ayes needed, { $outcome }
step-reached = reached
step-impossible = out of reach
step-lacks = { $votes ->
        [one] one vote
       *[other] { $votes } votes
    } missing
step-either = { $one } or { $other }
step-number = Step { $number }
step-advised = Gave advice
step-corrected = Corrected
step-aye = Aye
step-nay = No
step-abstained = Abstained
step-read = Read
step-filed = Filed
step-approved = Approved
step-refused = Refused
step-done = Done
step-to-read = To be read
step-to-correct = To be corrected
step-to-advise = Advice awaited
step-to-do = To be done
step-waiting = Waits for advice
step-later = Later
step-returned = Returned for correction
step-transferred = Transferred
step-reassigned = Handled by somebody else
step-vacant = Vacant
step-vacant-holder = (vacant)
step-closed = (closed)
step-correction = Returned for correction
step-role-above = { $role } is a party or has to stand aside, so { $above } above decides
step-confidential = This matter is confidential and does not go to the deputy { $deputy }; { $decider } handles it
step-decides-elsewhere = The deputy { $deputy } decides at another place of this step and nobody signs for two, so { $decider } handles it
step-handed-on = Transferred by { $by }
step-signer-of = Asked to sign by { $by }
step-due-stays = { $note }; the due date stays
step-because = { $why ->
        [post] After a change of posts
        [left] As somebody has left
        [moved] As somebody has moved
        [duty] After a change of shifts
        [delegation] After a change of delegations
       *[decision] After a change of deciders
    }
step-still = { $why }, { $to } still handles it
step-instead = { $why }, { $to } handles it instead of { $from }
step-joins = { $why }, { $to } handles it, too
step-leaves = { $why }, { $from } takes part no longer
step-notes = { $notes }
