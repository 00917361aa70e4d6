import { useState } from 'preact/hooks';
import type { Proposal } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { wayOutWords } from '@kurrier/shared/words/pages/verdict';
import { changesHost, differencesOf } from '../../model/accounts/verdict-model.ts';
import { PasswordField } from './Field.tsx';

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
  const [isEmpty, setIsEmpty] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const isMissing = proposal.needsPassword && password === '';
    setIsEmpty(isMissing);
    if (isMissing) return;
    onApply(proposal.needsPassword ? password : undefined);
    setPassword('');
  };
  return (
    <form class="proposal" onSubmit={submit} noValidate>
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
        <PasswordField
          label={wayOutWords.proposalPassword}
          value={password}
          error={isEmpty ? 'password' : undefined}
          onChange={setPassword}
          class="proposal-password"
        />
      ) : null}
      <button type="submit" class="button primary">
        {wayOutWords.fixAndRetest}
      </button>
    </form>
  );
};
