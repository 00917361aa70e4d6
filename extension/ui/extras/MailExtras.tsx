import { useId } from 'preact/hooks';
import type { Account } from '@kurrier/shared/account/account';
import { extrasWords } from '@kurrier/shared/words/pages/extras';
import type { ExtrasModel } from '../../model/extras/extras-model.ts';
import type { ExtrasOptions } from '../../model/extras/extras-options.ts';
import { Switch } from './Switch.tsx';
import '../controls/controls.css';
import '../settings/settings.css';

const words = extrasWords.mail;

/** Everything about new mail that can be switched on: in the popup, on the button, as notifications. */
export const MailExtras = ({ model, accounts }: { model: ExtrasModel; accounts: readonly Account[] }) => {
  const options = model.options.value;
  const change = (part: Partial<ExtrasOptions>) => void model.change(part);
  const isTold = options.badge !== 'state' || options.notify !== 'off';
  return (
    <section class="settings-section" aria-labelledby="mail-extras-title">
      <h2 id="mail-extras-title">{words.title}</h2>
      <Switch label={words.popup} isOn={options.popup} onTurn={(popup) => change({ popup })} />
      <Choice
        label={words.badge}
        hint={words.badgeHint}
        value={options.badge}
        names={words.badges}
        onChoose={(badge) => change({ badge })}
      />
      <Choice
        label={words.notify}
        hint={words.notifyHint}
        value={options.notify}
        names={words.notifies}
        onChoose={(notify) => change({ notify })}
      />
      <p role="status" class="error">
        {model.isRefused.value ? words.refused : ''}
      </p>
      {options.notify === 'off' ? null : <QuietHours quiet={options.quiet} onChange={(quiet) => change({ quiet })} />}
      {isTold && accounts.length > 1 ? (
        <fieldset class="setting-list">
          <legend>{words.accounts}</legend>
          {accounts.map(({ id, label, address }) => (
            <Switch
              key={id}
              label={label || address}
              isOn={!options.muted.includes(id)}
              onTurn={(isOn) => change({ muted: isOn ? options.muted.filter((other) => other !== id) : [...options.muted, id] })}
            />
          ))}
        </fieldset>
      ) : null}
    </section>
  );
};

const Choice = <Value extends string>({
  label,
  hint,
  value,
  names,
  onChoose,
}: {
  label: string;
  hint: string;
  value: Value;
  names: Record<Value, string>;
  onChoose: (value: Value) => void;
}) => {
  const id = useId();
  return (
    <div class="setting-choice">
      <label for={id}>{label}</label>
      <select
        class="select"
        id={id}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const wished = event.currentTarget.value as Value;
          // It shows what is, not what was chosen: a permission may be refused.
          event.currentTarget.value = value;
          onChoose(wished);
        }}
      >
        {(Object.entries(names) as [Value, string][]).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
};

const hours = Array.from({ length: 24 }, (_, hour) => hour);

const QuietHours = ({ quiet, onChange }: { quiet: ExtrasOptions['quiet']; onChange: (quiet: ExtrasOptions['quiet']) => void }) => (
  <fieldset class="setting-list">
    <legend class="visually-hidden">{words.quiet}</legend>
    <Switch label={words.quiet} isOn={quiet !== null} onTurn={(isOn) => onChange(isOn ? { from: 22, to: 7 } : null)} />
    {quiet ? (
      <p class="quiet-hours">
        <Hour label={words.quietFrom} value={quiet.from} onChange={(from) => onChange({ ...quiet, from })} />
        <Hour label={words.quietTo} value={quiet.to} onChange={(to) => onChange({ ...quiet, to })} />
      </p>
    ) : null}
  </fieldset>
);

const Hour = ({ label, value, onChange }: { label: string; value: number; onChange: (hour: number) => void }) => {
  const id = useId();
  return (
    <>
      <label for={id}>{label}</label>
      <select class="select" id={id} value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {hours.map((hour) => (
          <option key={hour} value={String(hour)}>
            {`${String(hour).padStart(2, '0')}:00`}
          </option>
        ))}
      </select>
    </>
  );
};
