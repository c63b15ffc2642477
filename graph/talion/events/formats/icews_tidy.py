"""ICEWS as sets for machine learning have it: CSV with date, source, relation, target."""

from talion.events.coded_export import CodedExport
from talion.events.export_layout import ExportLayout

FORMAT = CodedExport(
    name="icews-tidy",
    title="ICEWS as CSV (date,source,relation,target)",
    marks=frozenset({"date", "source", "relation", "target"}),
    layouts=(
        ExportLayout(
            date="date",
            source="source",
            target="target",
            code="relation",
            delimiter=",",
            quoted=True,
        ),
    ),
)
