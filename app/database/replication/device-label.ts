const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, 'Android'],
  [/Macintosh/, 'Mac'],
  [/Windows/, 'Windows'],
  [/Linux/, 'Linux'],
];
const nameIn = (userAgent: string, names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent))?.[1];

/** How this device is shown in the list of sessions, for example "Safari · iPad". */
export function deviceLabel({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): string {
  const machine = nameIn(userAgent, MACHINES);
  // An iPad calls itself a Mac; no Mac has a touch screen.
  return [nameIn(userAgent, BROWSERS), machine === 'Mac' && maxTouchPoints > 1 ? 'iPad' : machine]
    .filter(Boolean)
    .join(' · ')
    .slice(0, 120);
}
