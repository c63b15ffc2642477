"""What people look at: the page and pictures."""
