"""Nouns by what they stand for, in their base forms."""

from talion.extract.lang.word_sets import words

# States and those who act for them
#: Descriptions of those who act for a state; which one, the text has said before.
GOVERNMENT = words(
    """
    government ministry minister ministry spokesman spokeswoman spokesperson authority
    official president administration regime country state nation court police prosecutor
    embassy leader parliament diplomacy cabinet premier chancellor military army republic
    service agency department consulate mission foreign-ministry secretary leadership
    """
)
#: Descriptions of the two parties of a passage: "both countries".
PARTIES = words("country side nation government state capital power neighbour neighbor")
#: After "in": with whom something is done, not against whom.
SOLIDARITY = words("support solidarity concert line coordination tandem")
#: Nouns that may stand for a list of states which the text gives: "others, among them Peru".
LISTED_PARTIES = PARTIES | words("ally partner member other those these nation neighbours they")
#: Descriptions of where a state rules.
TERRITORY = words("country soil territory kingdom alliance capital bloc")
OWN_TERRITORY = words("country soil territory kingdom")
#: What a state closes that is its own: "Peru's airspace was closed to Chilean planes".
REALM = words("airspace border frontier port airport sky waters harbour harbor crossing market")
#: Descriptions by which a text speaks of a state again without its name.
STATE_DESCRIPTIONS = GOVERNMENT | TERRITORY | words("nation side monarchy neighbour neighbor ally")
SERVICES = words("service agency")
#: Those who arrest and charge.
OFFICERS = words(
    "police prosecutor official court authority judge ministry minister government attorney agency"
)
#: People whose nationality does not make their state the agent.
PRIVATE_PERSONS = words(
    """
    protester protestor mob crowd demonstrator militant rebel gunman terrorist student
    citizen man woman people activist youth rioter separatist group refugee resident worker
    """
)
#: Descriptions of people that say nothing of who they are.
ANYBODY = words("people person individual man woman official group")
CLUB = "club"

# Decisions and measures
#: Nouns of decision that an infinitive completes: "the decision to expel".
DECISIONS = words(
    """
    decision move order step threat plan intention decree resolution ruling choice bid vow
    warning announcement proposal
    """
)
#: Nouns that speak of a measure again: "the move".
ANAPHORIC_MEASURES = words(
    "move decision measure step action order announcement act gesture ban response"
)
#: By which a deed that was told before is named again as a reason: "over the incident".
ANAPHORIC_DEEDS = words(
    """
    incident attack case affair killing murder assassination poisoning assault bombing raid
    strike explosion blast hacking hack breach scandal crime shooting arrest detention
    """
)
#: What one may be warned against doing: "further steps would provoke a response".
WARNED_ACTS = (
    ANAPHORIC_MEASURES
    | ANAPHORIC_DEEDS
    | words(
        """
        attempt provocation sanction restriction threat aggression incursion violation
        interference intervention exercise deployment delivery supply sale expulsion escalation
        tariff blockade seizure activity manoeuvre maneuver operation invasion annexation launch
        test hostility
        """
    )
)
THREATS = words("threat vow warning")
PLANS = words("plan intention need reason")
#: What one has, or lacks, to be able to act: to have the right to expel is not to expel.
ABILITIES = words("authority right power ability pretext")
BEHALF = "behalf"

# Deeds and claims
INVOLVEMENT = words("involvement role hand part complicity responsibility")
CLAIMS = words("allegation suspicion claim accusation charge evidence")

# What is counted
#: What a measure may be done to that is no person: "opened an investigation".
NO_PERSONS = words("investigation inquiry probe case warrant trial note protest")
#: What happens to persons, who are then counted: "the departure of two envoys".
PERSON_EVENTS = words("accreditation credential immunity departure removal withdrawal recall")
COLLECTIVES = words("staff personnel family presence people police property crew")
ENVOYS = words("ambassador envoy attaché attache consul chargé")
#: The last word of a title that stands for one person.
TITLE_ENDS = words("d'affaires affaires")
#: The Latin words of "persona non grata", which the parser takes for a head.
PERSONA_NON_GRATA = words("persona grata personae personas")
PERSONA_PARTICIPLES = words("persona personae non grata")
#: What may be said to be true or untrue.
REPORTS = words("report claim rumour rumor story allegation suggestion statement news")
#: "At no point".
OCCASIONS = words("point time stage moment occasion")
#: What a measure is made known by: "received a list of diplomats who must leave".
NOTICES = words(
    """
    list note notice notification order letter message ultimatum demarche démarche word
    instruction information document
    """
)
