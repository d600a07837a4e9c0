rehearsal-not-running = 这次演练没有在进行
rehearsal-person = { $whose }的《{ $form }》
rehearsal-person-alone = { $whose }的
rehearsal-assessment = { $whose }的“{ $assessment }”
rehearsal-closed = 《{ $form }》（内容不公开）
rehearsal-unseen = （不对您公开的一件）
rehearsal-error = 错误：{ $finding }
rehearsal-warning = 提醒：{ $finding }
rehearsal-notice = 说明：{ $finding }
rehearsal-derived = { $label }：{ $value }（{ $because }）
rehearsal-every-step = 各环节
rehearsal-deadline = { $step }：{ $within }
rehearsal-at-once = 提交后{ $effect }
rehearsal-at-end = 办结后{ $effect }
rehearsal-step = { $step }（{ $parts }）
rehearsal-every = 全部同意
rehearsal-in-turn = 依次办理
rehearsal-circulate = 传阅
rehearsal-inform = 抄送
rehearsal-file = 报{ $bodies }
rehearsal-vote = 表决（应到 { $due } 人，赞成须达 { $needed } 票）
rehearsal-asks = 填写{ $fields }
rehearsal-within-none = 立即
rehearsal-within-day = 当天
rehearsal-within-minutes = { $minutes } 个工作分钟内
rehearsal-within-days = { $days } 个工作日内
rehearsal-until = { $day } 前
rehearsal-penalty = { $name }：{ $sanction }（{ $explanation }；由{ $role }决定）
rehearsal-obligation = { $what }：应 { $needed }，已 { $done }
rehearsal-metric = { $label }：{ $value } { $unit }
rehearsal-mark = { $date }{ $half ->
        [am] 上午
       *[pm] 下午
    }：{ $label }
rehearsal-discrepancy = { $date }：{ $what }
rehearsal-gone = 新版没有这种表单或考核
rehearsal-all = 全部制度
rehearsal-restarted = 服务器重新启动过，请重新演练
rehearsal-head-day = 日期
rehearsal-head-matter = 事项
rehearsal-head-clauses = 条款
rehearsal-head-aspects = 方面
rehearsal-head-number = 事项编号
rehearsal-file-name = 演练 { $id } 的差异
rehearsal-aspect = { $aspect ->
        [findings] 审查意见
        [stations] 办理环节
        [effects] 后续事项
        [penalties] 处理建议
        [duties] 义务
        [figures] 统计
        [gone] 不再办理
        [fault] 规则程序出错
       *[wording] 其他
    }
