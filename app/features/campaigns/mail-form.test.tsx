// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { CampaignContent } from '../../../sync/rules/campaign';
import { English } from '../../i18n/test/english';
import MailForm from './mail-form';

afterEach(cleanup);

const PATIENT = { timeout: 30_000 };
const MAIL: CampaignContent['tr'] = { subject: '', preheader: '', document: { type: 'doc', content: [] } };

test(
  'a button is labelled in the language of the mail, not in the one its writer uses',
  { timeout: 60_000 },
  async () => {
    let written: CampaignContent = { tr: MAIL, en: MAIL };
    function Form() {
      const [content, setContent] = useState(written);
      written = content;
      return <MailForm content={content} onChange={setContent} />;
    }
    render(
      <English>
        <Form />
      </English>,
    );
    const person = userEvent.setup();
    const labels = (language: 'tr' | 'en') =>
      written[language].document.content.flatMap((block) => (block.type === 'mailButton' ? [block.attrs.label] : []));
    await person.click(await screen.findByRole('button', { name: 'Button' }, PATIENT));
    expect(labels('tr')).toEqual(['Devamını görün']);
    await person.click(screen.getByRole('radio', { name: 'English' }));
    await person.click(await screen.findByRole('button', { name: 'Button' }, PATIENT));
    expect(labels('en')).toEqual(['Read more']);
  },
);
