import { useEffect } from 'preact/hooks';
import { failureKinds, type FailureKind } from '@kurrier/shared/failure/failure-kinds';
import { describe } from '@kurrier/shared/words/describe-failure';
import { groupFailures } from '@kurrier/shared/words/failures/failure-groups';
import { failuresWords as words } from '@kurrier/shared/words/failures/failures-page';
import { en } from '@kurrier/shared/words/verdicts-en';
import { PageHead } from '../app/PageHead.tsx';
import './failures.css';

/** Every kind of failure with its words; `kind` is the one that was asked for, at which the page begins. */
export const FailuresPage = ({ kind }: { kind: string | null }) => {
  useEffect(() => {
    if (kind === null) return;
    const section = document.getElementById(kind);
    section?.scrollIntoView();
    section?.focus();
  }, [kind]);
  return (
    <>
      <PageHead page="failures" hint={words.hint} />
      <div class="sheet failures">
        {groupFailures().map(({ heading, kinds }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            {kinds.map((one) => (
              <FailureSection key={one} kind={one} isAskedFor={one === kind} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
};

const FailureSection = ({ kind, isAskedFor }: { kind: FailureKind; isAskedFor: boolean }) => {
  const { title, meaning, fix, turn } = describe({ kind, stage: 'unknown', confidence: 'certain' }, en);
  const { again, headline } = failureKinds[kind];
  const group = headline && en.headlines[headline];
  return (
    <article id={kind} tabIndex={-1} class={isAskedFor ? 'asked-for' : ''}>
      <h3>{title}</h3>
      <p>{meaning}</p>
      <p>
        <strong>{words.fix}:</strong> {fix}
      </p>
      <p class="hint">
        {turn}
        {again ? ` · ${words.again}` : ''}
        {group && group !== title ? ` · ${words.headline(group)}` : ''} · <code>{kind}</code>
      </p>
    </article>
  );
};
