lint-at = { $kind ->
        [form] 表单
        [read] 读取
        [judgement] 考核
        [view] 登记簿
        [chart] 统计图
        [roster] 值班表
        [document] 公文
        [parameter] 参数
        [role] 角色
        [attribute] 人员属性
        [privilege] 资格
        [case] 示例
       *[regulation] 制度
    }“{ $id }”{ EMPTY($part) ->
        [yes] {""}
       *[no] 的“{ $part }”
    }
lint-slip = { $at }：{ $what }
lint-unknown-role = 没有声明角色“{ $role }”；请在角色中列出它，或改正名称
lint-unknown-form = 没有表单“{ $form }”；请声明它，或改正编号
lint-unknown-source = 没有表单、考核或值班表“{ $source }”；请声明它，或改正编号
lint-unknown-field = “{ $form }”没有字段“{ $field }”；请声明这个字段，或改正名称
lint-other-kind = “{ $form }”的字段“{ $field }”不是{ $needed ->
        [time] 时间
        [person] 人员
        [number] 数字
       *[reference] 引用
    }；请换一个字段，或改变它的类型
lint-bad-value = { $value } 不能作为“{ $field }”的值：{ $why }；请改正这个值，或字段的类型和范围
lint-equal-choices = “{ $field }”有两个选项的值都是“{ $value }”；请让每个选项各有其值
lint-empty-bounds = “{ $field }”的最小值大于最大值；请把上下限对调
lint-parameter-kind = “{ $field }”的类型只能用于参数；请改为逐行填写的明细表，或把它声明为参数
lint-twice = { $what ->
        [form] 表单、考核或值班表
        [view] 登记簿
        [chart] 统计图
        [document] 公文
        [parameter] 参数
        [attribute] 人员属性
        [privilege] 资格
        [role] 角色
        [step] 环节
       *[field] 字段
    }“{ $id }”声明了两次；请给其中一个换编号
lint-no-number = 编号系列“{ $series }”的格式里没有序号，每份都会是同一个号；请在序号的位置写上 {"{number}"}
lint-unknown-placeholder = 占位“{ $name }”不代表任何内容；请写字段的名称，或示例中算得出的值
lint-unknown-step = “{ $form }”的流程里没有环节“{ $step }”；请改正编号，或补一个会走到它的示例
lint-unknown-column = 栏目“{ $column }”既不是字段，也不是算出的值；请写字段的名称，或示例中算得出的值
lint-unknown-metric = 考核“{ $judgement }”不给出统计数“{ $metric }”；请改正名称，或补一个给出它的示例
lint-unbounded = 读取“{ $source }”没有说明最多多少条；请缩小范围，并写明上限
lint-negative-days = 读取的时间范围按参数“{ $parameter }”往前推，而这个参数可以是负数；请规定它不小于 0
lint-name-taken = “{ $field }”以前的名称“{ $was }”同时又是另一个字段的名称；请给那个字段另起一个从未用过的名称
lint-same-read = 有两处读取的名称都是“{ $name }”；请给其中一处另起名称
lint-unknown-read = 前面没有名称为“{ $read }”的读取；请改正名称，或把那一处放到前面
lint-not-brought = 名称为“{ $read }”的读取不带来字段“{ $field }”；请让它带来登记，并把这个字段列进去
lint-many-values = “{ $form }”的字段“{ $field }”可有多个值，这里只能用一个；请换一个单值的字段，表格各行的合计请由表单算出
lint-long-group = “{ $form }”的字段“{ $field }”可能是长文字，不能用来分组；请按选项、人员、引用或不超过 24 字的文字分组
lint-no-content = 考核没有填报内容，不能与字段“{ $field }”比较；请与考核对象或固定的值比较
lint-unknown-path = “{ $form }”没有“{ $path }”这一项，也没有环节填写它；请写字段、表格的行和栏，或环节和它填写的字段
lint-not-own = 要改的是“{ $form }”的登记，它属于别的制度；一项制度只能改自己表单的登记
lint-untold-record = 要作废的登记 { $record } 不在示例所述的登记之中；请作废填报内容所指的、或读取到的登记
lint-unknown-privilege = 没有声明资格“{ $privilege }”；请在资格中声明它，或改正编号
lint-unknown-sign = 考核“{ $judgement }”的图例里没有记号“{ $sign }”；请把它写进图例
lint-unknown-parameter = 没有参数“{ $parameter }”；请声明它，或改正名称
lint-unknown-clause = 没有条款“{ $clause }”；请改正，写法是制度编号、# 和条款编号
lint-lean-gone = “{ $on }”没有“{ $what }”了；请保留它，或先修订依赖它的制度
lint-lean-changed = “{ $on }”的“{ $what }”换了类型；请保持类型，或先修订依赖它的制度
lint-lean-optional = “{ $on }”的“{ $what }”不再必填；请保持必填，或先修订依赖它的制度
lint-lean-choice-gone = “{ $on }”的“{ $what }”没有选项“{ $value }”了；请保留它，或先修订依赖它的制度
