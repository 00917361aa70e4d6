import PostalMime from 'postal-mime';
import { reduceHtml } from './html-to-text.ts';
import { toShownText } from './safe-text.ts';
import type { TextPart } from './text-parts.ts';

/** Only what a header may hold, so that a parameter cannot end it. */
const token = (text: string | undefined): string => (text ?? '').replace(/[^\w.:+-]/g, '');

const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/**
 * Decodes one text part: transfer encoding, charset (a missing one is UTF-8 if the bytes are), `format=flowed`. HTML is reduced to text
 * in the process: nothing of it is ever a document, no address in it is visited.
 */
export const decodeText = async ({ node, isHtml }: TextPart, bytes: Buffer): Promise<string> => {
  const named = token(node.parameters?.charset).toLowerCase();
  // Servers say us-ascii where the message says nothing (RFC 2045 §5.2).
  const charset = named !== '' && named !== 'us-ascii' ? named : isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const flowed = node.parameters?.format?.toLowerCase() === 'flowed' ? `; format=flowed; delsp=${token(node.parameters.delsp)}` : '';
  const header = `Content-Type: text/${isHtml ? 'html' : 'plain'}; charset=${charset}${flowed}\r\nContent-Transfer-Encoding: ${token(node.encoding)}\r\n\r\n`;
  const { text, html } = await PostalMime.parse(Buffer.concat([Buffer.from(header), bytes]));
  return toShownText(isHtml ? reduceHtml(html ?? '') : (text ?? ''));
};
