import { explainRecord } from '../../bridge/src/classify/explain.ts';
import type { CorpusRecord } from '../corpus/read-corpus.ts';

/** CPU milliseconds of explaining these replies, the model loaded before; the best of three rounds. */
export const measureCost = (records: readonly CorpusRecord[]): number => {
  const round = (): number => {
    const before = process.cpuUsage();
    for (const record of records) explainRecord(record);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  round();
  return Math.min(round(), round(), round());
};
