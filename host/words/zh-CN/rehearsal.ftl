rehearsal-not-running = 这次演练没有在进行
