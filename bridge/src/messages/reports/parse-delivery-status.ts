import { readHeaderFields } from '../../mime/header-fields.ts';
import { longestAddress, longestWords, mostRecipients, type Reported } from './reported.ts';

const outcomes: ReadonlyMap<string, Reported['outcome']> = new Map([
  ['failed', 'failed'],
  ['delayed', 'delayed'],
  ['delivered', 'delivered'],
  ['relayed', 'delivered'],
  ['expanded', 'delivered'],
]);

/** `rfc822; ann@example.org` → the address; some write it without its type, or in brackets. */
const addressOf = (field: string): string =>
  field
    .replace(/^\s*[\w-]{1,20}\s*;/, '')
    .trim()
    .replace(/^<(.*)>$/, '$1');

/** `smtp; 550 5.1.1 …` → what the server said. */
const wordsOf = (field: string): string => field.replace(/^\s*[\w.-]{1,40}\s*;\s*/, '').trim();

/** Reads the fields of a `message/delivery-status` part (RFC 3464 §2): a block for each recipient, after one for the message. Linear. */
export const parseDeliveryStatus = (text: string): Reported[] =>
  text
    .split(/(?:\r?\n[ \t]*){2,}/, mostRecipients * 2)
    .map(readHeaderFields)
    .filter((fields) => fields.has('action') || fields.has('final-recipient'))
    .slice(0, mostRecipients)
    .map((fields) => ({
      // Where mail was passed on, the person knows only whom they wrote to.
      address: addressOf(fields.get('original-recipient') ?? fields.get('final-recipient') ?? '').slice(0, longestAddress),
      outcome: outcomes.get((fields.get('action') ?? '').toLowerCase().split(/[\s(;]/, 1)[0]!) ?? 'failed',
      words: wordsOf(fields.get('diagnostic-code') ?? '').slice(0, longestWords),
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? '',
    }));
