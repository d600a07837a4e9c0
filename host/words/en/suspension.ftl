suspension-no-time = The suspension of “{ $privilege }” would end at { $ends } and has to end later than it begins ({ $starts }); correct when it begins or ends
