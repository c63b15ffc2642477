"""A language model as a reader: many articles in parallel, each in rounds, in their order."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from talion.errors import ArticleError, ConsentError, ReaderBusyError, ReaderError, UsageError
from talion.extract.explanation import Extraction
from talion.llm.arrangement import Arrangement
from talion.llm.article_language import with_language
from talion.llm.article_reading import ReadingStep, instruction_hash, next_step
from talion.llm.model_endpoint import ModelEndpoint
from talion.llm.model_request import ModelReply, ModelRequest, ModelSettings
from talion.llm.patient_model import PatientModel
from talion.llm.reader_settings import ReaderSettings
from talion.llm.to_extraction import to_extraction
from talion.llm.token_budget import TokenBudget
from talion.model.article import Article
from talion.model.findings import FindingsSource
from talion.readers.article_source import Note, ReaderKind

#: So many articles in a row without any answer end the reading: the server is gone.
_IN_A_ROW = 3


@dataclass(slots=True)
class ModelReader:
    """Reads by a language model behind an endpoint, through the gate."""

    model: PatientModel
    settings: ModelSettings
    parallel: int = 4
    #: Another order and other labels of the instruction, for a probe.
    arrangement: Arrangement | None = None

    @property
    def version(self) -> str:
        """The model, its parameters and the instruction."""
        return f"llm {instruction_hash()} {self.settings}"

    def read(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        """Yield what each article gives; a few are under way at once, the rest wait their turn.

        Raises ReaderError where the model cannot be asked at all.
        """
        source = iter(articles)
        failures = 0
        pool = ThreadPoolExecutor(self.parallel)
        try:
            waiting: deque[Future[Extraction | ArticleError]] = deque(
                pool.submit(self._one, article) for article in islice(source, 2 * self.parallel)
            )
            while waiting:
                done = waiting.popleft().result()
                waiting.extend(pool.submit(self._one, article) for article in islice(source, 1))
                failures = failures + 1 if isinstance(done, ArticleError) else 0
                if failures >= _IN_A_ROW and not self.model.answered:
                    raise ReaderError(self.model.endpoint.url, _reason(done))
                yield done
        finally:
            self.model.stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            self.model.stopped.clear()

    def _one(self, article: Article) -> Extraction | ArticleError:
        """Read one article to the end; what keeps only this one from being read is its error."""
        article = with_language(article)
        replies: dict[str, ModelReply] = {}

        def lookup(request: ModelRequest) -> ModelReply | None:
            return replies.get(request.key)

        try:
            while not (step := next_step(article, self.settings, lookup)).is_final:
                for request in step.requests:
                    replies[request.key] = self._asked(request)
        except ReaderBusyError as error:
            if error.gone and not self.model.answered:
                raise ReaderError(error.endpoint, error.reason) from None
            return ArticleError(article.id, f"was not read: {error.reason}")
        if step.unread:
            return ArticleError(article.id, f"was not read: {step.unread[0]}")
        return self._extraction(article, step)

    def _asked(self, request: ModelRequest) -> ModelReply:
        """Return the reply to a request, asked under the arrangement where there is one."""
        if self.arrangement is None:
            return self.model.ask(request)
        arranged = replace(request, book=self.arrangement.book)
        return self.arrangement.restored(self.model.ask(arranged))

    def _extraction(self, article: Article, step: ReadingStep) -> Extraction:
        made = to_extraction(article, step.admission)
        return replace(made, findings=replace(made.findings, provenance=self.provenance()))

    def provenance(self) -> FindingsSource:
        """Return what the findings come from."""
        return FindingsSource(LLM.name, self.settings.model, instruction_hash(), self.parameters())

    def parameters(self) -> str:
        """Return the parameters of the model in words."""
        return f"temperature {self.settings.temperature:g}"


def _reason(done: Extraction | ArticleError) -> str:
    return done.reason.removeprefix("was not read: ") if isinstance(done, ArticleError) else ""


def make_model_reader(settings: ReaderSettings, note: Note) -> ModelReader:
    """Set up a reader by a model, and say where the articles go.

    Raises UsageError where endpoint or model are missing, ConsentError where the articles would
    leave this machine and nobody has allowed it.
    """
    if not settings.endpoint or not settings.model:
        missing = "--endpoint URL" if not settings.endpoint else "--model NAME"
        raise UsageError(
            f"a language model needs {missing}, or {missing.split()[0][2:]} = … under [reader] in "
            "talion.toml (Ollama: localhost:11434/v1)"
        )
    endpoint = ModelEndpoint(settings.endpoint, settings.key, settings.timeout)
    if not endpoint.is_loopback and not {"*", endpoint.host} & set(settings.allow):
        raise ConsentError(endpoint.host)
    where = "on this machine" if endpoint.is_loopback else "which is another machine"
    note(f"the articles go to {endpoint.host}, {where}; nothing else is sent")
    return ModelReader(
        PatientModel(
            endpoint,
            settings.replies(),
            TokenBudget(settings.max_tokens),
            settings.attempts,
        ),
        model_settings(settings),
        settings.parallel,
    )


def model_settings(settings: ReaderSettings) -> ModelSettings:
    """Return what decides the replies of a model."""
    return ModelSettings(
        settings.model or "model",
        settings.temperature,
        settings.max_reply_tokens,
        settings.structured,
    )


LLM = ReaderKind("llm", "a language model behind an endpoint, through the gate", make_model_reader)
