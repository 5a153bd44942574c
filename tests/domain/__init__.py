"""The rules, without a database or a screen."""
