const ownLetters: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' };

/** Letters without their marks, lower case left alone: `Gültigkeit` → `Gultigkeit`. Patterns go through it too. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[ßłøđıæœ]/g, (letter) => ownLetters[letter] ?? letter);

/**
 * Makes server words comparable: lower case, letters without marks, plain quotes, single spaces.
 * Mail addresses become `address@` and IP addresses `<ip>`, so that nothing in a person's data can look like a reason.
 */
export const foldText = (text: string): string =>
  foldLetters(text.toLowerCase())
    .replace(/[‘’‛`´]/g, "'")
    .replace(/[^\s<>"'(),;:]{1,64}@[^\s<>"'(),;]{1,255}/g, 'address@')
    .replace(/\[?\b\d{1,3}(?:\.\d{1,3}){3}\b\]?/g, '<ip>')
    .replace(/\s+/g, ' ')
    .trim();
