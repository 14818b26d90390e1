/** There is nothing that could be sent, and never will be; what else fails on the way may be over in a moment. */
export class Unwritable extends Error {}
