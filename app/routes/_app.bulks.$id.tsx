export { default } from '../features/deliveries/bulk-screen';
