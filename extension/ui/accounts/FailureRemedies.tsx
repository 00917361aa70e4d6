import { useState } from 'preact/hooks';
import type { Proposal } from '@kurrier/shared/account/account';
import { wayOutWords } from '@kurrier/shared/words/pages/verdict';
import { isUsernameIdea } from '../../model/accounts/password-change.ts';
import { PasswordAgain } from './PasswordAgain.tsx';
import { ProposalView } from './ProposalView.tsx';
import type { VerdictProps } from './verdict-props.ts';

type FailureRemediesProps = Pick<VerdictProps, 'leg' | 'settings' | 'status' | 'refusedLegs' | 'onApply' | 'onEnter'>;

/**
 * What can be done about a failed leg. After a refused password that is the password once more, in one box for all legs that share it;
 * every other idea is folded away below it, so that nobody types the right password into a box that changes something else.
 */
export const FailureRemedies = ({ leg, settings, status: { proposals }, refusedLegs, onApply, onEnter }: FailureRemediesProps) => {
  const [isShown, setIsShown] = useState(false);
  const isRefused = refusedLegs.length > 0;
  const apply = (proposal: Proposal) => (password?: string) => {
    const { username } = proposal.changes;
    // Another user name goes to all legs that share the present one: they were entered as one.
    if (isRefused && isUsernameIdea(proposal, settings) && username !== undefined && password !== undefined)
      onEnter(refusedLegs, { password, username });
    else onApply(proposal.id, password);
  };
  const ideas = proposals.map((proposal) => (
    <ProposalView key={proposal.id} proposal={proposal} settings={settings} onApply={apply(proposal)} />
  ));
  if (!isRefused) return <>{ideas}</>;
  return (
    <>
      {leg === refusedLegs[0] ? (
        <PasswordAgain legs={refusedLegs} onEnter={(password) => onEnter(refusedLegs, { password })} />
      ) : (
        <p>{wayOutWords.passwordAbove}</p>
      )}
      {ideas.length > 0 && leg === refusedLegs[0] ? (
        <>
          <button type="button" class="button quiet" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
            {wayOutWords.otherIdeas}
          </button>
          {isShown ? ideas : null}
        </>
      ) : null}
    </>
  );
};
