import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Leg } from '@kurrier/shared/account/connection';
import { legs } from '@kurrier/shared/account/security-plan';
import type { Provider } from '@kurrier/shared/providers/provider';
import { briefOf, discoveryEn } from '@kurrier/shared/words/discovery';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { welcomeWords as words } from '@kurrier/shared/words/pages/welcome';
import { checkSettings } from '../../model/welcome/check-settings.ts';
import { findFacts } from '../../model/welcome/provider-facts.ts';
import { OutsideLink } from '../discovery/OutsideLink.tsx';
import '../controls/controls.css';

/** What can be said without a bridge: facts of the provider of an address, and checks of typed settings. Nothing is sent anywhere. */
export const ProviderFacts = () => {
  const address = useSignal('');
  const facts = findFacts(address.value);
  return (
    <section class="facts">
      <h2>{words.factsTitle}</h2>
      <p class="hint">{words.factsText}</p>
      <TextField label={words.address} onInput={(text) => (address.value = text)} />
      <div role="status">
        {facts === null ? null : typeof facts === 'string' ? <p>{words.unknownProvider(facts)}</p> : <Facts provider={facts} />}
      </div>
      <SettingsCheck provider={typeof facts === 'object' ? facts : null} />
    </section>
  );
};

const Facts = ({ provider }: { provider: Provider }) => {
  const hasServers = legs.some((leg) => provider[leg]);
  return (
    <>
      <h3>{provider.name}</h3>
      {hasServers ? (
        <dl>
          {legs.map((leg) =>
            (provider[leg] ?? []).map(({ host, port, security }) => (
              <div key={`${leg}${host}${port}`}>
                <dt>{words.directions[leg]}</dt>
                <dd>{words.server(host, port, accountWords.security[security])}</dd>
              </div>
            )),
          )}
        </dl>
      ) : (
        <p>{words.noServers(provider.name)}</p>
      )}
      {provider.prepare.map((preparation) => {
        const { title, text, link } = briefOf(preparation, provider.name, discoveryEn);
        return (
          <section key={preparation.need}>
            <h4>{title}</h4>
            <p>{text}</p>
            {link ? <OutsideLink url={link.url} text={link.label} /> : null}
          </section>
        );
      })}
    </>
  );
};

const SettingsCheck = ({ provider }: { provider: Provider | null }) => {
  const leg = useSignal<Leg>('smtp');
  const host = useSignal('');
  const port = useSignal('');
  const secure = useSignal(true);
  const providerHosts = provider?.[leg.value]?.map((server) => server.host) ?? null;
  const findings = checkSettings({ leg: leg.value, host: host.value, port: port.value, secure: secure.value, providerHosts });
  return (
    <fieldset class="check">
      <legend>{words.checkTitle}</legend>
      <p class="hint">{words.checkText}</p>
      <Choice label={words.leg} options={legs.map((value) => [value, words.directions[value]])} onChange={(value) => (leg.value = value)} />
      <TextField label={words.host} onInput={(text) => (host.value = text)} />
      <TextField label={words.port} onInput={(text) => (port.value = text)} />
      <Choice
        label={words.secure}
        options={[
          ['yes', accountWords.yes],
          ['no', accountWords.no],
        ]}
        onChange={(value) => (secure.value = value === 'yes')}
      />
      <div role="status">
        <ul>
          {findings.map((finding) => (
            <li key={finding} data-finding={finding}>
              {words.findings[finding]}
            </li>
          ))}
        </ul>
      </div>
    </fieldset>
  );
};

const TextField = ({ label, onInput }: { label: string; onInput: (text: string) => void }) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="input-box">
        <input id={id} type="text" autocomplete="off" spellcheck={false} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
      </div>
    </div>
  );
};

const Choice = <Value extends string>({
  label,
  options,
  onChange,
}: {
  label: string;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select class="select" id={id} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
};
