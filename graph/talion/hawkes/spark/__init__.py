"""Replies and fitting beyond one machine: the same passes, per group of pairs, on Apache Spark.

Pairs of states are independent given the parameters and the levels of their actors; those depend
on one actor's events alone. So the events are grouped three times (by source, by target, by a
bucket of pairs), each group goes to the compiled passes as an Arrow table, and what comes back
is the result, or sufficient statistics that add up.
"""
