import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { campaignMail, campaignName } from '../rules/campaign';
import { BLOCK_SHAPES } from '../rules/mail-document';
import { SETTING_SHAPES } from '../rules/setting-values';
import { acceptedClash, appointmentShape } from './appointment';
import { customerShape } from './customer';
import { text } from './definition';
import { longestText } from './longest-text';

it('is what the shape takes and not one more', () => {
  const { firstName, address, email, lostReason, notes } = customerShape.shape;
  for (const shape of [firstName, address, lostReason, notes, appointmentShape.shape.title]) {
    const most = longestText(shape);
    expect(z.safeParse(shape, 'x'.repeat(most)).success).toBe(true);
    expect(z.safeParse(shape, 'x'.repeat(most + 1)).success).toBe(false);
  }
  expect([longestText(email), longestText(z.optional(text(7))), longestText(z.literal('seven77'))]).toEqual([
    254, 7, 7,
  ]);
});

it('is known of what is no document of its own either, and blanks around a text are cut before they count', () => {
  for (const shape of [
    acceptedClash.shape.reason,
    BLOCK_SHAPES.signature.address,
    SETTING_SHAPES.awayAnswer.shape.textTr,
    campaignMail.shape.subject,
    campaignName,
  ]) {
    const most = longestText(shape);
    expect(z.safeParse(shape, 'x'.repeat(most)).success).toBe(true);
    expect(z.safeParse(shape, 'x'.repeat(most + 1)).success).toBe(false);
  }
  expect(z.safeParse(campaignName, ` ${'x'.repeat(longestText(campaignName))}  `).success).toBe(true);
  expect(z.safeParse(campaignName, '   ').success).toBe(false);
});

it('is asked of no shape that would take a text of any length', () => {
  expect(() => longestText(z.string())).toThrow(RangeError);
});
