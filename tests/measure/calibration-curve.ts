/** Verdicts of about the same claimed share. */
export interface Bin {
  claimed: number;
  right: number;
  count: number;
}

/** Ten bins by the claimed share; empty ones are left out. */
export const binsOf = (verdicts: readonly { claimed: number; isRight: boolean }[]): Bin[] =>
  Array.from({ length: 10 }, (_, i) => verdicts.filter(({ claimed }) => Math.min(9, Math.floor(claimed * 10)) === i))
    .filter((inBin) => inBin.length > 0)
    .map((inBin) => ({
      claimed: inBin.reduce((sum, { claimed }) => sum + claimed, 0) / inBin.length,
      right: inBin.filter(({ isRight }) => isRight).length / inBin.length,
      count: inBin.length,
    }));

const size = 320;
const margin = 44;
const x = (share: number): string => (margin + share * (size - margin - 12)).toFixed(1);
const y = (share: number): string => (size - margin - share * (size - margin - 12)).toFixed(1);

/** A small picture: claimed share to the right, share that was right upwards; the dashed line is where both are the same. */
export const drawCurve = (bins: readonly Bin[]): string => {
  const marks = [0, 0.5, 1].flatMap((share) => [
    `<text x="${x(share)}" y="${size - margin + 18}" text-anchor="middle">${share * 100} %</text>`,
    `<text x="${margin - 6}" y="${y(share)}" text-anchor="end" dominant-baseline="middle">${share * 100} %</text>`,
  ]);
  const points = bins.map(({ claimed, right }) => `${x(claimed)},${y(right)}`).join(' ');
  const dots = bins.map(
    ({ claimed, right, count }) => `<circle cx="${x(claimed)}" cy="${y(right)}" r="${(2 + Math.sqrt(count) / 6).toFixed(1)}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="Calibration: claimed share against the share that was right">`,
    `<rect width="${size}" height="${size}" fill="#fff"/>`,
    `<path d="M${x(0)} ${y(1)}V${y(0)}H${x(1)}" fill="none" stroke="#888"/>`,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#888" stroke-dasharray="4 4"/>`,
    `<polyline points="${points}" fill="none" stroke="#1a5fb4" stroke-width="1.5"/>`,
    `<g fill="#1a5fb4">${dots.join('')}</g>`,
    `<g fill="#333">${marks.join('')}`,
    `<text x="${x(0.5)}" y="${size - 8}" text-anchor="middle">claimed by the learned opinion</text>`,
    `<text transform="translate(11 ${y(0.5)}) rotate(-90)" text-anchor="middle">right or accepted</text></g>`,
    '</svg>',
    '',
  ].join('\n');
};
