export { default } from '../features/customers/new-customer-screen';
