import { listDevices, renameDevice, revokeDevice } from '@kurrier/shared/api/devices';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';

export const devices: Command = {
  summary: 'lists the paired browsers, names one or ends its access',
  usage: '[--rename ID --name NAME | --revoke ID] [--data DIR]',
  run: (args) =>
    callOrExplain(args, { rename: { type: 'string' }, revoke: { type: 'string' }, name: { type: 'string' } }, async (call, options) => {
      const list = await call(listDevices, {});
      if (!list.ok) return list.failure;
      const { rename, revoke, name } = options;
      const named = rename ?? revoke;
      if (named === undefined) {
        for (const { id, name: label, lastUsedAt } of list.value.devices)
          console.log(`${id.slice(0, 8)}  ${label}  last used ${new Date(lastUsedAt).toLocaleString()}`);
        if (list.value.devices.length === 0) console.log('No browser is paired.');
        return exitCode.ok;
      }
      const [device, ...more] = list.value.devices.filter(({ id }) => id.startsWith(named));
      if (!device || more.length > 0 || named.length < 4) throw new UsageError(`"${named}" is not the start of one device's id`);
      if (rename !== undefined && name === undefined) throw new UsageError('--rename needs --name');
      const { id } = device;
      const done = rename !== undefined && name !== undefined ? await call(renameDevice, { id, name }) : await call(revokeDevice, { id });
      if (!done.ok) return done.failure;
      console.log(rename === undefined ? `${device.name} may no longer use the bridge.` : `${device.name} is now ${name}.`);
      return exitCode.ok;
    }),
};
