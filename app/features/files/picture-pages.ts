/**
 * A PDF of pictures, one a page. It writes the dozen lines of ISO 32000-1 that such a file has: the libraries that
 * write PDFs bring a megabyte of fonts and layout to every tablet, and pictures need neither.
 */
export type PicturePage = {
  /** A JPEG of three colours, as a canvas writes it. */
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
};

/** A4, in points. */
const SHORT = 595,
  LONG = 842;
const MARGIN = 18;

/** Pages in their order, upright or lying as their picture does. `title`: what a reader calls the document. */
export function pdfOfPictures(pages: readonly PicturePage[], title: string): Blob {
  const parts: (string | Uint8Array<ArrayBuffer>)[] = [];
  const startsAt: number[] = [];
  let length = 0;
  const put = (part: string | Uint8Array<ArrayBuffer>) => {
    parts.push(part);
    // Everything but the pictures is ASCII.
    length += part.length;
  };
  const object = (number: number, head: string, stream?: string | Uint8Array<ArrayBuffer>) => {
    startsAt[number] = length;
    put(`${number} 0 obj\n`);
    if (stream === undefined) put(`<< ${head} >>`);
    else {
      put(`<< ${head} /Length ${stream.length} >>\nstream\n`);
      put(stream);
      put('\nendstream');
    }
    put('\nendobj\n');
  };
  // Readers know by these bytes that the file is not a text.
  put('%PDF-1.4\n');
  put(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  object(1, '/Type /Catalog /Pages 2 0 R');
  object(2, `/Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${4 + 3 * at} 0 R`).join(' ')}]`);
  object(3, `/Title <${hexOf(title)}>`);
  for (const [at, { jpeg, width, height }] of pages.entries()) {
    const number = 4 + 3 * at;
    const [sheetWidth, sheetHeight] = width > height ? [LONG, SHORT] : [SHORT, LONG];
    const scale = Math.min((sheetWidth - 2 * MARGIN) / width, (sheetHeight - 2 * MARGIN) / height);
    const [w, h] = [width * scale, height * scale];
    const place = [w, 0, 0, h, (sheetWidth - w) / 2, (sheetHeight - h) / 2].map((each) => each.toFixed(2)).join(' ');
    object(
      number,
      `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${sheetWidth} ${sheetHeight}] ` +
        `/Resources << /XObject << /Picture ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R`,
    );
    object(number + 1, '', `q ${place} cm /Picture Do Q`);
    object(
      number + 2,
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB ` +
        '/BitsPerComponent 8 /Filter /DCTDecode',
      jpeg,
    );
  }
  const tableAt = length;
  const lines = startsAt.slice(1).map((start) => `${String(start).padStart(10, '0')} 00000 n \n`);
  put(`xref\n0 ${startsAt.length}\n0000000000 65535 f \n${lines.join('')}`);
  put(`trailer\n<< /Size ${startsAt.length} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`);
  return new Blob(parts, { type: 'application/pdf' });
}

/** UTF-16 with its mark, as titles are written. */
function hexOf(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return [0xfeff, ...units].map((unit) => unit.toString(16).padStart(4, '0')).join('');
}
