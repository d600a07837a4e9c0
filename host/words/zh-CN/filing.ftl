filing-not-yours = 《{ $form }》不由您填报
