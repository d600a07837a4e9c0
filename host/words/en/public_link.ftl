entrance-confidential = This form holds confidential content and cannot have an entrance: whoever opens one would read everything that comes in by it. Let somebody with an account enter it
entrance-busy = Too much comes in by this link; try again in a minute
