"""The frame of a window: its bars, messages, lights and lines across."""
