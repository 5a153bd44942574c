"""A silo that is a primary and its standby: the primary is lost, the standby promoted, and work goes on."""
