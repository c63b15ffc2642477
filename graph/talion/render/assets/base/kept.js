// What a browser lets a page keep is a comfort: where it does not, the page works without.

/**
 * @param {string} key
 * @param {string} value
 */
export function keep(key, value) {
  try {
    localStorage.setItem(`talion-${key}`, value);
  } catch {
    // private windows and some files have no storage
  }
}

/**
 * What was kept, or null.
 * @param {string} key
 */
export function kept(key) {
  try {
    return localStorage.getItem(`talion-${key}`);
  } catch {
    return null;
  }
}
