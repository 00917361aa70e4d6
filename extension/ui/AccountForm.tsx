import { useEffect, useRef } from 'preact/hooks';
import { bridgeWords } from '@kurrier/shared/words/ui-en';
import { formWords } from '@kurrier/shared/words/ui-form-en';
import { configuredLegs } from '../model/form-fields.ts';
import type { FormModel, FormPhase } from '../model/form-model.ts';
import { Field } from './Field.tsx';
import { LegFieldset } from './LegFieldset.tsx';
import './form.css';

/** The form of a new or a stored account. Saving tests what it configures. */
export const AccountForm = ({ model, onLeave }: { model: FormModel; onLeave: () => void }) => {
  const form = useRef<HTMLFormElement>(null);
  const fields = model.fields.value;
  const errors = model.errors.value;
  const phase = model.phase.value;
  const isSaving = phase.phase === 'saving';
  const legs = configuredLegs(fields);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    await model.save();
    // After the errors are drawn.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <form class="account-form" ref={form} onSubmit={(event) => void submit(event)} noValidate aria-busy={isSaving}>
      {model.isRestored ? <p class="hint">{formWords.hints.draftKept}</p> : null}
      <div class="pair">
        <Field
          label={formWords.labels.address}
          inputMode="email"
          value={fields.address}
          error={errors.address}
          placeholder="ada@example.org"
          onChange={(address) => model.edit({ address })}
        />
        <Field
          label={formWords.labels.label}
          value={fields.label}
          error={errors.label}
          placeholder={fields.address}
          onChange={(label) => model.edit({ label })}
        />
      </div>
      <LegFieldset model={model} leg="smtp" />
      <LegFieldset model={model} leg="imap" />
      <div class="form-end">
        <p class="error" role="alert">
          {complaintOf(phase, Object.keys(errors).length)}
        </p>
        <button type="button" class="button quiet" onClick={onLeave}>
          {formWords.cancel}
        </button>
        <button type="submit" class="button primary" disabled={isSaving}>
          {isSaving ? formWords.saving : formWords.save[legs.length === 2 ? 'both' : (legs[0] ?? 'none')]}
        </button>
      </div>
    </form>
  );
};

const complaintOf = (phase: FormPhase, errorCount: number): string => {
  if (phase.phase === 'refused') return phase.reason === 'not-found' ? formWords.gone : bridgeWords.problems[phase.reason].title;
  return errorCount === 0 ? '' : formWords.problems(errorCount);
};
