"""The words of inter-facility transport: enumerations, frozen records and rules. Standard library only."""
