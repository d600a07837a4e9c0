publisher-key-malformed = A public key has 64 hexadecimal digits; ask the publisher for the content of the key file
publisher-name-missing = Enter the name of the publisher
