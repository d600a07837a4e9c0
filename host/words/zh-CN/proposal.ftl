proposal-unknown-action = 没有“{ $action }”这种处理
proposal-not-open = 这项提议已经处理过，或不由您处理
proposal-reason-missing = 请写明理由
