erasure-matter = { EMPTY($number) ->
        [yes] This matter
       *[no] The matter with number { $number }
    } was erased on { $date }, as the office keeps matters for { $years } years; nothing of its content is left. The audit says who asked and who confirmed
erasure-period = Of what was filed before { $date } some was erased; the facts of this period are not whole, so it cannot be judged again
erasure-for-ever = The office keeps matters for ever, so nothing can be erased; first set in “Settings of the office” for how many years they are kept
erasure-nothing-due = No matter is due that could be erased
erasure-held-under-way = Somebody has still to do something about it
erasure-held-follow-up = What was to follow has not been filed
erasure-held-delegation = Somebody still stands in by it
erasure-held-suspension = A privilege is still suspended by it
erasure-held-published = It is still published
erasure-held-used = Other matters use what it entered
erasure-held-standing = What it entered still holds
erasure-held-proposal = A penalty that may rest on it is still to be decided
erasure-held-entered = It has entered a record of another regulation that is kept for longer
erasure-held-assessed = The assessment period in which it lies was not kept long enough
erasure-term-own = { $title }: { $years } years
erasure-term-general = the office in general: { $years } years
erasure-done = Matters that were due have been erased: { $matters } matters, { $results } results and proposals, { $recordings } recordings, { $files } files, what was kept of { $people } people who left; asked by { $asked }, { EMPTY($confirmed) ->
        [yes] confirmed on the server
       *[no] confirmed by { $confirmed }
    }.
erasure-copies = In the data folder of the server there are { $copies } copies from before an upgrade (before-upgrade-…), which still hold what is erased; remove them once they are not needed any more.
