"""The graph as a network: projections to networkx, measures, exports."""
