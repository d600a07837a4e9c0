repeated-other-content = This idempotency-key was used for other content, and nothing was filed; use a new key for changed content
repeated-unusable-key = An idempotency-key is 1 to 100 visible ASCII characters
