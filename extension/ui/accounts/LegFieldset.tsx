import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { formWords } from '@kurrier/shared/words/pages/form';
import type { Leg } from '@kurrier/shared/account/connection';
import { isLoopbackHost } from '@kurrier/shared/account/loopback-host';
import { hasSmtpCredentials, plannedSecurity, sharesCredentials, usesNoSignIn } from '../../model/accounts/form-fields.ts';
import type { FormModel } from '../../model/accounts/form-model.ts';
import { isLockingNear } from '../../model/accounts/verdict-model.ts';
import { Field, PasswordField, Switch, TrueFalse } from './Field.tsx';

/** The fields of one leg. */
export const LegFieldset = ({ model, leg }: { model: FormModel; leg: Leg }) => {
  const fields = model.fields.value;
  const errors = model.errors.value;
  const { host, port, username, password, secure, allowUnencrypted } = fields[leg];
  const { labels, hints } = formWords;
  const planned = plannedSecurity(fields[leg]);
  const isShared = leg === 'imap' && sharesCredentials(fields);
  const stored = model.account?.[leg];
  const isWithoutSignIn = leg === 'smtp' && usesNoSignIn(fields.smtp);
  const mayBeWithoutSignIn = leg === 'smtp' && host.trim() !== '' && username.trim() === '' && password === '';
  return (
    <section class="leg-fields" aria-label={accountWords.legs[leg]}>
      <div class="head">
        <h3>{accountWords.legs[leg]}</h3>
        <p class="hint">{host.trim() === '' ? hints.withoutHost[leg] : hints.purpose[leg]}</p>
      </div>
      <div class="pair">
        <Field
          label={labels[`${leg}.host`]}
          value={host}
          error={errors[`${leg}.host`]}
          inputMode="url"
          placeholder={`${leg === 'smtp' ? 'smtp' : 'imap'}.example.org`}
          {...(leg === 'imap' ? { optional: hints.imapHost } : {})}
          onChange={(value) => model.editLeg(leg, { host: value })}
        />
        <Field
          class="port"
          label={labels[`${leg}.port`]}
          value={port}
          error={errors[`${leg}.port`]}
          inputMode="numeric"
          suffix={planned ? <span class="suffix">· {formWords.planned[planned]}</span> : null}
          onChange={(value) => model.editLeg(leg, { port: value })}
        />
      </div>
      {leg === 'imap' && hasSmtpCredentials(fields) ? (
        <Switch label={labels.sameAsSmtp} value={fields.sameAsSmtp} onChange={(value) => model.edit({ sameAsSmtp: value })} />
      ) : null}
      {isShared || isWithoutSignIn ? null : (
        <div class="pair">
          <Field
            label={labels[`${leg}.username`]}
            value={username}
            error={errors[`${leg}.username`]}
            placeholder={fields.address}
            onChange={(value) => model.editLeg(leg, { username: value })}
          />
          <PasswordField
            label={labels[`${leg}.password`]}
            value={password}
            error={errors[`${leg}.password`]}
            placeholder={stored ? hints.storedPassword : ''}
            onChange={(value) => model.editLeg(leg, { password: value })}
          />
        </div>
      )}
      {mayBeWithoutSignIn ? (
        <div class="field">
          <Switch label={labels.noSignIn} value={isWithoutSignIn} onChange={(value) => model.editLeg('smtp', { noSignIn: value })} />
          {isWithoutSignIn ? <p class="hint">{hints.noSignIn}</p> : null}
        </div>
      ) : null}
      {stored && isLockingNear(stored.refusals) ? <p class="warning">{accountWords.lockingNear}</p> : null}
      <div class="pair">
        <TrueFalse
          label={labels[`${leg}.secure`]}
          value={secure}
          {...(secure ? {} : { hint: hints.secureFalse })}
          onChange={(value) => model.editLeg(leg, { secure: value })}
        />
        {leg === 'smtp' ? (
          <TrueFalse
            label={labels['smtp.pool']}
            value={fields.smtp.pool}
            {...(fields.smtp.pool ? { hint: hints.pool } : {})}
            onChange={(value) => model.editLeg('smtp', { pool: value })}
          />
        ) : null}
      </div>
      {secure ? null : (
        <div class="field">
          <Switch
            class="caution"
            label={labels[`${leg}.allowUnencrypted`]}
            value={allowUnencrypted}
            onChange={(value) => model.editLeg(leg, { allowUnencrypted: value })}
          />
          <p class="hint">
            {isWithoutSignIn ? hints.allowUnencryptedMail : isLoopbackHost(host) ? hints.allowUnencryptedHere : hints.allowUnencrypted}
          </p>
        </div>
      )}
    </section>
  );
};
