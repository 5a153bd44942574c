"""The figures of a period as plots and as tables."""
