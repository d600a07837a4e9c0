setting-unknown = 没有这项设置
setting-value = “{ $setting }”{ $takes }
setting-keeper =
    “{ $setting }”由{ $keeper ->
        [administrator] 系统管理员
        [security] 安全员
       *[auditor] 审计员
    }设定
setting-takes-number = 应是 { $least } 到 { $most } 之间的整数（{ $unit }）
setting-takes-terms = 可按制度填写年限，每项为 { $least } 到 { $most } 的整数（{ $unit }）
setting-takes-names = 只能从这些中选：{ $names }
setting-takes-time-zone = 应是时区的标准名称，如 Asia/Shanghai
setting-term-shorter = { $name }把“{ $setting }”由{ $from }改为{ $to }，有的事项会因此提前到期；到期的列在“销毁”中，须由另一人确认才会销毁
