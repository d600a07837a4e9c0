command-demo-ready = 演示单位已就绪
command-password = 密码
command-scratch = 试用单位
command-scratch-trusts = 试用单位信任开发者自己构建的文件，不要求签名
command-loaded = 《{ $title }》 { $version } 已载入，用时 { $milliseconds } 毫秒
