import { portWords as words } from '@kurrier/shared/words/pages/dashboard';
import type { ExtraPortModel } from '../../model/settings/extra-port-model.ts';
import './settings.css';

/** Asks about the port that the page was opened with: anybody could have named it. */
export const PortProposal = ({ model, onAccepted }: { model: ExtraPortModel; onAccepted: () => void }) => {
  const port = model.proposed.value;
  if (port === null) return null;
  const accept = async () => {
    await model.accept();
    onAccepted();
  };
  return (
    <section class="settings-section port-proposal" aria-label={words.title}>
      <p>{words.proposal(port)}</p>
      <div class="port-form">
        <button type="button" class="button primary" onClick={() => void accept()}>
          {words.accept(port)}
        </button>
        <button type="button" class="button" onClick={model.decline}>
          {words.decline}
        </button>
      </div>
    </section>
  );
};
