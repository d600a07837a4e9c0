inspection-not-yours = Inspection packs are taken by an auditor or an administrator
inspection-too-many-matters = { $regulation } has more than { $limit } matters in this period; take it in several parts
inspection-title = Inspection pack, { $from } to { $to }
inspection-file = Inspection pack { $from } to { $to }
inspection-registers = Registers
inspection-register = { $title } ({ $rows ->
        [one] { $rows } record
       *[other] { $rows } records
    })
inspection-matters = Matters
inspection-matter = { $number } { $summary } ({ $applicant })
inspection-exported = Exported { $at } by { $by }
inspection-regulations = Regulations
inspection-regulation = { $title } (version { $version }, digest { $digest }…)
inspection-integrity = Integrity of the records
inspection-chain = Hash chain of all { $events } events
inspection-chain-how = Each line has the last 40 digits of a hash; compare them on the server with guiju verify --chain chain.csv. Only matters of this pack are named.
inspection-chain-whole = Checked one by one: each event is linked with the one before and agrees with the anchors of this server; nothing was changed.
inspection-chain-broken = Checked one by one: event { $seq } does not agree with the one before or with the anchors; the records were changed.
inspection-version = Version { $version }, digest of the component { $digest }
inspection-parameter = { $label }: { $value } { $unit }
inspection-by-regulation = By: { $title } (version { $version })
inspection-handling = Handling
inspection-history = History
inspection-words = : { $words }
inspection-step = { $title } ({ $because }; { $clauses })
