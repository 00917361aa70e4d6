import { useId } from 'preact/hooks';
import { textsOf, type TextChoice } from '@kurrier/shared/mail/text-choice';
import { mailWords } from '@kurrier/shared/words/pages/mail';

const words = mailWords.choice.texts;
const days = [0, 7, 30, 90, 365];
const megabytes = [25, 100, 250, 1000];

/** Which texts are kept on this computer, and how much room they may take. */
export const TextChoiceFields = ({ texts, onChange }: { texts: TextChoice | undefined; onChange: (texts: TextChoice) => void }) => {
  const id = useId();
  const chosen = textsOf({ texts });
  const select = (name: keyof TextChoice, offered: readonly number[], label: string, describe: (value: number) => string) => (
    <div class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <select
        id={`${id}-${name}`}
        value={String(chosen[name])}
        onChange={({ currentTarget: { value } }) => onChange({ ...chosen, [name]: Number(value) })}
      >
        {[...new Set([...offered, chosen[name]])]
          .sort((a, b) => a - b)
          .map((value) => (
            <option key={value} value={String(value)}>
              {describe(value)}
            </option>
          ))}
      </select>
    </div>
  );
  return (
    <>
      {select('days', days, words.days, words.ofDays)}
      {chosen.days > 0 ? select('megabytes', megabytes, words.room, words.megabytes) : null}
    </>
  );
};
