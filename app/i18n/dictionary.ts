import type { MessageFormatElement } from 'react-intl';

/** Every text of one language by its key, compiled. */
export type Dictionary = Readonly<Record<string, string | MessageFormatElement[]>>;
