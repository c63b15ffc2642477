"""Which state a cell of a table means: by code system, by name, on a day."""
