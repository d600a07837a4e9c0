revision-answered = This revision has been answered already
revision-withdrawal-not-yours = Only whoever asked for it may withdraw it
revision-answer-not-yours = Revisions of regulations are confirmed by an administrator or the security officer
revision-own-request = Whoever asked for it cannot confirm it; another administrator or the security officer has to
revision-decline-reason-missing = Say why you decline it
revision-answer-missing = Say whether you confirm, decline or withdraw it
revision-not-yours = Revisions of regulations are asked for by an administrator
revision-nothing-changes = Say which version is to be used, or which parameters are to change
revision-reason-missing = Say on what ground or why, so that whoever confirms it can check
revision-unknown-parameters = { $regulation } has no such parameters: { $parameters }
revision-slips = { $regulation } names what does not exist on that day and cannot be scheduled: { $slips }
revision-relied = This cannot be scheduled: { $leaner } relies on { $on }, which lacks what it relies on: { $slips }
revision-too-early = It can only be in force from tomorrow or later; what has happened is judged by the rules of its time
revision-signer-not-trusted = The signer's public key { $key } is no longer among the publishers that this office trusts, so this package cannot come into force; if it is to be trusted, the security officer has to add it first
revision-keeps-open = { $open ->
        [one] One matter under way goes
       *[other] { $open } matters under way go
    } on to the end by the version of the day of filing and { $open ->
        [one] is
       *[other] are
    } not affected
revision-drops-drafts = “{ $title }” is dropped; { $count ->
        [one] one draft
       *[other] { $count } drafts
    } cannot be filed any more from then on
revision-drops-fields = { $count ->
        [one] One draft
       *[other] { $count } drafts
    } of “{ $title }” { $count ->
        [one] has
       *[other] have
    } fields that the new version lacks; whoever opens { $count ->
        [one] it is told
       *[other] them is told
    }
revision-breaks = { $leaner } relies on { $on }, which lacks what it relies on, so that this cannot be scheduled: { $slips }
revision-has-slips = The new version names what does not exist: { $slips }
revision-drops-value = “{ $label }”, which the office has set to { $value } since { $since }, is not in the new version and has no effect from then on
revision-scheduled = “{ $title }” from { $from } on
revision-scheduled-version = “{ $title }” from { $from } on in version { $version }
revision-with-value = { $said }, “{ $label }” is { $value }
revision-please = Please confirm the revision of a regulation: { $said }
revision-confirmed = The revision of a regulation is confirmed: { $said }
revision-not-confirmed = The revision of a regulation is not confirmed: { $said }
