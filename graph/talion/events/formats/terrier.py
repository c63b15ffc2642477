"""Terrier: CAMEO reports by root code, CSV.

Halterman, Irvine, Grant, Landis and Jalla 2018, "Creating an Automated Event Data System for Arabic
Text"; the table is that of the UTDEventData interface.
"""

from talion.events.coded_export import CodedExport
from talion.events.export_layout import ExportLayout, compact_day

FORMAT = CodedExport(
    name="terrier",
    title="Terrier (CSV)",
    marks=frozenset({"date8", "src_actor", "tgt_actor", "root_code"}),
    layouts=(
        ExportLayout(
            date="date8",
            source="source",
            target="target",
            code="root_code",
            delimiter=",",
            quoted=True,
            source_country="src_actor",
            target_country="tgt_actor",
            day=compact_day,
        ),
    ),
    mind="only the roots of codes are in it: expulsions cannot be distinguished from other cuts",
)
