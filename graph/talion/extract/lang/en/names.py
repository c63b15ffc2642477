"""Names and titles: what belongs to the name of a state, of a newspaper or of a person."""

from talion.extract.lang.word_sets import words

#: Codes that newspapers print for states; other codes are too much like words.
STATE_CODES = words("US USA UK UAE USSR GDR FRG DPRK PRC DRC EU UN")
#: The states, by ISO 3166 code, whose people are called by the first word of their names.
FAMILY_NAME_FIRST = words("CHN KHM KOR PRK SGP TWN VNM")
#: A state's name followed by one of these in the same title is the title's, not the state's.
TITLE_NOUNS = words(
    """
    times post herald tribune journal gazette telegraph daily news radio television tv
    university institute college club airlines airways bank corporation corp company inc ltd
    football united city fc press review today weekly magazine agency network distribution
    international
    """
)
#: After one of these a state's name is part of another's: "New South Wales".
PREFIXES = words("new north south latin central northern african native")
#: After a hyphen: of what sort something is, not whose: "London-based".
QUALITIES = words("based born led backed made trained style speaking language brokered")
BASED = "based"
POSSESSIVES = words("'s ’s ’ '")
POSSESSIVE_ENDINGS = words("'s ’s")
#: Words that alone stand for a state whose name they begin: "the North".
COMPASS = words("north south")
#: Descriptions of a kind of state or organization, and who they can be.
DESCRIBED_ACTORS = {
    "alliance": ("NATO",),
    "bloc": ("European Union",),
    "kingdom": ("Saudi Arabia", "United Kingdom", "Netherlands", "Denmark", "Belgium", "Jordan"),
}

#: Nouns that name an office or a part someone plays for a state.
OFFICES = words(
    """
    president president-elect minister secretary chancellor premier spokesman spokeswoman
    spokesperson ambassador envoy king queen prince emir sultan leader chief head general
    senator commissioner prosecutor judge director ayatollah sheikh attache attaché diplomat
    lawmaker mp governor mayor chairman chairwoman chair consul commander representative
    official officer adviser advisor pm speaker aide candidate deputy chargé charge monarch
    counsellor counselor first-secretary vice-president undersecretary admiral colonel
    commissar
    """
)
#: Offices that only a state gives.
PUBLIC_OFFICES = words(
    """
    president president-elect minister secretary chancellor premier ambassador envoy king
    queen prince emir sultan consul attache attaché diplomat chargé pm vice-president
    undersecretary
    """
)
HONORIFICS = words(
    """
    mr mrs ms mr. mrs. ms. dr dr. sir lord lady sen. gen. rep. dame sheik sheikh ayatollah
    imam col. lt. maj. gov. prof.
    """
)
PRESIDENT = "president"
