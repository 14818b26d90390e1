export { default } from '../features/journey/customer-screen';
