entrance-confidential = 这种表单有需要保密的内容，不能做成免登录的入口：经入口填报的都算在开设入口的人名下，他就能看到全部内容；请让有账号的人登记
entrance-needs-account = 《{ $form }》要填“{ $field }”，没有账号的人填不了，不能做成免登录的入口
entrance-place-missing = 请写明这个入口放在哪里，如“一楼大厅屏幕”
entrance-busy = 这个入口填报得太频繁，请 1 分钟后再试
entrance-remark = 经“{ $place }”的入口匿名填报
