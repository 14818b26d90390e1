export { default } from '../features/consent/suppressions-screen';
