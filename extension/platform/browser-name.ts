/** `Firefox 153 on Linux`: what the bridge lists this browser under, and what a report says. */
export const browserName = ({ userAgent } = navigator): string => {
  const [, product = 'Browser', version = ''] =
    /\b(Firefox|Edg|OPR|Chrome)\/(\d+)/.exec(userAgent.replace(/Chrome(?=.*(?:Edg|OPR)\/)/, '')) ?? [];
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Chrome: 'Chromium' };
  const [system = ''] = /Windows|Mac OS X|Android|CrOS|Linux/.exec(userAgent) ?? [];
  return [names[product] ?? product, version, system && `on ${system.replace(' OS X', 'OS')}`].filter(Boolean).join(' ');
};
