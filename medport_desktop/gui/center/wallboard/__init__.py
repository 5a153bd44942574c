"""The board for the big screen."""
