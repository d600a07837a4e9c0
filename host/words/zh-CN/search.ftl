search-words-missing = 请写要找的字词
search-words-many = 最多写 { $most } 个词，词与词之间空一格
search-word-short = 请至少写一个 { $least } 个字的词
search-more-forms = 共 { $all } 份表单相符，只列出 { $most } 份表单，请换更具体的词
search-more-clauses = 共 { $all } 条条文相符，只列出 { $most } 条条文，请换更具体的词
search-more-publications = 共 { $all } 项公示相符，只列出 { $most } 项公示，请换更具体的词
search-more-matters = 只列出最新的 { $most } 件事项，请换更具体的词
search-looked-through = 只查找了最新的 { $looked } 件可能相符的事项，请换更具体的词
