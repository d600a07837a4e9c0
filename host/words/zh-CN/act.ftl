act-not-yours = 这件事项不由您办理
act-stale = 这件事项刚刚有了变化，请看过最新情况再办理
act-task-missing = 请说明是对哪一项待办的处理
act-task-not-yours = 这项待办不在您名下
act-task-over = 这项待办已经处理过或已不需要处理
act-not-at-this-step = 这一环节不能这样处理
act-opinion-missing = { $action ->
    [refuse] 不同意须写明理由
    [return] 退回须写明要改什么
   *[approve] 请写明意见再交回
}
act-verdict-missing = 请说明决定
act-withdrawal-not-yours = 只有提交人可以撤回
act-withdrawal-too-late = 已经有人办理，不能撤回；可以请当前办理人退回
act-reminder-not-yours = 只有提交人可以催办
act-reminder-too-soon = 一小时内只能催办一次，请 { $minutes } 分钟后再催
act-matter-over = 这件事项已经结束
act-filer-has-left = 提交人{ $name }已离开本单位，退回后无人修改；请在本环节办理
act-nobody-to-remind = 现在没有等待办理的人
act-person-missing = 请选择交给谁
act-person-not-here = 所选的人不在本单位名单中
act-person-is-yourself = 请选择自己以外的人
act-person-is-party = 当事人不能办理自己的事项，请另选一人
act-person-is-concerned = 所选的人是这件不公开事项涉及的人，不能参与办理，请另选一人
act-person-decided-before = 这一环节须由没有办理过前面环节的人办理，请另选一人
act-advise = 提出意见并交回
act-consent = 同意由对方代行
act-approve = 同意
act-done = 办理完成
act-refuse = 不同意
act-file = 登记报送
act-note = 已阅
act-aye = 赞成
act-nay = 反对
act-abstain = 弃权
act-return = 退回修改
act-resubmit = 修改后再提交
act-transfer = 转办
act-delegate = 委派
act-sign-before = 前加签
act-sign-after = 后加签
act-withdraw = 撤回
act-remind = 催办
