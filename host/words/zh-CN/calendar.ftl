calendar-faulty = { $faults }
calendar-not-yet = { $year } 年的放假安排还没有公布，只能公布到 { $next } 年；请核对日期中的年份
