export { default } from '../features/customers/edit-customer-screen';
