/** Deeper ones are written by nobody, and take a browser all of its stack to read. */
const deepest = 60;

/** Whether brackets lie in each other deeper in a style than anybody writes them. Linear. */
export const isNestedDeeply = (style: string): boolean => {
  let depth = 0;
  for (const [bracket] of style.matchAll(/[()[\]{}]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return true;
  }
  return false;
};
