policy-behind = This server does not have the version of “{ $regulation }” that is in force yet, so it judges nothing by it. It keeps trying; try again later
policy-changing = The office's people or rules are being changed just now, so nothing was done. Try again in a moment
