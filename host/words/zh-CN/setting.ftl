setting-unknown = 没有这项设置
setting-value = “{ $setting }”{ $takes }
setting-keeper =
    “{ $setting }”由{ $keeper ->
        [administrator] 系统管理员
        [security] 安全员
       *[auditor] 审计员
    }设定
setting-takes-number = 应是 { $least } 到 { $most } 之间的整数（{ $unit }）
setting-takes-names = 只能从这些中选：{ $names }
setting-takes-time-zone = 应是时区的标准名称，如 Asia/Shanghai
