/** Draws one report. In a thread of its own: laying out pages takes longer than anybody's request may wait. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake');
const inter = (face) => require.resolve(`@expo-google-fonts/inter/${face}.ttf`);
const faces = { normal: inter('400Regular/Inter_400Regular'), bold: inter('700Bold/Inter_700Bold') };

// What people typed must never make it fetch or read anything but the letters.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === faces.normal || path === faces.bold);
pdfmake.setFonts({ Inter: faces });
const lined = (padding) => ({
  hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => '#d8d2c4',
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => padding,
  paddingBottom: () => padding,
});
pdfmake.setTableLayouts({
  report: lined(4),
  dense: lined(2),
  chart: { ...lined(2), hLineWidth: () => 0 },
});

const { definition, footer } = workerData;
const [title, pageWords] = footer.split('\t');
const pdf = await pdfmake
  .createPdf({
    ...definition,
    // A heading does not stay behind alone at the foot of a page.
    pageBreakBefore: (node, container) =>
      node.headlineLevel === 1 &&
      container.getFollowingNodesOnPage().length === 0 &&
      container.getPreviousNodesOnPage().length > 0,
    footer: (page, pages) => ({
      margin: [40, 16, 40, 0],
      fontSize: 8,
      color: '#4a554e',
      columns: [
        { text: title, width: '*' },
        { text: pageWords.replace('{page}', page).replace('{pages}', pages), width: 90, alignment: 'right' },
      ],
    }),
  })
  .getBuffer();
parentPort.postMessage(new Uint8Array(pdf));
