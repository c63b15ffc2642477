/**
 * The JSON object of a page: what `talion.render.page_data.document` writes and docs/page-data.md describes.
 * A key with `?` is left out where its value is null or empty; a test compares this file with what is written.
 */
declare namespace Json {
  interface Document {
    format: number;
    title: string;
    /** In a part of a larger store: how many incidents there are in all. */
    total?: number;
    /** In a part of a larger store: the pairs that answered each other most in all of it, whose acts are all here. */
    ranked?: [string, string][];
    /** In a part of a larger store: incidents that are there as ends of claims, without all claims of their own. */
    ends?: string[];
    types: Type[];
    actors: Actor[];
    /** Organizations that take part in nothing, with members among the actors. */
    blocs: Actor[];
    offices: Office[];
    articles: Article[];
    incidents: Incident[];
    reports: Report[];
    claims: Claim[];
    contradictions: Claim[];
    /** Pairs of incidents, by id, that may be one. */
    overlaps: [string, string][];
    /** Pairs of a part and the wider action that it is counted in. */
    included: [string, string][];
    chains: Chain[];
    questions: Question[];
    /** What people noted in the store; parts of a larger store have none. */
    notes: Note[];
  }

  /** A note or star on what is selected as "actor:…", "incident:…", or on a response, "claim:…". */
  interface Note {
    about: string;
    text?: string;
    star?: boolean;
  }

  interface Type {
    id: string;
    label?: string;
    definition?: string;
    severity: number;
    /** The family that shares a colour. */
    group: string;
    relation?: string;
    verb?: string;
    /** What a count of it is a number of: `persons`, `posts`, `victims`, … */
    counts?: string;
    /** Whether it makes persons leave, whose number then gives its mark a size. */
    removes?: boolean;
  }

  interface Actor {
    id: string;
    name?: string;
    kind: string;
    code?: string;
    names?: string[];
    state?: string;
    memberOf?: string[];
    memberships?: Membership[];
  }

  /** Organization, first and last day (ISO). */
  type Membership = [string, string | null, string | null];

  interface Office {
    person: string;
    role?: string;
    state?: string;
    article?: string;
  }

  interface Article {
    id: string;
    publisher?: string;
    title?: string;
    published?: string;
    url?: string;
  }

  type Status = "reported" | "alleged" | "prospective";

  /** A slot on which the reports of an incident can disagree. */
  type Slot = "count" | "date" | "status";
  type QuotedSlot = "agents" | "targets" | "count" | "date" | "status";

  type Basis = "stated" | "inferred";

  interface Slots {
    type: string;
    status: Status;
    agents?: string[];
    targets?: string[];
    count?: number;
    date?: string;
    earliest?: string;
    latest?: string;
    /** How probable a reader program holds it, 0 to 1; absent where it is certain. */
    confidence?: number;
  }

  interface Incident extends Slots {
    id: string;
    reports?: string[];
    /** The least and the most that reports count, where they differ. */
    counts?: [number, number];
    disputed?: Slot[];
  }

  interface Words {
    quote: string;
    passage?: string;
    at?: number;
  }

  interface Report extends Slots, Words {
    id: string;
    article: string;
    /** What the quote means in English, as a machine translated it. */
    gloss?: string;
    /** The words by which a reader filled slots. */
    by?: Partial<Record<QuotedSlot, string[]>>;
  }

  interface Claim extends Partial<Words> {
    id: string;
    type: string;
    /** For a response, the incident that answers. */
    source: string;
    /** For a response, the incident that is answered. */
    target: string;
    basis: Basis;
    article?: string;
    probability?: number;
    run?: string;
    /** Of a stated claim that a program read: how probable it is, 0 to 1; absent where certain. */
    confidence?: number;
  }

  interface Chain {
    id: string;
    label?: string;
    steps?: string[][];
  }

  interface Question {
    id: string;
    title?: string;
    description?: string;
    sparql?: string;
    columns?: string[];
    rows?: string[][];
  }
}

/** What pyvis makes of a document, with positions. */
declare namespace PyvisJson {
  interface Node {
    id: string;
    label: string;
    group: string;
    shape: string;
    size: number;
    x: number;
    y: number;
  }

  interface Edge {
    id: string;
    from: string;
    to: string;
    count: number;
    arrows: string;
    width: number;
  }

  interface Network {
    nodes: Node[];
    edges: Edge[];
    options: vis.Options;
  }
}
