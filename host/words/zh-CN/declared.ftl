declared-clause-rule = 规则
declared-clause-duty = 义务
declared-clause-definition = 定义
declared-clause-declaratory = 宣示（{ $reason }）
declared-from-to = （{ $least } 至 { $most }）
declared-from = （不小于 { $least }）
declared-to = （不大于 { $most }）
declared-text = 文字，最多 { $most } 字
declared-long-text = 长文字，最多 { $most } 字
declared-integer = 整数{ $bounds }
declared-decimal = 小数，最多 { $digits } 位
declared-decimal-within = 小数，最多 { $digits } 位{ $bounds }
declared-words = 词语清单，最多 { $most } 个，每个最多 { $chars } 字
declared-tiers = 分档表，最多 { $most } 档：{ $from }、{ $value }
declared-tiers-unit = { $label }（{ $unit }）
declared-tiers-side = { $label }{ $bounds }
declared-tier = { $label } { $from }起：{ $value }
declared-list-count = 共 { $count } 项
declared-list-added = 共 { $count } 项（增加{ $added }）
declared-list-removed = 共 { $count } 项（删去{ $removed }）
declared-list-both = 共 { $count } 项（增加{ $added }；删去{ $removed }）
declared-list-moved = 共 { $count } 项（只有次序有变）
declared-entry = · { $entry }
declared-money = 金额（分）{ $bounds }
declared-date = 日期
declared-day-of-year = 每年的某天
declared-time = 时刻
declared-date-time = 日期和时刻
declared-period = 起止时间
declared-half-days = 起止半天
declared-sessions = 工作时段
declared-yes-no = 是否
declared-choice = 单选：{ $choices }
declared-choices = 多选：{ $choices }
declared-person = 人员
declared-people = 多名人员
declared-department = 部门
declared-attachment = 附件
declared-attachments = 多个附件
declared-reference = 引用登记
declared-resource = 预约使用
declared-condition = “{ $label }”为{ $values }
declared-or = { $one }或{ $other }
declared-and = { $one }且{ $other }
declared-field = { $label }：{ $kind }
declared-column = { $label }（{ $kind }）
declared-table = { $label }：明细表，{ $columns }
declared-required = 必填
declared-optional = 选填
declared-shown-when = 当{ $conditions }时填写
declared-help = 说明：{ $help }
declared-initial = 默认：{ $initial }
declared-sensitive = 仅经办人可见
declared-everybody = 所有人员
declared-filed-by = 由谁填报：{ $audience }
declared-filed-for = 代谁填报：{ $audience }
declared-seen-by = 谁可查阅：{ $audience }
declared-series = 编号：{ $pattern }
declared-year = 年份
declared-count = 序号
declared-copies = 打印各联：{ $copies }
declared-parameter = { $label }：{ $value }
declared-role = { $label }（{ $scope ->
        [own] 本部门
        [supervised] 分管部门
        [office] 全单位
       *[shift] 当班期间
    }）
declared-role-above = 本人事项由{ $above }决定
declared-assessment = { $cycle }评定{ $per ->
        [person] 每个人
        [department] 每个部门
       *[office] 全单位
    }
declared-cycle = { $cycle ->
        [day] 每天
        [week] 每周
        [month] 每月
        [quarter] 每季度
        [half-year] 每半年
       *[year] 每年
    }
declared-read = 依据{ $scope ->
        [subject] 本人
        [department] 本部门
        [office] 全单位
        [named] 相关人员
       *[referenced] 所引用
    }{ $window }的《{ $source }》{ $narrowed ->
        [yes] （只取“{ $fields }”相符的）
       *[no] {""}
    }，最多 { $most } 条
declared-window = { $window ->
        [day] 当天
        [week] 本周
        [month] 本月
        [quarter] 本季度
        [year] 本年
        [open] 未办结
       *[always] 历来
    }
declared-window-past-of = 此前若干天（按参数 { $name }）
declared-window-past = 此前 { $days } 天
declared-sources = 来自{ $sources }
declared-shift-people = 轮值人员：{ $audience }
declared-shift = { $cycle }一班，每班 { $seats } 人
declared-cannot-handle = 这一版不能办理
