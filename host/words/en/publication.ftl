publication-not-published = This was not published, or has been withdrawn already
