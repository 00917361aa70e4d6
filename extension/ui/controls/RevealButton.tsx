import { formWords } from '@kurrier/shared/words/pages/form';
import './controls.css';

/** Stands in the box of every masked input, and shows what was typed or conceals it again. */
export const RevealButton = ({ label, isShown, onToggle }: { label: string; isShown: boolean; onToggle: () => void }) => (
  <button type="button" class="button quiet reveal" aria-pressed={isShown} aria-label={formWords.revealPassword(label)} onClick={onToggle}>
    {isShown ? formWords.conceal : formWords.reveal}
  </button>
);
