text-control-character =
    { POINT($character) ->
        [0] 内容中有空字符（NUL），无法保存；请删去后再试
       *[other] 内容中有看不见的控制字符（{ CODE($character) }），多半是从别处粘贴时带来的；请删去后再试
    }
text-direction = 内容中有改变书写方向而没有成对的字符（{ CODE($character) }），会使别人看到的与写的不同；请删去后再试
text-invisible = 名称中有看不见的字符（{ CODE($character) }），请删去后再试
text-badge = 考勤号只能用字母、数字、汉字和 - _ . / #，不能有“{ $character }”（{ CODE($character) }）；一个人只写一个号码
text-long =
    { $kind ->
        [name] 姓名
        [department] 部门名称
        [badge] 考勤号
        [phone] 电话
        [post] 岗位名称
       *[reason] 理由
    }最多 { $most } 字，现为 { $has } 字
text-login = 登录名只能用字母、数字、汉字和 . _ - @ +，不能有“{ $character }”（{ CODE($character) }）
