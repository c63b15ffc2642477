// What the numbers of some incidents add up to, at least and at most, as `talion.model.overlaps` does it.

const BRANCHES = 2000; // decisions of a search; after that, what weighs most is taken again and again

/**
 * At least `different` of the incidents surely differ; the numbers of those that are `counted`, in `reports` reports,
 * add up to `least` at least and `most` at most.
 * @typedef {{incidents: number, different: number, reports: number} & Sums} Total
 * @typedef {{counted: number, least: number, most: number}} Sums
 */

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident[]} incidents
 * @returns {Total}
 */
export function totalOf(data, incidents) {
  const ones = new Map(incidents.map(({ id }) => [id, 1]));
  const counted = incidents.filter(({ count }) => count !== undefined);
  const counts = new Map(counted.map(({ id, count = 0, counts: told = [count, count] }) => [id, told]));
  const leasts = new Map([...counts].map(([id, [low]]) => [id, low]));
  /** @template T @param {Map<string, T>} among */
  const outside = (among) => [...among].filter(([id]) => !(data.wholes.get(id) ?? []).some((one) => among.has(one)));
  const [different, least] = [ones, leasts].map((weights) => greatestWeight(data, weights));
  return {
    incidents: Math.max(different ?? 0, outside(ones).length),
    different: different ?? 0,
    counted: Math.max(outside(counts).length, Math.min(counts.size, 1)),
    least: least ?? 0,
    most: Math.max(
      least ?? 0,
      outside(counts).reduce((sum, [, [, high]]) => sum + high, 0),
    ),
    reports: counted.reduce((sum, { reports }) => sum + reports.length, 0),
  };
}

/**
 * The greatest sum of weights of incidents of which no two may be one, and none is a part of another.
 * @param {Page.GraphData} data
 * @param {Map<string, number>} weights
 */
function greatestWeight(data, weights) {
  /** @type {Map<string, Set<string>>} */
  const near = new Map([...weights.keys()].map((id) => [id, new Set()]));
  for (const id of weights.keys()) {
    for (const other of [...(data.mayBe.get(id) ?? []), ...(data.wholes.get(id) ?? [])]) {
      near.get(other)?.add(id);
      if (near.has(other)) near.get(id)?.add(other);
    }
  }
  return new Search(near).best(new Map(weights));
}

class Search {
  branches = BRANCHES;

  /** @param {Map<string, Set<string>>} near */
  constructor(near) {
    this.near = near;
  }

  /**
   * The greatest weight among some incidents; the weights are changed.
   * @param {Map<string, number>} weights
   */
  best(weights) {
    let gained = this.#reduce(weights);
    for (const part of this.#parts(weights)) gained += this.#branch(part);
    return gained;
  }

  /** @param {Map<string, number>} weights @param {string} id */
  #around(weights, id) {
    return [...(this.near.get(id) ?? [])].filter((other) => weights.has(other));
  }

  /** @param {Map<string, number>} weights */
  #branch(weights) {
    if (!this.branches) return this.#greedy(weights);
    this.branches -= 1;
    const ids = [...weights.keys()];
    const crowded = ids.reduce((a, b) => (this.#around(weights, b).length > this.#around(weights, a).length ? b : a));
    const without = new Map(weights);
    without.delete(crowded);
    const apart = new Map(without);
    for (const other of this.near.get(crowded) ?? []) apart.delete(other);
    const weight = weights.get(crowded) ?? 0;
    return Math.max(weight + this.best(apart), this.best(without));
  }

  /**
   * Take incidents whose neighbours are all neighbours of each other: one of such a clique is chosen, the incident, or
   * a neighbour for what it weighs more.
   * @param {Map<string, number>} weights
   */
  #reduce(weights) {
    let gained = 0;
    const open = new Set(weights.keys());
    for (const id of open) {
      open.delete(id);
      const weight = weights.get(id);
      if (weight === undefined) continue;
      const around = this.#around(weights, id);
      if (!around.every((one, n) => around.slice(n + 1).every((other) => this.near.get(one)?.has(other)))) continue;
      gained += weight;
      weights.delete(id);
      for (const other of around) {
        const left = (weights.get(other) ?? 0) - weight;
        if (left > 0) weights.set(other, left);
        else weights.delete(other);
        for (const next of this.near.get(other) ?? []) open.add(next);
      }
    }
    return gained;
  }

  /**
   * The parts that are connected.
   * @param {Map<string, number>} weights
   */
  #parts(weights) {
    const parts = [];
    const left = new Set(weights.keys());
    for (const start of left) {
      const part = new Set([start]);
      for (const id of part) {
        left.delete(id);
        for (const other of this.#around(weights, id)) part.add(other);
      }
      parts.push(new Map([...part].map((id) => [id, weights.get(id) ?? 0])));
    }
    return parts;
  }

  /** @param {Map<string, number>} weights */
  #greedy(weights) {
    let gained = 0;
    while (weights.size) {
      const [id, weight] = [...weights].reduce((a, b) => (b[1] > a[1] ? b : a));
      gained += weight;
      weights.delete(id);
      for (const other of this.near.get(id) ?? []) weights.delete(other);
    }
    return gained;
  }
}
