import type { Failure } from '@kurrier/shared/failure/failure';
import type { ReadingNotice } from '@kurrier/shared/mail/mail';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { fetchSource, fetchTexts, usualLimits, type FetchSections, type TextLimits } from './fetch-texts.ts';
import { needsSource } from './needs-source.ts';
import { planReading, type PlannedReading } from '../reading/plan-reading.ts';
import type { Reading } from '../reading/read-message.ts';
import type { ReadBounded } from '../reading/read-bounded.ts';

/** What a message says, with its References header as it stands there. */
export interface ReadTexts extends Omit<Reading, 'isDoubtful'> {
  references: string;
  /** More of it than the limits allow is on the server. */
  isPartial: boolean;
}

/** Runs something with a way to pieces of the message; how that may fail is its own matter. */
type WithSections<Refusal> = <Value>(work: (fetch: FetchSections) => Promise<Outcome<Value, Failure>>) => Promise<Outcome<Value, Refusal>>;

const nothing: PlannedReading = { plan: { kind: 'all', children: [] }, leftOut: 0 };

/** Reads what the server says of a message's texts, and where that cannot be right, what its source says. Null: it is no longer there. */
export const readTexts = async <Refusal>(
  { read, withSections, limits = usualLimits }: { read: ReadBounded; withSections: WithSections<Refusal>; limits?: TextLimits },
  uid: number,
  structure: BodyStructure | null,
): Promise<Outcome<ReadTexts | null, Refusal>> => {
  read.warm();
  const { plan, leftOut } = structure ? planReading(structure) : nothing;
  const texts = await withSections((fetch) => fetchTexts(fetch, uid, plan, limits));
  if (!texts.ok || !texts.value) return texts as Outcome<null, Refusal>;
  const { references, bodies, isCut, isIncomplete } = texts.value;
  const reading = await read({ plan, bodies });
  const isMore = isIncomplete || leftOut > 0;
  const notices: ReadingNotice[] = isMore ? [...reading.notices, 'more-texts'] : reading.notices;
  const said = { ...reading, references, notices, isCut: isCut || reading.isCut, isPartial: isCut || isIncomplete };
  if (!needsSource(structure, reading)) return succeed(said);
  const source = await withSections((fetch) => fetchSource(fetch, uid, limits));
  if (!source.ok || !source.value) return source as Outcome<null, Refusal>;
  const repaired = await read({ source: source.value.source });
  if (repaired.text === '') return succeed(said);
  return succeed({ ...repaired, references, isCut: source.value.isCut || repaired.isCut, isPartial: source.value.isCut });
};
