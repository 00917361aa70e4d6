import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OpenedMailbox, WantedSection } from '../../imap/on-demand/opened-mailbox.ts';
import { leavesOf, type ReadingPlan, type TextLeaf } from '../reading/text-leaves.ts';

/** So many bytes of a part, of all parts of a message together, and of the source of a broken message are fetched to be looked at. */
export interface TextLimits {
  part: number;
  message: number;
  source: number;
}

export const usualLimits: TextLimits = { part: 256 * 1024, message: 1024 * 1024, source: 512 * 1024 };
const longestHeader = 16 * 1024;
const shownHeaders: WantedSection = { section: 'HEADER.FIELDS (REFERENCES LIST-UNSUBSCRIBE)', offset: 0, length: longestHeader };

/** Fetches pieces of a message. */
export type FetchSections = Pick<OpenedMailbox, 'fetchSections'>;

export interface FetchedTexts {
  /** The References and List-Unsubscribe headers as they stand in the message. */
  references: string;
  bodies: Map<string, Uint8Array>;
  /** Of some text there is more than was fetched. */
  isCut: boolean;
  /** Texts that were left out, because the others are so long. */
  isIncomplete: boolean;
}

/** Fetches the texts of a message, as far as they fit, and nothing that is attached; null: it is no longer there. */
export const fetchTexts = async (
  mailbox: FetchSections,
  uid: number,
  plan: ReadingPlan,
  limits: TextLimits,
): Promise<Outcome<FetchedTexts | null, Failure>> => {
  const leaves = leavesOf(plan);
  const wanted = takeWhatFits(leaves, limits);
  const fetched = await mailbox.fetchSections(uid, [shownHeaders, ...wanted]);
  if (!fetched.ok) return fetched;
  if (!fetched.value) return succeed(null);
  const [references, ...bodies] = fetched.value;
  return succeed({
    // Over imapflow a header comes as a whole.
    references: references!.subarray(0, longestHeader).toString('latin1'),
    bodies: new Map(wanted.map(({ section }, at) => [section, bodies[at]!])),
    isCut: wanted.some(({ length }, at) => bodies[at]!.length >= length),
    isIncomplete: wanted.length < leaves.length,
  });
};

/** Sizes that servers name are not always right: somewhat more is asked for. */
const slack = 4 * 1024;

const takeWhatFits = (leaves: readonly TextLeaf[], limits: TextLimits): WantedSection[] => {
  const wanted: WantedSection[] = [];
  let room = limits.message;
  for (const { section, size } of leaves) {
    if (room === 0) break;
    const length = Math.min(size + slack, limits.part, room);
    wanted.push({ section, offset: 0, length });
    room -= length;
  }
  return wanted;
};

/** Fetches the start of a message's source; null: it is no longer there. */
export const fetchSource = async (
  mailbox: FetchSections,
  uid: number,
  { source: longest }: TextLimits,
): Promise<Outcome<{ source: Uint8Array; isCut: boolean } | null, Failure>> => {
  const fetched = await mailbox.fetchSections(uid, [{ section: '', offset: 0, length: longest }]);
  if (!fetched.ok) return fetched;
  const source = fetched.value?.[0];
  return succeed(source ? { source, isCut: source.length >= longest } : null);
};
