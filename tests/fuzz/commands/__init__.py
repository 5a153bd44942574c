"""Every command of the services, with good arguments."""
