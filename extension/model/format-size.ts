const units = ['B', 'kB', 'MB', 'GB'];

/** A size as people read it: `812 B`, `3.4 MB`; a unit has 1,000 of the one before. */
export const formatSize = (bytes: number): string => {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};
