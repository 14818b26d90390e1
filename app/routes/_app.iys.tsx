export { default } from '../features/consent/iys-screen';
