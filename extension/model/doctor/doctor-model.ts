import { signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { DomainReport, Finding, Publication } from '@kurrier/shared/discovery/domain-report';
import type { Call } from '../call.ts';

export type DoctorState =
  | { phase: 'idle' }
  | { phase: 'examining'; domain: string }
  | { phase: 'not-a-domain' }
  | { phase: 'unreachable'; problem: BridgeProblem }
  | { phase: 'done'; report: DomainReport };

export interface DoctorModel {
  state: ReadonlySignal<DoctorState>;
  /** Takes a domain, or an address with one. */
  examine: (typed: string) => Promise<void>;
}

/** Examines one domain at a time; the newest question counts. */
export const createDoctorModel = ({ call }: { call: Call }): DoctorModel => {
  const state = signal<DoctorState>({ phase: 'idle' });
  let newest = 0;
  return {
    state,
    examine: async (typed) => {
      const question = ++newest;
      const domain = domainOf(typed);
      if (domain === '') return void (state.value = { phase: 'not-a-domain' });
      state.value = { phase: 'examining', domain };
      const answer = await call('doctor.examine', { domain });
      if (question !== newest) return;
      if (!answer.ok) state.value = { phase: 'unreachable', problem: answer.failure };
      else state.value = 'refused' in answer.value ? { phase: 'not-a-domain' } : { phase: 'done', report: answer.value };
    },
  };
};

/** What follows the last `@`, without what people copy along from an address bar. */
export const domainOf = (typed: string): string =>
  typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^.*@/, '')
    .replace(/[/?#].*$/, '');

const order: Record<Finding['state'], number> = { wrong: 0, missing: 1, good: 2 };

/** What needs attention first; otherwise in the order of the report. */
export const sortFindings = (findings: readonly Finding[]): Finding[] => [...findings].sort((a, b) => order[a.state] - order[b.state]);

/** A publication as it is copied: one zone-file line, or the file byte for byte. */
export const textOf = (publication: Publication): string =>
  publication.kind === 'dns' ? `${publication.name} IN ${publication.type} ${publication.value}` : publication.body;
