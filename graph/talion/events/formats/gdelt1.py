"""GDELT 1.0: tab-separated, 58 columns without a header, before April 2013 without the last one."""

from talion.events.coded_export import CodedExport
from talion.events.formats._gdelt import PLACE_1, columns, layout

FORMAT = CodedExport(
    name="gdelt1",
    title="GDELT 1.0 (.export.CSV, 57 or 58 columns)",
    layouts=(layout(columns(PLACE_1)), layout(columns(PLACE_1)[:-1])),
)
