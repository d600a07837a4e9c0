vacancy-undeclared = 制度没有说明“{ $role }”是什么职务
vacancy-nobody-on-duty = 现在没有排“{ $role }”的班，不能送审；请排班人先在“值班”中排好
vacancy-unheld = “{ $role }”现在无人担任，不能送审；请联系管理员在“管理”中补上
vacancy-unheld-for = { $department }的“{ $role }”现在无人担任，不能送审；请联系管理员在“管理”中补上
vacancy-only-concerned = “{ $role }”是本事项的当事人，又没有可以代为审批的上级
vacancy-circular = 找不到可以审批的人
vacancy-left = 指定的办理人{ $name }已离开，不能送审；请另选一人，已经提交的请退回修改
vacancy-nobody-else = “{ $step }”只能由当事人以外的人办理
