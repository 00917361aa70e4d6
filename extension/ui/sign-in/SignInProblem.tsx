import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { signInWords as words } from '@kurrier/shared/words/pages/sign-in';
import type { SignInOptionModel } from '../../model/sign-in/sign-in-option-model.ts';

/** Why a sign-in did not begin, and the way to the client id where that is the reason. */
export const SignInProblem = ({
  problem,
  provider,
  onFixClient,
}: {
  problem: ReturnType<SignInOptionModel['problem']['peek']>;
  provider: string;
  onFixClient: () => void;
}) => {
  if (problem === null) return null;
  const isAboutClient =
    problem === 'no-client' || problem === 'tenant-required' || (typeof problem === 'object' && problem.kind === 'oauth.client_refused');
  return (
    <div class="sign-in-problem" role="alert">
      {typeof problem === 'object' ? <FailureText {...describe(problem, en, provider)} code={problem.code} /> : <p>{textOf(problem)}</p>}
      {isAboutClient ? (
        <button type="button" class="button quiet" onClick={onFixClient}>
          {words.client.title(provider)}
        </button>
      ) : null}
    </div>
  );
};

const FailureText = ({ title, meaning, fix, code }: { title: string; meaning: string; fix: string; code: string | undefined }) => (
  <>
    <p>
      <strong>{title}.</strong> {meaning} {fix}
    </p>
    {code === undefined ? null : <p class="hint">{code}</p>}
  </>
);

const textOf = (problem: Exclude<Parameters<typeof SignInProblem>[0]['problem'], object | null>): string => {
  if (problem === 'client-refused') return words.client.refused;
  return problem in words.refused
    ? words.refused[problem as keyof typeof words.refused]
    : bridgeWords.problems[problem as keyof typeof bridgeWords.problems].title;
};
