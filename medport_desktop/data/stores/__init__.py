"""One store a silo: the ports of services.ports as SQL. Rows come in, domain records go out."""
