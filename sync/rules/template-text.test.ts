import { describe, expect, it } from 'vitest';
import { measureSms } from './sms-text';
import {
  fillTemplate,
  fromWords,
  hasPlaces,
  inWords,
  TEMPLATE_VARIABLES,
  unknownPlaces,
  variablesIn,
  withoutPlaces,
  type TemplateValues,
  type TemplateVariable,
} from './template-text';

const WORDS = Object.fromEntries(
  TEMPLATE_VARIABLES.map((variable) => [variable, variable === 'firstName' ? ['Ad', 'First name'] : [`W ${variable}`]]),
) as unknown as Record<TemplateVariable, string[]>;
const ALL = TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(' · ');
const values = Object.fromEntries(TEMPLATE_VARIABLES.map((variable) => [variable, `<${variable}>`])) as TemplateValues;

describe('a template', () => {
  it('is filled, each place as often as it stands', () => {
    expect(fillTemplate('Sayın {{firstName}}, {{ firstName }}!', { firstName: 'Ayşe' })).toBe('Sayın Ayşe, Ayşe!');
    expect(hasPlaces(fillTemplate(ALL, values))).toBe(false);
  });

  it.each(TEMPLATE_VARIABLES)('without its %s has a hole, and says which', (missing) => {
    for (const value of [undefined, '']) {
      const filled = fillTemplate(ALL, { ...values, [missing]: value });
      expect([hasPlaces(filled), variablesIn(filled)]).toEqual([true, [missing]]);
    }
  });

  it('is no dearer as SMS for what its places are called', () => {
    const text = inWords('Hello {{firstName}}, until then. {{agentName}}', () => 'danışman adı');
    expect(measureSms(text, true).spelling).toBe('turkish');
    expect(measureSms(withoutPlaces(text), true)).toMatchObject({
      spelling: 'gsm',
      length: 'Hello , until then. '.length,
    });
  });

  it('never fills what a customer is called into another place', () => {
    const filled = fillTemplate('{{firstName}}', { firstName: '{{agentEmail}}', agentEmail: 'a@b.example' });
    expect(filled).toBe('{{agentEmail}}');
    expect(hasPlaces(filled)).toBe(true);
  });

  it('names what means nothing', () => {
    expect(unknownPlaces('{{firstName}} {{isim}} {{}} {{isim}}')).toEqual(['isim', '']);
    expect(variablesIn('{ firstName } {{lastName}}')).toEqual(['lastName']);
  });

  it('reads in the writer’s words and is kept in ours', () => {
    const shown = inWords('Merhaba {{firstName}}, {{x}}', (variable) => WORDS[variable][0] ?? '');
    expect(shown).toBe('Merhaba {{Ad}}, {{x}}');
    expect(fromWords(shown, WORDS)).toBe('Merhaba {{firstName}}, {{x}}');
    expect(fromWords('{{FIRST NAME}} {{ ad }}', WORDS)).toBe('{{firstName}} {{firstName}}');
  });
});
