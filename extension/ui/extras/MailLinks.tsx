import { extrasWords } from '@kurrier/shared/words/pages/extras';
import '../settings/settings.css';

const words = extrasWords.mailto;

/** Whether links to mail addresses open here; the browser decides, and asks. Firefox offers it in its own settings. */
export const MailLinks = ({ onRegister }: { onRegister: (() => void) | null }) => (
  <section class="settings-section" aria-labelledby="mailto-title">
    <h2 id="mailto-title">{words.title}</h2>
    <p class="hint">{words.hint}</p>
    {onRegister ? (
      <div class="settings-actions">
        <button type="button" class="button" onClick={onRegister}>
          {words.register}
        </button>
      </div>
    ) : (
      <p>{words.firefox}</p>
    )}
  </section>
);
