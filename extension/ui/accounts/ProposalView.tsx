import { useId, useState } from 'preact/hooks';
import type { Proposal, ServerSettings } from '@kurrier/shared/account/account';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { wayOutWords } from '@kurrier/shared/words/pages/verdict';
import '../controls/controls.css';
import { changesHost, differencesOf } from '../../model/accounts/verdict-model.ts';

/** Working settings as a difference with one button. Another server or username asks for the password first. */
export const ProposalView = ({
  proposal,
  settings,
  onApply,
}: {
  proposal: Proposal;
  settings: ServerSettings;
  onApply: (password?: string) => void;
}) => {
  const [password, setPassword] = useState('');
  const passwordId = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    onApply(proposal.needsPassword ? password : undefined);
    setPassword('');
  };
  return (
    <form class="proposal" onSubmit={submit}>
      <p class="caption">{proposal.changes.username === undefined ? wayOutWords.proposal : wayOutWords.usernameProposal}</p>
      <dl>
        {differencesOf(proposal, settings, accountWords).map(({ setting, from, to }) => (
          <div key={setting}>
            <dt>{wayOutWords.changes[setting]}</dt>
            <dd>
              <del>{from}</del> <span class="arrow" aria-label={wayOutWords.becomes} /> <ins>{to}</ins>
            </dd>
          </div>
        ))}
        <div>
          <dt>{wayOutWords.changes.security}</dt>
          <dd>{accountWords.security[proposal.security]}</dd>
        </div>
      </dl>
      {changesHost(proposal, settings) ? <p class="warning">{wayOutWords.hostChange}</p> : null}
      {proposal.needsPassword ? (
        <div class="proposal-password">
          <label for={passwordId}>{wayOutWords.proposalPassword}</label>
          <div class="input-box">
            <input
              id={passwordId}
              type="password"
              autocomplete="off"
              required
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          </div>
        </div>
      ) : null}
      <button type="submit" class="button primary">
        {wayOutWords.fixAndRetest}
      </button>
    </form>
  );
};
