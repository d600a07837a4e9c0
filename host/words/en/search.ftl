search-words-missing = Write what to look for
search-words-many = At most { $most } words, with a blank between two
search-word-short = Write at least one word of { $least } characters
search-more-forms = { $all } forms match and only { $most } are listed; be more specific
search-more-clauses = { $all } clauses match and only { $most } are listed; be more specific
search-more-publications = { $all } publications match and only { $most } are listed; be more specific
search-more-matters = Only the newest { $most } matters are listed; be more specific
search-looked-through = Only the newest { $looked } matters that may match were looked through; be more specific
