/** `npm run measure -- NAME …`: checks against data that is not part of the project. */
const [name = '', ...args] = process.argv.slice(2);
const measures: Record<string, () => Promise<{ measure: (args: string[]) => Promise<boolean> }>> = {
  ispdb: () => import('./ispdb.ts'),
  'set-aside': () => import('./set-aside.ts'),
  truth: () => import('./truth.ts'),
  unseen: () => import('./unseen.ts'),
};
const load = Object.hasOwn(measures, name) ? measures[name] : undefined;
if (load) process.exitCode = (await (await load()).measure(args)) ? 0 : 1;
else {
  console.error(`npm run measure -- NAME …, where NAME is one of: ${Object.keys(measures).join(', ')}`);
  process.exitCode = 2;
}
