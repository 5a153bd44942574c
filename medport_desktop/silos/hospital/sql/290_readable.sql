-- After all tables are there.

call setup.bound_times();
