record-not-enough = “{ $record }” has { $has }, from which { $less } cannot be taken; check the quantity and try again
