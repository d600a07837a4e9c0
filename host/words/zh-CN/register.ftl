register-not-yours = “{ $register }”不对您开放
register-too-many-rows = 共有 { $total } 条，一次最多取 { $limit } 条；请按日期分几次取
register-unknown-sort = “{ $register }”没有“{ $column }”这一栏，不能按它排序
register-unknown-status = 没有“{ $status }”这种状态
