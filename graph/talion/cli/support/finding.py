"""How a finding is told on one line."""

from talion.model.findings import Finding


def summary(finding: Finding) -> str:
    """Return a finding on one line: what, by whom, to whom, how many, when, how sure."""
    sides = f"{', '.join(finding.agents) or '?'} → {', '.join(finding.targets) or '?'}"
    count = [str(finding.count)] if finding.count is not None else []
    return ", ".join([finding.type, sides, *count, finding.date or "no date", finding.status])
