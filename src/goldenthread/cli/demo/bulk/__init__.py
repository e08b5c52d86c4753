"""The one place where the demo writes rows in bulk, past the services but never past a constraint.

Thousands of people go in within seconds this way. One audit row is written for each batch, as
bulk services do; what the services themselves do quickly enough is left to them.
"""
