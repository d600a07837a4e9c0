suspension-no-time = 暂停“{ $privilege }”的资格，结束时间（{ $ends }）应晚于开始时间（{ $starts }），请改正起止时间
