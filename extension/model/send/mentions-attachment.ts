/** What people call it, in the languages that most mail is written in; whole words, with their endings. */
const mentions = new RegExp(
  `(?<!\\p{L})(?:${[
    'attach(?:ed|ing|ments?)|enclosed|enclosures?',
    'anhang|anhänge?n?|angehängt(?:e[nrms]?)?|anbei|beigefügt(?:e[nrms]?)?|anlagen?|beiliegend(?:e[nrms]?)?',
    'ci-joint(?:e?s?)|pièces?[ -]jointes?|en pièce jointe|fichiers? joints?',
    'adjunt[oa]s?|adjuntado|archivos? adjuntos?|em anexo|anexos?|anexad[oa]s?|anexei',
    'allegat[oiae]|in allegato|bijlagen?|bijgevoegd(?:e)?|bilag(?:a|or|d|et)?|bifogad(?:e|a|t)?|vedlegg(?:et)?|vedlagt|vedhæftet|liite(?:enä|et|tiedosto)?',
    'załącznik(?:u|i|iem|ach)?|załączam|w załączeniu|přílo(?:ha|ze|hy|hou)|přikládám|melléklet(?:ben|et)?|csatol(?:va|om|tam)',
    'вложени[еяи]|во вложении|прикреп(?:лен|ляю|ил)\\p{L}*|прилага(?:ю|ем)|у вкладенні|додаток',
    'συνημμέν\\p{L}*|ek(?:te|li|tedir)|ekteki',
  ].join('|')})(?!\\p{L})|添付|附件|첨부|מצורף|مرفق`,
  'iu',
);

/** Whether a text that a person wrote speaks of something attached; what they quote, and their signature, does not count. */
export const mentionsAttachment = (subject: string, text: string): boolean => {
  const [own = ''] = text.split(/^(?:-- |-{2,} .{1,60} -{2,})$/m);
  const lines = own.split('\n').filter((line) => !line.startsWith('>'));
  return mentions.test(isAnswer(subject) ? '' : subject) || mentions.test(lines.join('\n'));
};

/** An answer's subject is somebody else's. */
const isAnswer = (subject: string): boolean => /^\s*\p{L}{2,4}:/u.test(subject);
