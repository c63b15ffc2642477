"""The graph as a network: projections to networkx, measures, exports."""

from talion.network.projection import to_networkx

__all__ = ["to_networkx"]
