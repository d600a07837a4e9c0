step-one = 一人办理
step-every = 会签，全部同意
step-in-turn = 依次办理
step-circulate = 传阅
step-inform = 抄送
step-file = 报{ $bodies }
step-vote = 表决：应到 { $due } 人，赞成须达 { $needed } 票
step-tally = 表决：应到 { $due } 人，到会 { $present } 人；赞成 { $ayes }、反对 { $nays }、弃权 { $abstained }、未投 { $open }；须赞成 { $needed } 票，{ $outcome }
step-reached = 已达到
step-impossible = 已不可能达到
step-lacks = 还差 { $votes } 票
step-either = { $one } 或 { $other }
step-number = 第 { $number } 个环节
step-advised = 已提意见
step-corrected = 已修改
step-aye = 赞成
step-nay = 反对
step-abstained = 弃权
step-read = 已阅
step-filed = 已报送
step-approved = 同意
step-refused = 不同意
step-done = 已办
step-to-read = 待阅
step-to-correct = 待修改
step-to-advise = 待提意见
step-to-do = 待办
step-waiting = 等待意见
step-later = 稍后
step-returned = 退回修改
step-transferred = 已转办
step-reassigned = 已改由他人办理
step-vacant = 岗位空缺
step-vacant-holder = （岗位空缺）
step-closed = （内容不公开）
step-correction = 退回修改
step-role-above = { $role }是当事人或须回避，转由上一级{ $above }决定
step-confidential = 本事项内容保密，不移交代行的{ $deputy }，仍由{ $decider }办理
step-decides-elsewhere = 代行的{ $deputy }在本环节另有一处待办，会签不由一人代两处，仍由{ $decider }办理
step-handed-on = 由{ $by }转办
step-signer-of = 由{ $by }加签
step-due-stays = { $note }，期限不变
step-because = { $why ->
        [post] 因岗位变动
        [left] 因人员离开
        [moved] 因人员调动
        [duty] 因值班交接
        [delegation] 因代理变动
       *[decision] 因办理人变动
    }
step-still = { $why }，仍由{ $to }办理
step-instead = { $why }，由{ $from }改由{ $to }办理
step-joins = { $why }，增加{ $to }办理
step-leaves = { $why }，{ $from }不再参加
step-notes = { $notes }
