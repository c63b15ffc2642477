"""World Trade Organization: requests for consultations, which begin disputes."""

from talion.events.column_table import ColumnTable
from talion.events.values.type_words import coded

FORMAT = ColumnTable(
    name="wto",
    title="WTO disputes (xlsx or CSV)",
    marks=frozenset({"complainant", "respondent", "date of consultation"}),
    fields={
        "id": lambda row: f"ds{row['case no.']}" if row.get("case no.") else "",
        "date": "date of consultation",
        "source": "complainant",
        "target": "respondent",
        "type": lambda row: coded("wto")["request"],
    },
    example="Case No.,Complainant,Respondent,Date of Consultation\n"
    "1,Singapore,Malaysia,10 January 1995",
    mind="several complainants of one dispute are an event of each; the European Union and its "
    "members may stand together",
)
