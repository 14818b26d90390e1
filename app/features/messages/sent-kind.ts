import type { SentKind } from '../../../sync/collections/message';
import { fileKindOf } from '../../../sync/rules/file-types';

/** As what a file of this type is sent. */
export function sentKindOf(type: string): SentKind {
  const kind = fileKindOf(type);
  return kind === 'image' || kind === 'video' ? kind : 'document';
}
