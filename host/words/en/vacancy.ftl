vacancy-undeclared = The regulation does not say what role “{ $role }” is, so it cannot be sent on; ask an administrator to check the package
vacancy-nobody-on-duty = Nobody is on duty as “{ $role }”, so it cannot be sent on; whoever keeps the roster has to set a shift under “Shifts” first
vacancy-unheld = Nobody holds the role “{ $role }” now, so it cannot be sent on; ask an administrator to fill it under “Administration”
vacancy-unheld-for = Nobody holds the role “{ $role }” for { $department } now, so it cannot be sent on; ask an administrator to fill it under “Administration”
vacancy-only-concerned = “{ $role }” is a party to this matter or has to stay apart, and there is no role above that could decide instead, so it cannot be sent on; ask an administrator to appoint somebody else
vacancy-circular = Nobody can be found who could decide, so it cannot be sent on; ask an administrator to check the package
vacancy-left = { $name }, who was named to handle it, has left, so it cannot be sent on; choose somebody else, and return for correction what was filed already
vacancy-nobody-else = “{ $step }” needs somebody who need not stay apart, and there is nobody, so it cannot be sent on; choose somebody else
vacancy-stands-undeclared = The regulation does not say what role “{ $role }” is
vacancy-stands-nobody-on-duty = Nobody is on duty as “{ $role }” now
vacancy-stands-unheld = Nobody holds the role “{ $role }” now
vacancy-stands-unheld-for = Nobody holds the role “{ $role }” for { $department } now
vacancy-stands-only-concerned = “{ $role }” is a party to this matter or has to stay apart, and there is no role above that could decide instead
vacancy-stands-circular = Nobody can be found who could decide
vacancy-stands-left = { $name }, who was named to handle it, has left
vacancy-stands-nobody-else = “{ $step }” needs somebody who need not stay apart, and there is nobody now
vacancy-waits-shift = { $standing }; whoever is on duty handles it once the roster is set
vacancy-waits-holder = { $standing }; the new holder handles it once there is one
vacancy-waits-applicant = { $standing }, and nobody else can handle it; whoever filed it may withdraw it and name somebody else
vacancy-to-roster = { $standing }, and { $count ->
        [one] one matter waits
       *[other] { $count } matters wait
    }; remind whoever keeps the roster to set it
vacancy-to-fill = { $standing }, and { $count ->
        [one] one matter waits
       *[other] { $count } matters wait
    }; fill it under “Administration”
