filing-not-yours = You may not file { $form }
