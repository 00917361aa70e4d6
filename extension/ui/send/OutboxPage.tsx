import { mailWords } from '@kurrier/shared/words/pages/mail';
import { outboxWords as words } from '@kurrier/shared/words/pages/send';
import { mailHash } from '../../model/mail/mail-route.ts';
import type { OutboxModel } from '../../model/send/outbox-model.ts';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { PageHead } from '../app/PageHead.tsx';
import { OutboxItem } from './OutboxItem.tsx';
import './send.css';

/** Everything that was handed over, newest first, with what became of it. */
export const OutboxPage = ({
  model,
  now,
  bridge,
  onUndo,
}: {
  model: OutboxModel;
  now: number;
  bridge: BridgeActions;
  /** Takes a message back and opens it again where that is possible. */
  onUndo: (id: string) => void;
}) => (
  <>
    <PageHead page="outbox" hint={words.hint}>
      <a class="button primary" href={mailHash({ page: 'compose' })}>
        {mailWords.compose}
      </a>
    </PageHead>
    <PutAsideNote files={model.putAside.value} />
    <OutboxList model={model} now={now} bridge={bridge} onUndo={onUndo} />
  </>
);

const PutAsideNote = ({ files }: { files: readonly string[] }) =>
  files.length === 0 ? null : (
    <section class="bridge-problem" role="status" data-problem="outbox-put-aside">
      <h2>{words.putAside.title}</h2>
      <p>{words.putAside.meaning}</p>
      <p>{words.putAside.step}</p>
      {files.map((file) => (
        <p key={file}>
          <code>{file}</code>
        </p>
      ))}
    </section>
  );

const OutboxList = ({ model, now, bridge, onUndo }: Parameters<typeof OutboxPage>[0]) => {
  const state = model.state.value;
  const notice = model.notice.value;
  if (state.phase === 'loading') return <p role="status">{words.loading}</p>;
  if (state.phase === 'unreachable') return <BridgeProblemView problem={state.problem} actions={bridge} />;
  // What the bridge cannot be asked for is not known to be empty.
  if (state.items.length === 0 && state.problem) return <BridgeProblemView problem={state.problem} actions={bridge} />;
  if (state.items.length === 0) {
    return (
      <div class="empty">
        <h2>{words.empty}</h2>
        <p>{words.emptyHint}</p>
      </div>
    );
  }
  return (
    <>
      {state.problem ? <BridgeProblemView problem={state.problem} actions={bridge} hint={mailWords.stale} /> : null}
      <ul class="outbox" aria-label={words.title}>
        {state.items.map((entry) => (
          <li key={entry.id}>
            <OutboxItem entry={entry} notice={notice?.id === entry.id ? notice : null} now={now} model={model} onUndo={onUndo} />
          </li>
        ))}
      </ul>
    </>
  );
};
