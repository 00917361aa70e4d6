import { useState } from 'preact/hooks';
import type { SignInOption } from '@kurrier/shared/api/oauth';
import { signInWords } from '@kurrier/shared/words/pages/sign-in';
import type { SignInOptionModel } from '../../model/sign-in/sign-in-option-model.ts';
import { Field, PasswordField } from '../accounts/Field.tsx';
import { OutsideLink } from '../discovery/OutsideLink.tsx';

const words = signInWords.client;

/** The guided page for a client id: what to click at the provider, what to copy, and where to put it. */
export const ClientForm = ({ model, option, onReady }: { model: SignInOptionModel; option: SignInOption; onReady: () => void }) => {
  const [wasTried, setWasTried] = useState(false);
  const { clientId, clientSecret, tenant } = model.client.value;
  const { registration } = option;
  const steps = words.steps[stepsOf(option.id)];
  const error = clientId.trim() === '' ? words.idMissing : /^[\x21-\x7e]{1,300}$/.test(clientId.trim()) ? null : words.refused;
  const save = async () => {
    setWasTried(true);
    if (error === null && (await model.keepClient())) onReady();
  };
  return (
    <div class="client-form">
      <h3>{words.title(option.name)}</h3>
      <p>{words.lead}</p>
      {registration ? <OutsideLink url={registration.page} text={words.page} /> : null}
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Field
        label={words.id}
        value={clientId}
        error={undefined}
        placeholder=""
        onChange={(value) => model.editClient({ clientId: value })}
      />
      {wasTried && error !== null ? (
        <p class="error" role="alert">
          {error}
        </p>
      ) : null}
      {registration?.secret ? (
        <PasswordField
          label={words.secret}
          value={clientSecret}
          error={undefined}
          placeholder={words.secretHint}
          onChange={(value) => model.editClient({ clientSecret: value })}
        />
      ) : null}
      {registration?.tenant ? (
        <Field
          label={words.tenant}
          value={tenant}
          error={undefined}
          optional={words.optional}
          placeholder="contoso.onmicrosoft.com"
          onChange={(value) => model.editClient({ tenant: value })}
        />
      ) : null}
      <div class="actions" role="group" aria-label={words.title(option.name)}>
        <button type="button" class="button primary" onClick={() => void save()}>
          {words.save}
        </button>
        <button type="button" class="button quiet" onClick={model.closeClient}>
          {words.back}
        </button>
      </div>
    </div>
  );
};

const stepsOf = (id: string | undefined): keyof typeof words.steps => {
  if (id?.startsWith('microsoft')) return 'microsoft';
  return id !== undefined && id in words.steps ? (id as keyof typeof words.steps) : 'other';
};
