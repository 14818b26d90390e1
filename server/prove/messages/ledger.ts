/**
 * What should have come of it, kept beside the office and without its rules: every text bears a number of its own, and
 * who took what is the provider's to say.
 */
export type Channel = 'sms' | 'email';
export type Written = {
  readonly token: string;
  readonly customer: Customer;
  readonly channel: Channel;
  /** Instant. */
  readonly createdAt: string;
  /** It is in the office; whether its device knows is another thing. */
  hasArrived: boolean;
  /** Somebody called it off. */
  isOff: boolean;
};
export type Customer = { readonly id: string; readonly phone: string; readonly email: string; readonly order: number };
export type Answered = {
  readonly token: string;
  readonly from: string;
  /** Customers in whose thread it may stand: whoever was last written to while it was being heard. */
  readonly may: Set<string>;
  isHeard: boolean;
};

export class Ledger {
  readonly written: Written[] = [];
  readonly answered: Answered[] = [];
  #made = 0;

  token(): string {
    this.#made += 1;
    return `#${String(this.#made).padStart(6, '0')}`;
  }

  /** Of those with a number, whoever the office was last given an SMS to. */
  lastWrittenTo(phone: string, customers: readonly Customer[]): Customer {
    const those = customers.filter((customer) => customer.phone === phone);
    const lastOf = ({ id }: Customer) =>
      this.written
        .filter((one) => one.hasArrived && one.channel === 'sms' && one.customer.id === id)
        .reduce((last, { createdAt }) => (createdAt > last ? createdAt : last), '');
    // Nobody was written to: the newest card.
    return [...those].sort((a, b) => compare(lastOf(b), lastOf(a)) || b.order - a.order)[0]!;
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
export const tokenIn = (text: string): string => /#\d{6}/.exec(text)?.[0] ?? '';
