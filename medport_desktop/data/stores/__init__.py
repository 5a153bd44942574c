"""What a person reads and writes in the silos, as SQL. Rows come in, domain records go out."""
