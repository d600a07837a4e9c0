setting-unknown = There is no such setting
setting-value = “{ $setting }” { $takes }
setting-keeper =
    “{ $setting }” is set by the office's { $keeper ->
        [administrator] administrator
        [security] security officer
       *[auditor] auditor
    }
setting-takes-number = takes a whole number from { $least } to { $most } ({ $unit })
setting-takes-terms = takes for each regulation a whole number from { $least } to { $most } ({ $unit })
setting-takes-names = takes any of: { $names }
setting-takes-time-zone = takes the name of a time zone, such as Asia/Shanghai
setting-term-shorter = { $name } changed “{ $setting }” from { $from } to { $to }, by which some matters are due earlier; what is due is listed under “Erasure”, and erased only once another keeper confirms
