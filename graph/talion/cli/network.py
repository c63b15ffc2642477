"""`talion network`: measures of the network of actors."""

import click

from talion.cli.support.output import json_option, note, print_json
from talion.cli.support.stores import reading
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.cli.support.wording import relation as words
from talion.errors import UnknownError
from talion.network import measures, to_networkx
from talion.store.lookup import nearest


@click.command()
@click.option(
    "--top",
    type=click.IntRange(0),
    default=15,
    show_default=True,
    metavar="N",
    help="How many actors to list; 0 for all.",
)
@click.option("--relation", metavar="NAME", help="Only this relation, such as expelled.")
@json_option
@click.pass_context
def network(ctx: click.Context, top: int, relation: str | None, as_json: bool) -> None:
    """Measure the network of actors: degree by relation, reciprocity, betweenness, communities.

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
        relation = {words(name): name for name in known}.get(relation, relation)
        if relation not in known:
            raise UnknownError("relation", relation, nearest(relation, known))
        others = [e[:3] for e in graph.edges(keys=True, data=True) if e[3]["relation"] != relation]
        graph.remove_edges_from(others)
        graph.remove_nodes_from([n for n in list(graph) if not graph.degree(n)])
    standings = measures.standings(graph)
    measured = (relation,) if relation else (None, "expelled")
    shares = {r or "any": measures.reciprocity(graph, r) for r in measured}
    if as_json:
        print_json(
            {
                "actors": len(graph),
                "relations": graph.number_of_edges(),
                "reciprocity": shares,
                "standings": [
                    {
                        "actor": s.actor,
                        "name": s.label,
                        "as_source": s.given,
                        "as_target": s.received,
                        "betweenness": round(s.brokerage, 6),
                        "community": s.community,
                    }
                    for s in standings
                ],
            }
        )
        return
    _print(standings[: top or None], shares)
    edges = graph.number_of_edges()
    note(f"{counted(len(standings), 'actor')}, {counted(edges, 'relation')}")


def _print(standings: list[measures.Standing], shares: dict[str, float | None]) -> None:
    def counts(found: dict[str, int]) -> str:
        most = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return ", ".join(f"{words(name)} {number}" for name, number in most)

    rows = [
        (s.label, counts(s.given), counts(s.received), f"{s.brokerage:.2f}", s.community)
        for s in standings
    ]
    columns = ("actor", "source of", "target of", "betweenness", "community")
    print_table(columns, rows, right=("betweenness", "community"))
    for name, share in shares.items():
        what = "any relation" if name == "any" else f"“{words(name)}”"
        shown = "no pair has it" if share is None else f"{share:.0%} of directed pairs are mutual"
        click.echo(f"reciprocity of {what}: {shown}")
