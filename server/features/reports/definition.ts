/** What a figure of a report is called and means. */
export type Words = { readonly tr: string; readonly en: string };
export type MeasureUnit = 'count' | 'percent' | 'minutes' | 'hours' | 'days' | 'perDay' | 'per100';
export type MeasureNoun = 'customers' | 'interactions' | 'appointments' | 'messages' | 'deliveries';
export type Definition = {
  readonly unit: MeasureUnit;
  readonly noun: MeasureNoun;
  readonly name: Words;
  readonly text: Words;
};

export const measureOf = (
  unit: MeasureUnit,
  noun: MeasureNoun,
  [nameTr, textTr]: readonly [string, string],
  [nameEn, textEn]: readonly [string, string],
): Definition => ({ unit, noun, name: { tr: nameTr, en: nameEn }, text: { tr: textTr, en: textEn } });

export const FEW_TR = 'Beşten az örnekte hesaplanmaz.';
export const FEW_EN = 'Not worked out from fewer than five.';
