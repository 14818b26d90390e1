export { default } from '../features/customers/form/new-customer-screen';
