import { wireRows } from './wire-rows.ts';
import { untaggedRows } from './untagged-rows.ts';
import { fetchRows } from './fetch-rows.ts';
import { onDemandRows } from './on-demand-rows.ts';
import { headerRows } from './header-rows.ts';
import { wordRows } from './word-rows.ts';
import { discoveryRows } from './discovery-rows.ts';
import { callRows } from './call-rows.ts';
import { correspondenceRows } from './correspondence-rows.ts';
import { foundRows } from './found-rows.ts';
import { pageRows } from './page-rows.ts';
import { searchRows } from './search-rows.ts';
import type { OutsideText } from './row.ts';

/** Everything that is given text from outside in the thread that answers calls, and in a page. */
export const outsideTexts: readonly OutsideText[] = [
  ...wireRows,
  ...untaggedRows,
  ...fetchRows,
  ...onDemandRows,
  ...headerRows,
  ...wordRows,
  ...discoveryRows,
  ...callRows,
  ...correspondenceRows,
  ...foundRows,
  ...searchRows,
  ...pageRows,
];
