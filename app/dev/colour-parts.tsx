import type { CSSProperties } from 'react';
import { Avatar } from '../ui/avatar';
import { Initials } from '../ui/initials';
import { RampMark } from '../ui/ramp-mark';
import { Part } from './part';
import styles from './parts.module.css';

const numbered = (name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${name}-${from + at}`);
const SETS = [
  ['State', ['accent', 'amber', 'brick', 'slate', 'overlap']],
  ['Chart, categorical', numbered('chart', 1, 6)],
] as const;
const RAMPS = [
  ['Chart, sequential', 'linear-gradient(90deg, var(--chart-low), var(--chart-high))'],
  ['Chart, diverging', 'linear-gradient(90deg, var(--chart-minus), var(--chart-middle), var(--chart-plus))'],
] as const;
const TEXTS = ['display', 'title', 'section', 'input', 'body', 'small', 'caption'] as const;
const PEOPLE = ['Ada Er', 'Can Su', 'Ece Ak', 'Işıl Öz', 'Naz Gün', 'Ömer Şen', 'Pelin Ay', 'Ziya Tan'];
const STEPS = [1, 2, 3, 4, 5, 'off'] as const;

/** Surfaces, the four sets of colour, and type. */
export function ColourParts() {
  return (
    <>
      <Part name="Surfaces">
        {['ground', 'pane', 'surface', 'raised'].map((name) => (
          <span key={name} className={styles.surface} style={{ background: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </Part>
      {SETS.map(([name, colours]) => (
        <Part key={name} name={name}>
          {colours.map((colour) => (
            <span key={colour} className={styles.swatch} style={{ '--swatch': `var(--${colour})` } as CSSProperties}>
              {colour}
            </span>
          ))}
        </Part>
      ))}
      {RAMPS.map(([name, background]) => (
        <Part key={name} name={name}>
          <span className={styles.ramp} style={{ background }} />
        </Part>
      ))}
      <Part name="Person">
        {PEOPLE.map((name, at) => (
          <Avatar key={name} name={name} colour={at} />
        ))}
        <Avatar name="Nobody Else" />
        <Avatar name="Ada Er" colour={0} size="small" />
        <Avatar name="Can Su" colour={1} size="large" />
        {PEOPLE.map((name, at) => (
          <Initials key={name} name={name} colour={at} />
        ))}
      </Part>
      <Part name="Stage">
        {STEPS.map((step) => (
          <span key={step} className={styles.swatch}>
            <RampMark step={step} /> {step}
          </span>
        ))}
      </Part>
      <Part name="Type">
        <div className={styles.texts}>
          {TEXTS.map((size) => (
            <p key={size} style={{ fontSize: `var(--text-${size})` }}>
              {size}: Ağaçlı yolda İğdır’dan gelen şu çiçek, 12.345,67
            </p>
          ))}
        </div>
      </Part>
    </>
  );
}
