import { useRef, useState } from 'preact/hooks';
import { formWords } from '@kurrier/shared/words/pages/form';
import type { FormModel } from '../../model/accounts/form-model.ts';
import { Field } from './Field.tsx';

/** The friendly name of an account; the address stands for it while it is empty. */
export const LabelField = ({ model }: { model: FormModel }) => (
  <Field
    label={formWords.labels.label}
    value={model.fields.value.label}
    error={model.errors.value.label}
    placeholder={model.fields.value.address}
    onChange={(label) => model.edit({ label })}
  />
);

/** The same behind a button: few need it. */
export const FoldedLabel = ({ model }: { model: FormModel }) => {
  const [isShown, setIsShown] = useState(model.fields.value.label !== '');
  const place = useRef<HTMLDivElement>(null);
  const show = () => {
    setIsShown(true);
    requestAnimationFrame(() => place.current?.querySelector('input')?.focus());
  };
  return (
    <div ref={place}>
      {isShown ? (
        <LabelField model={model} />
      ) : (
        <button type="button" class="button quiet fold" aria-expanded={false} onClick={show}>
          {formWords.labels.label}
        </button>
      )}
    </div>
  );
};
