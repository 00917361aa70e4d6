import { extrasWords } from '@kurrier/shared/words/pages/extras';
import type { ExtrasModel } from '../../model/extras/extras-model.ts';
import '../settings/settings.css';

const words = extrasWords.permissions;

/** The optional permissions that were given, each to be given back. */
export const GivenPermissions = ({ model }: { model: ExtrasModel }) => (
  <section class="settings-section" aria-labelledby="permissions-title">
    <h2 id="permissions-title">{words.title}</h2>
    <p class="hint">{words.hint}</p>
    {model.given.value.length === 0 ? <p>{words.none}</p> : null}
    <ul class="devices">
      {model.given.value.map((permission) => (
        <li key={permission}>
          <div class="device-name">
            <h3>{words.names[permission]}</h3>
          </div>
          <button type="button" class="button quiet" onClick={() => void model.giveBack(permission)}>
            {words.giveBack}
          </button>
        </li>
      ))}
    </ul>
  </section>
);
