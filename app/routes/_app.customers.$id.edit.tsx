export { default } from '../features/customers/form/edit-customer-screen';
