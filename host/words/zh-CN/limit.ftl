limit-quota =
    { $of ->
        [files-of-person] 您存放的附件已有 { SIZE($used) }，再加 { SIZE($more) } 就超过每人 { SIZE($limit) } 的限额；没有随事项提交的附件过期后自动清理，也可请系统管理员调整限额
        [files-of-office] 本单位的附件已有 { SIZE($used) }，再加 { SIZE($more) } 就超过 { SIZE($limit) } 的限额；请联系系统管理员
        [drafts] 您已有 { $used } 份草稿，最多保存 { $limit } 份；请先提交或删除几份
       *[draft-sizes] 您的草稿已有 { SIZE($used) }，再加 { SIZE($more) } 就超过 { SIZE($limit) } 的限额；请先提交或删除几份
    }
limit-uploads = 一小时内最多上传 { $limit } 个附件；请 { DURATION($wait) }后再试
limit-installs = 正在检查的制度包已有 { $limit } 个，请稍后再试
limit-bodies = 正在上传的内容合计已有 { $megabytes } MB，请稍后再试
limit-confidential-rows = 这个登记簿有需要保密的内容，一次最多查看 { $most } 条；请用日期或状态缩小范围
limit-fact-keys = 《{ $regulation }》判断这件事要按 { $named } 个值去查“{ $source }”（{ $read }），一次最多按 { $most } 个值查，没有继续，也没有少查；请减少填报的行数，或者把这句话转给系统管理员
limit-facts = 《{ $regulation }》判断这件事要查的“{ $source }”（{ $read }）超过 { $most } 条，没有继续，也没有少查；请把这句话转给系统管理员
limit-sum = 《{ $regulation }》判断这件事要合计的“{ $source }”（{ $read }）超出了数值的上限，没有继续；请先更正其中过大的数，并把这句话转给系统管理员
limit-slow-body = 请求内容 { $seconds } 秒内没有传完或没有进展，已放弃；请检查网络后再试
limit-suspensions = 暂停中的资格超过 { $most } 条，无法一次列出；请先恢复已经不需要暂停的
