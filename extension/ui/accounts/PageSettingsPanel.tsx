import { legs } from '@kurrier/shared/account/security-plan';
import type { PageServer, PageSettings } from '@kurrier/shared/discovery/page-text';
import { pageSettingsWords as words } from '@kurrier/shared/words/pages/page-settings';
import type { PageSettingsModel } from '../../model/accounts/page-settings-model.ts';
import { visibleText } from '../../model/visible-text.ts';
import './page-settings.css';

/** What the page in the tab says of the servers: read after a press, and used after another, with the page as its source. */
export const PageSettingsPanel = ({ model }: { model: PageSettingsModel }) => {
  const state = model.state.value;
  if (state.phase === 'found') return <Found model={model} origin={state.origin} settings={state.settings} />;
  return (
    <div class="page-settings">
      <button type="button" class="button quiet" disabled={state.phase === 'reading'} onClick={() => void model.read()}>
        {state.phase === 'reading' ? words.reading : words.read}
      </button>
      <p class={state.phase === 'failed' ? 'error' : 'hint'} role="status">
        {state.phase === 'failed' ? words.failures[state.reason] : words.hint}
      </p>
    </div>
  );
};

const Found = ({ model, origin, settings }: { model: PageSettingsModel; origin: string; settings: PageSettings }) => {
  const found = legs.flatMap((leg) => settings[leg] ?? []);
  const hosts = [...new Set(found.filter(({ needsConsent }) => needsConsent).map(({ host }) => visibleText(host)))];
  return (
    <section class="page-settings" aria-labelledby="page-settings-title">
      <h2 id="page-settings-title">{words.title}</h2>
      <p class="hint">{words.source(visibleText(origin))}</p>
      {found.length === 0 ? (
        <p role="status">{words.nothing}</p>
      ) : (
        <dl>
          {legs.map((leg) => (
            <Leg key={leg} name={words.legs[leg]} server={settings[leg]} />
          ))}
        </dl>
      )}
      {settings.foreign.length > 0 ? (
        <p class="error" role="alert">
          {words.foreign(settings.foreign.map(visibleText))}
        </p>
      ) : null}
      {hosts.length > 0 ? <p class="warning">{words.consent(hosts)}</p> : null}
      <div class="page-settings-actions">
        {found.length > 0 ? (
          <button type="button" class="button primary" onClick={model.use}>
            {words.use}
          </button>
        ) : null}
        <button type="button" class="button quiet" onClick={model.dismiss}>
          {words.dismiss}
        </button>
      </div>
    </section>
  );
};

const Leg = ({ name, server }: { name: string; server: PageServer | null }) => (
  <>
    <dt>{name}</dt>
    <dd>
      {server ? (
        <>
          <code>{words.server(visibleText(server.host), server.port, server.security)}</code>
          {server.username === null ? null : (
            <span class="hint">
              {words.username}: {words.usernames[server.username]}
            </span>
          )}
        </>
      ) : (
        <span class="hint">{words.missing}</span>
      )}
    </dd>
  </>
);
