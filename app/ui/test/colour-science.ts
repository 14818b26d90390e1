/**
 * Colours as people see them: contrast by WCAG 2, distances in OKLab (Ottosson 2020), colour vision deficiencies by
 * Machado, Oliveira and Fernandes (2009) at full severity. All take and give '#rrggbb'.
 */
type Triple = readonly [number, number, number];
export type Deficiency = 'protan' | 'deutan' | 'tritan';

const DEFICIENT: Readonly<Record<Deficiency, readonly [Triple, Triple, Triple]>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const clamped = (value: number) => Math.min(1, Math.max(0, value));

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function hexOf(rgb: Triple): string {
  const encode = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  return `#${rgb
    .map((value) =>
      Math.round(encode(clamped(value)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function oklab(hex: string): Triple {
  const rgb = linear(hex);
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb));
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ];
}

function fromOklab(lab: Triple): string {
  const l = dot([1, 0.3963377774, 0.2158037573], lab) ** 3;
  const m = dot([1, -0.1055613458, -0.0638541728], lab) ** 3;
  const s = dot([1, -0.0894841775, -1.291485548], lab) ** 3;
  return hexOf([
    dot([4.0767416621, -3.3077115913, 0.2309699292], [l, m, s]),
    dot([-1.2684380046, 2.6097574011, -0.3413193965], [l, m, s]),
    dot([-0.0041960863, -0.7034186147, 1.707614701], [l, m, s]),
  ]);
}

const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex));

export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** 0 black – 1 white, in equal steps for the eye. */
export const lightness = (hex: string) => oklab(hex)[0];

/** The lightness of what a printer without colours makes of it. */
export function greyOf(hex: string): number {
  const grey = luminance(hex);
  return lightness(hexOf([grey, grey, grey]));
}

export function distance(one: string, other: string): number {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** `share` (0–1) of a colour mixed into another, as `color-mix(in oklab, …)` does. */
export function mixed(colour: string, into: string, share: number): string {
  const [a, b] = [oklab(colour), oklab(into)];
  const at = (index: 0 | 1 | 2) => a[index] * share + b[index] * (1 - share);
  return fromOklab([at(0), at(1), at(2)]);
}

export function seenBy(hex: string, deficiency: Deficiency): string {
  const [r, g, b] = DEFICIENT[deficiency];
  const rgb = linear(hex);
  return hexOf([dot(r, rgb), dot(g, rgb), dot(b, rgb)]);
}
