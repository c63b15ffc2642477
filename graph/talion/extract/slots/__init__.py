"""What fills the slots of an incident: sides, counts, dates, status."""
