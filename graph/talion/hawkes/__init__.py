"""The reply model: a multi-scale reciprocal Hawkes process, fitted and asked who answered whom."""
