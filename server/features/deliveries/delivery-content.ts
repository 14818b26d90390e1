/** What is written in one delivery, where it is written for it alone; as it lies in `deliveries.content`. */
export type DeliveryContent = {
  readonly subject: string;
  /** Plain text, lines as typed. */
  readonly text: string;
  /** Whom an answer goes to; '' for nobody in particular. */
  readonly replyTo: string;
  /** Who writes, beside the office's own name; ''. */
  readonly fromName: string;
};
