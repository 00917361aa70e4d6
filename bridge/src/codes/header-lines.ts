/** The values of every field with this name, unfolded, in their order; `header` is a character for each byte. */
export const fieldsNamed = (header: string, name: string): string[] =>
  header
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line.slice(0, name.length + 1).toLowerCase() === `${name}:`)
    .map((line) => line.slice(name.length + 1).trim());
