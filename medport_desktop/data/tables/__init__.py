"""The silos' tables and functions as persons see them."""
