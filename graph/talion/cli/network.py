"""`talion network`: measures of who acts on whom."""

import click

from talion.cli.support.output import json_option, note, print_json, print_table
from talion.cli.support.stores import reading
from talion.errors import UnknownError
from talion.network import measures, to_networkx
from talion.store.lookup import nearest


@click.command()
@click.option("--top", default=15, show_default=True, metavar="N", help="How many actors to list.")
@click.option("--relation", metavar="NAME", help="Only one relation, such as expelled.")
@json_option
@click.pass_context
def network(ctx: click.Context, top: int, relation: str | None, as_json: bool) -> None:
    """Measure the network of actors: degree by relation, reciprocity, brokerage, communities.

    \b
    Examples:
      talion network
      talion network --relation expelled --top 5
      talion network --json
    """
    with reading(ctx).view() as view:
        graph = to_networkx(view)
    if relation:
        known = {str(data["relation"]) for _, _, data in graph.edges(data=True)}
        if relation not in known:
            raise UnknownError("relation", relation, nearest(relation, known))
        others = [e[:3] for e in graph.edges(keys=True, data=True) if e[3]["relation"] != relation]
        graph.remove_edges_from(others)
        graph.remove_nodes_from([n for n in list(graph) if not graph.degree(n)])
    standings = measures.standings(graph)
    asked = (relation,) if relation else (None, "expelled")
    shares = {r or "any": measures.reciprocity(graph, r) for r in asked}
    if as_json:
        print_json(
            {
                "actors": len(graph),
                "relations": graph.number_of_edges(),
                "reciprocity": shares,
                "standings": [
                    {
                        "actor": s.actor,
                        "label": s.label,
                        "given": s.given,
                        "received": s.received,
                        "brokerage": round(s.brokerage, 6),
                        "community": s.community,
                    }
                    for s in standings
                ],
            }
        )
        return
    _print(standings[:top], shares)
    note(f"{len(standings)} actors, {graph.number_of_edges()} relations")


def _print(standings: list[measures.Standing], shares: dict[str, float | None]) -> None:
    def counts(found: dict[str, int]) -> str:
        return ", ".join(f"{name} {n}" for name, n in sorted(found.items(), key=lambda p: -p[1]))

    rows = [
        (s.label, counts(s.given), counts(s.received), f"{s.brokerage:.2f}", s.community)
        for s in standings
    ]
    print_table(("actor", "did", "suffered", "brokerage", "group"), rows, right="brokerage group")
    for name, share in shares.items():
        what = "any relation" if name == "any" else f"'{name}'"
        shown = "no such pair" if share is None else f"{share:.0%} of directed pairs are answered"
        click.echo(f"reciprocity of {what}: {shown}")
