/** No wider than a sharp mail needs: what a camera makes would take minutes from a tablet. In pixels. */
const MAX_WIDTH = 1_200;

/** Base64 of the image, smaller where it is large. Rejects where the browser cannot read it. */
export async function readImageFile(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const isSmall = bitmap.width <= MAX_WIDTH && file.size < 1_000_000;
  const blob = isSmall ? file : await drawn(bitmap, file.type === 'image/png' ? 'image/png' : 'image/jpeg');
  bitmap.close();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

async function drawn(bitmap: ImageBitmap, type: string): Promise<Blob> {
  const scale = Math.min(1, MAX_WIDTH / bitmap.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the image could not be drawn')) : resolve(blob)),
      type,
      0.85,
    ),
  );
}
