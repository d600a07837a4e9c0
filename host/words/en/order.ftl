order-twice = A department or a person stands in the order twice; keep one of the places
order-elsewhere = Somebody is placed under another department: they may just have moved; load the page again and order it anew
