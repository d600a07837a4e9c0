repeated-other-content = 同一个提交标记（idempotency-key）已用于另一份内容，这份没有提交；内容改过以后请换新的标记再提交
repeated-unusable-key = idempotency-key 应为 1 至 100 个可见的 ASCII 字符
