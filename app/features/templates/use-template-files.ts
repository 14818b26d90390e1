import { useMemo } from 'react';
import type { TemplateFile } from '../../../sync/collections/template';
import { useTemplates } from './use-templates';

/** By their ids, the files that templates take along. */
export function useTemplateFiles(): ReadonlyMap<string, TemplateFile> {
  const templates = useTemplates();
  return useMemo(
    () => new Map((templates ?? []).flatMap(({ files = [] }) => files.map((file) => [file.id, file]))),
    [templates],
  );
}
