import { codeSwitchWords as words } from '@kurrier/shared/words/pages/arrivals/codes';
import type { CodesSwitchModel } from '../../model/extras/codes-switch-model.ts';
import { Switch } from './Switch.tsx';
import '../settings/settings.css';

/** The one switch of sign-in codes. Without a bridge that knows them there is none. */
export const CodesSwitch = ({ model }: { model: CodesSwitchModel }) => {
  const isOn = model.isOn.value;
  return isOn === null ? null : (
    <section class="settings-section" aria-labelledby="codes-switch-title">
      <h2 id="codes-switch-title">{words.title}</h2>
      <Switch label={words.label} hint={words.hint} isOn={isOn} onTurn={(on) => void model.turn(on)} />
    </section>
  );
};
