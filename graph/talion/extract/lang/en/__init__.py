"""English, as a parser of the ClearNLP label scheme (spaCy's `en_core_web_*`) reads it.

Data alone: words by what they are (`verbs`, `nouns`, `modifiers`, `function_words`, `numerals`,
`calendar_words`, `names`), fixed wordings (`phrases`), what newspapers print around a story
(`typography`), and the labels of the parser (`labels`). Verbs and nouns are base forms where
nothing else is said; all is in lower case.
"""
