record-not-enough = “{ $record }” has { $has }, from which { $less } cannot be taken; check the quantity and try again
record-already-void = “{ $record }” is void already and cannot become void again
record-under-way = “{ $record }” is still under way and cannot become void; let it be completed first, or refused or withdrawn
