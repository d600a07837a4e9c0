limit-quota =
    { $of ->
        [files-of-person] Your files take { SIZE($used) } already; { SIZE($more) } more exceed the { SIZE($limit) } that each person has. Files that no matter uses are removed after a while; an administrator can change the quota
        [files-of-office] The office's files take { SIZE($used) } already; { SIZE($more) } more exceed its quota of { SIZE($limit) }. Please tell an administrator
        [drafts] You have { $used } drafts and may keep { $limit }; file or discard some first
       *[draft-sizes] Your drafts take { SIZE($used) } already; { SIZE($more) } more exceed the quota of { SIZE($limit) }. File or discard some first
    }
limit-uploads = At most { $limit } files may be uploaded within an hour; try again in { DURATION($wait) }
limit-installs = { $limit } packages are being checked already; try again in a moment
limit-bodies = { $megabytes } MB are being uploaded already; try again in a moment
limit-confidential-rows = This register holds confidential content; at most { $most } rows are shown at once. Narrow it by days or state
limit-fact-keys = { $regulation } looks up “{ $source }” ({ $read }) by { $named } values to judge this, more than the { $most } that it may use at once; nothing was cut off and nothing was done. Please file fewer rows, or pass this on to an administrator
limit-facts = { $regulation } reads “{ $source }” ({ $read }) to judge this, and there are more than the { $most } that it may read; nothing was cut off and nothing was done. Please pass this on to an administrator
limit-sum = { $regulation } sums up “{ $source }” ({ $read }) to judge this, and the sum is larger than a number can be; nothing was done. Correct what is too large, and please pass this on to an administrator
limit-slow-body = The request did not come on within { $seconds } seconds and was given up; check the network and try again
limit-suspensions = More than { $most } privileges are suspended and cannot be listed at once; let those that need it no longer have theirs given back
