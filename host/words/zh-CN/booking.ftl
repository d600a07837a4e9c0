booking-taken = { $during }已被占用，请另选或改时间
booking-taken-by = { $during }已由{ $name }占用（{ $summary }），请另选或改时间
