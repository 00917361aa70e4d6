import { afterAll } from 'vitest';

/** Collects what each attack of a file came to, and prints it as a table when the file is through. */
export const createAttackTable = (area: string) => {
  const rows: [attack: string, result: string][] = [];
  afterAll(() => {
    const width = Math.max(...rows.map(([attack]) => attack.length));
    console.log([`── ${area}`, ...rows.map(([attack, result]) => `${attack.padEnd(width)}  ${result}`)].join('\n'));
  });
  return (attack: string, result: string): void => void rows.push([attack, result]);
};
