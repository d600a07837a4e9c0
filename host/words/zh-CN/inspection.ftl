inspection-not-yours = 检查资料由审计员或系统管理员导出
inspection-too-many-matters = 《{ $regulation }》在这段时间的事项超过 { $limit } 件，请分几段导出
