import { evidenceWords } from '@kurrier/shared/words/pages/verdict';
import { visibleText } from '../../model/visible-text.ts';

/** A server's own words, as it said them: what a guess begins with. */
export const ServerWords = ({ text }: { text: string }) => (
  <figure class="said">
    <figcaption class="caption">{evidenceWords.serverSaid}</figcaption>
    <pre dir="ltr">{visibleText(text)}</pre>
  </figure>
);
