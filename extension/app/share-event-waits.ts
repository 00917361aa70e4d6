import type { Call } from '../model/call.ts';

/**
 * Makes one wait of all that wait for the same news. A browser has six connections to a port, and a page that is closed leaves
 * its wait behind: a popup that is opened often would soon stand behind its own former ones. Whoever waits, waits from the
 * newest cursor on, so there is hardly ever more than one.
 */
export const shareEventWaits = (call: Call): Call => {
  const waiting = new Map<string, ReturnType<Call>>();
  return ((name, body) => {
    if (name !== 'events.since') return call(name, body);
    const key = JSON.stringify(body);
    const under = waiting.get(key);
    if (under) return under;
    const answer = call(name, body).finally(() => waiting.delete(key));
    waiting.set(key, answer);
    return answer;
  }) as Call;
};
