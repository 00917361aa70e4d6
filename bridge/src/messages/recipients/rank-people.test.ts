import { expect, test } from 'vitest';
import { rankPeople } from './rank-people.ts';
import { keepForAWhile } from './kept-for-a-while.ts';

const day = 86_400_000;
const now = 1_000 * day;
const person = (address: string, name = '') => ({ name, address });
const found = (people: ReturnType<typeof rankPeople>, text: string) => people.find(text, 10).map(({ address }) => address);

test('who was written to lately and often comes first', () => {
  const people = rankPeople(now);
  people.note([person('anna@old.example')], now - 700 * day, 4);
  people.note([person('anna@often.example')], now - 10 * day, 4);
  people.note([person('anna@often.example')], now - 20 * day, 4);
  people.note([person('anna@wrote.example')], now, 1);
  expect(found(people, 'anna')).toEqual(['anna@often.example', 'anna@wrote.example', 'anna@old.example']);
});

test.each([
  ['mul', true],
  ['MÜL', true],
  ['jo mul', true],
  ['j.muller@', true],
  ['uller', false],
  ['example', true],
  ['mul x', false],
  ['  ', false],
])('%s', (text, isFound) => {
  const people = rankPeople(now);
  people.note([person('J.Muller@Example.org', 'Jörg Müller')], now, 1);
  expect(people.find(text, 5)).toHaveLength(isFound ? 1 : 0);
});

test('the newest name counts, one address in two writings is one person, and nobody answers to machines', () => {
  const people = rankPeople(now);
  people.note([person('A@x.example', 'Old Name')], now - 9 * day, 1);
  people.note([person('a@X.example', 'New Name')], now - day, 1);
  people.note([person('a@x.example')], now, 1);
  people.note([person('no-reply@x.example'), person('MAILER-DAEMON@x.example'), person('', 'A group')], now, 1);
  expect(people.find('x', 10)).toEqual([{ name: 'New Name', address: 'A@x.example' }]);
});

test('of very many people the likely ones stay', () => {
  const people = rankPeople(now);
  people.note([person('kept@x.example')], now, 1_000);
  for (let batch = 0; batch < 30; batch++)
    people.note(
      Array.from({ length: 1_000 }, (_, at) => person(`p${batch}-${at}@x.example`)),
      now - day,
      1,
    );
  expect(found(people, 'kept')).toEqual(['kept@x.example']);
  expect(people.find('x', Infinity).length).toBeLessThanOrEqual(10_000);
});

test('what was found is kept for a while, and a failure is not', async () => {
  let [clock, loads] = [0, 0];
  const get = keepForAWhile(
    async () => {
      loads += 1;
      if (loads === 1) throw new Error('no');
      return loads;
    },
    { keptMs: 10, now: () => clock },
  );
  await expect(get()).rejects.toThrow('no');
  expect(await get()).toBe(2);
  clock = 9;
  expect(await get()).toBe(2);
  clock = 11;
  expect(await get()).toBe(3);
});
