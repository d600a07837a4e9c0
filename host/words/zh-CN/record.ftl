record-not-enough = “{ $record }”现有 { $has }，不够减 { $less }；请核对数量后再试
