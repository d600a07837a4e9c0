opening-needed = This matter is closed. Your post may open it with a reason; the opening is recorded and told to the auditors and those who take part
opening-not-needed = You can read this matter as it is; no reason is needed
opening-not-yours = Your post does not open this closed matter
opening-reason-missing = Say why you open it
opening-reason-too-long = A reason has at most { $most } characters
opening-only-auditors = Auditors see who opened what
opening-told = { $name } opened the closed “{ $form }” (matter { $matter }); reason: { $reason }
opening-closed = { $form } (closed)
