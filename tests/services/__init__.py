"""The rules of the services, without databases."""
