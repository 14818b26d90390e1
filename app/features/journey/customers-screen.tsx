import { CustomersScreen } from '../customers/customers-screen';
import { customerName } from '../customers/customer-name';
import { QuickLogDialog } from '../interactions/quick-log-dialog';
import { useText } from '../../i18n/use-text';

/** The list of customers, from which one logs without leaving it. */
export default function CustomersWithLogScreen() {
  const t = useText();
  return (
    <CustomersScreen logDialog={(row, close) => <QuickLogDialog customerId={row.id} name={customerName(row, t)} onClose={close} />} />
  );
}
