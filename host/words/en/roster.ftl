roster-not-yours = { $roster } is not yours to make
roster-too-many-days = Choose the first and the last day, { $limit } days at most
roster-nobody-eligible = Nobody can be given shifts of { $roster }; fill the roles under “Administration” first
roster-made = “{ $roster }” is set and you have new shifts; please look at them
