"""Where the nodes of a crowded graph lie."""

import re
from pathlib import Path

import numpy as np
from talion.render.layout import layout
from talion.render.layout_crowd import CROWD, STRONGEST, layout_by_strongest

TIES = Path(__file__).parents[2] / "graph/talion/render/assets/graph/ties.js"


def crowd(size: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of some nodes; those among the first eight are strong."""
    edges = np.array([(a, b) for a in range(size) for b in range(a)])
    strengths = np.where((edges < 8).all(axis=1), 50.0, 1.0) + edges.sum(axis=1) * 1e-6
    return edges, strengths


def test_what_is_strong_stands_in_the_middle_and_the_rest_around() -> None:
    edges, strengths = crowd()
    points = layout_by_strongest(edges, np.full(60, 8.0), np.ones(len(edges)), strengths)
    far = np.linalg.norm(points, axis=1)
    order = np.argsort(-strengths, kind="stable")[:STRONGEST]
    inner = np.unique(edges[order])
    assert 8 <= len(inner) < 60
    outer = np.setdiff1d(np.arange(60), inner)
    low, high = points[inner].min(axis=0), points[inner].max(axis=0)
    inside = ((points[outer] > low) & (points[outer] < high)).all(axis=1)
    assert far[outer].max() > far[inner].max()
    assert inside.mean() < 0.2  # the corners of the box may have some
    gaps = np.linalg.norm(points[:, None] - points[None], axis=2) + np.eye(60) * 1e9
    assert gaps.min() > 8


def test_the_same_crowd_lies_the_same_and_few_edges_are_laid_out_whole() -> None:
    edges, strengths = crowd(24)
    assert len(edges) > CROWD
    radii, weights = np.full(24, 8.0), np.ones(len(edges))
    once = layout_by_strongest(edges, radii, weights, strengths)
    assert (once == layout_by_strongest(edges, radii, weights, strengths)).all()
    few = edges[:CROWD]
    whole = layout(24, few, radii, None, weights[:CROWD])
    assert (layout_by_strongest(few, radii, weights[:CROWD], strengths[:CROWD]) == whole).all()


def test_the_page_draws_as_many_lines_as_the_layout_is_made_for() -> None:
    text = TIES.read_text("utf-8")
    assert re.findall(r"const (?:CROWD|FIRST) = (\d+)", text) == [str(CROWD), str(STRONGEST)]
