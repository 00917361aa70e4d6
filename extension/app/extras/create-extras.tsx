import type { Call } from '../../model/call.ts';
import { createCodesSwitchModel } from '../../model/extras/codes-switch-model.ts';
import { CodesSwitch } from '../../ui/extras/CodesSwitch.tsx';

/** What can be switched on, with its models; loaded when Settings are opened. */
export const createExtras = ({ call }: { call: Call }) => {
  const codes = createCodesSwitchModel({ call });
  return {
    load: codes.load,
    View: () => <CodesSwitch model={codes} />,
  };
};

export type Extras = ReturnType<typeof createExtras>;
