"""Words of grammar: pronouns, determiners, prepositions, conjunctions, auxiliaries, negatives."""

from typing import Final

from talion.extract.lang.word_sets import words


class Word:
    """Single words of grammar that a rule asks for."""

    AFTER: Final = "after"
    ALSO: Final = "also"
    AMONG: Final = "among"
    AT: Final = "at"
    BY: Final = "by"
    EACH: Final = "each"
    FOR: Final = "for"
    FROM: Final = "from"
    HAD: Final = "had"
    HAVE: Final = "have"
    IN: Final = "in"
    INCLUDING: Final = "including"
    NO: Final = "no"
    NOT: Final = "not"
    OF: Final = "of"
    ON: Final = "on"
    OTHER: Final = "other"
    OUT: Final = "out"
    THAN: Final = "than"
    THE: Final = "the"
    TO: Final = "to"
    WHEN: Final = "when"
    WILL: Final = "will"
    WITHOUT: Final = "without"


# Pronouns
SINGULAR_PRONOUNS = words("he she him her his hers")
THING_PRONOUNS = words("it its itself")
PLURAL_PRONOUNS = words("they them their themselves")
SPEAKER_PRONOUNS = words("we our us i my ours")
THIRD_PERSON_PRONOUNS = SINGULAR_PRONOUNS | THING_PRONOUNS | PLURAL_PRONOUNS
PRONOUNS = THIRD_PERSON_PRONOUNS | SPEAKER_PRONOUNS
PERSON_PRONOUNS = words("him her he she")
RELATIVE_PRONOUNS = words("who which that")
RELATIVE_OBJECTS = words("which who that whom")

# Determiners
ARTICLES = words("a an")
DEFINITE = words("the this that these those its their his such")
DEFINITE_OBJECTS = words("the these those this both all")
DEFINITE_SINGULARS = words("the its their his that this")
SINGULAR_DETERMINERS = words("a an another one its the his their this that")
PAIR = words("both two")
PLURAL_DEMONSTRATIVES = words("these those such")

# Prepositions
#: Those through which a noun phrase says whose it is, in the order in which they are tried.
OWNING_PREPOSITIONS = (
    "of", "from", "as", "including", "like", "for", "with", "at", "to", "in", "by", "on", "against",
)  # fmt: skip
#: Those that lead from a word of action to its target, in the order in which they are tried.
TARGET_PREPOSITIONS = (
    "on", "against", "with", "to", "at", "for", "of", "in", "into", "over", "between", "from",
)  # fmt: skip
#: Those that lead from a recall to the host state, in the order in which they are tried.
RECALL_PREPOSITIONS = ("from", "in", "to", "at", "of")
PLACE_PREPOSITIONS = words("in at near outside to from inside across throughout")
#: Of a place that may not be whose the thing is: "the embassy in Oslo", "the envoy to Norway".
LOCATING_PREPOSITIONS = words("in to")
SCENE_PREPOSITIONS = words("in at near outside")
HOST_PREPOSITIONS = words("in from at into")
WHERE_PREPOSITIONS = words("in to at")
EXAMPLES = words("as including like")
EXPLAINING_PREPOSITIONS = words("of including like")
ORIGIN_PREPOSITIONS = words("from of")
PURPOSE_PREPOSITIONS = words("of for")
DECISION_PREPOSITIONS = words("by of in")
#: "the decision about the expulsion", "the announcement of the expulsion".
DECISION_TOPICS = words("about of on over regarding concerning for")
ACTION_OBJECT_PREPOSITIONS = words("of on against for to with")
REFERENT_PREPOSITIONS = words("of on against")
PART_PREPOSITIONS = words("of from at in")
LIGHT_VERB_PREPOSITIONS = words("of for with to on")
#: From a word of action to what it is done to, on which a parser may hang the by-phrase.
OBJECT_PREPOSITIONS = words("of on against")
#: From a reaction to the measure that it consists in: "retaliated with the expulsion of".
MEANS_PREPOSITIONS = words("with by through")
BLAME_PREPOSITIONS = words("on to")
#: Through which the subject of the verb above is also that of the verb below: "by ordering".
SUBJECT_SHARING = words("by in to without while before as")
#: Through which the object of the verb above is the subject of the verb below.
OBJECT_SHARING = words("for of with from over into")
#: Before an amount that a number of posts is cut from, to or by.
AMOUNT_PREPOSITIONS = words("from to by than at")
AMOUNT_LIMITS = words("than at")
#: After a word of response, before what it is a response to.
RESPONSE_OBJECT_PREPOSITIONS = words("to for of against at over after")
#: Before a decision that is reported as what another measure responds to.
RESPONDED_TO = words("after following for over to at against by from with despite")
#: Before what somebody is punished for: "for spying", "on charges of spying".
PUNISHED_FOR = words("for on over")
#: They open what another act came after or was done for; its time is not that of the other act.
REASON_OPENERS = words(
    """
    after following follows followed for over because since response retaliation reprisal reply
    revenge reaction
    """
)
#: Before what a measure is taken for: "over the incident".
REASON_PREPOSITIONS = words("over after for following on")
#: Between a measure and one that only came at the same time or before it.
TEMPORAL_PREPOSITIONS = words("following after including amid over")
#: Between a verb of reaction and what it reacts to.
REACTION_PREPOSITIONS = words("after following over because to")

# Conjunctions
JOINING = words(", and the & as well")
GAPPING = words(", and ; while")
#: What joins the members of a list, the comma apart.
LIST_JOINING = words("and & while plus as well")
#: What gives each member of a list the same number: "two each".
DISTRIBUTING = words("each apiece")
#: What stands between a number and whose doing or of whom it is: "four by", "four from", "to".
LIST_AGENTS = words("by")
ADDRESSEE_PREPOSITIONS = words("to against")
LIST_DETERMINERS = words("the its their")
CONDITIONALS = words("if unless")
CLAUSE_OPENERS = words("after before since")

# Auxiliaries
FUTURE_AUXILIARIES = words("will would 'll ’ll shall must wo should")
WILL_FORMS = words("will 'll ’ll")
#: "will" as it stands in reported speech.
REPORTED_WILL = words("would 'd ’d")
OBLIGING_AUXILIARIES = words("must shall")
POSSIBLE_AUXILIARIES = words("may might could")
BE_FORMS = words("be been was were is are")
#: Words that may stand between a headline's name and its verb.
BETWEEN_NAME_AND_VERB = words("on has have had also")

# Negation
NEGATIVES = words("not n't n’t never no without neither nor nobody")
NEGATIVE_DETERMINERS = words("without no")
NOR = words("nor")
NEGATIVE_DETERMINING = words("no neither hardly scarcely barely")
NEGATIVE_QUANTIFIERS = NEGATIVE_DETERMINING | words("none nobody")
#: Right before a verb: it has not come to that.
NOT_REACHED = ("yet to", "short of")
#: Auxiliaries that open a condition without "if", before its subject.
INVERTED_CONDITIONS = words("had were should")
