roster-not-yours = 《{ $roster }》不由您编排
roster-too-many-days = 请选起止日期，最多排 { $limit } 天
roster-nobody-eligible = 《{ $roster }》没有可以排的人，请先在“管理”中设好职务
roster-made = 《{ $roster }》已排定，您有新的班次，请查看
