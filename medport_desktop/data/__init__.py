"""The client's side of the three databases: sign-in, engines, stores, listeners. No Qt; used in worker threads."""
