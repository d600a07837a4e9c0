wording-unknown-clauses = { $regulation } has no such clauses: { $clauses }
wording-not-text = The wording of clause { $clause } has to be a text
wording-too-long = The wording of clause { $clause } has more than { $limit } characters
