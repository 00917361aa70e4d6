import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { Answer, Behaviour } from './start-faulty-relay.ts';

export interface Row {
  name: string;
  behaviour: Behaviour;
  state: 'sent' | 'partly-sent' | 'deferred' | 'failed' | 'unknown';
  /** Several, where it cannot be told which. */
  kind?: FailureKind | FailureKind[];
  /** Of bob and cid. */
  recipients: string;
}

const both = (answer: Answer) => ({ 'bob@mail.test': answer, 'cid@mail.test': answer });
const lost: FailureKind[] = ['net.reset', 'server.unavailable'];

/** What can happen whatever the server offers. */
export const rows: Row[] = [
  { name: 'all is well', behaviour: {}, state: 'sent', recipients: 'accepted accepted' },
  {
    name: 'sender not allowed',
    behaviour: { mail: '553 5.7.1 <ann@mail.test>: Sender address rejected: not owned by user ann' },
    state: 'failed',
    kind: 'sender.not_authorized',
    recipients: 'refused refused',
  },
  {
    name: 'sender put off',
    behaviour: { mail: '451 4.3.0 Temporary lookup failure' },
    state: 'deferred',
    kind: 'server.temporary_failure',
    recipients: 'pending pending',
  },
  {
    name: '421 to the sender',
    behaviour: { mail: '421 4.3.2 Service shutting down' },
    state: 'deferred',
    kind: ['server.unavailable', 'server.temporary_failure'],
    recipients: 'pending pending',
  },
  {
    name: 'closed instead of an answer to the sender',
    behaviour: { mail: 'close' },
    state: 'deferred',
    kind: lost,
    recipients: 'pending pending',
  },
  {
    name: 'one unknown recipient',
    behaviour: { rcpt: { 'cid@mail.test': '550 5.1.1 <cid@mail.test>: Recipient address rejected: User unknown' } },
    state: 'partly-sent',
    recipients: 'accepted refused',
  },
  {
    name: 'one greylisted recipient',
    behaviour: { rcpt: { 'bob@mail.test': '450 4.2.0 <bob@mail.test>: Recipient address rejected: Greylisted, try again later' } },
    state: 'deferred',
    kind: 'server.temporary_failure',
    recipients: 'pending accepted',
  },
  {
    name: 'both greylisted',
    behaviour: { rcpt: both('451 4.7.1 Greylisting in action, please come back later') },
    state: 'deferred',
    kind: 'server.temporary_failure',
    recipients: 'pending pending',
  },
  {
    name: 'both unknown',
    behaviour: { rcpt: both('550 5.1.1 User unknown') },
    state: 'failed',
    kind: 'recipient.rejected',
    recipients: 'refused refused',
  },
  {
    name: 'relay denied',
    behaviour: { rcpt: both('554 5.7.1 <x>: Relay access denied') },
    state: 'failed',
    kind: 'recipient.relay_denied',
    recipients: 'refused refused',
  },
  {
    name: 'one over quota, one unknown',
    behaviour: { rcpt: { 'bob@mail.test': '552 5.2.2 Mailbox full', 'cid@mail.test': '550 5.1.1 User unknown' } },
    state: 'failed',
    kind: 'quota.exceeded',
    recipients: 'refused refused',
  },
  {
    name: '421 after the first recipient',
    behaviour: { rcpt: { 'cid@mail.test': '421 4.3.2 Service not available, closing transmission channel' } },
    state: 'deferred',
    kind: ['server.unavailable', 'server.temporary_failure', 'server.rate_limited'],
    recipients: 'pending pending',
  },
  {
    name: 'closed after the first recipient',
    behaviour: { rcpt: { 'cid@mail.test': 'close' } },
    state: 'deferred',
    kind: lost,
    recipients: 'pending pending',
  },
  {
    name: 'content refused as spam',
    behaviour: { end: '554 5.7.1 Message rejected as spam' },
    state: 'failed',
    kind: 'message.rejected',
    recipients: 'refused refused',
  },
  {
    name: 'content put off',
    behaviour: { end: '451 4.3.0 Temporary failure, try again later' },
    state: 'deferred',
    kind: 'server.temporary_failure',
    recipients: 'pending pending',
  },
  {
    name: 'over quota at the end, for now',
    behaviour: { end: '452 4.2.2 Mailbox is over quota' },
    state: 'deferred',
    kind: 'quota.exceeded',
    recipients: 'pending pending',
  },
  {
    name: 'over quota at the end',
    behaviour: { end: '552 5.2.2 Mailbox is over quota' },
    state: 'failed',
    kind: 'quota.exceeded',
    recipients: 'refused refused',
  },
  {
    name: 'content too large after all',
    behaviour: { end: '552 5.3.4 Message size exceeds fixed limit' },
    state: 'failed',
    kind: 'message.too_large',
    recipients: 'refused refused',
  },
  {
    name: '421 to the end of the content',
    behaviour: { end: '421 4.3.0 Shutting down' },
    state: 'deferred',
    kind: ['server.unavailable', 'server.temporary_failure'],
    recipients: 'pending pending',
  },
  { name: 'closed after the end, not taken', behaviour: { end: 'close' }, state: 'unknown', kind: lost, recipients: 'unknown unknown' },
  { name: 'reset after the end, not taken', behaviour: { end: 'reset' }, state: 'unknown', kind: lost, recipients: 'unknown unknown' },
  { name: 'closed after the end, taken', behaviour: { end: 'taken+close' }, state: 'unknown', kind: lost, recipients: 'unknown unknown' },
  {
    name: 'one refused, then closed after the end',
    behaviour: { rcpt: { 'cid@mail.test': '550 5.1.1 User unknown' }, end: 'taken+reset' },
    state: 'unknown',
    kind: lost,
    recipients: 'unknown refused',
  },
  {
    name: 'both refused, and then closed',
    behaviour: { rcpt: both('550 5.1.1 User unknown'), data: 'close' },
    state: 'failed',
    kind: 'recipient.rejected',
    recipients: 'refused refused',
  },
];

/** What can happen at DATA. */
export const dataRows: Row[] = [
  {
    name: 'DATA refused',
    behaviour: { data: '554 5.7.1 No' },
    state: 'failed',
    kind: ['message.rejected', 'unknown'],
    recipients: 'refused refused',
  },
  {
    name: 'DATA put off',
    behaviour: { data: '451 4.3.0 Try again' },
    state: 'deferred',
    kind: 'server.temporary_failure',
    recipients: 'pending pending',
  },
  {
    name: '421 to DATA',
    behaviour: { data: '421 4.3.0 Closing' },
    state: 'deferred',
    kind: ['server.unavailable', 'server.temporary_failure'],
    recipients: 'pending pending',
  },
  { name: 'closed instead of 354', behaviour: { data: 'close' }, state: 'deferred', kind: lost, recipients: 'pending pending' },
];

/** What happens while a long message is on its way. */
export const longRows: Row[] = [
  {
    name: '421 in mid-data',
    behaviour: { content: { afterBytes: 100_000, answer: '421 4.3.0 Shutting down' } },
    state: 'deferred',
    kind: ['server.unavailable', 'server.temporary_failure'],
    recipients: 'pending pending',
  },
  {
    name: '421 in mid-data, and gone',
    behaviour: { content: { afterBytes: 100_000, answer: '421 4.3.0 Shutting down+gone' } },
    state: 'deferred',
    // A reset that meets bytes on their way takes the words along, on a machine that is slow enough; what is said of the message is the same.
    kind: ['server.unavailable', 'server.temporary_failure', ...lost],
    recipients: 'pending pending',
  },
  {
    name: 'too large in mid-data, and gone',
    behaviour: { content: { afterBytes: 100_000, answer: '552 5.3.4 Message too big+gone' } },
    state: 'failed',
    kind: 'message.too_large',
    recipients: 'refused refused',
  },
  {
    name: 'closed before the dot',
    behaviour: { content: { afterBytes: 100_000, answer: 'reset' } },
    state: 'deferred',
    kind: lost,
    recipients: 'pending pending',
  },
];
