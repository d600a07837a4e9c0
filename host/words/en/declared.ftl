declared-clause-rule = Rule
declared-clause-duty = Duty
declared-clause-definition = Definition
declared-clause-declaratory = Declaratory ({ $reason })
declared-from-to = { " " }({ $least } to { $most })
declared-from = { " " }({ $least } or more)
declared-to = { " " }({ $most } or less)
declared-text = Text, { $most } characters at most
declared-long-text = Long text, { $most } characters at most
declared-integer = Whole number{ $bounds }
declared-decimal = Decimal, { $digits ->
        [one] { $digits } place
       *[other] { $digits } places
    } at most
declared-decimal-within = Decimal, at most { $digits } digits after the point{ $bounds }
declared-words = List of at most { $most } words, each of at most { $chars } characters
declared-tiers = Table of at most { $most } tiers: { $from }, { $value }
declared-tiers-unit = { $label } ({ $unit })
declared-tiers-side = { $label }{ $bounds }
declared-tier = { $label } from { $from }: { $value }
declared-list-count = { $count } in all
declared-list-added = { $count } in all (added: { $added })
declared-list-removed = { $count } in all (removed: { $removed })
declared-list-both = { $count } in all (added: { $added }; removed: { $removed })
declared-list-moved = { $count } in all (only their order is changed)
declared-entry = · { $entry }
declared-money = Amount in fen{ $bounds }
declared-date = Date
declared-day-of-year = Day of every year
declared-time = Time of day
declared-date-time = Date and time
declared-period = From and to
declared-half-days = From and to, in half days
declared-sessions = Working sessions
declared-yes-no = Yes or no
declared-choice = One of: { $choices }
declared-choices = Any of: { $choices }
declared-person = Person
declared-people = People
declared-department = Department
declared-attachment = Attachment
declared-attachments = Attachments
declared-reference = Record of a register
declared-resource = Booking
declared-condition = “{ $label }” is { $values }
declared-or = { $one } or { $other }
declared-and = { $one } and { $other }
declared-field = { $label }: { $kind }
declared-column = { $label } ({ $kind })
declared-table = { $label }: table, { $columns }
declared-required = Required
declared-optional = Optional
declared-shown-when = Filled in when { $conditions }
declared-help = Help: { $help }
declared-initial = Default: { $initial }
declared-sensitive = Seen only by those who handle it
declared-everybody = Everybody
declared-filed-by = Filed by: { $audience }
declared-filed-for = Filed on behalf of others by: { $audience }
declared-seen-by = Read by: { $audience }
declared-series = Number: { $pattern }
declared-year = year
declared-count = count
declared-copies = Copies in print: { $copies }
declared-parameter = { $label }: { $value }
declared-role = { $label } ({ $scope ->
        [own] own department
        [supervised] departments in charge of
        [office] whole office
       *[shift] while on duty
    })
declared-role-above = Their own matters are decided by: { $above }
declared-assessment = Assesses { $per ->
        [person] each person
        [department] each department
       *[office] the whole office
    } { $cycle }
declared-cycle = { $cycle ->
        [day] every day
        [week] every week
        [month] every month
        [quarter] every quarter
        [half-year] every half year
       *[year] every year
    }
declared-read = By “{ $source }” { $scope ->
        [subject] of the person
        [department] of the department
        [office] of the whole office
        [named] of the persons concerned
       *[referenced] referred to
    }, { $window }{ $narrowed ->
        [yes] , only where “{ $fields }” matches
       *[no] {""}
    }, { $most } at most
declared-window = { $window ->
        [day] that day
        [week] that week
        [month] that month
        [quarter] that quarter
        [year] that year
        [open] still open
       *[always] of all time
    }
declared-window-past-of = of the days before that parameter { $name } says
declared-window-past = { $days ->
        [one] the day before
       *[other] the { $days } days before
    }
declared-sources = From { $sources }
declared-shift-people = On the roster: { $audience }
declared-shift = A shift { $cycle }, { $seats ->
        [one] one person
       *[other] { $seats } people
    } in each
declared-cannot-handle = This version cannot handle it
