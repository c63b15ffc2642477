"""The reply model: a multi-scale reciprocal Hawkes process that infers who responded to whom."""
