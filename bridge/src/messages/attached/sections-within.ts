import { succeed } from '@kurrier/shared/failure/outcome';
import type { WantedSection } from '../../imap/on-demand/opened-mailbox.ts';
import type { FetchSections } from '../texts/fetch-texts.ts';
import type { SplitMessage } from './split-message.ts';

/** Pieces of the message that is the part `section` of another, asked for as if it were not (RFC 9051 §6.4.5.1). */
export const sectionsWithin = (fetch: FetchSections, section: string): FetchSections => ({
  fetchSections: (uid, wanted) =>
    fetch.fetchSections(
      uid,
      wanted.map((each) => ({ ...each, section: inside(section, each.section) })),
    ),
});

const inside = (around: string, section: string): string => {
  if (section === '') return around;
  // imapflow names no header fields of a part: its whole header has them.
  return `${around}.${section.startsWith('HEADER') ? 'HEADER' : section}`;
};

/** Pieces of a message that is here; what is not in it is empty, as of a server. */
export const sectionsOf = ({ source, headerEnd, ranges }: SplitMessage): FetchSections => ({
  fetchSections: async (_uid, wanted) =>
    succeed(
      wanted.map(({ section, offset, length }: WantedSection) => {
        const whole =
          section === '' ? ([0, source.length] as const) : section.startsWith('HEADER') ? ([0, headerEnd] as const) : ranges.get(section);
        const [start, end] = whole ?? [0, 0];
        return Buffer.from(source.subarray(Math.min(start + offset, end), Math.min(start + offset + length, end)));
      }),
    ),
});
