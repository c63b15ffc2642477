"""Links between incidents: responses, coordinated action, precedents."""
