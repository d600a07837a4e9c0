attachment-name-missing = The file has no name
attachment-name-too-long = A file's name has { $limit } characters at most, not { $has }
attachment-name-malformed = A file's name has neither slashes nor line ends
attachment-unknown-kind = Only PDF files and pictures (JPEG, PNG) are taken, and this file is none by its content
