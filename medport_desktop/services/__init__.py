"""Use cases: plain synchronous code that windows run in worker threads."""
