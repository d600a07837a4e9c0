publisher-key-malformed = 公钥应是 64 位十六进制数字，请向发布者索取公钥文件的内容
publisher-name-missing = 请填写发布者名称
