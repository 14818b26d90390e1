export { default } from '../features/deliveries/deliveries-screen';
