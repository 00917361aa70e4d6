/** The full count in `npm run soak`, a tenth of it in `npm test`. */
export const countFor = (full: number): number => (process.env['KURRIER_SOAK'] ? full : full / 10);

/** A fixed seed in `npm test`; a new one in `npm run soak`, printed so that a failure can be made again with KURRIER_SEED. */
export const chooseSeed = (): number => {
  const given = process.env['KURRIER_SEED'];
  if (given) return Number(given);
  if (!process.env['KURRIER_SOAK']) return 20_261_125;
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`KURRIER_SEED=${seed}`);
  return seed;
};
