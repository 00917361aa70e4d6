import type { Discovery } from '@kurrier/shared/discovery/discovery';
import { formWords } from '@kurrier/shared/words/pages/form';
import { lookupWords as words } from '@kurrier/shared/words/pages/lookup';
import type { AddressFirst } from '../../model/discovery/address-first-model.ts';
import type { FormModel } from '../../model/accounts/form-model.ts';
import { PasswordField } from '../accounts/Field.tsx';

/** The one password of a new account, named as the provider names it. There is no box for it before there is a server that takes one. */
export const FirstPassword = ({
  form,
  model,
  discovery,
  describedBy,
}: {
  form: FormModel;
  model: AddressFirst;
  discovery: Discovery;
  describedBy: string;
}) => {
  const { smtp, imap } = form.fields.value;
  const errors = form.errors.value;
  const need = discovery.prepare.map((preparation) => words.passwords[preparation.need]).find((label) => label !== undefined);
  const isForeseen = need !== undefined || discovery.provider?.id !== undefined;
  return (
    <div class="first-password">
      <PasswordField
        label={need ?? words.password}
        value={smtp.password || imap.password}
        error={errors['smtp.password'] ?? errors['imap.password']}
        describedBy={describedBy}
        onChange={model.typePassword}
      />
      {isForeseen || discovery.advice.length > 0 ? null : <p class="hint">{formWords.hints.password}</p>}
    </div>
  );
};
