"""`talion network`: measures of the network of actors."""

from collections.abc import Mapping

import click

from talion.cli.support.output import json_option, note, print_json
from talion.cli.support.stores import reading
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.cli.support.wording import relation as words
from talion.errors import UnknownError
from talion.network import measures, to_networkx
from talion.store.lookup import nearest
from talion.store.read_overlaps import read_overlaps


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
        graph, overlaps = to_networkx(view), read_overlaps(view)
    if relation:
        known = {str(data["relation"]) for _, _, data in graph.edges(data=True)}
        relation = {words(name): name for name in known}.get(relation, relation)
        if relation not in known:
            raise UnknownError("relation", relation, nearest(relation, known))
        others = [e[:3] for e in graph.edges(keys=True, data=True) if e[3]["relation"] != relation]
        graph.remove_edges_from(others)
        graph.remove_nodes_from([n for n in list(graph) if not graph.degree(n)])
    standings = measures.standings(graph, overlaps)
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
                        "actor": {"id": s.actor, "name": s.label},
                        "as_source": s.given,
                        "as_source_different": s.given_different,
                        "as_target": s.received,
                        "as_target_different": s.received_different,
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
    def counts(found: Mapping[str, int], different: Mapping[str, int]) -> str:
        most = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        least = {name: different.get(name, number) for name, number in most}
        return ", ".join(
            f"{words(name)} {number}"
            if least[name] == number
            else f"{words(name)} {least[name]} to {number}"
            for name, number in most
        )

    rows = [
        (
            s.label,
            counts(s.given, s.given_different),
            counts(s.received, s.received_different),
            f"{s.brokerage:.2f}",
            s.community,
        )
        for s in standings
    ]
    columns = ("actor", "source of", "target of", "betweenness", "community")
    print_table(columns, rows, right=("betweenness", "community"))
    for name, share in shares.items():
        what = "any relation" if name == "any" else f"“{words(name)}”"
        shown = "no pair has it" if share is None else f"{share:.0%} of directed pairs are mutual"
        click.echo(f"reciprocity of {what}: {shown}")
