audit-unknown-theme = There is no theme “{ $theme }”
audit-unknown-thing = Events are not found by “{ $thing }”
audit-unknown-place = There is no such place to go on from; please search anew
audit-yes = yes
audit-no = no
audit-theme = { $theme ->
        [matters] Matters
        [people] People and posts
        [accounts] Accounts and roles of the system
        [revisions] Regulations and parameters
        [settings] Settings and calendar
        [registers] Imports and exports
        [rosters] Rosters
        [assessments] Assessments
        [publications] Publications, links and files
        [evidence] Evidence and retention
       *[other] Other
    }
audit-thing = { $thing ->
        [person] Person
        [matter] Matter
        [post] Post
        [department] Department
        [regulation] Regulation
        [parameter] Parameter
        [register] Register
        [roster] Roster
        [account] Account
        [request] Change to be confirmed
        [revision] Revision
        [proposal] Penalty proposal
        [record] Record of a register
        [publication] Publication
        [entrance] Public link
        [publisher] Publisher
        [year] Year of the calendar
        [setting] Setting
       *[file] File
    }
audit-unknown = An event that this version does not know ({ $kind })
audit-erased = Its content was erased
audit-for-auditors = What these events say is shown to auditors alone
audit-matter-hidden = A closed matter
audit-consented = Answered whether somebody may stand in
audit-consented-yes = Agreed: { $effect }
audit-consented-no = Did not agree: { $effect }
audit-effect = { $occasion ->
        [filing] Followed the filing: { $effect }
        [completion] Followed the last step: { $effect }
        [consent] Followed the consent: { $effect }
       *[other] Followed: { $effect }
    }
audit-effect-open = By the regulation: { $effect }; where consent is needed, the answer decides
audit-effect-unsaid = Something followed from it
audit-asked-by = Asked for by { $person }
audit-baseline-person = Entered { $person } or changed the entry
audit-baseline-post = Entered or changed the post { $post } ({ $department })
audit-stated = { $label }: { $value }
audit-person-entered = Entered { $person }
audit-person-changed = Changed the entry of { $person }
audit-person-left = { $person } left the office
audit-department-made = Made the department { $name }
audit-post-entered = Entered the post { $post }
audit-post-changed = Changed the post { $post }
audit-order-set = Set the order of departments and people
audit-badge-freed = Clock number { $badge } of { $person } became free after { $until }
audit-delegations-moved = { $count } delegations began or ended by the clock
audit-delegation-begun = { $deputy } stands in for { $person }
audit-delegation-over = { $deputy } no longer stands in for { $person }
audit-password-changed = { $person } changed their own password
audit-sessions-ended = { $person } ended { $count } sessions of their own
audit-first-logged-in = { $person } logged in for the first time (login { $login })
audit-second-factor-begun = { $person } began to set up a second factor
audit-second-factor-set = { $person } set up a second factor
audit-second-factor-removed = { $person } took off their second factor
audit-second-factor-reset = Took off the second factor of { $person }
audit-recovery-codes-made = { $person } made { $count } new recovery codes
audit-recovery-code-used = { $person } logged in by a recovery code; { $count } are left
audit-login-set = Opened the account { $login } for { $person }
audit-login-changed = The login of { $person } is { $login } now
audit-login-removed = Closed the account { $login } of { $person }
audit-password-set = Somebody else set the password of { $person }
audit-first-password-expired = The first password of { $person } was not used for { $days } days and opens nothing any more
audit-role-granted = { $person } became { $role }
audit-role-revoked = { $person } is no longer { $role }
audit-keeper-appointed = Appointed { $person } as { $role } on the server (login { $login })
audit-second-role-removed = { $person } held two roles of the system and is no longer { $role }
audit-request-asked = Asked for a change that another keeper confirms (no. { $number })
audit-request-confirmed = Confirmed change no. { $number }; it took effect
audit-request-declined = Declined change no. { $number }
audit-request-withdrawn = Took back change no. { $number }
audit-request-expired = Nobody answered change no. { $number } in time
audit-request-outdated = Change no. { $number } is void, since what it rests on has changed
audit-installed = Installed { $regulation }, version { $version }
audit-bound = { $regulation }, version { $version }, is in force from { $from }
audit-parameter = “{ $name }” of { $regulation } is { $value } from { $from }
audit-revision-asked = Asked for a revision of { $regulation } (no. { $number }) from { $from }
audit-revision-answered = { $state ->
        [confirmed] Confirmed revision no. { $number }
        [declined] Declined revision no. { $number }
        [withdrawn] Took back revision no. { $number }
       *[asked] Answered revision no. { $number }
    }
audit-worded = Entered the office’s own wording of { $regulation }
audit-publisher-trusted = Trusts the publisher { $name } (key { $key })
audit-publisher-dropped = No longer trusts the publisher { $name } (key { $key })
audit-unsigned-taken = Takes packages that nobody signed
audit-unsigned-refused = No longer takes packages that nobody signed
audit-office-setting = Changed a setting of the office
audit-calendar = Published the calendar of { $year }; { $count ->
        [one] { $count } day is
       *[other] { $count } days are
    } counted otherwise
audit-imported = Imported into { $form } of { $regulation }: { $new } new, { $known } known, { $errors } not taken
audit-line-withdrawn = Withdrew record no. { $record } that was imported into { $form } of { $regulation }, about { $person }
audit-register-exported = Exported { $rows } rows of { $view } of { $regulation } ({ $format }), { $masked } of them masked
audit-pack-exported = Exported an inspection pack from { $from } to { $to }: { $matters } matters, { $rows } rows, { $masked } masked
audit-roster-made = Made { $count } shifts of { $roster } from { $from } to { $to }
audit-shift = { $starts } { $person }
audit-swap-asked = Asked { $person } to exchange a shift of { $roster }
audit-swap-shifts = The shift of { $mine } for that of { $theirs }
audit-swap-agreed = Agreed to exchange shifts with { $person }
audit-swap-declined = Declined to exchange shifts with { $person }
audit-assessed = Assessed { $from } to { $to }: { $subjects } subjects, { $proposed } penalty proposals
audit-proposed = Proposal no. { $number } about { $person }
audit-lapsed = Proposal no. { $number } about { $person } lapsed, since the facts changed
audit-proposal = { $state ->
        [objected] Objected to proposal no. { $number } about { $person }
        [confirmed] Confirmed proposal no. { $number } about { $person }
        [dismissed] Dismissed proposal no. { $number } about { $person }
       *[other] Acted on proposal no. { $number } about { $person }
    }
audit-proposal-state = { $state ->
        [proposed] waiting
        [objected] objected to
        [confirmed] confirmed
        [dismissed] dismissed
       *[lapsed] lapsed
    }
audit-publication-read = Read the publication “{ $title }”
audit-publication-read-number = Read publication no. { $number }
audit-entrance-opened = Opened a public link to { $title } at { $place }
audit-entrance-closed = Closed the public link to { $title } ({ $place })
audit-entrance-closed-number = Closed public link no. { $number } ({ $place })
audit-file-held = A file is still named somewhere and is kept: { $digest }
audit-file-stored = Uploaded the file { $name } ({ SIZE($size) })
audit-file-stored-hidden = Uploaded a file
audit-restored = Restored from a backup: kept until event { $kept }; events after it until { $lost } are lost
audit-retention-applied = { $what ->
        [drafts] Removed { $count } drafts after { $days } days
        [notices] Removed { $count } read notices after { $days } days
        [rehearsals] Removed { $count } rehearsals after { $days } days
        [devices] Removed { $count } devices that were not used for { $days } days
        [files] Removed { $count } files that nobody filed within { $days } days
       *[orphans] Removed { $count } files that nothing names
    }
audit-erased-batch = Erased a batch of what need not be kept any longer: { $matters } matters, { $rows } rows, the content of { $events } events; asked by { $asked }, confirmed by { $confirmed }
audit-erasure-stopped = Erasing by request no. { $number } ended early, since the office keeps matters for another time now; what is left stays
audit-alarm-raised = { $alarm ->
        [blob-missing] A file is missing: { $subject }
        [blob-damaged] A file is damaged: { $subject }
        [clock-behind] The server’s clock is behind: { $subject }
        [anchor-copy] Anchors cannot be copied: { $subject }
        [chain-broken] The chain is broken at event { $subject }
        [chain-disagrees] The chain disagrees with its anchors from event { $subject }
        [row-altered] A row was altered outside of any change: { $subject }
       *[other] Alarm: { $subject }
    }
audit-alarm-ended = { $alarm ->
        [blob-missing] A missing file is there again: { $subject }
        [blob-damaged] A damaged file is whole again: { $subject }
        [clock-behind] The server’s clock is right again: { $subject }
        [anchor-copy] Anchors are copied again: { $subject }
        [row-altered] An altered row is as it was again: { $subject }
       *[other] Alarm over: { $subject }
    }
audit-sanction = Proposed: { $sanction }
audit-day-ordinary = as usual
audit-day-off = day off ({ $holiday })
audit-day-worked = worked in exchange ({ $holiday })
audit-escalated = “{ $step }” is overdue with { $person }; whoever supervises was told
audit-decided = { $what } (step: { $step })
audit-rows-covered = Covered every row that was there
audit-rows-written = Reminded people of what is due; each notice says of what
audit-label-person = { $part ->
        [name] Name
        [department] Department
        [badge] Clock number
       *[phone] Telephone
    }
audit-label-version = Version
audit-label-clause = Clause { $clause }
audit-label-publisher = Name
audit-label-unsigned = Takes unsigned packages
audit-label-state = State
audit-label-order = Order
audit-order = { $department } ({ $people })
audit-label-shift = Shift no. { $number }
audit-deputy-set = { $deputy } became the deputy of { $person }
audit-deputy-none = { $person } has no deputy any more
audit-by-matter = By matter no. { $number }
audit-missing-steps = Steps that it should have taken: { $steps }
audit-publication-title = Title of the publication: { $title }
audit-meets = Meets what matter no. { $number } asked for (due { $due })
audit-label-summary = Summary
audit-label-due = Due date of “{ $step }”
audit-label-holder = Who has “{ $step }”
audit-label-record = “{ $form }”, “{ $record }”: { $field }
audit-label-delegation = End of { $deputy } standing in for { $person }
audit-booking-freed = Freed “{ $resource }” ({ $starts } to { $ends })
audit-booking-made = Booked “{ $resource }” ({ $starts } to { $ends })
audit-through-request = By change no. { $number }
audit-through-server = On the server
audit-through-leaving = Since the person left the office
audit-record-voided = “{ $record }” of “{ $form }” is void
audit-voided-by = By { $regulation }, through matter no. { $number }
audit-suspended = Suspended { $over }
audit-label-suspension = The privilege “{ $privilege }” of { $person } (suspended from { $starts }) is given back at
