booking-taken = Taken { $during }; choose another one or another time
booking-taken-by = Taken { $during } by { $name } ({ $summary }); choose another one or another time
