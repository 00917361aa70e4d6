import { signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';

/** One thing that was looked at; `detail` is evidence and holds nothing secret. */
export interface DiagnoseCheck {
  check: 'permission' | 'ports' | 'pairing' | 'call' | 'version' | 'vault';
  state: 'good' | 'bad' | 'unknown';
  detail: string;
}

export interface Diagnosis {
  checks: DiagnoseCheck[];
  /** Null: the bridge can be used. */
  problem: BridgeProblem | null;
  /** For the report: `Chromium 156`, `0.1.0`. */
  browser: string;
  extensionVersion: string;
}

export type DiagnoseState = { phase: 'idle' } | { phase: 'running' } | { phase: 'done'; diagnosis: Diagnosis; report: string };

export interface DiagnoseModel {
  state: ReadonlySignal<DiagnoseState>;
  run: () => Promise<void>;
}

/** The diagnosis as text to paste into a report: the same diagnosis gives the same text. */
export const writeReport = ({ checks, problem, browser, extensionVersion }: Diagnosis): string =>
  [
    `Kurrier ${extensionVersion}, ${browser}`,
    ...checks.map(({ check, state, detail }) => `${state.padEnd(8)}${check.padEnd(12)}${detail}`),
    `result  ${problem ?? 'all-good'}`,
  ].join('\n');

/** Looks for the bridge step by step and keeps what was found. */
export const createDiagnoseModel = ({ diagnose }: { diagnose: () => Promise<Diagnosis> }): DiagnoseModel => {
  const state = signal<DiagnoseState>({ phase: 'idle' });
  return {
    state,
    run: async () => {
      if (state.value.phase === 'running') return;
      state.value = { phase: 'running' };
      const diagnosis = await diagnose();
      state.value = { phase: 'done', diagnosis, report: writeReport(diagnosis) };
    },
  };
};
