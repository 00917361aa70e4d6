import { useId } from 'preact/hooks';
import { signInWords } from '@kurrier/shared/words/pages/sign-in';
import { CopyButton } from '../controls/Command.tsx';

const words = signInWords.admin;

/** What a person sends to their administrator: who asks, for which permissions, why, and where to agree. */
export const AdminConsent = (request: { address: string; clientId: string; url: string }) => {
  const id = useId();
  const text = words.text(request);
  const mail = `mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(text)}`;
  return (
    <div class="admin-consent">
      <label for={id}>{words.label}</label>
      <textarea id={id} readOnly rows={8} value={text} />
      <div class="actions">
        <CopyButton text={text} label={words.copy} />
        <a class="button quiet" href={mail} target="_blank" rel="noopener noreferrer">
          {words.mail}
        </a>
      </div>
    </div>
  );
};
