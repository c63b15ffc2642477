"""The table of commands: where each one is, its sentence, and the section of the help it is in."""

#: Section -> command -> (module:function, sentence). A command is imported when it is called.
SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Start": {
        "build": ("talion.cli.build:build", "Build a graph from articles and their findings."),
        "add": ("talion.cli.build:add", "Add articles to the graph."),
        "review": ("talion.cli.review:review", "Accept, reject or edit an article's findings."),
        "browse": ("talion.cli.browse:browse", "Write the graph as one offline HTML page."),
        "serve": ("talion.cli.serve:serve", "Serve the graph as a local web app, with SPARQL."),
    },
    "Read with a language model": {
        "requests": ("talion.cli.requests:requests", "Write the requests for a batch of a model."),
        "responses": (
            "talion.cli.responses:responses",
            "Take a model's answers through the gate.",
        ),
    },
    "Look up": {
        "list": ("talion.cli.list:list_", "List incidents, actors or articles."),
        "actor": ("talion.cli.actor:actor", "Show what the graph knows about an actor."),
        "incident": ("talion.cli.incident:incident", "Show an incident with all its reports."),
        "query": ("talion.cli.query:query", "Ask a ready-made question, or run SPARQL."),
    },
    "Tit-for-tat": {
        "chains": ("talion.cli.chains:chains", "Follow chains of responses, with the sentences."),
        "ledger": ("talion.cli.ledger:ledger", "Set out what two sides did to each other."),
        "waves": ("talion.cli.waves:waves", "Find coordinated actions of many states."),
        "unanswered": ("talion.cli.unanswered:unanswered", "List events without a response."),
        "precedents": ("talion.cli.precedents:precedents", "Find earlier events like a given one."),
        "figure": ("talion.cli.figure:figure", "Draw one of these as a figure fit to publish."),
    },
    "Event tables": {
        "events": ("talion.cli.events:events", "Make an event table from data sets and tables."),
        "formats": ("talion.cli.formats:formats", "List the formats of event files."),
        "load": ("talion.cli.load:load", "Load event tables into the store, by the million."),
        "replies": ("talion.cli.replies:replies", "Infer which event each event responds to."),
        "fit": ("talion.cli.fit:fit", "Fit the reply model to events."),
        "motifs": (
            "talion.cli.motifs:motifs",
            "Count patterns of three events between two states.",
        ),
    },
    "Correct": {
        "merge": ("talion.cli.merge:merge", "Decide that two reports or actors are one."),
        "split": ("talion.cli.merge:split", "Decide that two reports or actors are two."),
        "rename": ("talion.cli.rename:rename", "Decide what an actor is called."),
        "retype": ("talion.cli.rename:retype", "Decide what kind an actor is of."),
        "note": ("talion.cli.write_note:note", "Write a note on an actor, incident or claim."),
        "decisions": ("talion.cli.decision_list:decisions", "List these decisions: whose, why."),
    },
    "Exchange": {
        "export": ("talion.cli.export:export", "Write TriG, GraphML, GEXF, JSON or CSV."),
        "import": ("talion.cli.export:import_", "Read a graph, RDF, FollowTheMoney."),
    },
    "Quality": {
        "extract": ("talion.cli.extract:extract", "Extract the findings of articles, as JSON."),
        "benchmark": (
            "talion.cli.benchmark:benchmark",
            "Test how well responses are found (Who-Answered-Whom).",
        ),
        "evaluate": ("talion.cli.evaluate:evaluate", "Score findings against a gold standard."),
        "validate": ("talion.cli.validate:validate", "Validate the graph against its shapes."),
        "network": ("talion.cli.network:network", "Measure the network of actors."),
        "repair": ("talion.cli.repair:repair", "Put the last whole state of a store in force."),
        "completion": (
            "talion.cli.shell_completion:completion",
            "Have bash, zsh or fish complete commands and options.",
        ),
    },
}

#: Every command, in the order of the help.
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}

#: Former name of a command -> its name now.
RENAMED = {"silences": "unanswered"}
