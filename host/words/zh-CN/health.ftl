health-database = 数据库暂时用不了
health-behind =
    单位 { $office }：《{ $regulation }》{ $version } 版{ $lack ->
        [missing] 的制度包文件找不到
        [damaged] 的制度包文件已损坏
        [unreachable] 的制度包取不到，存放的地方没有应答
       *[unusable] 的制度包在这台服务器上无法运行，详见日志
    }；与它有关的填报和审批暂停，已在自动重试
health-stuck = 单位 { $office }：制度、参数或日历读不出来，详见日志
health-blobs = 有 { $count } 个附件或制度包的文件已损坏或找不到，请运行 guiju verify 查看并从备份恢复
health-clock = 服务器的时钟比单位 { $office } 最后一条记录慢 { $minutes } 分钟，请校准时间
health-proxy = 对外地址是 https，却没有配置信任的代理（trusted_proxies）：所有登录看起来都来自代理，一人反复猜密码会拖慢所有人
health-address = 未配置对外地址（public_address）：打印的核验码和开放入口上写的是 { $address }，在别的机器上可能打不开
health-two-roles = 第 { $office } 号单位有一人以两个账号同时担任唯一的系统管理员和唯一的安全员；请用 guiju keeper appoint 另指定一位，重启后自动只保留一个角色
health-upgrade-copies = 数据目录中有 { $count } 份升级前的自动备份已超过 30 天（最早的是 { $day }）：新版本运行正常后请删除，其中还留有此后销毁的内容
health-secrets-key = 有人启用了动态口令，但密钥文件 keys/secrets.key 不在或被换过，动态口令无法核对：请从备份中放回；放不回的，用 guiju keeper reset-second-factor 逐人重置后重启
health-anchor-copy = 存证锚点没有抄送到第二处，请检查该目录是否存在、可写，已在自动重试：{ $fault }
health-anchor-key = 存证密钥是新生成的，而已有的锚点由另一把密钥签名：密钥目录是否丢失或被更换？请与登记的公钥核对
health-chain = 单位 { $office } 的存证链在第 { $event } 个事件处不符：记录被改动、删去，或者换上了较旧的数据库，请立即运行 guiju verify
health-comparison = 单位 { $office } 最近一次夜间核对没有完成，系统会继续重试；请查看“自动任务”页和日志
