export { default } from '../features/journey/customers-screen';
