import type { SignInOption } from '@kurrier/shared/api/oauth';
import { signInWords as words } from '@kurrier/shared/words/pages/sign-in';
import type { FormModel } from '../../model/accounts/form-model.ts';
import { ClientForm } from './ClientForm.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import './sign-in.css';

/**
 * What stands in the form where the address can be signed in at its provider: the button, or what is missing for it and what else works.
 * `isOnly`: no password is taken there.
 */
export const SignInPanel = ({ model, isOnly }: { model: FormModel; isOnly: boolean }) => {
  const { signIn } = model;
  const state = signIn.state.value;
  if (state.phase === 'none') return null;
  if (state.phase === 'looking') {
    return isOnly ? (
      <p class="hint" role="status">
        {words.looking}
      </p>
    ) : null;
  }
  const option = 'option' in state ? state.option : null;
  if (!option) return null;
  const canSignIn = option.state === 'ready' || option.state === 'registers';
  if (!canSignIn && !isOnly) return null;
  return (
    <section class="sign-in" aria-label={words.button(option.name)} data-state={option.state}>
      {signIn.isClientOpen.value ? (
        <ClientForm model={signIn} option={option} onReady={() => void model.beginSignIn()} />
      ) : canSignIn ? (
        <SignInButton model={model} option={option} isOnly={isOnly} />
      ) : (
        <NoSignIn option={option} onOpenClient={signIn.openClient} onAgain={() => void signIn.lookAgain()} />
      )}
      <SignInProblem problem={signIn.problem.value} provider={option.name} onFixClient={signIn.openClient} />
    </section>
  );
};

const SignInButton = ({ model, option, isOnly }: { model: FormModel; option: SignInOption; isOnly: boolean }) => (
  <>
    {isOnly ? null : <p>{words.choice(option.name)}</p>}
    <button
      type="button"
      class={isOnly ? 'button primary' : 'button'}
      data-next={isOnly ? true : undefined}
      disabled={model.signIn.isBeginning.value}
      onClick={() => void model.beginSignIn()}
    >
      {model.signIn.isBeginning.value ? words.beginning : words.button(option.name)}
    </button>
    {isOnly ? <p class="hint">{words.buttonHint(option.name)}</p> : null}
  </>
);

/** No button that ends nowhere: who is missing a registration, how it can be had, and what else works. */
const NoSignIn = ({ option, onOpenClient, onAgain }: { option: SignInOption; onOpenClient: () => void; onAgain: () => void }) => {
  const { name, state, registration, otherWays } = option;
  const [title, text] =
    state === 'closed'
      ? [words.closed(name), words.closedText(name)]
      : state === 'unreachable'
        ? [words.unreachable(name), words.unreachableText]
        : [words.notRegistered(name), words.notRegisteredText(name)];
  return (
    <>
      <h3>{title}</h3>
      <p>{text}</p>
      <div class="actions" role="group" aria-label={title}>
        {state === 'no-client' ? (
          <>
            <button type="button" class="button" data-next onClick={onOpenClient}>
              {words.useOrganisations}
            </button>
            {registration?.by === 'organisation' ? null : (
              <button type="button" class="button" onClick={onOpenClient}>
                {words.useOwn}
              </button>
            )}
          </>
        ) : state === 'unreachable' ? (
          <button type="button" class="button" data-next onClick={onAgain}>
            {words.again}
          </button>
        ) : null}
      </div>
      {otherWays.length === 0 ? null : (
        <>
          <h4>{words.otherWaysTitle}</h4>
          <ul>
            {otherWays.map((way) => (
              <li key={way}>{words.otherWays[way]}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
