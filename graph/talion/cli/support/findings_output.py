"""Findings of articles on the way out: on stdout as JSON, or a file each in a folder."""

from pathlib import Path

import click

from talion.build.extractions import ArticleExtraction
from talion.cli.support.output import print_json
from talion.errors import ArticleError, OutputError
from talion.ingest.readers import extensions
from talion.ingest.sidecar import write_sidecar


class FindingsPrinter:
    """Findings on stdout as they come: one object, or a list."""

    def __init__(self, *, single: bool) -> None:
        self.single, self.printed = single, 0

    def print(self, reading: ArticleExtraction) -> None:
        """Print the findings of one more article."""
        if not self.single:
            click.echo("," if self.printed else "[")
        self.printed += 1
        print_json(reading.extraction.findings.to_dict())

    def close(self) -> None:
        """End the list."""
        if not self.single:
            click.echo("]" if self.printed else "[]")


class FindingsFolder:
    """Findings in a folder, a file each; what a person reviewed is left alone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.written, self.incidents = folder, 0, 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(folder, error.strerror or str(error)) from None

    def write(self, reading: ArticleExtraction) -> ArticleExtraction | ArticleError:
        """Write the findings of one article; the error where that would overwrite reviewed ones."""
        name = reading.article.id
        path = self.folder / f"{name}.json"
        if path.exists() and any((self.folder / f"{name}{end}").exists() for end in extensions()):
            return ArticleError(path, "holds findings on the article beside it; not overwritten")
        findings = reading.extraction.findings
        write_sidecar(path, findings)
        self.written += 1
        self.incidents += len(findings.incidents)
        return reading
