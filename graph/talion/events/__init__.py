"""The event table: reading exports, folding actors to states, consolidating reports."""
