import { expect, it } from 'vitest';
import { csvOf } from './csv';

it('opens in a Turkish Excel as it was written, and runs nothing', () => {
  expect(
    csvOf([
      ['Şehir', 'Oran'],
      ['İzmir; "Ege"', 12.5],
      ['=HYPERLINK("x")', null],
      ['-1', -1],
      ['＝1＋1', '\n=1'],
    ]),
  ).toBe('\uFEFFŞehir;Oran\r\n"İzmir; ""Ege""";12,5\r\n"\'=HYPERLINK(""x"")";\r\n\'-1;-1\r\n\'＝1＋1;"\'\n=1"\r\n');
});
