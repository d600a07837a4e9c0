setting-unknown = There is no such setting
setting-value = “{ $setting }” { $takes }
setting-keeper =
    “{ $setting }” is set by the office's { $keeper ->
        [administrator] administrator
        [security] security officer
       *[auditor] auditor
    }
setting-takes-number = takes a whole number from { $least } to { $most } ({ $unit })
setting-takes-names = takes any of: { $names }
setting-takes-time-zone = takes the name of a time zone, such as Asia/Shanghai
