record-not-enough = “{ $record }”现有 { $has }，不够减 { $less }；请核对数量后再试
record-already-void = “{ $record }”已经作废，不能再作废一次
record-under-way = “{ $record }”还在办理，不能作废；请先办结，或由经办人退回、撤回
