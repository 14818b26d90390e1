import sharp from 'sharp';
import type { Deps } from '../../deps';
import { readImage } from '../campaigns/add-image';
import { officeSettings } from '../settings/office-settings';

/** Sharp on paper at the size of a letterhead, and no heavier than that. */
const [MAX_WIDTH, MAX_HEIGHT] = [720, 240];

/** The office's logo as a data URL of a PNG; null where it has none. */
export async function readLogo({ pool }: Pick<Deps, 'pool'>): Promise<string | null> {
  const { office } = await officeSettings(pool);
  const image = office.logoId === '' ? null : await readImage({ pool }, office.logoId);
  if (image === null) return null;
  const drawn = await sharp(image.bytes)
    .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  return `data:image/png;base64,${drawn.toString('base64')}`;
}
