"""Phoenix: CAMEO reports in 26 tab-separated columns without a header.

Open Event Data Alliance 2014, "Phoenix Event Dataset".
"""

from talion.events.coded_export import CodedExport
from talion.events.export_layout import ExportLayout, compact_day

_ACTOR = ("ActorFull", "ActorEntity", "ActorRole", "ActorAttribute")

FORMAT = CodedExport(
    name="phoenix",
    title="Phoenix (tab-separated, 26 columns)",
    layouts=(
        ExportLayout(
            date="Date",
            source="SourceActorFull",
            target="TargetActorFull",
            code="EventCode",
            header=(
                *("EventID", "Date", "Year", "Month", "Day"),
                *(f"Source{part}" for part in _ACTOR),
                *(f"Target{part}" for part in _ACTOR),
                *("EventCode", "EventRootCode", "QuadClass", "Goldstein", "Issues"),
                *("Lat", "Lon", "LocationName", "StateName", "CountryCode"),
                *("SentenceID", "URLs", "NewsSources"),
            ),
            source_country="SourceActorEntity",
            target_country="TargetActorEntity",
            day=compact_day,
        ),
    ),
    mind="actors are read by their entity (ISO 3166 letters)",
)
