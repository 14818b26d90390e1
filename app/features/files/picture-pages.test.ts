// @vitest-environment node
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { pdfOfPictures } from './picture-pages';

const picture = async (width: number, height: number, background: string) => ({
  jpeg: new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  ),
  width,
  height,
});

it('makes a document of pictures that another reader opens: pages in order, each as its picture lies', async () => {
  const blob = pdfOfPictures(
    [await picture(300, 400, '#c22'), await picture(640, 200, '#2c2'), await picture(50, 50, '#22c')],
    'Sözleşme (İmza)',
  );
  const task = getDocument({ data: new Uint8Array(await blob.arrayBuffer()), stopAtErrors: true, verbosity: 0 });
  const document = await task.promise;
  expect(((await document.getMetadata()).info as { Title?: string }).Title).toBe('Sözleşme (İmza)');
  const seen = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    const at = fnArray.indexOf(OPS.paintImageXObject);
    const [, width, height] = argsArray[at] as [string, number, number];
    const [, , right, top] = page.view;
    const matrix = argsArray[fnArray.indexOf(OPS.transform)] as number[];
    seen.push({ sheet: [right, top], pixels: [width, height], at: matrix.map(Math.round) });
  }
  expect(seen).toEqual([
    { sheet: [595, 842], pixels: [300, 400], at: [559, 0, 0, 745, 18, 48] },
    { sheet: [842, 595], pixels: [640, 200], at: [806, 0, 0, 252, 18, 172] },
    { sheet: [595, 842], pixels: [50, 50], at: [559, 0, 0, 559, 18, 142] },
  ]);
  await task.destroy();
});

it('keeps every byte of a picture as it was given', async () => {
  const { jpeg, width, height } = await picture(80, 60, '#888');
  const whole = Buffer.from(await pdfOfPictures([{ jpeg, width, height }], 'a').arrayBuffer());
  expect(whole.includes(Buffer.from(jpeg))).toBe(true);
});
