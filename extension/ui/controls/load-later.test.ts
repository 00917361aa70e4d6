import { parseHTML } from 'linkedom';
import { Fragment, h, options, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadLater } from './load-later.tsx';

/** Effects run when the browser has painted: here, when the test says so. */
let painted: (() => void)[] = [];
const paint = () => {
  for (const run of painted.splice(0)) run();
};

beforeEach(() => {
  painted = [];
  options.requestAnimationFrame = (run) => void painted.push(run);
  vi.stubGlobal('document', parseHTML('<body></body>').document);
});
afterEach(() => {
  delete options.requestAnimationFrame;
  vi.unstubAllGlobals();
});

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('a place that is drawn while the code arrives shows it, too', async () => {
  let loads = 0;
  const { promise, resolve } = Promise.withResolvers<typeof View>();
  const View = ({ name }: { name: string }) => h('b', null, name);
  const Later = loadLater(
    () => {
      loads += 1;
      return promise;
    },
    ({ name }: { name: string }) => h('i', null, name),
  );
  const draw = (...names: string[]) =>
    render(
      h(
        Fragment,
        null,
        names.map((name) => h(Later, { key: name, name })),
      ),
      document.body,
    );

  draw('one');
  paint();
  draw('one', 'two');
  resolve(View);
  await settle();
  paint();
  await settle();
  expect(document.body.innerHTML).toBe('<b>one</b><b>two</b>');
  draw('one', 'two', 'three');
  expect(document.body.innerHTML).toBe('<b>one</b><b>two</b><b>three</b>');
  expect(loads).toBe(1);
});
