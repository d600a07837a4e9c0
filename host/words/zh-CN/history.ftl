history-transferred = 转办给{ $to }
history-delegated = 委派{ $to }先提意见
history-sign-before = 请{ $to }先加签
history-sign-after = 请{ $to }后加签
history-handed-over = 待办交给{ $to }代理
history-numbered = 编号 { $number }
history-nobody = 现在无人办理
history-filed = 提交
history-decided = { $verdict ->
        [approved] 同意
        [refused] 不同意
        [abstained] 弃权
       *[noted] 已阅或已办
    }
history-returned = 退回修改
history-resubmitted = 修改后再次提交
history-advised = 提出意见并交回
history-withdrawn = 撤回
history-reminded = 催办
history-opened = 查阅了不公开的内容
history-completed = 办结
history-number-voided = 编号作废
history-refused = 结束（不同意）
history-handed-back = 代理结束，待办交回
history-escalated = 超时未办，已提醒分管领导督促
history-recounted = 放假安排公布，重新计算
history-deferred = “{ $step }”的办理时限由 { $before } 延至 { $after }（依据第{ $number }号事项）
history-deferred-own = “{ $step }”的办理时限由 { $before } 延至 { $after }
history-deferred-hidden = 办理时限延后
history-voided = 登记作废：{ $reason }
history-voided-hidden = 登记作废
