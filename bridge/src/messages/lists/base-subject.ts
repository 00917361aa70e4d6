/** What programs of many languages put before the subject of an answer, or of what they hand on. */
const answers = 're aw antw sv vs res r rif odp ynt atb ats vá bls ang σχετ απ отв 回复 回覆 答复 答覆 返信 답장 תגובה رد';
const handedOn = 'fwd fw wg tr rv enc i vl vb vid pd doorst tov yml ilt πρθ пересл 转发 轉寄 転送 전달 הועבר';

/** One of them, with its colon, and a count as in `Re[2]:` and `Re^2:`. */
const prefix = new RegExp(
  String.raw`^(?:${`${answers} ${handedOn}`.replaceAll(' ', '|')})(?:\s{0,2}[\[(^]\d{1,4}[\])]?)?\s{0,2}[:：]\s*`,
  'iu',
);
/** What a list writes before every subject: `[list]`; at least something has to be left behind it. */
const listName = /^\[[^[\]]{1,60}\]\s*(?=\S)/;
/** A subject that says more often than this that it is an answer says it for another reason. */
const mostPrefixes = 30;

/**
 * The subject without what answering and handing on added to it (RFC 5256 §2.1), in lower case, and whether anything was: then it is of a
 * conversation that began before.
 */
export const baseSubject = (subject: string): { base: string; isReply: boolean } => {
  let base = subject.normalize('NFC').replace(/\s+/g, ' ').trim();
  let isReply = false;
  for (let taken = 0; taken < mostPrefixes; taken++) {
    const shorter = base.replace(prefix, '');
    const unlisted = base.replace(listName, '');
    if (shorter !== base) isReply = true;
    else if (unlisted === base) break;
    base = shorter !== base ? shorter : unlisted;
  }
  const whole = base.replace(/\s*\(fwd\)$/i, '');
  return { base: whole.toLowerCase(), isReply: isReply || whole !== base };
};
