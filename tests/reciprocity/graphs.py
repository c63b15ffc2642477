"""Random graphs of antecedents and responses."""

from hypothesis import strategies as st

Edge = tuple[int, int]


@st.composite
def acyclic_graphs(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    """Up to seven nodes, edges from lower to higher numbers after a shuffle."""
    nodes = draw(st.integers(1, 7))
    names = draw(st.permutations(range(nodes)))
    pairs = [(names[a], names[b]) for a in range(nodes) for b in range(a + 1, nodes)]
    return nodes, sorted(draw(st.sets(st.sampled_from(pairs)))) if pairs else []
