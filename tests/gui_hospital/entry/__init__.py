"""The form that a trip is entered by: typing, editing, series, and what happens where a silo goes away."""
