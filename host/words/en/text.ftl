text-control-character =
    { POINT($character) ->
        [0] The text holds the NUL character, which cannot be stored; remove it and try again
       *[other] The text holds a control character ({ CODE($character) }), likely pasted along; remove it and try again
    }
text-direction = The text turns the direction of writing without turning it back ({ CODE($character) }); remove it and try again
text-invisible = The name holds a character that nobody sees ({ CODE($character) }); remove it and try again
text-badge = A clock number has letters, digits, Chinese characters and - _ . / # only, not “{ $character }” ({ CODE($character) }); one a person
text-long =
    { $kind ->
        [name] A name
        [department] A department's name
        [badge] A clock number
        [phone] A telephone number
        [post] A post's title
       *[reason] A reason
    } has { $most } characters at most, not { $has }
text-login = A login has Latin letters, digits, Chinese characters and . _ - @ + only, not “{ $character }” ({ CODE($character) })
