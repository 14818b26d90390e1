/** Two short tones, made here: nothing is fetched for them. Whether they sound is a matter of the device. */
const KEY = 'saha.sound';
const TONES_HZ = [740, 988] as const;
const TONE_S = 0.12;
const LOUDNESS = 0.08;

let context: AudioContext | null = null;

export function isSoundOn(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

export function setSoundOn(isOn: boolean): void {
  localStorage.setItem(KEY, isOn ? 'on' : 'off');
  if (isOn) ring();
}

export function ring(): void {
  if (!isSoundOn() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const audio = context;
  // Before somebody has touched the page browsers keep it silent.
  void audio.resume().then(
    () => TONES_HZ.forEach((hz, at) => tone(audio, hz, audio.currentTime + at * TONE_S)),
    () => undefined,
  );
}

function tone(audio: AudioContext, hz: number, fromS: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hz;
  gain.gain.setValueAtTime(0, fromS);
  gain.gain.linearRampToValueAtTime(LOUDNESS, fromS + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, fromS + TONE_S);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(fromS);
  oscillator.stop(fromS + TONE_S);
}
