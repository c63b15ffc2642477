"""What programs and notebooks ask of a graph or an event table, one call for each question."""
