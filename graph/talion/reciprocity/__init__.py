"""What is read off responses: chains, ledgers, coordinated actions, the unanswered, precedents."""
