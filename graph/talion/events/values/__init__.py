"""What the cells of a table say: dates, counts, severities, types, as people write them."""
