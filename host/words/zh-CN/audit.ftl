audit-unknown-theme = 没有“{ $theme }”这一类
audit-unknown-thing = 不能按“{ $thing }”查找
audit-unknown-place = 翻页的位置不对，请重新查询
audit-yes = 是
audit-no = 否
audit-theme = { $theme ->
        [matters] 事项办理
        [people] 人员与岗位
        [accounts] 账号与系统角色
        [revisions] 制度与参数
        [settings] 设置与日历
        [registers] 导入与导出
        [rosters] 值班
        [assessments] 考核
        [publications] 公示、入口与附件
        [evidence] 存证与保留
       *[other] 其他
    }
audit-thing = { $thing ->
        [person] 人员
        [matter] 事项
        [post] 岗位
        [department] 部门
        [regulation] 制度
        [parameter] 参数
        [register] 登记簿
        [roster] 值班表
        [account] 账号
        [request] 待确认的变更
        [revision] 修订
        [proposal] 处理提议
        [record] 登记簿中的记录
        [publication] 公示
        [entrance] 开放入口
        [publisher] 发布者
        [year] 日历年份
        [setting] 设置
       *[file] 附件
    }
audit-unknown = 本版本不认识的事件（{ $kind }）
audit-erased = 内容已按规定清除
audit-for-auditors = 只有审计员能看到这一类事件的内容
audit-matter-hidden = 不公开的事项
audit-consented = 回答了是否同意由他人代行
audit-consented-yes = 同意：{ $effect }
audit-consented-no = 不同意：{ $effect }
audit-effect = { $occasion ->
        [filing] 提交后：{ $effect }
        [completion] 办结后：{ $effect }
        [consent] 本人同意后：{ $effect }
       *[other] 随之：{ $effect }
    }
audit-effect-open = 按制度：{ $effect }；须本人同意的，以其答复为准
audit-effect-unsaid = 随之产生的影响
audit-asked-by = 由{ $person }提出
audit-baseline-person = 录入或修改人员{ $person }的资料
audit-baseline-post = 录入或修改岗位“{ $post }”（{ $department }）
audit-stated = { $label }：{ $value }
audit-person-entered = 录入人员{ $person }
audit-person-changed = 修改{ $person }的资料
audit-person-left = { $person }离开本单位
audit-department-made = 新设部门“{ $name }”
audit-post-entered = 新设岗位“{ $post }”
audit-post-changed = 修改岗位“{ $post }”
audit-order-set = 重新排定部门和人员的次序
audit-badge-freed = { $person }的考勤号{ $badge }自{ $until }后空出
audit-delegations-moved = { $count }项代行到期起止
audit-delegation-begun = { $person }的待办开始由{ $deputy }代行
audit-delegation-over = { $person }的待办不再由{ $deputy }代行
audit-password-changed = { $person }修改了自己的密码
audit-sessions-ended = { $person }结束了自己的{ $count }处登录
audit-first-logged-in = { $person }首次登录（登录名{ $login }）
audit-second-factor-begun = { $person }开始启用动态口令
audit-second-factor-set = { $person }启用了动态口令
audit-second-factor-removed = { $person }停用了动态口令
audit-second-factor-reset = 取消{ $person }的动态口令
audit-recovery-codes-made = { $person }重新生成{ $count }个恢复码
audit-recovery-code-used = { $person }用恢复码登录，还剩{ $count }个
audit-login-set = 为{ $person }开通账号{ $login }
audit-login-changed = { $person }的登录名改为{ $login }
audit-login-removed = 关闭{ $person }的账号{ $login }
audit-password-set = 他人为{ $person }设置了密码
audit-first-password-expired = { $person }的初始密码{ $days }天未用，已失效
audit-role-granted = 由{ $person }担任{ $role }
audit-role-revoked = { $person }不再担任{ $role }
audit-keeper-appointed = 在服务器上任命{ $person }为{ $role }（登录名{ $login }）
audit-second-role-removed = { $person }身兼两个系统角色，不再担任{ $role }
audit-request-asked = 提出须另一位确认的变更（第{ $number }号）
audit-request-confirmed = 确认第{ $number }号变更，已生效
audit-request-declined = 不同意第{ $number }号变更
audit-request-withdrawn = 撤回第{ $number }号变更
audit-request-expired = 第{ $number }号变更逾期无人确认
audit-request-outdated = 第{ $number }号变更所依据的情况已变，作废
audit-installed = 安装《{ $regulation }》{ $version }版
audit-bound = 《{ $regulation }》{ $version }版自{ $from }起施行
audit-parameter = 《{ $regulation }》的“{ $name }”自{ $from }起为{ $value }
audit-revision-asked = 提出修订《{ $regulation }》（第{ $number }号），自{ $from }起
audit-revision-answered = { $state ->
        [confirmed] 确认第{ $number }号修订
        [declined] 不同意第{ $number }号修订
        [withdrawn] 撤回第{ $number }号修订
       *[asked] 答复第{ $number }号修订
    }
audit-worded = 录入《{ $regulation }》的本单位条文
audit-publisher-trusted = 信任发布者“{ $name }”（公钥{ $key }）
audit-publisher-dropped = 不再信任发布者“{ $name }”（公钥{ $key }）
audit-unsigned-taken = 允许安装未签名的制度包
audit-unsigned-refused = 不再允许安装未签名的制度包
audit-office-setting = 修改单位设置
audit-calendar = 公布{ $year }年日历，{ $count }天的上班放假安排有变
audit-imported = 向《{ $regulation }》“{ $form }”导入：新增{ $new }条，已有{ $known }条，不能录入{ $errors }条
audit-line-withdrawn = 撤销《{ $regulation }》“{ $form }”导入的第{ $record }号登记，涉及{ $person }
audit-register-exported = 导出《{ $regulation }》“{ $view }”{ $rows }条（{ $format }），其中隐去{ $masked }条
audit-pack-exported = 导出{ $from }至{ $to }的迎检材料：事项{ $matters }件、登记{ $rows }条，其中隐去{ $masked }条
audit-roster-made = 排定“{ $roster }”{ $from }至{ $to }的{ $count }个班
audit-shift = { $starts } { $person }
audit-swap-asked = 就“{ $roster }”请{ $person }换班
audit-swap-shifts = 用{ $mine }的班换{ $theirs }的班
audit-swap-agreed = 同意与{ $person }换班
audit-swap-declined = 不同意与{ $person }换班
audit-assessed = 考核{ $from }至{ $to }：{ $subjects }个对象，提出处理提议{ $proposed }件
audit-proposed = 第{ $number }号提议，涉及{ $person }
audit-lapsed = 第{ $number }号提议因事实有变撤销，涉及{ $person }
audit-proposal = { $state ->
        [objected] 对第{ $number }号处理提议提出异议（涉及{ $person }）
        [confirmed] 确认第{ $number }号处理提议（涉及{ $person }）
        [dismissed] 不采纳第{ $number }号处理提议（涉及{ $person }）
       *[other] 办理第{ $number }号处理提议（涉及{ $person }）
    }
audit-proposal-state = { $state ->
        [proposed] 待办理
        [objected] 有异议
        [confirmed] 已确认
        [dismissed] 未采纳
       *[lapsed] 已撤销
    }
audit-publication-read = 阅读公示“{ $title }”
audit-publication-read-number = 阅读第{ $number }号公示
audit-entrance-opened = 开放“{ $title }”的入口，张贴在{ $place }
audit-entrance-closed = 关闭“{ $title }”的入口（{ $place }）
audit-entrance-closed-number = 关闭第{ $number }号入口（{ $place }）
audit-file-held = 附件仍被引用，不再清理：{ $digest }
audit-file-stored = 上传附件“{ $name }”（{ SIZE($size) }）
audit-file-stored-hidden = 上传了附件
audit-restored = 从备份恢复：保留到第{ $kept }号事件，此后到第{ $lost }号的事件已失
audit-retention-applied = { $what ->
        [drafts] 清理满{ $days }天的草稿{ $count }份
        [notices] 清理满{ $days }天的已读通知{ $count }条
        [rehearsals] 清理满{ $days }天的演练{ $count }次
        [devices] 清理满{ $days }天未用的登录设备{ $count }台
        [files] 清理满{ $days }天未提交的附件{ $count }个
       *[orphans] 清理无人引用的文件{ $count }个
    }
audit-erased-batch = 销毁到期内容一批：事项 { $matters } 件、数据 { $rows } 行、事件内容 { $events } 条；{ $asked }提出，{ $confirmed }确认
audit-erasure-stopped = 销毁（第 { $number } 号申请）提前结束，因为保存年限已改；其余到期内容不再销毁
audit-alarm-raised = { $alarm ->
        [blob-missing] 发现附件缺失：{ $subject }
        [blob-damaged] 发现附件损坏：{ $subject }
        [clock-behind] 服务器时钟落后：{ $subject }
        [anchor-copy] 锚文件不能另存一份：{ $subject }
        [chain-broken] 事件链在第{ $subject }号断开
        [chain-disagrees] 事件链与锚不一致，自第{ $subject }号起
        [row-altered] 有数据在变更之外被改动：{ $subject }
       *[other] 发出警报：{ $subject }
    }
audit-alarm-ended = { $alarm ->
        [blob-missing] 缺失的附件已恢复：{ $subject }
        [blob-damaged] 损坏的附件已恢复：{ $subject }
        [clock-behind] 服务器时钟已恢复：{ $subject }
        [anchor-copy] 锚文件已能另存：{ $subject }
        [row-altered] 被改动的数据已复原：{ $subject }
       *[other] 警报解除：{ $subject }
    }
audit-sanction = 拟作处理：{ $sanction }
audit-day-ordinary = 照常
audit-day-off = 放假（{ $holiday }）
audit-day-worked = 调休上班（{ $holiday }）
audit-escalated = { $person }的“{ $step }”超时未办，已提醒分管领导督促
audit-decided = { $what }（环节：{ $step }）
audit-rows-covered = 将已有的数据全部纳入存证
audit-rows-written = 提醒有关人员将到期或已逾期的事项（内容见各人的通知）
audit-label-person = { $part ->
        [name] 姓名
        [department] 部门
        [badge] 考勤号
       *[phone] 电话
    }
audit-label-version = 版本
audit-label-clause = 第{ $clause }条
audit-label-publisher = 名称
audit-label-unsigned = 允许未签名的制度包
audit-label-state = 状态
audit-label-order = 次序
audit-order = { $department }（{ $people }）
audit-label-shift = 第{ $number }号班
audit-deputy-set = { $deputy }成为{ $person }的B角
audit-deputy-none = { $person }不再有B角
audit-by-matter = 依据第{ $number }号事项
audit-missing-steps = 应经而未经的环节：{ $steps }
audit-publication-title = 公示标题：{ $title }
audit-meets = 履行第{ $number }号事项要求的后续填报（期限 { $due }）
audit-label-summary = 摘要
audit-label-due = “{ $step }”的办理时限
audit-label-holder = “{ $step }”的办理人
audit-label-record = 《{ $form }》“{ $record }”：{ $field }
audit-label-delegation = { $deputy }代行{ $person }待办的截止时间
audit-booking-freed = 释放“{ $resource }”（{ $starts } 至 { $ends }）
audit-booking-made = 占用“{ $resource }”（{ $starts } 至 { $ends }）
audit-through-request = 依据第{ $number }号变更
audit-through-server = 在服务器上办理
audit-through-leaving = 因离开本单位
audit-record-voided = 《{ $form }》“{ $record }”作废
audit-voided-by = 依据{ $regulation }，由第{ $number }号事项作废
audit-suspended = 暂停时间：{ $over }
audit-label-suspension = { $person }“{ $privilege }”的资格（{ $starts } 起暂停）何时恢复
