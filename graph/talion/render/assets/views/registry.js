// The views of the page. A view is a file of this folder that registers itself, and a line in index.js.

/** @type {Page.ViewType[]} */
const registered = [];

/**
 * Add a view; its tab stands after those of the views registered before.
 * @param {Page.ViewType} view
 */
export function register(view) {
  if (registered.some(({ name }) => name === view.name)) throw new Error(`two views are called ${view.name}`);
  registered.push(view);
}

/** The views, in the order of their tabs. */
export function registeredViews() {
  return [...registered];
}
