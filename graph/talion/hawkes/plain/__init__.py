"""NumPy twins of the compiled passes: the same signatures and results, far fewer events a second.

They run where numba is missing or fails to compile (see `talion.hawkes.jit`), in double precision.
"""
