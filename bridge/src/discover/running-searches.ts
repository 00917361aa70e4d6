/** So many forms of one browser profile can search at once; beyond that the oldest search ends. */
const mostPerDevice = 4;

export interface RunningSearches {
  /** Begins a search; one of the same name and device ends. */
  begin: (deviceId: string, search: string) => { signal: AbortSignal; end: () => void };
  /** Ends a search; false where none of this name is under way for the device. */
  stop: (deviceId: string, search: string) => boolean;
}

/** The searches that are under way, by device and name, oldest first. */
export const createRunningSearches = (): RunningSearches => {
  const byDevice = new Map<string, Map<string, AbortController>>();
  const forget = (deviceId: string, search: string, control: AbortController): void => {
    const running = byDevice.get(deviceId);
    if (running?.get(search) !== control) return;
    running.delete(search);
    if (running.size === 0) byDevice.delete(deviceId);
  };
  const stop = (deviceId: string, search: string): boolean => {
    const control = byDevice.get(deviceId)?.get(search);
    if (!control) return false;
    forget(deviceId, search, control);
    control.abort();
    return true;
  };
  return {
    begin: (deviceId, search) => {
      stop(deviceId, search);
      const control = new AbortController();
      const running = byDevice.get(deviceId) ?? new Map<string, AbortController>();
      byDevice.set(deviceId, running.set(search, control));
      const [oldest] = running.keys();
      if (running.size > mostPerDevice && oldest !== undefined) stop(deviceId, oldest);
      return { signal: control.signal, end: () => forget(deviceId, search, control) };
    },
    stop,
  };
};
