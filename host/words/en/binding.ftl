binding-signature-broken = The signature of the package { $digest } does not fit its content: the file was changed after it was signed, or the signature is forged
