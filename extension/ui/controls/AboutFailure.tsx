import type { FailureKind } from '@kurrier/shared/failure/failure-kinds';
import { evidenceWords } from '@kurrier/shared/words/pages/verdict';
import { hashOf } from '../../model/route.ts';

/** Leads to where the page of failures tells of this kind: in a tab of its own, since a popup would be gone. Nothing is fetched for that. */
export const AboutFailure = ({ kind, title }: { kind: FailureKind; title: string }) => (
  <a
    class="about-failure"
    href={`/options.html${hashOf({ page: 'failures', kind })}`}
    target="_blank"
    aria-label={evidenceWords.aboutLabel(title)}
  >
    {evidenceWords.about}
  </a>
);
