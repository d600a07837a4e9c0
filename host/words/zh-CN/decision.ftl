decision-no-longer-yours =
    { EMPTY($now) ->
        [yes] 这件事项已不由您办理；岗位现在无人担任，补上后由新任办理
       *[no] 这件事项已不由您办理，现由{ $now }办理
    }
decision-has-left = 您已离开本单位，不能再办理
decision-holds-another-place = { $person }在这一环节已另有一处签字，一人不能签两处，请另选一人
