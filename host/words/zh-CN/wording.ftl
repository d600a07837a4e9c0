wording-unknown-clauses = 《{ $regulation }》没有这些条款：{ $clauses }
wording-not-text = 条款 { $clause } 的原文应是文字
wording-too-long = 条款 { $clause } 的原文超过 { $limit } 字
