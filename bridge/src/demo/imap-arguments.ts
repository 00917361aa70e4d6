/** A word of a command: an atom, a string, or a list in parentheses. */
export type Argument = string | Argument[];

/** The arguments of a command (RFC 9051 §4), literals in place, latin1. What is not well-formed ends the list. */
export const readArguments = (text: string): Argument[] => {
  let at = 0;
  const readList = (): Argument[] => {
    const list: Argument[] = [];
    while (at < text.length) {
      if (text[at] === ' ') at++;
      else if (text[at] === ')') {
        at++;
        return list;
      } else if (text[at] === '(') {
        at++;
        list.push(readList());
      } else {
        const word = readWord();
        if (word === null) at = text.length;
        else list.push(word);
      }
    }
    return list;
  };
  const readWord = (): string | null => {
    const rest = text.slice(at);
    const literal = /^\{(\d+)\+?\}\r\n/.exec(rest);
    if (literal) {
      const length = Number(literal[1]);
      at += literal[0].length + length;
      return rest.slice(literal[0].length, literal[0].length + length);
    }
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
    const word = quoted ?? /^(?:[^ ()"[]|\[[^\]]*\])+/.exec(rest);
    if (!word) return null;
    at += word[0].length;
    return quoted ? quoted[1]!.replaceAll(/\\(.)/g, '$1') : word[0];
  };
  return readList();
};

/** Whether a number is in a set as `1:3,7,9:*`, where `*` is the largest that there is. */
export const createSetMatcher = (set: string, largest: number): ((number: number) => boolean) => {
  const ranges = set.split(',').map((range) => {
    const ends = range.split(':').map((end) => (end === '*' ? largest : Number(end)));
    return [Math.min(...ends), Math.max(...ends)] as const;
  });
  return (number) => ranges.some(([first, last]) => number >= first && number <= last);
};
