"""The windows of the console and the kit that they are built from."""
