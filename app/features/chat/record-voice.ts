/** What is said into the microphone, until it is stopped. */
import { peaksOf } from './peaks';

export type VoiceProblem = 'refused' | 'missing' | 'busy' | 'unsupported' | 'short' | 'notStored';
export type Recorded = { readonly file: File; readonly seconds: number; readonly peaks: readonly number[] };
export type Recording = {
  /** Null: too short to be anything. */
  readonly stop: () => Promise<Recorded | null>;
  readonly cancel: () => void;
};
export class VoiceError extends Error {
  constructor(readonly problem: VoiceProblem) {
    super(`voice: ${problem}`);
  }
}

/** The first that this browser writes: what WhatsApp plays as it is, then what the other side makes that of. */
const FORMS = [
  ['audio/ogg;codecs=opus', 'ogg'],
  ['audio/webm;codecs=opus', 'weba'],
  ['audio/mp4', 'm4a'],
] as const;
const SHORTEST_MS = 700;
export const LONGEST_MS = 15 * 60_000;
const LOOK_MS = 100;

/** `onLevel`: how loud it is, from 0 to 1, ten times a second. Throws VoiceError. */
export async function recordVoice(onLevel: (level: number, seconds: number) => void): Promise<Recording> {
  const form =
    typeof MediaRecorder === 'undefined' ? undefined : FORMS.find(([type]) => MediaRecorder.isTypeSupported(type));
  if (form === undefined || navigator.mediaDevices === undefined) throw new VoiceError('unsupported');
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true }, video: false })
    .catch((error: unknown) => {
      throw new VoiceError(problemOf(error));
    });
  const context = new AudioContext();
  const meter = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(meter);
  const wave = new Float32Array(meter.fftSize);
  const levels: number[] = [];
  const [type, ending] = form;
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => void pieces.push(data));
  recorder.start(1_000);
  const startedAt = performance.now();
  const timer = setInterval(() => {
    meter.getFloatTimeDomainData(wave);
    const level = Math.sqrt(wave.reduce((sum, each) => sum + each * each, 0) / wave.length);
    levels.push(level);
    onLevel(Math.min(1, level * 3), (performance.now() - startedAt) / 1000);
  }, LOOK_MS);
  const close = () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    void context.close();
  };
  return {
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      close();
    },
    stop: async () => {
      const ms = performance.now() - startedAt;
      const ended = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
      if (recorder.state === 'inactive') close();
      else {
        recorder.stop();
        await ended;
        close();
      }
      if (ms < SHORTEST_MS || pieces.length === 0) return null;
      const bare = type.split(';', 1)[0] ?? type;
      const at = new Date().toISOString().slice(0, 19).replace(/\D/g, '');
      const file = new File(pieces, `ses-${at}.${ending}`, { type: bare });
      return { file, seconds: Math.round(ms / 1000), peaks: peaksOf(levels) };
    },
  };
}

/** Names of MediaDevices.getUserMedia (W3C Media Capture and Streams, 10.3). */
function problemOf(error: unknown): VoiceProblem {
  switch ((error as { name?: string }).name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unsupported';
  }
}
