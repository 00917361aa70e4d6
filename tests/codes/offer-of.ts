import { findCodeOrLink } from '../../bridge/src/codes/find-code-or-link.ts';
import { judgeSender } from '../../bridge/src/codes/judge-sender.ts';
import { isRecent } from '../../bridge/src/codes/is-recent.ts';
import { mayOffer, type SignInOffer } from '../../bridge/src/codes/may-offer.ts';
import { shownTexts } from '../../bridge/src/codes/shown-texts.ts';
import { registrableDomain } from '../../bridge/src/discover/registrable-domain.ts';
import { readMessage } from '../../bridge/src/messages/reading/read-message.ts';
import { reduceHtml } from '../../bridge/src/messages/reading/html-to-text.ts';
import { guessNothing } from '../../bridge/src/mime/decode-charset.ts';
import type { LabelledMessage } from './labelled-messages.ts';

/** The one who receives in these tests, and whose server's word counts. */
const receiver = { imapHost: 'imap.receiver.test', address: 'ada@receiver.test' };

const part = (type: string, text: string): string =>
  `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`;

/** The source of a message with these texts. */
export const writeSource = ({ text, html }: { text: string | null; html: string | null }): Buffer =>
  Buffer.from(
    `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${[
      text === null ? '' : `--b\r\n${part('plain', text)}`,
      html === null ? '' : `--b\r\n${part('html', html)}`,
    ].join('')}--b--\r\n`,
  );

/** What the bridge offers of a message with this source and these header fields: the way that a message takes, without its server. */
export const offerOfSource = (source: Buffer, { subject, header }: { subject: string; header: string }): SignInOffer | null =>
  mayOffer(
    findCodeOrLink({ subject, texts: shownTexts(readMessage({ source }, guessNothing), reduceHtml) }),
    judgeSender(header, receiver, registrableDomain),
    registrableDomain,
  );

const said = {
  pass: 'Authentication-Results: mx.receiver.test; dmarc=pass\r\n',
  fail: 'Authentication-Results: mx.receiver.test; dmarc=fail\r\n',
  none: '',
};

/** What the bridge offers of a labelled message. */
export const offerOf = (message: LabelledMessage): SignInOffer | null => {
  const now = Date.now();
  if (!isRecent(now - message.receivedMinutesAgo * 60_000, now)) return null;
  return offerOfSource(writeSource(message), {
    subject: message.subject,
    header: `${said[message.authentication]}From: ${message.from}\r\n`,
  });
};
