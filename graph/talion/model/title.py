"""An incident in a line."""

from collections.abc import Mapping

from talion.model.incident import Incident


def title(incident: Incident, names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return `Netherlands → Russia: expulsion of 2, 2020-12-10`.

    `names` gives the names of actors by id, `labels` those of incident types; a side that is not
    known is shown as `?`.
    """

    def side(ids: tuple[str, ...]) -> str:
        return ", ".join(names.get(i, i) for i in ids) or "?"

    count = f" of {incident.count}" if incident.count is not None else ""
    date = f", {incident.date.edtf}" if incident.date else ""
    label = labels.get(incident.type, incident.type)
    return f"{side(incident.agents)} → {side(incident.targets)}: {label}{count}{date}"
