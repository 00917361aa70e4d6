import { useId, useState } from 'preact/hooks';
import { deviceWords as words } from '@kurrier/shared/words/pages/dashboard';
import type { Device } from '@kurrier/shared/api/devices';
import type { DevicesModel } from '../../model/settings/devices-model.ts';
import { formatMoment } from '../../model/format-time.ts';
import { BridgeProblemView, type BridgeActions } from './BridgeProblemView.tsx';
import { Confirm } from '../controls/Confirm.tsx';
import './settings.css';

/** Everybody who may use the bridge, to name and to revoke. */
export const Devices = ({ model, now, bridge }: { model: DevicesModel; now: number; bridge: BridgeActions }) => {
  const state = model.state.value;
  return (
    <section class="settings-section" aria-labelledby="devices-title">
      <h2 id="devices-title">{words.title}</h2>
      <p class="hint">{words.hint}</p>
      {state.phase === 'loading' ? <p role="status">{words.loading}</p> : null}
      {state.phase === 'unreachable' ? (
        <BridgeProblemView problem={state.problem} actions={{ ...bridge, retry: () => void model.load() }} />
      ) : null}
      {state.phase === 'listed' && state.devices.length === 0 ? <p>{words.empty}</p> : null}
      {state.phase === 'listed' && state.devices.length > 0 ? (
        <ul class="devices">
          {state.devices.map((device) => (
            <DeviceRow key={device.id} device={device} isThisDevice={device.id === state.thisDevice} now={now} model={model} />
          ))}
        </ul>
      ) : null}
    </section>
  );
};

const DeviceRow = ({ device, isThisDevice, now, model }: { device: Device; isThisDevice: boolean; now: number; model: DevicesModel }) => {
  const [mode, setMode] = useState<'shown' | 'renaming' | 'revoking'>('shown');
  const { id, name, pairedAt, lastUsedAt } = device;
  const rename = (newName: string) => {
    setMode('shown');
    if (newName.trim() !== '' && newName.trim() !== name) void model.rename(id, newName.trim());
  };
  return (
    <li>
      {mode === 'renaming' ? (
        <RenameForm name={name} onSave={rename} onCancel={() => setMode('shown')} />
      ) : (
        <div class="device-name">
          <h3>{name}</h3>
          {isThisDevice ? <span class="tag">{words.thisDevice}</span> : null}
          <p class="hint">
            {words.paired} {formatMoment(pairedAt, now)},{' '}
            {/* The bridge notes a use once an hour at most; of this browser it is known to the second. */}
            {isThisDevice ? words.inUse : `${words.lastUsed} ${formatMoment(lastUsedAt, now)}`}
          </p>
        </div>
      )}
      {mode === 'shown' ? (
        <div class="device-actions" role="group" aria-label={name}>
          <button type="button" class="button quiet" onClick={() => setMode('renaming')}>
            {words.rename}
          </button>
          <button type="button" class="button quiet" onClick={() => setMode('revoking')}>
            {words.revoke}
          </button>
        </div>
      ) : null}
      {mode === 'revoking' ? (
        <Confirm
          question={isThisDevice ? words.revokeThisQuestion : words.revokeQuestion(name)}
          confirm={words.revokeConfirm}
          keep={words.keep}
          onConfirm={() => void model.revoke(id)}
          onKeep={() => setMode('shown')}
        />
      ) : null}
    </li>
  );
};

const RenameForm = ({ name, onSave, onCancel }: { name: string; onSave: (name: string) => void; onCancel: () => void }) => {
  const id = useId();
  const [text, setText] = useState(name);
  const submit = (event: Event) => {
    event.preventDefault();
    onSave(text);
  };
  return (
    <form class="rename" onSubmit={submit}>
      <label class="visually-hidden" for={id}>
        {words.name}
      </label>
      <div class="input-box">
        <input
          id={id}
          maxLength={80}
          value={text}
          ref={(input) => input?.focus()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="button">
        {words.saveName}
      </button>
      <button type="button" class="button quiet" onClick={onCancel}>
        {words.cancel}
      </button>
    </form>
  );
};
