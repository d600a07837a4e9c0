proof-other-change = Another record of the handling
