"""Every form of the windows."""
