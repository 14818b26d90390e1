/**
 * The texts a person agrees to. What was shown is kept with the yes, whole, and so is its name here: a text that is
 * changed gets another name, and the old one stays what it was.
 */
import type { Channel } from './address';

export type Wording = { readonly id: string; readonly text: string };
type Language = 'tr' | 'en';

const TEXTS: Readonly<Record<Language, Readonly<Record<Channel, string>>>> = {
  tr: {
    email:
      'E-posta adresime kampanya, etkinlik ve hizmetlerle ilgili ticari elektronik ileti gönderilmesini kabul ediyorum. ' +
      'Onayımı dilediğim zaman, gerekçe göstermeden ve ücretsiz olarak geri alabilirim.',
    sms:
      'Cep telefonuma SMS ile kampanya, etkinlik ve hizmetlerle ilgili ticari elektronik ileti gönderilmesini kabul ediyorum. ' +
      'Onayımı dilediğim zaman, gerekçe göstermeden ve ücretsiz olarak geri alabilirim.',
    whatsapp:
      'Cep telefonuma WhatsApp ile kampanya, etkinlik ve hizmetlerle ilgili ticari elektronik ileti gönderilmesini kabul ediyorum. ' +
      'Onayımı dilediğim zaman, gerekçe göstermeden ve ücretsiz olarak geri alabilirim.',
    call:
      'Kampanya, etkinlik ve hizmetlerle ilgili olarak telefonla aranmayı kabul ediyorum. ' +
      'Onayımı dilediğim zaman, gerekçe göstermeden ve ücretsiz olarak geri alabilirim.',
  },
  en: {
    email:
      'I agree to receive marketing e-mail about offers, events and services at my address. ' +
      'I may withdraw my consent at any time, without giving reasons and free of charge.',
    sms:
      'I agree to receive marketing messages about offers, events and services on my mobile phone by SMS. ' +
      'I may withdraw my consent at any time, without giving reasons and free of charge.',
    whatsapp:
      'I agree to receive marketing messages about offers, events and services on my mobile phone by WhatsApp. ' +
      'I may withdraw my consent at any time, without giving reasons and free of charge.',
    call:
      'I agree to be called about offers, events and services. ' +
      'I may withdraw my consent at any time, without giving reasons and free of charge.',
  },
};
const EDITION = 1;

/** What is shown today. */
export function wordingFor(channel: Channel, language: Language): Wording {
  return { id: `capture-${channel}-${language}-${EDITION}`, text: TEXTS[language][channel] };
}
