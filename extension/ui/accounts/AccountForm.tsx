import { useEffect, useId, useRef } from 'preact/hooks';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { formWords } from '@kurrier/shared/words/pages/form';
import { lookupWords } from '@kurrier/shared/words/pages/lookup';
import { isWholeAddress } from '../../model/discovery/lookup-model.ts';
import { configuredLegs } from '../../model/accounts/form-fields.ts';
import type { FormModel, FormPhase } from '../../model/accounts/form-model.ts';
import { FirstPassword } from '../discovery/FirstPassword.tsx';
import { LookupView } from '../discovery/LookupView.tsx';
import { Field } from './Field.tsx';
import { FoldedLabel, LabelField } from './AccountLabelField.tsx';
import { SignInPanel } from '../sign-in/SignInPanel.tsx';
import { LegFieldset } from './LegFieldset.tsx';
import './form.css';

/**
 * The form of a new or a stored account. A new one begins with its address alone: what follows depends on what is found for it. Saving
 * tests what it configures.
 */
export const AccountForm = ({ model, onLeave }: { model: FormModel; onLeave: () => void }) => {
  const form = useRef<HTMLFormElement>(null);
  /** The person went on from the address, and waits for what comes next. */
  const wantsOn = useRef(false);
  const briefsId = useId();
  const { addressFirst } = model;
  const fields = model.fields.value;
  const errors = model.errors.value;
  const phase = model.phase.value;
  const isSaving = phase.phase === 'saving';
  const legs = configuredLegs(fields);
  const lookup = addressFirst?.lookup.value;
  const isFolded = addressFirst !== null && !addressFirst.isOpen.value;
  const canSave = !isFolded || (lookup?.phase === 'found' && legs.length > 0);

  /** What had the focus is gone, and what is around has it now. */
  const isFocusLost = () => form.current !== null && document.activeElement?.contains(form.current) === true;
  const focus = (selector: string) => form.current?.querySelector<HTMLElement>(selector)?.focus();
  useEffect(() => focus('input'), []);
  useEffect(() => {
    // A button that was gone on to may have made room for what follows.
    const isBetween = isFocusLost() || document.activeElement?.matches('.account-form [type="submit"]');
    if (lookup?.phase !== 'found' || !(wantsOn.current || isBetween)) return;
    const next = form.current?.querySelector<HTMLElement>('[data-next], .first-password input, .leg-fields input');
    if (next) wantsOn.current = false;
    next?.focus();
  }, [lookup?.phase, canSave]);

  // Such as the button that opened the fields.
  useEffect(() => {
    if (!isFolded && isFocusLost()) focus(fields.address === '' ? 'input' : '.leg-fields input');
  }, [isFolded]);

  const submit = async (event: Event) => {
    event.preventDefault();
    wantsOn.current = !canSave;
    await (canSave ? model.save() : model.next());
    // After the errors are drawn.
    requestAnimationFrame(() => focus('[aria-invalid="true"]'));
  };

  return (
    <form class="account-form" ref={form} onSubmit={(event) => void submit(event)} noValidate aria-busy={isSaving}>
      {model.isRestored ? <p class="hint">{formWords.hints.draftKept}</p> : null}
      <div class={isFolded ? '' : 'pair'} onFocusOut={() => isFolded && isWholeAddress(fields.address.trim()) && void addressFirst.look()}>
        <Field
          label={formWords.labels.address}
          inputMode="email"
          value={fields.address}
          error={errors.address}
          placeholder="ada@example.org"
          onChange={addressFirst ? addressFirst.type : (address) => model.edit({ address })}
        />
        {isFolded ? null : <LabelField model={model} />}
      </div>
      <h2 class="visually-hidden">{lookupWords.servers}</h2>
      {addressFirst ? <LookupView model={addressFirst} address={fields.address} briefsId={briefsId} /> : null}
      {isFolded ? (
        lookup?.phase === 'found' ? (
          <>
            {legs.length > 0 ? (
              <FirstPassword form={model} model={addressFirst} discovery={lookup.discovery} describedBy={briefsId} />
            ) : null}
            <SignInPanel model={model} isOnly={legs.length === 0} />
            {legs.length > 0 ? <FoldedLabel model={model} /> : null}
          </>
        ) : null
      ) : (
        <>
          <LegFieldset model={model} leg="smtp" />
          <LegFieldset model={model} leg="imap" />
          <SignInPanel model={model} isOnly={false} />
        </>
      )}
      <div class="form-end">
        <p class="error" role="alert">
          {complaintOf(phase, Object.keys(errors).length)}
        </p>
        {isFolded && lookup?.phase !== 'found' ? (
          <button type="button" class="button quiet" onClick={addressFirst.stop}>
            {lookupWords.byHand}
          </button>
        ) : null}
        <button type="button" class="button quiet" onClick={onLeave}>
          {formWords.cancel}
        </button>
        {canSave ? (
          <button type="submit" class="button primary" disabled={isSaving}>
            {isSaving ? formWords.saving : formWords.save[legs.length === 2 ? 'both' : (legs[0] ?? 'none')]}
          </button>
        ) : lookup?.phase === 'found' ? null : (
          <button type="submit" class="button primary">
            {lookupWords.next}
          </button>
        )}
      </div>
    </form>
  );
};

const complaintOf = (phase: FormPhase, errorCount: number): string => {
  if (phase.phase === 'refused') return phase.reason === 'not-found' ? formWords.gone : bridgeWords.problems[phase.reason].title;
  return errorCount === 0 ? '' : formWords.problems(errorCount);
};
