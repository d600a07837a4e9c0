entrance-confidential = This form holds confidential content and cannot have an entrance: whoever opens one would read everything that comes in by it. Let somebody with an account enter it
entrance-needs-account = “{ $form }” asks for “{ $field }”, which nobody without an account can fill in, so it cannot have an entrance
entrance-place-missing = Say where this entrance is put, such as “screen in the hall”
entrance-busy = Too much comes in by this link; try again in a minute
entrance-remark = Filed without a name through the public link of “{ $place }”
