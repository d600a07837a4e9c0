opening-needed = 这件事项的内容不公开；您的岗位可以写明理由后查阅，查阅会留下记录，并告知审计员和经办人
opening-not-needed = 您本来就可以查阅这件事项，不需要写理由
opening-not-yours = 您的岗位不能查阅这件不公开的事项
opening-reason-missing = 请写明查阅的理由
opening-reason-too-long = 理由最多 { $most } 字
opening-only-auditors = 查阅记录由审计员查看
opening-told = { $name }查阅了不公开的《{ $form }》（第 { $matter } 号事项），理由：{ $reason }
opening-closed = { $form }（内容不公开）
