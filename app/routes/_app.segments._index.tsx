export { default } from '../features/segments/segments-screen';
