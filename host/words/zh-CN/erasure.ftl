erasure-matter = { EMPTY($number) ->
        [yes] 这件事项
       *[no] 编号为 { $number } 的事项
    }已于 { $date } 按规定销毁（本单位规定事项保存 { $years } 年），内容不再保存；谁提出、谁确认，见审计记录
erasure-period = { $date } 以前的事项已有按规定销毁的，这一期的依据不全，不能重新核算
erasure-for-ever = 本单位的事项永久保存，没有可以销毁的；先在“单位设置”里规定保存年限
erasure-nothing-due = 现在没有到期可以销毁的事项
erasure-held-under-way = 还有人要办理
erasure-held-follow-up = 后续应办的还没有填报
erasure-held-delegation = 据此的代行还没有结束
erasure-held-suspension = 据此暂停的资格还没有恢复
erasure-held-published = 仍在公示
erasure-held-used = 登记的物品或场所还有其他事项在使用
erasure-held-standing = 登记的内容仍然有效
erasure-held-proposal = 有处理提议还没有处理
erasure-held-entered = 据此记入的登记属于其他制度，保存年限未满
erasure-held-assessed = 所在考核期的保存年限未满
erasure-term-own = 《{ $title }》保存 { $years } 年
erasure-term-general = 本单位一般保存 { $years } 年
erasure-done = 到期事项已按规定销毁：事项 { $matters } 件，考核结果和处理提议 { $results } 条，判定记录 { $recordings } 条，附件 { $files } 个，离职人员 { $people } 名；{ $asked }提出，{ EMPTY($confirmed) ->
        [yes] 在服务器上确认
       *[no] { $confirmed }确认
    }。
erasure-copies = 服务器的数据文件夹里还有升级前的备份（before-upgrade-…）{ $copies } 份，其中仍有已销毁的内容；请确认不再需要后删除。
