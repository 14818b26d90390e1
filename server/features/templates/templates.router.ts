import { memberProcedure, router } from '../../trpc/init';
import { countTemplateUses } from './template-uses';

/** What devices cannot know of templates: they hold messages of 90 days, and of their own customers. */
export const templatesRouter = router({
  uses: memberProcedure.query(({ ctx }) => countTemplateUses(ctx.deps)),
});
