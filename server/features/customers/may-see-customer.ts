/** Who sees a customer, as devices know it too. */
export { maySeeCustomer, type CustomerVisibility, type Viewer } from '../../../sync/rules/customer-scope';
