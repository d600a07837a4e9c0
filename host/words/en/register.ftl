register-not-yours = “{ $register }” is not open to you
register-too-many-rows = There are { $total } rows, { $limit } at most at once; take them by date in several parts
register-unknown-sort = “{ $register }” has no column “{ $column }” to sort by
register-unknown-status = There is no status “{ $status }”
