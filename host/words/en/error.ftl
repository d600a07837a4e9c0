error-method-not-allowed = Nothing of this kind can be done at this address
error-unauthenticated = Please log in first
error-findings = { $count ->
        [one] One place still needs to be mended or explained
       *[other] { $count } places still need to be mended or explained
    }
error-package-refused = { $count ->
        [one] This package cannot be installed, for one reason
       *[other] This package cannot be installed, for { $count } reasons
    }
error-regulation-fault = The rules of { $regulation } gave no usable answer; the administrators were told. What you filled in is not lost; try again later
error-regulation-refused = This regulation's file cannot be used: { $reasons }
error-too-large = Too large: { SIZE($most) } at most
error-unavailable = Nothing can be saved now; try again in a moment. What was not acknowledged did not take effect
error-internal = The server failed and has noted it; try again in a moment
error-reasons = { $one }; { $other }
