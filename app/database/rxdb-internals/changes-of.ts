/**
 * What changes in a collection, in whichever tab, in bulks as RxDB hears of them; a bulk without events says that rows
 * were written past RxDB (rerun-queries.ts) and anything may be another.
 */
export const changesOf = <Bulks>(collection: { readonly eventBulks$: Bulks }): Bulks => collection.eventBulks$;
