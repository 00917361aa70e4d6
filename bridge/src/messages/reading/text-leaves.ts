import type { FlowedFormat } from '../../mime/flowed-text.ts';

/** How the text in a part is written. `other`: for programs rather than people, and read only where there is nothing else. */
export type TextForm = 'plain' | 'html' | 'enriched' | 'other';

/** A part with text in it. */
export interface TextLeaf {
  kind: 'text';
  /** What its bytes are known by: of a part on the server, what BODY[…] asks for it by (RFC 9051 §6.4.5). */
  section: string;
  form: TextForm;
  /** As the part says; empty where it says nothing. */
  charset: string;
  /** The transfer encoding, as the part says. */
  encoding: string;
  flowed: FlowedFormat | null;
  /** Bytes as they are transferred, as far as known. */
  size: number;
}

/** What makes up what a message says: every part of `all`, one of `one` (RFC 2046 §5.1.3, §5.1.4). */
export type ReadingPlan = TextLeaf | { kind: 'all' | 'one'; children: ReadingPlan[] };

/** The texts of a plan, in the order in which they stand in the message. */
export const leavesOf = (plan: ReadingPlan): TextLeaf[] => (plan.kind === 'text' ? [plan] : plan.children.flatMap(leavesOf));

/** Text types that are for programs, or for screens that are not ours. */
const forPrograms = /^(?:calendar|rtf|css|javascript|ecmascript|xml|x?-?vcard|vcard|directory|x-amp-html|x-watch-html|x-uuencode)$/;

/** How a text subtype is written (`html` of `text/html`); what nobody knows is read as it is. */
export const formOf = (subtype: string): TextForm => {
  if (subtype === 'html' || subtype === 'xhtml' || subtype === 'x-html') return 'html';
  if (subtype === 'enriched' || subtype === 'richtext') return 'enriched';
  return forPrograms.test(subtype) ? 'other' : 'plain';
};
