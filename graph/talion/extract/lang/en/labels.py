"""The labels of the parser: dependencies, parts of speech, tags, kinds of named entity.

Dependencies are those of ClearNLP, tags those of the Penn Treebank, entities those of OntoNotes;
parts of speech are universal (https://universaldependencies.org/u/pos/).
"""

from typing import Final


class Dep:
    """Dependency labels: the relation of a token to its head."""

    ADJECTIVAL_COMPLEMENT: Final = "acomp"
    ADJECTIVE: Final = "amod"
    ADVERB: Final = "advmod"
    ADVERBIAL_CLAUSE: Final = "advcl"
    AGENT: Final = "agent"
    APPOSITION: Final = "appos"
    ATTRIBUTE: Final = "attr"
    AUXILIARY: Final = "aux"
    CLAUSAL_COMPLEMENT: Final = "ccomp"
    COMPOUND: Final = "compound"
    CONJUNCT: Final = "conj"
    DATIVE: Final = "dative"
    DETERMINER: Final = "det"
    MARKER: Final = "mark"
    NEGATION: Final = "neg"
    NOUN_CLAUSE: Final = "acl"
    NOUN_MODIFIER: Final = "nmod"
    NUMERAL: Final = "nummod"
    OBJECT: Final = "dobj"
    OBJECT_PREDICATE: Final = "oprd"
    OPEN_COMPLEMENT: Final = "xcomp"
    PARATAXIS: Final = "parataxis"
    PARTICLE: Final = "prt"
    PASSIVE_AUXILIARY: Final = "auxpass"
    PASSIVE_SUBJECT: Final = "nsubjpass"
    POSSESSOR: Final = "poss"
    PRECONJUNCTION: Final = "preconj"
    PREPOSITION: Final = "prep"
    PREPOSITIONAL_COMPLEMENT: Final = "pcomp"
    PREPOSITIONAL_OBJECT: Final = "pobj"
    QUANTIFIER: Final = "quantmod"
    RELATIVE_CLAUSE: Final = "relcl"
    ROOT: Final = "ROOT"
    SUBJECT: Final = "nsubj"
    UNCLASSIFIED: Final = "dep"


class Pos:
    """Universal parts of speech."""

    ADJECTIVE: Final = "ADJ"
    ADPOSITION: Final = "ADP"
    ADVERB: Final = "ADV"
    AUXILIARY: Final = "AUX"
    CONJUNCTION: Final = "CCONJ"
    DETERMINER: Final = "DET"
    NAME: Final = "PROPN"
    NOUN: Final = "NOUN"
    NUMERAL: Final = "NUM"
    PARTICLE: Final = "PART"
    PRONOUN: Final = "PRON"
    PUNCTUATION: Final = "PUNCT"
    SUBORDINATOR: Final = "SCONJ"
    VERB: Final = "VERB"


class Tag:
    """Tags of the Penn Treebank; `ADJECTIVES` and `NOUNS` are what tags of a kind begin with."""

    ADJECTIVES: Final = "JJ"
    ADVERB: Final = "RB"
    BASE_FORM: Final = "VB"
    CARDINAL: Final = "CD"
    DETERMINER: Final = "DT"
    GERUND: Final = "VBG"
    NAME: Final = "NNP"
    NAMES: Final = "NNPS"
    NOUNS: Final = "NN"
    PARTICIPLE: Final = "VBN"
    PARTICLE: Final = "RP"
    PAST: Final = "VBD"
    PERSONAL_PRONOUN: Final = "PRP"
    PLURAL: Final = "NNS"
    POSSESSIVE_ENDING: Final = "POS"
    POSSESSIVE_PRONOUN: Final = "PRP$"
    PRESENT: Final = "VBP"
    SINGULAR: Final = "NN"
    THIRD_PERSON: Final = "VBZ"


class Ent:
    """Kinds of named entity."""

    DATE: Final = "DATE"
    LOCATION: Final = "LOC"
    NATIONALITY: Final = "NORP"
    ORGANIZATION: Final = "ORG"
    PERSON: Final = "PERSON"
    STATE: Final = "GPE"
    TIME: Final = "TIME"
