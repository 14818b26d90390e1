/**
 * The one player of voice messages: it belongs to the page and not to a screen, so that it goes on while people scroll
 * and when they go elsewhere, and nothing ever speaks over it.
 */
export const RATES = [1, 1.5, 2] as const;
export type Rate = (typeof RATES)[number];
export type Playing = {
  /** The message; '' for none. */
  readonly id: string;
  readonly name: string;
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly at: number;
  /** Seconds; 0 while nobody knows. */
  readonly length: number;
  readonly isBroken: boolean;
  readonly rate: Rate;
  /** The message itself is on the screen, with all that can be done about it. */
  readonly isShown: boolean;
};

const SILENT: Playing = {
  id: '',
  name: '',
  isPlaying: false,
  at: 0,
  length: 0,
  isBroken: false,
  rate: 1,
  isShown: false,
};
const shown = new Map<string, number>();
let state = SILENT;
let sound: HTMLAudioElement | null = null;
const listeners = new Set<() => void>();

export const playingNow = (): Playing => state;
export function onPlaying(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
function tell(change: Partial<Playing>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** A message is on the screen until what is answered is called. */
export function showVoice(id: string): () => void {
  const count = (by: number) => {
    shown.set(id, (shown.get(id) ?? 0) + by);
    if (state.id === id) tell({ isShown: (shown.get(id) ?? 0) > 0 });
  };
  count(1);
  return () => count(-1);
}

function opened(): HTMLAudioElement {
  if (sound !== null) return sound;
  const made = new Audio();
  made.preload = 'auto';
  const follow = () => {
    const { currentTime, duration } = made;
    tell({ at: currentTime, ...(Number.isFinite(duration) && duration > 0 ? { length: duration } : {}) });
  };
  made.addEventListener('timeupdate', follow);
  made.addEventListener('durationchange', follow);
  made.addEventListener('play', () => tell({ isPlaying: true, isBroken: false }));
  made.addEventListener('pause', () => tell({ isPlaying: false }));
  made.addEventListener('ended', () => tell({ isPlaying: false, at: 0 }));
  made.addEventListener('error', () => {
    if (state.id !== '') tell({ isPlaying: false, isBroken: true });
  });
  sound = made;
  return made;
}

/** `address`: where its bytes are. `length`: as its sender says, until it is known; seconds. `from`: seconds. */
export function playVoice(id: string, name: string, address: string, length: number, from?: number): void {
  const player = opened();
  if (state.id !== id || state.isBroken) {
    if (address === '') return;
    tell({ ...SILENT, id, name, length, rate: state.rate, isShown: (shown.get(id) ?? 0) > 0 });
    player.src = address;
  }
  player.playbackRate = state.rate;
  if (from !== undefined) player.currentTime = from;
  // Why it does not play is told by the event; being stopped at once is nothing wrong.
  void player.play().catch(() => undefined);
}

export const pauseVoice = (): void => sound?.pause();

export function seekVoice(seconds: number): void {
  if (sound === null) return;
  sound.currentTime = seconds;
  tell({ at: seconds });
}

/** The next of the speeds. */
export function changeRate(): void {
  const rate = RATES[(RATES.indexOf(state.rate) + 1) % RATES.length] ?? 1;
  if (sound !== null) sound.playbackRate = rate;
  tell({ rate });
}

export function closeVoice(): void {
  sound?.pause();
  sound?.removeAttribute('src');
  tell({ ...SILENT, rate: state.rate });
}
