"""Verbs by what they say, in their base forms."""

from talion.extract.lang.word_sets import words

# Saying
#: Verbs whose subject is who speaks in a passage.
SPEAKING = words(
    """
    say tell add announce declare state warn tweet write explain note stress insist reply
    claim call comment confirm promise vow argue
    """
)
#: Verbs whose subject is listed as an actor of the article, being quoted.
QUOTED = words(
    """
    say tell add announce declare state warn tweet write explain note claim call comment
    confirm promise report
    """
)
#: Verbs that say something, at a time that is not the time of what is said.
HAVING = words("has have 've ’ve")
REPORTING = words("say tell announce report claim add accuse declare warn state")
#: Verbs by which officials make a case known.
OFFICIAL_REPORTING = words("say announce report tell confirm accord")
#: Verbs whose object is who then acts: "told them to leave".
ADDRESSING = words("tell warn inform order ask notify advise")
#: Verbs whose subject is given what their object names: "received an order".
RECEIVING = words("receive get obtain")
#: Verbs whose object is given notice: "told Peru that its envoys must leave".
NOTIFYING = words("tell inform notify warn advise hand give serve present")
#: Verbs whose time is that of what they announce or do.
ANNOUNCING = REPORTING | words(
    """
    order impose call make take carry begin start launch sign pass approve confirm condemn
    decide demand deliver lodge follow propose
    """
)

# Deciding and acting
#: Verbs that a noun of action borrows its agent from.
LIGHT = words(
    """
    announce order impose declare carry conduct launch begin start make take approve sign
    pass decide confirm complete execute commit perpetrate stage adopt introduce unveil slap
    issue direct engage propose call urge recommend use run demand seek plan consider
    threaten deliver lodge
    """
)
#: Verbs whose subject suffers or opposes what they are about.
OPPOSING = words(
    """
    condemn denounce protest criticise criticize face suffer decry deplore reject slam blast
    oppose retaliate respond reply react answer
    """
)
#: Verbs whose subject rejects another's decision.
#: Reactions: their subject took what "with" or "by" leads to, and suffered what "to" leads to.
REACTING = words("retaliate respond reply react answer counter reciprocate hit strike fire follow")
#: Where envoys are by these, "based in", is the state that received them.
STATIONING = words("base station post accredit assign")
REJECTING = OPPOSING | words("regret protest")
#: Verbs whose object does what follows: "prompted Chile to close".
PROMPTING = words("prompt lead cause push drive spur provoke persuade induce")
#: Verbs whose object has done something, as somebody says or has seen.
ACCUSING = words("accuse suspect charge convict catch find apprehend")
#: Verbs by which a measure is made known to an envoy.
CONVEYING = words("convey communicate deliver relay transmit inform notify tell announce")
#: Verbs by which secrets are handed to whom somebody spies for.
HANDING_OVER = words("pass sell leak give provide hand")
#: Verbs whose subject is what strikes and whose object is the target of it.
STRIKING = words("hit target strike affect kill damage cripple")
GIVING = "give"
#: A verb and a preposition whose object is where somebody is sent away from.
LEAVING = words("leave from")
#: Words right after a verb that say in which direction it is done, whatever the parser saw.
DIRECTIONS = words("out off down back home away up in packing")
#: Participles that say whom somebody works for: "accredited to", "backed by".
AFFILIATING = words(
    """
    work accredit station base post assign serve employ attach operate act link tie back
    sponsor connect affiliate loyal
    """
)
#: Verbs that impose a measure without naming what it is about.
IMPOSING = words("impose sanction")
POINTING_AT = "point"
#: Wordings for doing what was done before, a verb and what follows it; "in kind" is to its doer.
FOLLOWING_SUIT = (
    ("follow", "suit"),
    ("do", "likewise"),
    ("do", "so", "too"),
    ("do", "the", "same"),
    ("do", "as", "much"),
    ("act", "likewise"),
    ("take", "the", "same", "step"),
    ("take", "a", "similar", "step"),
    ("take", "similar", "steps"),
    ("take", "similar", "action"),
    ("take", "similar", "measures"),
    ("adopt", "similar", "measures"),
    ("make", "the", "same", "move"),
    ("make", "similar", "moves"),
    ("act", "in", "concert"),
)
#: Says the same of the measure just before only.
DOING_SO = ("do", "so")
IN_KIND = tuple(
    (verb, "in", "kind") for verb in ("respond", "reply", "retaliate", "answer", "react")
)
#: Before whoever did the same: "as did Peru".
AS_DID = (("as", "do"), ("so", "do"), ("as", "have"))

# Accusing and finding
BLAMING_ON = words("blame attribute pin")
BLAMING = words("blame accuse suspect charge convict")
#: Verbs that only say of a deed whose it is, or what is thought of it.
SPEAKING_OF_DEEDS = REJECTING | words("accuse blame suspect")
CLAIMING = words("claim allege accuse")
FINDING = words("rule convict sentence confess admit acknowledge")

# Intending
THREATENING = words("threaten vow warn promise pledge")
VOWING = words("vow threaten warn promise pledge swear")
DEMANDING = words("seek want ask call demand")
NEEDING = words("have need")
OBLIGING = words("force order tell ask require oblige compel instruct request give")

# Undoing
REVERSING = words(
    """
    lift ease remove waive reverse repeal end undo unwind revoke cancel relax avoid prevent
    withdraw drop suspend rescind
    """
)
FIGHTING = words("combat counter fight prevent tackle deter thwart detect curb")
DENYING = words(
    """
    deny refuse decline avoid prevent refrain resist reject reverse rescind cancel stop
    oppose prohibit rule fail delay postpone
    """
)
#: Verbs of denying whose object may have happened, or may come.
LEAVING_OPEN = words("deny delay postpone")
