blob-damaged = 附件已损坏，与登记的摘要不符，请联系管理员从备份恢复
blob-missing = 附件登记在册，但文件找不到了，请联系管理员从备份恢复
blob-package-damaged = 制度包的文件已损坏，与登记的摘要不符，请联系管理员从备份恢复或重新安装同一个包
blob-package-missing = 制度包登记在册，但文件找不到了，请联系管理员从备份恢复或重新安装同一个包
blob-unreachable = 存放附件和制度包的地方暂时用不了，请稍后再试
blob-being-removed = 这个文件以前上传过但一直没有使用，旧文件正在清理，请过一会儿再上传
