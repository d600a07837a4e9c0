decision-no-longer-yours =
    { EMPTY($now) ->
        [yes] This matter is no longer yours to decide; the post is vacant now, and whoever fills it will be asked
       *[no] This matter is no longer yours to decide; it is with { $now } now
    }
decision-has-left = You have left this office and cannot decide here any more
decision-holds-another-place = { $person } signs in another place of this step already; each place needs a person of its own
