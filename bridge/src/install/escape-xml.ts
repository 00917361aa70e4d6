const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML, between tags and in attributes; in ASCII alone, so that no reader can take it for another encoding. */
export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"\u0080-\u{10FFFF}]/gu, (character) => entities[character] ?? `&#${character.codePointAt(0)!};`);
