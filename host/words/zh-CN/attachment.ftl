attachment-name-missing = 附件缺少文件名
attachment-name-too-long = 附件文件名最多 { $limit } 字，现为 { $has } 字
attachment-name-malformed = 附件文件名不能有斜线或换行
attachment-unknown-kind = 附件只接受 PDF 或图片（JPEG、PNG），这个文件的内容不是
