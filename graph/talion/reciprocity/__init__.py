"""Who answers whom: events, replies, chains."""
