import * as z from 'zod/mini';
import { defineEndpoint } from '@kurrier/shared/bridge/endpoint';
import { callOrExplain } from '../call-or-explain.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { parseInput, readStdin } from '../read-input.ts';

/** What curl is to other APIs: the body comes from standard input, and the answer goes to standard output, both JSON. */
export const call: Command = {
  summary: 'calls one endpoint of the running bridge with the JSON on standard input',
  usage: 'ENDPOINT [--data DIR] < body.json',
  async run([name = '', ...args]) {
    if (!/^[a-z]+\.[a-zA-Z]+$/.test(name)) throw new UsageError('it takes the name of an endpoint, such as accounts.list');
    const body = parseInput(z.record(z.string(), z.unknown()), (await readStdin()) || '{}');
    return callOrExplain(args, {}, async (callBridge) => {
      const answer = await callBridge(defineEndpoint({ name, request: z.unknown(), response: z.unknown() }), body);
      if (!answer.ok) return answer.failure;
      console.log(JSON.stringify(answer.value, null, 2));
      return exitCode.ok;
    });
  },
};
