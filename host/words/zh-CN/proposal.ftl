proposal-answerable = 一并追究（{ $person }）：{ $explanation }
proposal-answerable-vacant = { $explanation }（{ $role }一职空缺，没有可一并追究的人）
proposal-unknown-action = 没有“{ $action }”这种处理
proposal-not-open = 这项提议已经处理过，或不由您处理
proposal-reason-missing = 请写明理由
proposal-bonus = 扣当月绩效奖 { $share }%
proposal-civility-year = 扣当年文明奖
proposal-civility-period = 扣当期文明奖
proposal-criticism = { $kind ->
        [education] 批评教育
        [written] 书面检查
        [public] 通报检查
       *[circular] 通报批评
    }
proposal-no-honours = 取消当年评先评优资格
proposal-grade = 年度考核{ $grade }
proposal-suspension = 待岗
proposal-compensation = 赔偿 { $yuan } 元
proposal-referral = 移交{ $body }
proposal-to-be-decided = 由决定人研究：{ $what }
proposal-confirmed = 考核提议已确认：{ $explanation }
proposal-dismissed = 考核提议不予处理：{ $explanation }
proposal-made = 考核提议：{ $explanation }。如有异议，请在“考核”中提出，由{ $role }决定
proposal-privilege-suspended = 暂停“{ $privilege }”的资格 { $days } 天
