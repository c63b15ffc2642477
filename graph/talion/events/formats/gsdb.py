"""Global Sanctions Data Base, case by case: years only.

Felbermayr, Kirilakha, Syropoulos, Yalcin and Yotov 2020, "The Global Sanctions Data Base", European
Economic Review 129.
"""

from talion.events.column_table import ColumnTable
from talion.events.values.type_words import coded

FORMAT = ColumnTable(
    name="gsdb",
    title="Global Sanctions Data Base, cases (CSV)",
    marks=frozenset({"case_id", "sanctioned_state", "sanctioning_state", "begin", "end"}),
    fields={
        "id": lambda row: f"gsdb{row['case_id']}",
        "date": "begin",
        "source": "sanctioning_state",
        "target": "sanctioned_state",
        "type": lambda row: coded("gsdb")["case"],
    },
    example="case_id,sanctioned_state,sanctioning_state,begin,end,trade,objective\n"
    '9,"Korea, North",United States,1950,2019,1,prevent_war',
    mind="years only, so that no response is inferred; a case of several senders or targets is an "
    "event of each pair",
)
