proof-other-change = 办理中的其他记录
