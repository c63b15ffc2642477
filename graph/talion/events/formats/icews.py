"""ICEWS as its Dataverse has it: tab-separated, with a header.

Boschee et al. 2015, "ICEWS Coded Event Data", Harvard Dataverse, doi:10.7910/DVN/28075.
"""

from talion.events.coded_export import CodedExport
from talion.events.export_layout import ExportLayout

FORMAT = CodedExport(
    name="icews",
    title="ICEWS (.tab, as on the Dataverse)",
    marks=frozenset({"event id", "source name"}),
    layouts=(
        ExportLayout(
            date="Event Date",
            source="Source Name",
            target="Target Name",
            code="CAMEO Code",
            source_country="Source Country",
            target_country="Target Country",
        ),
    ),
)
