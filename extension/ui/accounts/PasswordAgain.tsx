import { useState } from 'preact/hooks';
import type { Leg } from '@kurrier/shared/account/connection';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { wayOutWords } from '@kurrier/shared/words/pages/verdict';
import { PasswordField } from './Field.tsx';

/** The first thing to do after a refusal: the password once more, in one box for all legs that share it. */
export const PasswordAgain = ({ legs, onEnter }: { legs: readonly Leg[]; onEnter: (password: string) => void }) => {
  const [password, setPassword] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setIsEmpty(password === '');
    if (password === '') return;
    onEnter(password);
    setPassword('');
  };
  return (
    <form class="password-again" onSubmit={submit} noValidate>
      <PasswordField
        label={wayOutWords.passwordAgain(legs.map((leg) => accountWords.legs[leg]))}
        value={password}
        error={isEmpty ? 'password' : undefined}
        onChange={setPassword}
      />
      <button type="submit" class="button primary">
        {wayOutWords.saveAndTest}
      </button>
    </form>
  );
};
