rehearsal-not-running = This rehearsal is not running
