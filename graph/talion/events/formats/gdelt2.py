"""GDELT 2.0: tab-separated, 61 columns without a header."""

from talion.events.coded_export import CodedExport
from talion.events.formats._gdelt import PLACE_2, columns, layout

FORMAT = CodedExport(
    name="gdelt2",
    title="GDELT 2.0 (.export.CSV, 61 columns)",
    layouts=(layout(columns(PLACE_2)),),
)
