import { toTypedLine } from './comparable-text.ts';

/** More of a message is not looked at: what a message is sent for stands near its beginning. */
const mostCharacters = 20_000;
const mostLines = 400;
const longestLine = 1_000;

/** Lines after which somebody else speaks: a forwarded or an answered message. */
const foreign = [
  /^\s*[-_=*]{2,}.{0,60}[\p{L}].{0,60}[-_=*]{2,}\s*$/u,
  /^\s*(?:From|Von|De|Da|Van|Från|Fra|Od|От|Від|Lähettäjä|Kimden|Gönderen|发件人|寄件者|差出人|送信者|보낸 사람|보낸사람|من|מאת|Từ|Dari|Expéditeur|Remitente|Mittente|Nadawca)\s?[:：]\s?.*[@<]/iu,
  /(?:wrote|writes|schrieb|schreef|a écrit|escribió|escreveu|ha scritto|scrisse|napisał\(?a?\)?|napsal|пишет|написал\(?а?\)?|yazdı|skrev|kirjoitti|írta|έγραψε|写道|寫道|のメッセージ|님이 작성|كتب|כתב|đã viết|menulis)\s?[:：]\s*$/iu,
  /(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|пересылаемое|пересланное|转发的邮件|轉寄|転送メッセージ|전달된 메시지|رسالة مُ?عاد)/iu,
];
const quoted = /^\s*[>|»]\s?/;
const signature = /^(?:--|—)\s?$/;

/**
 * The lines that a message says itself, as they are typed: nothing that is quoted or forwarded, nothing after a signature's dashes. A line
 * that is turned by force is empty.
 */
export const ownLines = (text: string): string[] => {
  const own: string[] = [];
  for (const raw of text.slice(0, mostCharacters).split(/\r\n|\r|\n/, mostLines)) {
    if (signature.test(raw) || foreign.some((pattern) => pattern.test(raw.slice(0, longestLine)))) break;
    // A row of cells begins with what is in the first one, a quotation with a mark.
    if (quoted.test(raw)) continue;
    own.push((toTypedLine(raw.slice(0, longestLine)) ?? '').trim());
  }
  return own;
};

const forwardedSubject =
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|enc|i|vb|vs|fs|pd|İLT|ilt|továbbítás|转发|轉寄|転送|전달|إعادة توجيه|הועבר|пересл\.?|inoltro|doorst|fw)\s?[:：]/iu;

/** Whether the subject says that the message was forwarded: then its code is somebody else's, or old. */
export const isForwarded = (subject: string): boolean => forwardedSubject.test(subject);
