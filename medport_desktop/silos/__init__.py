"""The server side: the three PostgreSQL silos, their SQL, provisioning, and the servers embedded for the demo."""
