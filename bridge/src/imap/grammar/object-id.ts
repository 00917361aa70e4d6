/** RFC 8474 §4: up to 255 letters, digits, `-` and `_`; in parentheses, where the server keeps to it. Null for anything else. */
export const readObjectId = (text: string): string | null => /^\(?([\w-]{1,255})\)?$/.exec(text)?.[1] ?? null;
