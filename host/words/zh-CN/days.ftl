days-malformed = 日期应写作 2026-03-02，且须是存在的一天
days-end-before-start = 结束日期不能早于开始日期
