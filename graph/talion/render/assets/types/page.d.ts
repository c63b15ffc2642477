/** The rows of a document as the page keeps them: defaults filled in, dates as days since 1970-01-01. */
declare namespace Model {
  interface Type extends Json.Type {
    label: string;
  }

  interface Actor extends Json.Actor {
    name: string;
  }

  interface Incident extends Json.Incident {
    agents: string[];
    targets: string[];
    reports: string[];
    /** First and last day of its date; both null, or neither. */
    from: number | null;
    to: number | null;
    /** What one can look for in it, in lower case; filled when first asked for. */
    words?: string;
  }

  /** An incident that has a date. */
  type Dated = Incident & { from: number; to: number };

  interface Chain extends Json.Chain {
    label: string;
    steps: string[][];
    incidents: string[];
  }

  interface Question extends Json.Question {
    title: string;
  }
}

/** What the parts of the page hand each other. */
declare namespace Page {
  type GraphData = import("../data/graph_data.js").GraphData;
  type StateStore = import("../state.js").StateStore;

  /** What one sees; kept in the address. docs/page-data.md says what each key means. */
  interface State {
    view: string;
    select: string;
    chain: string;
    words: string;
    type: string[];
    status: string[];
    basis: string[];
    actor: string[];
    publisher: string[];
    chance: number;
    /** How surely a program must have read what is shown, 0 to 1. */
    confidence: number;
    linked: boolean;
    /** Only what these, or members of these, did; only what was done to these. */
    by: string[];
    against: string[];
    /** Only what the target responded to ("some"), or is not known to have responded to ("none"). */
    reply: string;
    from: number | null;
    to: number | null;
    sure: boolean;
    sides: string[];
    /** How acts of an exchange are stacked; "" for as fine as there is room for. */
    bin: string;
    /** The least probability of inferred answers that are drawn. */
    least: number;
    /** The actors of the lanes; none for the largest wave, or the busiest actors. */
    lanes: string[];
    talk: boolean;
    filters: boolean;
    /** The title and the note of a figure, as edited. */
    title: string;
    note: string;
    /** At which step a story is. */
    step: number;
    open: string[];
    fan: string[];
    away: string[];
    pin: string[];
    all: boolean;
    /** How many lines of a crowded graph are drawn, the strongest; 0 for as many as can be told apart. */
    ties: number;
    camera: string;
    label: string;
    table: string;
    sort: string;
  }

  /** The keys of the state that have changed. */
  type Changed = ReadonlySet<string>;

  type Facet =
    | "confidence"
    | "type"
    | "status"
    | "actor"
    | "publisher"
    | "linked"
    | "words"
    | "time"
    | "sides"
    | "reply";

  /** How many incidents have a value, and how many of them the other filters leave. */
  interface Tally {
    left: number;
    total: number;
  }

  /** What the filters leave. */
  interface Result {
    /** Ids of the incidents that pass. */
    shown: Set<string>;
    /** For each incident, a bit for every filter that it fails. */
    failing: Uint16Array;
    /** How many incidents each filter hides. */
    hides: Record<Facet, number>;
    /** The claims whose basis and probability pass. */
    claims: Json.Claim[];
    total: number;
    /** Counts of the whole store, where the page has a part of it. */
    totals: Totals | null;
  }

  /** What a server counts of its whole store. */
  interface Totals {
    total: number;
    incidents: number;
    types: Map<string, Tally>;
    statuses: Map<string, Tally>;
    /** The most frequent, and those left out, of so many. */
    publishers: Map<string, Tally>;
    publisherCount: number;
    /** Claims of responses, by basis. */
    responses: Record<Json.Basis, Tally>;
    /** `either`: how many the sides or the replies hide. */
    hides: Partial<Record<Facet | "either", number>>;
    /** How many actors take part in some. */
    actors: number;
    /** Whether some were read with less than certainty. */
    unsure: boolean;
    months: Months | null;
  }

  /** Incidents of a month (by its first day) and type. */
  interface Month {
    day: number;
    types: Record<string, number>;
  }

  interface Months {
    first: number;
    last: number;
    all: Month[];
    left: Month[];
    undated: number;
  }

  /** A document and the network that pyvis made of it. */
  interface Part {
    document: Json.Document;
    network: PyvisJson.Network;
  }

  /** How many of a kind a search found in the whole store. */
  interface Found {
    ids: string[];
    total: number;
    capped: boolean;
  }

  interface FoundPart extends Part {
    /** How many incidents have all the words, in what is said of them or in quotes. */
    total: number;
    actors: Found;
    incidents: Found;
    quotes: Found;
  }

  /** Where the data come from; source.js says more. */
  interface Source {
    name: string;
    notebook: string;
    things: string;
    writeNote?(note: Json.Note): Promise<Json.Note>;
    open(): Promise<Part>;
    neighbourhood(actor: string): Promise<Part | null>;
    find(words: string): Promise<FoundPart | null>;
    rest?(page: Growing): Rest;
  }

  /** What a source that has more than the page is given. */
  interface Growing {
    data: GraphData;
    store: StateStore;
    take(part: Part | null): void;
    again(): void;
    /** What one looks at in the view that is shown; null where that is what is selected. */
    scope(state: State): Scope | null;
    result(): Result;
  }

  /** What a source that has more than the page adds to it. */
  interface Rest {
    of(state: State): Totals | null;
    follow(state: State): void;
    element: HTMLElement;
  }

  /** The incidents that one looks at: of some actors, or between them and some partners. */
  interface Scope {
    actors: string[];
    partners: string[];
  }

  /** What every part of the page is given. */
  interface Context {
    data: GraphData;
    /** What the page began with; a view takes in more by `grow`. */
    network: PyvisJson.Network;
    store: StateStore;
    source: Source;
    /** Notes, stars and saved views of the reader. */
    notes: import("../notes/notebook.js").Notebook;
    /** The views, in the order of their tabs. */
    views: ShownView[];
    /** What the filters leave now. */
    result(): Result;
    /** Actors that some words name, of the whole store where a server has more. */
    findActors(words: string): Promise<Model.Actor[]>;
    /** Get what happened around an actor, where a server has more. */
    expand(actor: string): Promise<void>;
    /** Close what a small screen shows as sheets. */
    closeSheets(): void;
  }

  interface Panel {
    element: HTMLElement;
    update(state: State, changed: Changed, result: Result): void;
  }

  /** A view of the page: registered by `register` of views/registry.js. */
  interface ViewType {
    /** Its name in the address. */
    name: string;
    /** The words on its tab. */
    label: string;
    /** The keys of the address that are its own, and what they begin with. */
    state?: Partial<State>;
    /** Keys that change where one looks in it, not what is shown: other views are not drawn again for them. */
    looks?: (keyof State)[];
    /** The words of a link that brings the keyboard to it from the top of the page. */
    skip?: string;
    /** Whether it takes the room of the legend while nothing is selected. */
    wide?: boolean;
    /** Whether the timeline stands below it, also while the filters are closed. */
    timed?: boolean;
    /** Whether it tells the chain that is followed itself, so that the panel need not. */
    tells?: boolean;
    create(page: Context): View;
  }

  /** What is drawn, for a legend. */
  interface Drawn {
    groups: Set<string>;
    statuses: Set<string>;
    bases: Set<string>;
  }

  /** What a figure fit to publish holds. */
  interface Figure {
    title: string;
    finding: string;
    /** The drawing for a room so large; it may be larger, and is then made smaller. */
    drawing(width: number, height: number): SVGElement;
    quote: string;
    source: string;
    sources: string;
    /** How to read the drawing: what is counted, what gives size. */
    reading: string;
    /** Each act as a sentence, for those who do not see the drawing. */
    sentences: string[];
    drawn: Drawn;
  }

  interface View extends Panel {
    /** What it gives as a figure; null where nothing is drawn. */
    figure?(): Figure | null;
    /** What the window's title says of it; "" for nothing. */
    title?(state: State): string;
    /** What is saved as a picture; null where nothing is drawn. */
    drawing?(): SVGElement | null;
    /** What is saved as a table. */
    table?(): Table;
    /** The change that shows a chain in it; null where it cannot. */
    chainChange?(chain: Model.Chain): Partial<State> | null;
    /** What one looks at in it; null where that is what is selected. */
    scope?(state: State): Scope | null;
    /** Take the keyboard's focus. */
    focus?(): void;
    /** Take in more of the network. */
    grow?(network: PyvisJson.Network): void;
    /** Draw again in other colours. */
    restyle?(): void;
  }

  type ShownView = Pick<ViewType, "name" | "label" | "skip" | "wide" | "timed" | "tells"> & {
    looks: readonly string[];
  } & View;

  type Cell = string | number;

  interface Row {
    /** The selection that the row opens. */
    select: string;
    cells: Cell[];
    /** By column, the selection that lists what the number in it counts. */
    counts?: Record<string, string>;
    /** By column, another selection that it opens. */
    others?: Record<string, string>;
    disputed?: string[];
  }

  interface Table {
    name: string;
    columns: string[];
    rows: Row[];
  }

  /** A table as it is shown: `lead` is the column that opens the row. */
  interface ShownTable extends Omit<Table, "name"> {
    lead: string;
    numeric: string[];
    caption?: string;
  }

  /** The terms of a list of incidents or claims; data/selections.js says what each means. */
  type Terms = Record<string, string | number | string[]>;
}

/** What helps to make elements. */
declare namespace Dom {
  type Child = Node | string | number | null | undefined | false | Child[];
  type Listeners = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };
  type Attributes = { on?: Listeners; css?: Record<string, string> } & { [name: string]: unknown };
}

/** The exchange of two sides. */
declare namespace Exchange {
  interface Event {
    incident: Model.Incident;
    /** 0 when the first side acted on the second, 1 the other way round. */
    lane: number;
    /** The claims that it answers another, and that another answers it. */
    gives: Json.Claim[];
    gets: Json.Claim[];
    /** Whether it answers any incident, and whether the other side has answered it, by a hidden incident too. */
    responds: boolean;
    answered: boolean;
    /** How probable it is that the other side answered it. */
    about: number;
  }

  interface Ledger {
    events: Map<string, Event>;
    responses: Json.Claim[];
  }
}

/** Who answered whom: the rows of the opening view, and their drawings. */
declare namespace Answers {
  interface Act {
    incident: Model.Incident;
    /** 0 when the first side did it, 1 the other way round. */
    lane: number;
    /** Whether it was done to someone else than the other side, which answered it or is answered by it. */
    outside?: boolean;
  }

  interface Link {
    claim: Json.Claim;
    cause: Model.Incident;
    answer: Model.Incident;
  }

  /** Two sides, what they did and which act answered which. */
  interface Dyad {
    key: string;
    sides: string[][];
    acts: Map<string, Act>;
    links: Link[];
    /** Ids of the acts that were answered, not only by what is expected. */
    answered: Set<string>;
    /** How many were answered, as the sum of probabilities. */
    about: number;
    /** How many acts there are, without expected ones. */
    total: number;
    /** How many of talk and cooperation are folded away. */
    talk: number;
    /** How many were answered that no other row shows. */
    own: number;
  }

  /** The room of a row's drawing, and where its lanes run. */
  interface Room {
    left: number;
    right: number;
    top: number;
    bottom: number;
    lanes: number[];
    /** How far before its answer an undated cause stands. */
    before?: number;
    perPerson?: number;
    act?: number;
    /** The size of labels. */
    letters?: number;
  }

  interface Place {
    key: string;
    x: number;
    bar: { left: number; right: number } | null;
    /** How far a tail fades to the left, where only "some time before" is known. */
    tail: number;
    from: number | null;
    to: number | null;
  }

  interface Mark {
    incident: Model.Incident;
    radius: number;
    dx: number;
    inside: boolean;
  }

  /** Acts of one place, side by side. */
  interface Bead extends Place {
    lane: number;
    acts: Model.Incident[];
    marks: Mark[];
    half: number;
    label: string;
  }

  interface Label {
    bead: Bead;
    text: string;
    left: number;
    y: number;
    width: number;
    lane: number;
    leader: boolean;
  }
}
