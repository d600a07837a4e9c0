calendar-faulty = { $faults }
calendar-not-yet = The holidays of { $year } are not known yet; a year can be published up to { $next }. See whether the dates name the right year
