proposal-unknown-action = There is no decision “{ $action }”
proposal-not-open = This proposal has been decided already, or is not yours to decide
proposal-reason-missing = Give a reason
