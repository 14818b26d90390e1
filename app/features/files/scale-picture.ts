import type { PicturePage } from './picture-pages';

/** The longer side in pixels: small print of an A4 page stays readable. */
const LONGER_SIDE = 2_000;
const QUALITY = 0.82;

/** A photo as a page: upright as its camera was held, no larger than a page needs. Throws what is no picture. */
export async function scalePicture(file: Blob): Promise<PicturePage> {
  const photo = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, LONGER_SIDE / Math.max(photo.width, photo.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(photo.width * scale));
    canvas.height = Math.max(1, Math.round(photo.height * scale));
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('this browser draws no pictures');
    // What is transparent in a picture is paper.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(photo, 0, 0, canvas.width, canvas.height);
    const { width, height } = canvas;
    const drawn = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', QUALITY);
    });
    if (drawn === null) throw new Error('no room for the picture');
    return { jpeg: new Uint8Array(await drawn.arrayBuffer()), width, height };
  } finally {
    photo.close();
  }
}
